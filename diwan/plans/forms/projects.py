"""What people type about a project and those who take part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel.numbers import get_currency_precision
from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.core.wording_fields import WordingFormField
from diwan.vocabularies.models import Theme
from diwan.vocabularies.place_fields import PlacesField

from .. import rules
from ..queries import bodies_called, called, open_agreements
from ..said import ParticipantSaid, ProjectSaid
from ..words import ParticipantRole, ProjectState, Side

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from diwan.people.models import Organisation

    from ..models import Project

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_BODY = _("Its name as it stands in the register of organisations, or the address of its page.")


def _money(label: StrOrPromise, help_text: StrOrPromise = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_digits=15,
        decimal_places=3,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"dir": "ltr", "step": "any"}),
    )


def _currency() -> forms.CharField:
    return forms.CharField(
        label=_("Currency"),
        required=False,
        max_length=3,
        help_text=_("Three letters, for example EUR or TND."),
        widget=forms.TextInput(attrs={"dir": "ltr", "size": 5}),
    )


class ProjectForm(forms.Form):
    """Everything that is said of a project but its state, its indicators and who takes part."""

    title = WordingFormField(label=_("Title"), max_length=200)
    lead = forms.CharField(
        label=_("Led by"),
        max_length=300,
        help_text=_BODY,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    agreement = forms.ChoiceField(label=_("Under the agreement"), required=False)
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    starts_on = forms.DateField(label=_("Starts"), required=False, widget=DAY)
    ends_on = forms.DateField(label=_("Ends"), required=False, widget=DAY)
    origins = PlacesField(label=_("Where on the side of origin"), required=False)
    destinations = PlacesField(label=_("Where on the side of destination"), required=False)
    objectives = WordingFormField(label=_("Objectives"), rows=4, required=False)
    summary = WordingFormField(label=_("Main activities"), rows=4, required=False)
    amount = _money(_("Whole budget"))
    currency = _currency()
    phase = forms.IntegerField(
        label=_("Phase"),
        required=False,
        min_value=1,
        max_value=99,
        help_text=_("The number of this phase, where the programme has several."),
    )
    follows = forms.CharField(
        label=_("Goes on from"),
        required=False,
        max_length=300,
        help_text=_("The address of the page of the phase before."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    source = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=500,
        help_text=_("Where this is known from: a document, an address."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signed = sorted(open_agreements(), key=str)
        _choose(self, "agreement", [("", _("None")), *((row.slug, str(row)) for row in signed)])
        _choose(self, "themes", [(theme.key, str(theme)) for theme in Theme.objects.all()])

    def clean_lead(self) -> Organisation:
        return body(self.cleaned_data["lead"])

    def clean_follows(self) -> str:
        slug: str = self.cleaned_data["follows"].strip().rstrip("/").rpartition("/")[2]
        return slug

    def clean_currency(self) -> str:
        code: str = self.cleaned_data["currency"].strip().upper()
        return code

    def said(self) -> ProjectSaid:
        return ProjectSaid(**self.cleaned_data)

    @staticmethod
    def values_of(project: Project) -> dict[str, Any]:
        """What the form shows of ``project`` before it is changed."""
        places = list(project.places.select_related("place"))
        names = ("title", "objectives", "summary", "starts_on", "ends_on", "phase")
        return {name: getattr(project, name) for name in (*names, "currency", "source")} | {
            "lead": called(project.lead),
            "agreement": project.agreement.slug if project.agreement else "",
            "follows": project.follows.slug if project.follows else "",
            "themes": [theme.key for theme in project.themes.all()],
            "origins": _on(places, Side.ORIGIN),
            "destinations": _on(places, Side.DESTINATION),
            "amount": shown_amount(project.amount, project.currency),
        }


class ParticipantForm(forms.Form):
    """Who takes part; a body that is not in the register is kept by its name."""

    role = forms.ChoiceField(label=_("What it does"), choices=ParticipantRole.choices)
    body = forms.CharField(
        label=_("Which body"),
        max_length=200,
        help_text=_("Its name or the address of its page. Never the name of a person."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    amount = _money(_("What it gives"), _("For donors, where it is published."))
    currency = _currency()

    def clean_currency(self) -> str:
        code: str = self.cleaned_data["currency"].strip().upper()
        return code

    def said(self) -> ParticipantSaid:
        data = self.cleaned_data
        found = bodies_called(data["body"])
        known = found[0] if len(found) == 1 else None
        return ParticipantSaid(
            data["role"], known, data["body"].strip(), data["amount"], data["currency"]
        )


class MoveForm(forms.Form):
    """Where the project goes next, and why."""

    state = forms.ChoiceField(label=_("It is now"))
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=500,
        help_text=_("Needed where it is put on hold or given up."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moves = rules.MOVES[state]
        _choose(self, "state", [row for row in ProjectState.choices if row[0] in moves])


def _choose(form: forms.Form, name: str, choices: Any) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def body(text: str) -> Organisation:
    """The organisation of that name or address.

    Raises:
        ValidationError: there is none, or more than one.
    """
    found = bodies_called(text)
    if len(found) == 1:
        return found[0]
    raise forms.ValidationError(
        _("More than one has that name. Copy the address of its page here.")
        if found
        else _("No organisation of this name is in the register. Copy the address of its page.")
    )


def shown_amount(minor: int | None, currency: str) -> Any:
    if minor is None:
        return None
    return rules.from_minor(minor, get_currency_precision(currency))


def _on(places: Any, side: Side) -> list[str]:
    return [row.place.code for row in places if row.side == side]
