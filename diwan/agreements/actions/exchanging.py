"""The keeper of the gate by which data about persons leave (P-8); rooms call ``core.gates``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record as write_down
from diwan.core import clock, gates
from diwan.core.errors import Conflict
from diwan.people.models import Organisation, Person, Profile

from ..models import DataSharing, Transfer
from ..queries.sharing import consent_for, family_of, look, sharings_to, standing_row
from .letters_sharing import tell_objection

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import _StrPromise

_NEVER = _(
    "Nothing was sent: this site sends no data about persons for readmission, border control or"
    " policing, and none to bodies that have a part in it, whatever an agreement says."
)
_NO_AGREEMENT = _(
    "Nothing was sent: no data-sharing agreement covers this. Let the bodies sign one first."
)
SENTENCES: dict[str, str | _StrPromise] = {
    "enforcement_purpose": _NEVER,
    "enforcement_body": _NEVER,
    "unexamined_body": _(
        "Nothing was sent: no steward has looked yet whether this body has a part in enforcement."
        " Ask a steward to do so."
    ),
    "unknown_purpose": _(
        "Nothing was sent: the purpose is none of those for which data may leave this site."
    ),
    "no_data": _("Nothing was sent: say which kinds of data it is about."),
    "unknown_data": _(
        "Nothing was sent: one of the kinds of data is none of those that may leave this site."
    ),
    "person_suspended": _(
        "Nothing was sent: the account of the person is suspended. Wait until it is open again."
    ),
    "own_exclusion": _(
        "Nothing was sent: the person lets nothing go to the authorities of this country."
    ),
    "no_consent": _(
        "Nothing was sent: the person has not agreed to it, or has taken it back. Ask them first."
    ),
    "objected": _(
        "Nothing was sent: the person objected to what this body received before. Ask them first."
    ),
    "too_many": _(
        "Nothing was sent: so many transfers of single persons went to this body, or to others"
        " under its roof, within a day that more would be a list. Go on tomorrow, or send fewer."
    ),
    "no_agreement": _NO_AGREEMENT,
    "unsigned": _(
        "Nothing was sent: the data-sharing agreement is not signed by all its bodies yet."
    ),
    "changed": _(
        "Nothing was sent: the data-sharing agreement or one of its bodies has changed since it"
        " was signed. Let the bodies sign it again."
    ),
    "suspended": _("Nothing was sent: the data-sharing agreement is suspended."),
    "ended": _("Nothing was sent: the data-sharing agreement has ended. Sign a new one first."),
    "parent_not_in_force": _(
        "Nothing was sent: the agreement on which the data sharing rests is not in force."
    ),
    "not_begun": _("Nothing was sent: the data-sharing agreement has not begun yet."),
    "expired": _("Nothing was sent: the data-sharing agreement has expired. Sign a new one first."),
    "purpose_outside": _(
        "Nothing was sent: the data-sharing agreement does not name this purpose."
    ),
    "data_outside": _(
        "Nothing was sent: the data-sharing agreement does not name all of these kinds of data."
        " Send fewer."
    ),
    "no_guarantee": _(
        "Nothing was sent: the data would cross a border, and the data-sharing agreement names no"
        " guarantee for that."
    ),
}


def rule(asked: gates.Exchange, /) -> gates.Closed | None:
    """Why the gate stays shut for what is asked, from what stands in the database now."""
    answer = look(asked)
    return None if answer.is_open else gates.Closed(answer.reason, SENTENCES[answer.reason])


class Recorder:
    """Writes transfers; what the answer rests on waits until the transaction is over."""

    def hold(self, asked: gates.Exchange, /) -> None:
        """Consents, exclusions, the bodies and their agreements, in this order always.

        What was handed in is only looked up by its key: whatever decides is read after this.
        """
        Person.objects.select_for_update().get(pk=asked.person.pk)
        list(Profile.objects.select_for_update().filter(person=asked.person))
        there = standing_row(asked.recipient)
        bodies = {asked.recipient.pk, there.pk, *(body.pk for body in family_of(there))}
        if asked.sender is not None:
            bodies.add(asked.sender.pk)
        list(Organisation.objects.select_for_update().filter(pk__in=bodies).order_by("pk"))
        keys = list(sharings_to(there).order_by("pk").values_list("pk", flat=True))
        list(DataSharing.objects.select_for_update().filter(pk__in=keys).order_by("pk"))

    def record(self, asked: gates.Exchange, /, *, by: Any) -> Transfer:
        sharing = DataSharing.objects.get(pk=look(asked).cover or 0)
        now = clock.now()
        made = Transfer.objects.create(
            person=asked.person,
            sender=standing_row(asked.sender) if asked.sender is not None else None,
            recipient=standing_row(asked.recipient),
            purpose=asked.purpose,
            categories=sorted(asked.data),
            sharing=sharing,
            consent=consent_for(asked.person, asked.purpose),
            sent_by=by,
            sent_at=now,
            erase_by=now.date() + timedelta(days=sharing.retention_days),
        )
        write_down("exchange.sent", by=by, on=made, details={"exchange_for": asked.purpose})
        return made

    def refused(self, asked: gates.Exchange, closed: gates.Closed, /, *, by: Any) -> None:
        """Without the person: the log says that somebody tried, to whom and what for."""
        write_down(
            "exchange.refused",
            by=by,
            on=asked.recipient,
            details={"exchange_for": asked.purpose, "closed_because": closed.word},
        )


@transaction.atomic
def object_to(transfer: Transfer, *, by: Person, words: str) -> None:
    """The person tells the recipient to stop using what it received; once a transfer.

    The letter to those who sign for the recipient names the transfer by its reference, not the
    person by name: the recipient knows whose data came with it.

    Raises:
        PermissionDenied: the data are somebody else's.
        Conflict: they objected already.
    """
    if transfer.person_id != by.pk:
        raise PermissionDenied
    held = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if held.objected_at is not None:
        raise Conflict(_("You have objected to this transfer already; the body was told."))
    held.objected_at = clock.now()
    held.save(update_fields=["objected_at"])
    transfer.objected_at = held.objected_at
    tell_objection(held, words.strip())
    write_down("exchange.objected", by=by, on=held)


def forget(person: Person) -> None:
    """An erased person's transfers say what went where, no more about whom."""
    Transfer.objects.filter(person=person).update(person=None, consent=None)


def purge_outlasted(now: datetime) -> int:
    """Records that have been kept long enough; how many."""
    return Transfer.objects.outlasted(now).delete()[0]
