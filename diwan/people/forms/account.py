"""What people type about themselves and others."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from diwan.core.choice_fields import BoxedChoices

from .. import queries
from ..actions.profile import Profile
from ..allauth_forms import ADDRESS, name_field
from ..models import Organisation, Person
from ..rules import time_zones
from ..words import ActorKind, Attribution, Gender

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import time

    from django.utils.functional import _StrPromise

Choices = list[tuple[str, "str | _StrPromise"]]


def _or_nothing(
    rows: Iterable[tuple[str, str | _StrPromise]], nothing: str | _StrPromise
) -> Choices:
    return [("", nothing), *rows]


class PasswordForm(LoginForm):  # type: ignore[misc]
    """Address and password; allauth leaves the password out where sign-up asks for none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = deepcopy(self.base_fields["password"])
        name_field(self, "login", ADDRESS)
        self.order_fields(["login", "password", "remember"])


class ProfileForm(forms.Form):
    """A person's own profile, with room for an organisation that is not in the list yet."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        required=False,
        help_text=_("As members should read it beside what you say. You may leave it empty."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language of letters to you"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"))
    wants_announcements = forms.BooleanField(
        label=_("Tell me by mail when a discussion opens"), required=False
    )
    attribution = forms.ChoiceField(
        label=_("How you are named beside what you say"),
        choices=Attribution.choices,
        help_text=_("You can choose differently each time."),
    )
    kind = forms.ChoiceField(label=_("You take part as"), required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=_("None, or not in this list"),
    )
    new_organisation = forms.CharField(
        label=_("Name of your organisation, if it is not in the list"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
    )
    new_organisation_kind = forms.ChoiceField(label=_("What kind of actor it is"), required=False)
    new_organisation_country = forms.ChoiceField(label=_("Its country"), required=False)
    countries_of_origin = forms.MultipleChoiceField(
        label=_("Countries of origin"),
        required=False,
        help_text=_("Those you feel tied to; as many as you like, or none."),
        widget=BoxedChoices,
    )
    country_of_residence = forms.ChoiceField(label=_("Country where you live"), required=False)
    themes = forms.MultipleChoiceField(
        label=_("Themes you work on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    gender = forms.ChoiceField(
        label=_("Gender, if you wish to say"),
        required=False,
        help_text=_(
            "Only for counting who takes part, never shown beside your name. "
            "Small numbers are merged before anybody sees them."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = queries.countries()
        kinds = _or_nothing(ActorKind.choices, _("Not said"))
        self._choose("time_zone", [(zone, zone.replace("_", " ")) for zone in time_zones()])
        self._choose("kind", kinds)
        self._choose("new_organisation_kind", kinds)
        self._choose("new_organisation_country", _or_nothing(countries, _("Not said")))
        self._choose("countries_of_origin", countries)
        self._choose("country_of_residence", _or_nothing(countries, _("Not said")))
        self._choose("themes", queries.themes())
        self._choose("gender", _or_nothing(Gender.choices, _("Not said")))
        chosen: Any = self.fields["organisation"]
        chosen.queryset = Organisation.objects.standing().for_listing()

    def _choose(self, name: str, choices: Iterable[tuple[str, str | _StrPromise]]) -> None:
        field: Any = self.fields[name]
        field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("new_organisation"):
            if data.get("organisation"):
                self.add_error(
                    "new_organisation",
                    _("Choose an organisation from the list or write a new one, not both."),
                )
            if not data.get("new_organisation_kind"):
                self.add_error("new_organisation_kind", _("Say what kind of actor it is."))
        return data

    def profile(self, organisation: Organisation | None) -> Profile:
        """The clean values, with the organisation chosen or added."""
        data = self.cleaned_data
        names = (
            *("name", "language", "time_zone", "kind", "countries_of_origin"),
            *("country_of_residence", "themes", "gender", "attribution", "wants_announcements"),
        )
        return Profile(organisation=organisation, **{name: data[name] for name in names})

    @staticmethod
    def values_of(person: Person) -> dict[str, Any]:
        """What the form shows of ``person`` before they change it."""
        residence = person.country_of_residence
        return {
            "name": person.name,
            "language": person.language,
            "time_zone": person.time_zone,
            "wants_announcements": person.wants_announcements,
            "attribution": person.attribution,
            "kind": person.kind,
            "organisation": person.organisation_id,
            "countries_of_origin": [place.code for place in person.countries_of_origin.all()],
            "country_of_residence": residence.code if residence else "",
            "themes": [theme.key for theme in person.themes.all()],
            "gender": person.gender,
        }


class LettersForm(forms.Form):
    """When letters come. Both times, or none: without them letters come at any hour."""

    quiet_from = forms.TimeField(
        label=_("No letters from"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
    )
    quiet_until = forms.TimeField(
        label=_("No letters until"),
        required=False,
        help_text=_(
            "On the clock of your time zone, for example 21:00 and 07:00. What can wait is sent"
            " afterwards; codes, and answers to what you just did, come at once."
        ),
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
    )
    wants_announcements = forms.BooleanField(
        label=_("Tell me by mail when a discussion opens"), required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("quiet_from"), data.get("quiet_until")
        if (start is None) != (end is None) and not self.errors:
            missing = "quiet_from" if start is None else "quiet_until"
            self.add_error(missing, _("Give both times, or leave both empty."))
        elif start is not None and start == end:
            self.add_error("quiet_until", _("The two times must differ."))
        return data

    @property
    def quiet(self) -> tuple[time, time] | None:
        data = self.cleaned_data
        return None if data["quiet_from"] is None else (data["quiet_from"], data["quiet_until"])

    @staticmethod
    def values_of(person: Person) -> dict[str, Any]:
        names = ("quiet_from", "quiet_until", "wants_announcements")
        return {name: getattr(person, name) for name in names}


class EraseForm(forms.Form):
    sure = forms.BooleanField(label=_("Yes, erase my account and everything listed above."))


class SearchForm(forms.Form):
    """By exact address only: the list is no directory to leaf through by parts of names."""

    email = forms.EmailField(
        label=_("Find by e-mail address"), help_text=_("Write the whole address.")
    )


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)


class SuspendForm(forms.Form):
    why = forms.CharField(
        label=_("Why is the account suspended?"),
        max_length=1000,
        help_text=_("Kept in the log. Name no names."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
