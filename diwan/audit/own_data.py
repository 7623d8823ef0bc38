"""A person's lines of the log: what they did, and what was done to them (P-11, P-16).

No line names anybody else: of what they did to another account only that it was one, of what was
done to theirs only what and when. Erasing leaves the lines, which hold numbers and no names.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import PersonalField as Field

from .models import Entry
from .rules import reference
from .words import verb_name

_PERSON = "person:"


def of_person(person: Any) -> dict[str, Any]:
    """``did``: verb, moment and thing; ``done``: verb and moment."""
    own = reference(person)
    done = Entry.objects.for_subject(person).exclude(actor=own)
    return {
        "did": [
            {"verb": row.verb, "at": row.at, "thing": _thing(row.subject, own)}
            for row in Entry.objects.done_by(person)
        ],
        "done": [{"verb": row.verb, "at": row.at} for row in done],
    }


def _thing(subject: str, own: str) -> str:
    """The reference of the log, without the number of another person."""
    return "person" if subject.startswith(_PERSON) and subject != own else subject


def _shown(subject: str) -> str:
    label, _colon, key = subject.partition(":")
    if label == "person":
        return str(_("your account") if key else _("another account"))
    try:
        title = apps.get_model(label)._meta.verbose_name  # noqa: SLF001
    except (LookupError, ValueError):
        return subject
    return f"{title} {key}"


def _leave(person: Any) -> None:
    """The log must not be changed, and names nobody."""


slots.personal_data.add(
    "audit",
    slots.PersonalData(
        _("The log of what was done"),
        of_person,
        _leave,
        {
            "did": Field(_("What you did"), together=("verb",)),
            "did.verb": Field(_("What"), verb_name),
            "did.at": Field(_("When")),
            "did.thing": Field(_("On what"), _shown),
            "done": Field(_("What was done to your account"), together=("verb",)),
            "done.verb": Field(_("What"), verb_name),
            "done.at": Field(_("When")),
        },
    ),
    order=97,
)
