"""Fields of forms about single kinds: days, times, items, countries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import HOUSE_LANGUAGES
from diwan.core.wording_fields import WordingFormField
from diwan.vocabularies import finding
from diwan.vocabularies.models import Place
from diwan.vocabularies.rules import plain_name

from ...models import Item
from ...models.times import validate_when

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OFFERED = 4


def words(label: Any, *, rows: int = 1, required: bool = False, **kwargs: Any) -> WordingFormField:
    """A text in the languages of the house."""
    return WordingFormField(label=label, rows=rows, required=required, **kwargs)


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    shown = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=shown)


def line(label: Any, *, required: bool = False, **kwargs: Any) -> forms.CharField:
    """One line in any language."""
    kwargs.setdefault("max_length", 500)
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=label, required=required, widget=widget, **kwargs)


def when(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A time as exactly as it is known."""
    told = help_text or _("As exactly as it is known: 2019, 2019-06 or 2019-06-30.")
    field = forms.CharField(
        label=label,
        required=required,
        max_length=10,
        help_text=told,
        widget=forms.TextInput(attrs={"dir": "ltr", "size": 10, "inputmode": "numeric"}),
    )
    field.validators.append(validate_when)
    return field


def number(label: Any, *, required: bool = False, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=required, min_value=0, **kwargs)


def one_of(
    label: Any, choices: Sequence[tuple[Any, Any]], *, required: bool = True, **kwargs: Any
) -> forms.ChoiceField:
    """A choice; where none need be made, nothing comes first."""
    rows = choices if required else [("", "—"), *choices]
    return forms.ChoiceField(label=label, choices=rows, required=required, **kwargs)


def several_of(label: Any, choices: Sequence[tuple[Any, Any]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class ItemField(forms.CharField):
    """A published item of some kinds, by the address of its page or its title; None for none."""

    def __init__(self, *kinds: str, **kwargs: Any) -> None:
        self.kinds = kinds
        kwargs.setdefault("help_text", _("Its title, or the address of its page."))
        widget = forms.TextInput(attrs={"dir": "auto"})
        super().__init__(max_length=300, widget=widget, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.slug if isinstance(value, Item) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        rows = Item.objects.open_to_all().of_kind(*self.kinds)
        slug = text.rstrip("/").rpartition("/")[2]
        found = rows.filter(slug=slug).first() or _titled(rows, text)
        if found is None:
            raise forms.ValidationError(
                _("No published item of that kind is called so. Copy the address of its page.")
            )
        return found


def _titled(rows: Any, text: str) -> Item | None:
    """The one whose title in some language is ``text``."""
    asked = Q()
    for code in HOUSE_LANGUAGES:
        asked |= Q(**{f"title__{code}__iexact": text})
    found = list(rows.filter(asked)[:2])
    return found[0] if len(found) == 1 else None


class PlaceField(forms.CharField):
    """A place by any of its names or its code; None for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value} ({value.code})" if isinstance(value, Place) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        code = text.rpartition("(")[2].strip(" )")
        coded = Place.objects.by_code([code]).first()
        return coded or self._called(text)

    def _called(self, text: str) -> Place:
        found = finding.find(text, _OFFERED + 1)
        wanted = plain_name(text)
        exact = [place for place in found if wanted in map(plain_name, place.names.values())]
        alike = exact or found
        if not alike:
            raise forms.ValidationError(
                _("No place is called “%(name)s”. Write its name otherwise.") % {"name": text[:60]}
            )
        if len(alike) > 1 and not exact:
            shown = " · ".join(str(self.prepare_value(place)) for place in alike[:_OFFERED])
            raise forms.ValidationError(
                _("Which one do you mean? Copy one of these: %(names)s.") % {"names": shown}
            )
        return alike[0]


def values(row: Any, names: Mapping[str, Any]) -> dict[str, Any]:
    """What a form with these fields shows of a row; nothing where there is no row."""
    return {name: getattr(row, name, None) for name in names} if row is not None else {}
