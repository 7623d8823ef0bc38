"""What those who keep the record of a council type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.core import clock
from diwan.core.wording_fields import WordingFormField
from diwan.people.models import Person
from diwan.people.words import Audience

from .. import rules
from ..actions.councils import Charter
from ..actions.opinions import Said
from ..models import Opinion
from ..words import CollegeKind, HoldingRole, Response
from .choosing import PlaceField, authority_field, day_box, set_choices, theme_field

if TYPE_CHECKING:
    from ..models import AgendaItem, College, Council, Meeting


class CharterForm(forms.Form):
    name = WordingFormField(label=_("Name of the council"), max_length=200)
    mandate = WordingFormField(label=_("Its mandate"), rows=4, required=False)
    authority = authority_field(_("Authority it advises"))
    place = PlaceField(label=_("Territory"), required=False)
    secretariat = authority_field(
        _("Who keeps its record"),
        help_text=_("Whoever signs for this body fills seats and writes votes down."),
    )
    term_from = forms.DateField(label=_("Term from"), required=False, widget=day_box())
    term_to = forms.DateField(label=_("Term to"), required=False, widget=day_box())
    founding_act = forms.CharField(
        label=_("Founding act"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    source = forms.URLField(
        label=_("Where the act can be read"), required=False, assume_scheme="https"
    )
    answer_days = forms.IntegerField(
        label=_("Days to answer an opinion"),
        initial=rules.OPINION_DAYS,
        min_value=rules.FEWEST_DAYS,
        max_value=rules.MOST_DAYS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self)

    def charter(self) -> Charter:
        return Charter(**self.cleaned_data)

    @staticmethod
    def values_of(council: Council) -> dict[str, Any]:
        return {name: getattr(council, name) for name in Charter.__slots__}


class CollegeForm(forms.Form):
    kind = forms.ChoiceField(label=_("Whom it brings to the table"), choices=CollegeKind.choices)
    name = WordingFormField(label=_("Name of the college"), max_length=200)
    naming = WordingFormField(label=_("How its members are named"), required=False, rows=2)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=200)


class SeatForm(forms.Form):
    """Who takes a seat. A person is found by the address of their account, which is not shown."""

    role = forms.ChoiceField(label=_("As"), choices=HoldingRole.choices)
    email = forms.EmailField(
        label=_("E-mail address of the person's account"),
        required=False,
        help_text=_("The name shows only to those whom the person chooses; to nobody at first."),
    )
    organisation = authority_field(_("Organisation"), required=False)
    starts_on = forms.DateField(label=_("From"), widget=day_box())
    ends_on = forms.DateField(label=_("To"), required=False, widget=day_box())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self)

    def clean_email(self) -> Person | None:
        address = self.cleaned_data["email"]
        if not address:
            return None
        person = Person.objects.by_email(address).active().first()
        if person is None:
            raise forms.ValidationError(
                _("Nobody with that address has an account. Ask the person to join first.")
            )
        return person

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"person": given.pop("email"), **given}


class AudienceForm(forms.Form):
    audience = forms.ChoiceField(label=_("Who may read my name here"), choices=Audience.choices)


class MeetingForm(forms.Form):
    held_on = forms.DateField(label=_("Day"), widget=day_box())
    title = WordingFormField(label=_("Title"), required=False, max_length=200)
    where = forms.CharField(
        label=_("Where"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class ItemForm(forms.Form):
    title = WordingFormField(label=_("What the council takes up"), max_length=300)
    opinion = forms.ModelChoiceField(Opinion.objects.none(), label=_("Opinion"), required=False)

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opinion"].queryset = council.opinions.all()  # type: ignore[attr-defined]


class MinutesForm(forms.Form):
    """What came of each item, and the minutes."""

    minutes = WordingFormField(label=_("Minutes"), rows=8, required=False, max_length=20_000)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items: list[AgendaItem] = list(meeting.items.all())
        self.initial.setdefault("minutes", meeting.minutes)
        for item in self.items:
            self.fields[f"item_{item.pk}"] = WordingFormField(
                label=_("What came of “%(item)s”") % {"item": item},
                required=False,
                initial=item.outcome,
            )
        self.order_fields([*(f"item_{item.pk}" for item in self.items), "minutes"])

    def outcomes(self) -> dict[AgendaItem, dict[str, str]]:
        """By item, where it is another one than before."""
        given = {item: self.cleaned_data[f"item_{item.pk}"] for item in self.items}
        return {item: words for item, words in given.items() if words != item.outcome}


class OpinionForm(forms.Form):
    title = WordingFormField(label=_("Title"), max_length=300)
    text = WordingFormField(
        label=_("What the council says"), rows=8, required=False, max_length=20_000
    )
    authority = authority_field(_("Which authority it is for"))
    asked_by = authority_field(
        _("Who asked for it"), required=False, help_text=_("Empty: on the council's own initiative")
    )
    theme = theme_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self)

    def said(self) -> Said:
        return Said(**self.cleaned_data)

    @staticmethod
    def values_of(opinion: Opinion) -> dict[str, Any]:
        return {name: getattr(opinion, name) for name in Said.__slots__}


class VoteForm(forms.Form):
    """The day, the meeting, and three numbers for each college."""

    on = forms.DateField(label=_("Day of the vote"), widget=day_box())

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", clock.now().date())
        self.colleges: list[College] = list(council.colleges.all())
        self.meetings = {row.held_on: row for row in council.meetings.all()}
        for college in self.colleges:
            for part, label in _PARTS:
                self.fields[f"{part}_{college.pk}"] = forms.IntegerField(
                    label=_("%(college)s: %(what)s") % {"college": college, "what": label},
                    min_value=0,
                    initial=0,
                    required=False,
                )

    def votes(self) -> dict[College, rules.Tally]:
        given = self.cleaned_data
        return {
            college: rules.Tally(*(given.get(f"{part}_{college.pk}") or 0 for part, _l in _PARTS))
            for college in self.colleges
        }

    def meeting(self) -> Any:
        """The meeting of that day, if there was one."""
        return self.meetings.get(self.cleaned_data["on"])


_PARTS = (("for", _("for")), ("against", _("against")), ("abstained", _("abstained")))


class ResponseForm(forms.Form):
    response = forms.ChoiceField(
        label=_("What the authority answers"), choices=Response.choices, widget=forms.RadioSelect
    )
    answer = WordingFormField(
        label=_("In its words"),
        rows=6,
        required=False,
        help_text=_("Whoever declines, in part or wholly, says why."),
    )
