"""What people type to each other, and to the moderators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..rules.conversations import LONGEST_MESSAGE, LONGEST_REASON
from ..words.conversations import Outcome

if TYPE_CHECKING:
    from ..models import Person


def _box(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class AskForm(forms.Form):
    """The first message to a member."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=_box(7),
        help_text=_(
            "Say who you are and what you would like. Telephone numbers, e-mail and street"
            " addresses are hidden until the other accepts."
        ),
    )
    is_named = forms.BooleanField(
        required=False,
        help_text=_(
            "Your profile does not show them your name. Without this tick you are “A member”."
        ),
    )

    def __init__(self, *args: Any, writer: Person, is_choice: bool, **kwargs: Any) -> None:
        """``is_choice``: the other would not see the writer's name otherwise."""
        super().__init__(*args, **kwargs)
        if is_choice:
            self.fields["is_named"].label = _("Tell them my name: %(name)s") % {"name": writer.name}
        else:
            del self.fields["is_named"]


class ReplyForm(forms.Form):
    text = forms.CharField(label=_("Your message"), max_length=LONGEST_MESSAGE, widget=_box(5))


class ReportForm(forms.Form):
    reason = forms.CharField(
        label=_("What is wrong?"),
        max_length=LONGEST_REASON,
        widget=_box(4),
        help_text=_(
            "Moderators read this message, the one before and the one after it, and what you write"
            " here. The other does not read it."
        ),
    )


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Decision"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What the writer of the message is told"),
        required=False,
        max_length=LONGEST_REASON,
        widget=_box(4),
        help_text=_("Needed unless nothing is against the rules. Do not repeat the report."),
    )
