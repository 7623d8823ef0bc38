"""What stewards type in."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class MunicipalityForm(forms.Form):
    """The name of a municipality in each of the house's languages; one is enough."""

    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    name_fr = forms.CharField(label=_("Name in French"), max_length=120, required=False)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=120, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for code, _name in settings.LANGUAGES:
            direction = "rtl" if code == "ar" else "ltr"
            self.fields[f"name_{code}"].widget.attrs.update(lang=code, dir=direction)

    def names(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"name_{code}"] for code, _name in settings.LANGUAGES}

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        if not any(cleaned.get(name) for name in self.fields):
            self.add_error(None, _("Give the name in at least one language."))
        return cleaned
