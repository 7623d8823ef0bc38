"""Files that people choose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FileForm(forms.Form):
    """One file of an item, with its language."""

    file = forms.FileField(
        label=_("File"), help_text=_("PDF, text document, table or picture; no archives.")
    )
    file_language = forms.ChoiceField(label=_("Its language"), required=False)

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file_language"].choices = [("", _("Not said")), *languages]  # type: ignore[attr-defined]


class SheetForm(forms.Form):
    """The table that was filled in offline."""

    file = forms.FileField(
        label=_("The table, filled in"),
        help_text=_("XLSX, from the empty table of this page."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class MessageForm(forms.Form):
    """A first message to whoever submitted an item."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
