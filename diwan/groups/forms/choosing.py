"""Choices among bodies, places and themes that many forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from diwan.people.models import Organisation
from diwan.vocabularies import finding
from diwan.vocabularies.models import Place, Theme

from .. import queries

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def day_box() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class BodyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A body, by the name that the reader sees."""

    def label_from_instance(self, obj: Organisation) -> str:
        return f"{obj.name_shown} ({obj.country})" if obj.country else obj.name_shown


def authority_field(label: StrOrPromise, **kwargs: Any) -> BodyField:
    return BodyField(Organisation.objects.none(), label=label, **kwargs)


def set_choices(form: forms.Form) -> None:
    """Fill the fields of bodies and themes when the form is made, not when it is read in."""
    for name, field in form.fields.items():
        if isinstance(field, BodyField):
            rows = Organisation.objects.standing().for_listing()
            field.queryset = queries.authorities() if name in {"authority", "to"} else rows
        elif isinstance(field, forms.ModelChoiceField) and name == "theme":
            field.queryset = Theme.objects.all()


class PlaceField(forms.CharField):
    """A place by any of its names or its code; clean value: the place, or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 80)
        kwargs.setdefault("widget", forms.TextInput(attrs={"dir": "auto"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Place) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = finding.find(text.rstrip("*"), most=1)
        if not found:
            raise ValidationError(
                _("No place is called so. Write a country, region or town, in any language.")
            )
        return found[0]


def theme_field(**kwargs: Any) -> forms.ModelChoiceField[Theme]:
    return forms.ModelChoiceField(Theme.objects.none(), label=_("Theme"), required=False, **kwargs)
