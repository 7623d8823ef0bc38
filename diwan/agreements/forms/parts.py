"""What people type into the parts of an agreement, one form a part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..territory import territories
from ..words import (
    Level,
    MilestoneKind,
    OrganKind,
    Precision,
    ResourceKind,
    ResourceState,
    Side,
)
from .fields import Day, MoneyField, OrganisationField, PlaceField, Words

if TYPE_CHECKING:
    from diwan.people.models import Organisation
    from diwan.vocabularies.models import Place

    from ..models import Agreement

_SEVERAL = 2
_LINKS = ("en", "fr", "ar", "it", "es", "de", "pt", "nl", "ro", "ru", "uk", "tr")


class PartForm(forms.Form):
    """A row of a part of ``agreement``; the names of its fields are those of the row."""

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        self.offer()

    def offer(self) -> None:
        """Fill the choices that depend on the agreement."""

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        """What the form shows of a row before it is changed."""
        return {name: getattr(row, name, None) for name in cls.base_fields}

    def choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class PartyForm(PartForm):
    organisation = OrganisationField(
        label=_("Organisation"),
        required=False,
        help_text=_("By one of its names in the register, or the address of its page."),
    )
    name = Words(
        label=_("Name, of a party that is not in the register"), required=False, max_length=300
    )
    side = forms.ChoiceField(label=_("On which side"), choices=Side.choices)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    place = PlaceField(
        label=_("Territory"),
        required=False,
        help_text=_(
            "The country, region or town that is bound. The agreement stands on its page."
            " Left empty, it is the town or region the organisation works in, else its seat."
        ),
    )
    role = Words(label=_("Role and commitment"), required=False, rows=3, max_length=2000)
    joined_on = Day(label=_("Joined on, when it came later"), required=False)
    left_on = Day(label=_("Left on"), required=False)

    def offer(self) -> None:
        """Only what was concluded elsewhere may bind a body that is not in the register."""
        if not self.agreement.is_recorded:
            del self.fields["name"]
            self.fields["organisation"].required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        body: Organisation | None = data.get("organisation")
        if body is None and not data.get("name") and "organisation" not in self.errors:
            self.add_error(
                "organisation", _("Say who it is: an organisation of the register, or a name.")
            )
        if body is not None and not data.get("place") and "place" not in self.errors:
            data["place"] = self._territory(body)
        joined, left = data.get("joined_on"), data.get("left_on")
        if joined and left and left < joined:
            self.add_error("left_on", _("A party cannot leave before it joined. Correct one day."))
        return data

    def _territory(self, body: Organisation) -> Place | None:
        """The only one it works in; of several the first is offered, and the others are named."""
        places = territories(body)
        if len(places) < _SEVERAL:
            return next(iter(places), None)
        shown = [str(self.fields["place"].prepare_value(place)) for place in places]
        typed: Any = self.data
        self.data = typed = typed.copy()
        typed[self.add_prefix("place")] = shown[0]
        self.add_error(
            "place",
            _(
                "It works in several places. The first one stands here now: send it again so, or"
                " copy another one: %(names)s."
            )
            % {"names": " · ".join(shown)},
        )
        return None

    def said(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        if data["organisation"] is not None:
            data["name"] = {}
        return data


class MilestoneForm(PartForm):
    kind = forms.ChoiceField(label=_("What happened, or is planned"), choices=MilestoneKind.choices)
    on = Day(label=_("Date"), help_text=_("Where only the month or year is known, any day of it."))
    precision = forms.ChoiceField(label=_("How exact it is"), choices=Precision.choices)
    is_confirmed = forms.BooleanField(
        label=_("It is confirmed"),
        required=False,
        help_text=_("Without the tick, the page says that the date is not confirmed."),
    )
    source = forms.CharField(
        label=_("Where it is known from"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class PriorityForm(PartForm):
    title = Words(label=_("Priority"), rows=2, max_length=500)


class MeasureForm(PartForm):
    article = forms.CharField(label=_("Article"), required=False, max_length=30)
    title = Words(label=_("Measure"), rows=2, max_length=1000)
    beneficiary = Words(label=_("For whom"), required=False, max_length=500)
    condition = Words(label=_("On which condition"), required=False, rows=2, max_length=1000)
    limit = Words(label=_("Up to which limit"), required=False, max_length=500)
    for_migrants = Words(
        label=_("What it means for the people it is for"),
        required=False,
        rows=2,
        max_length=500,
        help_text=_("One plain sentence that speaks to them. It is not part of what is signed."),
    )


class OrganForm(PartForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganKind.choices)
    name = Words(label=_("Name"), max_length=300)
    task = Words(label=_("Its task"), required=False, rows=2, max_length=1000)
    meets_every = forms.IntegerField(
        label=_("Meets every … months"),
        required=False,
        min_value=1,
        max_value=120,
        help_text=_("Empty: when it is needed."),
    )


class SeatForm(PartForm):
    organ = forms.TypedChoiceField(label=_("In which organ"), coerce=int)
    party = forms.TypedChoiceField(label=_("Party"), coerce=int, required=False, empty_value=None)
    title = Words(
        label=_("Or whose seat it is"),
        required=False,
        max_length=300,
        help_text=_("Of a seat that no party has, such as “migrants of the valley”."),
    )
    has_vote = forms.BooleanField(label=_("It has a vote"), required=False, initial=True)

    def offer(self) -> None:
        self._organs = {row.pk: row for row in self.agreement.organs.all()}
        parties = self.agreement.parties.filter(left_on__isnull=True)
        self._parties = {row.pk: row for row in parties.select_related("organisation")}
        self.choose("organ", [(pk, str(row)) for pk, row in self._organs.items()])
        nobody = ("", _("None of them"))
        self.choose("party", [nobody, *((pk, str(row)) for pk, row in self._parties.items())])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("party") and not data.get("title"):
            self.add_error("party", _("Choose a party, or say whose seat it is."))
        return data

    def said(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        party = self._parties.get(data["party"])
        return data | {"organ": self._organs[data["organ"]], "party": party}

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        return super().values_of(row) | {"organ": row.organ_id, "party": row.party_id}


class ResourceForm(PartForm):
    party = forms.TypedChoiceField(
        label=_("Brought in by"), coerce=int, required=False, empty_value=None
    )
    contributor = Words(
        label=_("Or by others"),
        required=False,
        max_length=300,
        help_text=_("Such as “migrants of the valley”. Never the name of one person."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ResourceKind.choices)
    what = Words(label=_("What"), max_length=500)
    money = MoneyField(
        label=_("Amount, or what it is worth"),
        required=False,
        help_text=_("Empty for what has no price."),
    )
    state = forms.ChoiceField(label=_("Where it stands"), choices=ResourceState.choices)
    on = Day(label=_("Date"))
    follows = forms.TypedChoiceField(
        label=_("Which line it keeps or takes back"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Lines are never changed: a correction is a line of its own."),
    )

    def offer(self) -> None:
        parties = self.agreement.parties.filter(left_on__isnull=True)
        self._parties = {row.pk: row for row in parties.select_related("organisation")}
        earlier = self.agreement.resources.exclude(state=ResourceState.WITHDRAWN)
        self._lines = {row.pk: row for row in earlier}
        nobody = ("", _("None of them"))
        self.choose("party", [nobody, *((pk, str(row)) for pk, row in self._parties.items())])
        lines = [(pk, f"{row} ({row.get_state_display()})") for pk, row in self._lines.items()]
        self.choose("follows", [("", _("None: it stands alone")), *lines])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("party") and not data.get("contributor"):
            self.add_error("party", _("Choose a party, or say who else brings it in."))
        if data.get("kind") == ResourceKind.MONEY and not data.get("money"):
            self.add_error("money", _("Give the amount and its currency."))
        return data

    def said(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        amount, currency = data.pop("money") or (None, "")
        return data | {
            "party": self._parties.get(data["party"]),
            "follows": self._lines.get(data["follows"]),
            "amount": amount,
            "currency": currency,
        }


class DocumentForm(PartForm):
    title = Words(label=_("Title"), max_length=300)
    url = forms.URLField(label=_("Where it can be read"), max_length=500, assume_scheme="https")
    language = forms.ChoiceField(label=_("Language"), required=False)

    def offer(self) -> None:
        known = Locale(get_language() or "en").languages
        named = [(code, str(known.get(code, code))) for code in _LINKS]
        self.choose("language", [("", _("Not said")), *named])


class HandOverForm(PartForm):
    what = Words(label=_("What is handed over"), rows=2, max_length=500)
    due_on = Day(label=_("Due on"), required=False)


class OrderForm(forms.Form):
    """The place of each row of a part; rows that are given the same one stand as moved."""

    def __init__(self, *args: Any, rows: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = {row.pk: number for number, row in enumerate(rows, start=1)}
        for row in rows:
            self.fields[f"place_{row.pk}"] = forms.IntegerField(
                label=str(row), initial=self.before[row.pk], min_value=1, max_value=len(rows)
            )

    def keys(self) -> list[int]:
        """Of the rows in their new order."""
        return sorted(self.before, key=lambda key: (self._wanted(key), self.before[key]))

    def _wanted(self, key: int) -> float:
        """Before the one that stood there when it goes up, behind it when it goes down."""
        wanted: int = self.cleaned_data[f"place_{key}"]
        before = self.before[key]
        return wanted + (wanted > before) / 2 - (wanted < before) / 2
