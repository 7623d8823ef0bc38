"""One text in the languages of the house: a box for each, as one field of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from .wording import HOUSE_LANGUAGES, direction

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class WordingWidget(forms.MultiWidget):
    """A box for each language of the house, marked with its language and direction."""

    template_name = "core/ui/wording.html"
    use_fieldset = True

    def __init__(self, *, rows: int = 1) -> None:
        self.rows = rows
        super().__init__({code: self._box(code) for code in HOUSE_LANGUAGES})

    def _box(self, code: str) -> forms.Widget:
        attrs = {"lang": code, "dir": direction(code)}
        if self.rows == 1:
            return forms.TextInput(attrs=attrs)
        return forms.Textarea(attrs={**attrs, "rows": self.rows})

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code in HOUSE_LANGUAGES]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for code, box in zip(HOUSE_LANGUAGES, context["widget"]["subwidgets"], strict=True):
            box["language"] = code
            box["language_name"] = get_language_info(code)["name_local"].capitalize()
        return context


class WordingFormField(forms.MultiValueField):
    """Clean value: language code → text, without the empty ones. Required: at least one."""

    widget: WordingWidget

    def __init__(self, *, rows: int = 1, max_length: int = 5000, **kwargs: Any) -> None:
        boxes = [forms.CharField(required=False, max_length=max_length) for _ in HOUSE_LANGUAGES]
        kwargs.setdefault("error_messages", {"required": _("Write it in at least one language.")})
        super().__init__(boxes, widget=WordingWidget(rows=rows), require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> dict[str, str]:
        """Blanks alone are nothing written."""
        words: dict[str, str] = super().clean(value)
        if self.required and not words:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return words

    def compress(self, data_list: Sequence[str]) -> dict[str, str]:
        pairs = zip(HOUSE_LANGUAGES, data_list, strict=False)
        return {code: text.strip() for code, text in pairs if text and text.strip()}
