"""What people type about a service, and where it goes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.core.choice_fields import BoxedChoices
from diwan.core.wording_fields import WordingFormField
from diwan.vocabularies.models import Theme
from diwan.vocabularies.place_fields import PlacesField

from ..queries.who import bodies_called, called
from ..rules import codes, openness
from ..said import ServiceSaid
from ..words import Sensitivity, ServiceState, Side, Term
from .filters import spoken_languages

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from diwan.people.models import Organisation

    from ..models import Service

_PLAIN = (
    *("name", "description", "side", "sensitivity", "interpretation_services", "url", "email"),
    *("is_by_appointment", "application_process", "eligibility_description", "minimum_age"),
    *("maximum_age", "is_free", "fees_description", "wait_time", "alert", "source"),
)
_FREE = [("", _("Not said")), ("True", _("Yes")), ("False", _("No"))]


def text(label: StrOrPromise, rows: int = 2, help_text: StrOrPromise = "") -> WordingFormField:
    return WordingFormField(label=label, rows=rows, required=False, help_text=help_text)


def _age(label: StrOrPromise) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=120)


class ServiceForm(forms.Form):
    """Everything that is said of a service but its state and what stands in lists of its own."""

    name = WordingFormField(label=_("Name"), max_length=200)
    organisation = forms.CharField(
        label=_("Offered by"),
        max_length=300,
        help_text=_(
            "Its name as it stands in the register of organisations, or the address there."
        ),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    terms = forms.MultipleChoiceField(
        label=_("What kind of help"), choices=Term.choices, widget=forms.CheckboxSelectMultiple
    )
    sensitivity = forms.ChoiceField(
        label=_("What others may know"),
        choices=Sensitivity.choices,
        widget=forms.RadioSelect,
        help_text=_("What is hidden is in no list, map, search, feed or file, for nobody outside."),
    )
    description = text(_("What it does"), 3)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken there"), required=False, widget=BoxedChoices
    )
    interpretation_services = text(_("Interpreters"))
    side = forms.ChoiceField(label=_("In which land"), required=False)
    areas = PlacesField(
        label=_("Whom it serves: people in which places"),
        required=False,
        help_text=_(
            "One that hides where it is, is found only by these: name a region, no street."
        ),
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_by_appointment = forms.BooleanField(label=_("By appointment only"), required=False)
    application_process = text(_("How to come"), 2, _("Just walk in? Call first? A letter?"))
    eligibility_description = text(_("For whom"))
    minimum_age = _age(_("From the age of"))
    maximum_age = _age(_("Up to the age of"))
    is_free = forms.TypedChoiceField(
        label=_("Free of charge"),
        required=False,
        choices=_FREE,
        coerce=lambda value: value == "True",
        empty_value=None,
    )
    fees_description = text(_("What it costs"))
    wait_time = text(_("How long one waits"), 1)
    alert = text(_("To know at present"), 1, _("For example: closed in August."))
    url = forms.URLField(label=_("Website"), required=False, max_length=500, assume_scheme="https")
    email = forms.EmailField(
        label=_("Mail of the office"),
        required=False,
        help_text=_("Of the office, never of a person."),
    )
    source = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=500,
        help_text=_("Where this is known from, if you do not run it yourself."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "languages", spoken_languages())
        choose(self, "side", [("", _("In both")), *Side.choices])
        choose(self, "themes", [(theme.key, str(theme)) for theme in Theme.objects.all()])

    def clean_organisation(self) -> Organisation:
        return body(self.cleaned_data["organisation"])

    def said(self) -> ServiceSaid:
        return ServiceSaid(**self.cleaned_data)

    @staticmethod
    def values_of(service: Service) -> dict[str, Any]:
        """What the form shows of ``service`` before it is changed."""
        return {name: getattr(service, name) for name in _PLAIN} | {
            "is_free": "" if service.is_free is None else str(service.is_free),
            "organisation": called(service.organisation),
            "terms": codes.parted(service.terms),
            "languages": service.language_codes,
            "areas": [place.code for place in service.areas.all()],
            "themes": [theme.key for theme in service.themes.all()],
        }


class MoveForm(forms.Form):
    """Where the service goes next, and why."""

    state = forms.ChoiceField(label=_("It is now"))
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moves = openness.MOVES[state]
        choose(self, "state", [row for row in ServiceState.choices if row[0] in moves])


def choose(form: forms.Form, name: str, choices: Any) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def body(typed: str) -> Organisation:
    """The organisation of that name or address.

    Raises:
        ValidationError: there is none, or more than one.
    """
    found = bodies_called(typed)
    if len(found) == 1:
        return found[0]
    raise forms.ValidationError(
        _("More than one has that name. Copy the address of its page here.")
        if found
        else _("No organisation of this name is in the register. Copy the address of its page.")
    )
