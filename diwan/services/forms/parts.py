"""What people type about where a service is, when it is open, numbers, prices and papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from diwan.core.choice_fields import BoxedChoices
from diwan.core.wording_fields import WordingFormField
from diwan.people.rules import time_zones
from diwan.vocabularies.place_fields import PlacesField

from ..said import CostSaid, DocumentSaid, LocationSaid, PhoneSaid, ScheduleSaid
from ..words import Access, LocationType, PhoneType
from .filters import spoken_languages
from .services import choose, text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from ..models import Service

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def _line(label: StrOrPromise, most: int, direction: str = "auto") -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": direction})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget)


def _degrees(label: StrOrPromise) -> forms.DecimalField:
    widget = forms.NumberInput(attrs={"dir": "ltr", "step": "any"})
    return forms.DecimalField(
        label=label, required=False, max_digits=9, decimal_places=6, widget=widget
    )


class PartForm(forms.Form):
    """A form that knows of which service it adds a part."""

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service = service


class LocationForm(PartForm):
    location_type = forms.ChoiceField(label=_("Kind"), choices=LocationType.choices)
    place = PlacesField(label=_("In which place"), required=False, is_single=True)
    name = WordingFormField(label=_("Name of the place"), max_length=200, required=False)
    address = _line(_("Street and number"), 300)
    postal_code = _line(_("Postal code"), 20, "ltr")
    city = _line(_("Town"), 120)
    transportation = text(_("How to get there"))
    accessibility = forms.MultipleChoiceField(
        label=_("Access"),
        required=False,
        choices=Access.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    accessibility_details = text(_("More about access"))
    latitude = _degrees(_("Latitude"))
    longitude = _degrees(_("Longitude"))
    url = forms.URLField(
        label=_("Address on line"), required=False, max_length=500, assume_scheme="https"
    )

    def clean_place(self) -> str:
        found: list[str] = self.cleaned_data["place"]
        return found[0] if found else ""

    def said(self) -> LocationSaid:
        return LocationSaid(**self.cleaned_data)


class ScheduleForm(PartForm):
    days = forms.TypedMultipleChoiceField(
        label=_("Days"),
        choices=WEEKDAYS.items(),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    opens_at = forms.TimeField(label=_("Opens"), required=False, widget=_HOUR)
    closes_at = forms.TimeField(
        label=_("Closes"),
        required=False,
        widget=_HOUR,
        help_text=_("Without hours it is closed on these days."),
    )
    valid_from = forms.DateField(label=_("From the day"), required=False, widget=DAY)
    valid_to = forms.DateField(
        label=_("Until the day"),
        required=False,
        widget=DAY,
        help_text=_(
            "With both days these are hours of a season, as in Ramadan or in holidays: they stand"
            " instead of the others."
        ),
    )
    at = forms.TypedChoiceField(label=_("Where"), required=False, coerce=int, empty_value=None)
    timezone = forms.ChoiceField(label=_("Time zone"))
    description = text(_("Note"), 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = self.service.at.select_related("location__place")
        choose(self, "at", [("", _("Everywhere")), *((row.pk, str(row.location)) for row in there)])
        choose(self, "timezone", [(zone, zone) for zone in time_zones()])

    def said(self) -> ScheduleSaid:
        return ScheduleSaid(
            **{key: value for key, value in self.cleaned_data.items() if key != "at"}
        )


class PhoneForm(PartForm):
    number = forms.CharField(
        label=_("Number"),
        max_length=40,
        help_text=_(
            "As one dials it from abroad: +216 71 000 000. Of an office, never of a person."
        ),
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "tel"}),
    )
    type = forms.ChoiceField(label=_("Kind"), choices=PhoneType.choices)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken there"), required=False, widget=BoxedChoices
    )
    description = text(_("Note"), 1)
    is_staff = forms.BooleanField(
        label=_("For the staff only"),
        required=False,
        help_text=_("Nobody outside ever sees it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "languages", spoken_languages())

    def said(self) -> PhoneSaid:
        return PhoneSaid(**self.cleaned_data)


class CostForm(PartForm):
    option = WordingFormField(label=_("For what or whom"), max_length=200)
    amount = forms.DecimalField(
        label=_("Amount"),
        min_value=0,
        max_digits=12,
        decimal_places=3,
        widget=forms.NumberInput(attrs={"dir": "ltr", "step": "any"}),
    )
    currency = forms.CharField(
        label=_("Currency"),
        max_length=3,
        help_text=_("Three letters, for example EUR or TND."),
        widget=forms.TextInput(attrs={"dir": "ltr", "size": 5}),
    )

    def clean_currency(self) -> str:
        code: str = self.cleaned_data["currency"].strip().upper()
        return code

    def said(self) -> CostSaid:
        return CostSaid(**self.cleaned_data)


class DocumentForm(PartForm):
    document = WordingFormField(label=_("What to bring"), max_length=300)
    url = forms.URLField(
        label=_("Where to get it"), required=False, max_length=500, assume_scheme="https"
    )

    def said(self) -> DocumentSaid:
        return DocumentSaid(**self.cleaned_data)
