"""What stewards type in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import direction

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class _WordingForm(forms.Form):
    """A text field for each of the house's languages, named ``<part>_<code>``."""

    part: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, _name in settings.LANGUAGES:
            widget = self.fields[f"{self.part}_{code}"].widget
            widget.attrs.update(lang=code, dir=direction(code))

    def wording(self) -> dict[str, str]:
        return {
            code: self.cleaned_data[f"{self.part}_{code}"] for code, _name in settings.LANGUAGES
        }


class MunicipalityForm(_WordingForm):
    """The name of a municipality in each of the house's languages; one is enough."""

    part = "name"

    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    name_fr = forms.CharField(label=_("Name in French"), max_length=120, required=False)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=120, required=False)

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        if not any(cleaned.get(name) for name in self.fields):
            self.add_error(None, _("Give the name in at least one language."))
        return cleaned


def _note(label: StrOrPromise) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class FootnoteForm(_WordingForm):
    """The note on a designation in each language; three empty ones take it away."""

    part = "note"
    note_en = _note(_("Note in English"))
    note_fr = _note(_("Note in French"))
    note_ar = _note(_("Note in Arabic"))
