"""What members say to the statements of a reply, and what the team asks and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from diwan.people.words import Attribution

from ..actions.endorsing import Taken
from ..words import Choice, RoundAudience

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..models import Position, Statement

LONGEST = 2000


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "dir": "ltr"})


class OpeningForm(forms.Form):
    """A comment round: its days, who is asked, and how many must answer."""

    opens_on = forms.DateField(label=gettext_lazy("First day"), widget=_day())
    closes_on = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=_day(),
        help_text=gettext_lazy("Positions are taken until midnight at its end."),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may take part"),
        choices=RoundAudience.choices,
        widget=forms.RadioSelect,
    )
    quorum = forms.IntegerField(
        label=gettext_lazy("How many must take part"),
        min_value=1,
        max_value=10_000,
        help_text=gettext_lazy(
            "So many members must endorse or object; whoever only abstains is not counted."
        ),
    )

    def __init__(self, *args: Any, able: Mapping[str, int], **kwargs: Any) -> None:
        """``able``: how many may take part, by audience."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["audience"]
        field.choices = [(code, _counted(name, able[code])) for code, name in field.choices]
        if not able[RoundAudience.CONTRIBUTORS]:
            field.help_text = _(
                "None of those who contributed has an account here, so all members are proposed."
            )


def _counted(name: str, count: int) -> str:
    people = ngettext("%(n)s person", "%(n)s people", count) % {"n": count}
    return f"{name} ({people})"


class PositionsForm(forms.Form):
    """One position a statement, all optional; an objection needs its reason."""

    attribution = forms.ChoiceField(
        label=gettext_lazy("How are your objections signed?"),
        choices=Attribution.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Anonymous: neither your name nor your organisation is shown. Nobody sees who endorses"
            " or abstains, not even the facilitation team."
        ),
    )

    def __init__(self, *args: Any, statements: Iterable[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {row.key: row.number for row in statements}
        for key, number in self.keys.items():
            self.fields[f"p-{key}"] = forms.ChoiceField(
                label=_("Statement %(number)s") % {"number": number},
                choices=Choice.choices,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"r-{key}"] = forms.CharField(
                label=_("Why do you object to statement %(number)s?") % {"number": number},
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for key in self.keys:
            choice, reason = said.get(f"p-{key}"), (said.get(f"r-{key}") or "").strip()
            if f"r-{key}" in self.errors:
                continue
            if choice == Choice.OBJECT and not reason:
                sentence = _("Write why you object; the facilitation team answers in public.")
                self.add_error(f"r-{key}", sentence)
            if reason and choice != Choice.OBJECT:
                sentence = _("You wrote a reason: choose “Object”, or clear what you wrote.")
                self.add_error(f"r-{key}", sentence)
        return said

    @property
    def taken(self) -> dict[str, Taken]:
        """By key of a statement, the positions that were given."""
        said = self.cleaned_data
        return {
            key: Taken(said[f"p-{key}"], said[f"r-{key}"]) for key in self.keys if said[f"p-{key}"]
        }


def initial(positions: Mapping[str, Position], attribution: str) -> dict[str, str]:
    """What a :class:`PositionsForm` begins with; positions by key of their statement."""
    filled = {"attribution": attribution}
    for key, row in positions.items():
        filled |= {f"p-{key}": row.choice, f"r-{key}": row.reason}
    return filled


class AnswerForm(forms.Form):
    """The team's answer to an objection, as it stood when it was read."""

    text = forms.CharField(
        label=gettext_lazy("Your answer, for everybody to read"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    is_met = forms.BooleanField(
        label=gettext_lazy("The objection is met"),
        required=False,
        help_text=gettext_lazy(
            "Its member gets a letter. It counts as met once the member confirms it, or after a"
            " full day in which the member does not maintain it. The statement itself stays as it"
            " is: another wording needs a new version."
        ),
    )
    given_at = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_maintained: bool = False, **kwargs: Any) -> None:
        """``is_maintained``: only the member can say that the objection is met."""
        super().__init__(*args, **kwargs)
        self.fields["is_met"].disabled = is_maintained
        if is_maintained:
            self.initial["is_met"] = False
            self.fields["is_met"].help_text = _(
                "Its member maintains it: it stands until the member says that it is met."
            )
