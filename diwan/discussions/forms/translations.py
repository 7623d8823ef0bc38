"""What a translator writes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TranslationForm(forms.Form):
    """``seen``: the revision of the translation that the page showed."""

    text = forms.CharField(
        label=_("Translation"),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=200_000,
        error_messages={"required": _("Write the translation before you save it.")},
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: object, language: str, direction: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["text"].widget.attrs.update({"lang": language, "dir": direction})
