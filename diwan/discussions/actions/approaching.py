"""The private list of people to be heard: put on it, asked, taken off it (A12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.mailroom import actions as mailroom
from diwan.mailroom.models import OutgoingLetter
from diwan.mailroom.words import OutgoingState
from diwan.people.models import Person

from .. import approaches
from ..access import may_facilitate, require
from ..models import Approach, Invitation
from ..words import ApproachState, ApproachWay, Stage
from . import calling, envelopes, stopping
from .circulars import Circular

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from ..models import Discussion

_OVER = (Stage.DELIVERED, Stage.FOLLOWED_UP)
_FIELDS = ("name", "email", "organisation", "language", "note")


def add(discussion: Discussion, *, by: Person, **values: str) -> Approach:
    """Put somebody on the list.

    Args:
        values: name, email, organisation, language, note; a name or an organisation at least.
    """
    return add_several(discussion, [values], by=by)[0]


@transaction.atomic
def add_several(
    discussion: Discussion, rows: Iterable[Mapping[str, str]], *, by: Person
) -> list[Approach]:
    """Put several on the list; all of them, or none where one cannot be taken."""
    require(may_facilitate(by, discussion))
    if discussion.stage in _OVER:
        raise Refusal(_("The discussion is delivered; nobody is to be asked any more."))
    seen = set(discussion.approaches.exclude(email="").values_list("email", flat=True))
    made = []
    for values in rows:
        clean = _clean(values, seen)
        seen.add(clean["email"])
        made.append(Approach(discussion=discussion, added_at=clock.now(), **clean))
    if not made:
        raise Refusal(_("There is nobody in this list."))
    if len(made) > approaches.MOST:
        raise Refusal(_("Take at most %(most)s lines at a time.") % {"most": approaches.MOST})
    Approach.objects.bulk_create(made)
    record("plan approach", by=by, on=discussion, details={"people": len(made)})
    return made


def _clean(values: Mapping[str, str], seen: set[str]) -> dict[str, str]:
    clean = {field: values.get(field, "").strip() for field in _FIELDS}
    clean["email"] = clean["email"].lower()
    problem = approaches.problem(clean, {address.lower() for address in seen if address})
    if problem:
        raise Refusal(problem)
    clean["name"] = clean["name"] or clean["organisation"]
    return clean


@transaction.atomic
def change(approach: Approach, *, by: Person, **values: str) -> Approach:
    """Correct what the list says of somebody; an address that was written to stays."""
    locked = _lock(approach, by=by)
    others = locked.discussion.approaches.exclude(pk=locked.pk).exclude(email="")
    clean = _clean(values, set(others.values_list("email", flat=True)))
    if locked.way == ApproachWay.LETTER and clean["email"] != locked.email:
        raise Refusal(_("A letter went to this address; add another person instead."))
    for field, value in clean.items():
        setattr(locked, field, value)
    locked.save(update_fields=list(_FIELDS))
    record("change approach", by=by, on=locked.discussion)
    return locked


@transaction.atomic
def invite(approach: Approach, *, by: Person) -> Approach:
    """Ask somebody by a letter, once.

    Raises:
        Refusal: they were asked, cannot be written to, or want no letters.
    """
    locked = _lock(approach, by=by)
    discussion = locked.discussion
    if not discussion.is_taking_contributions:
        raise Refusal(_("People are invited while the discussion is open."))
    if locked.state != ApproachState.PLANNED:
        raise Refusal(_("They were asked already; nobody is asked twice by letter."))
    _demand_welcome(locked)
    language = _language(locked)
    invitation = envelopes.link(
        "discussions:invitation", _shared(discussion, by=by).token, language=language
    )
    Circular(discussion).send(
        "approach",
        to=locked.email,
        to_name=locked.name,
        language=language,
        addressee=locked.name,
        invitation_url=invitation,
    )
    return _asked(locked, ApproachWay.LETTER, by=by)


def _demand_welcome(approach: Approach) -> None:
    """A letter goes only where it can arrive and is not unwanted."""
    address = approach.email
    if not address:
        raise Refusal(_("There is no e-mail address; ask them in another way."))
    said_no = Approach.objects.filter(email__iexact=address, state=ApproachState.DECLINED)
    if stopping.is_refused(approach.discussion, address) or said_no.exists():
        raise Refusal(_("This person wants no letters from here."))
    known = Person.objects.by_email(address).first()
    failed = OutgoingLetter.objects.filter(to_address__iexact=address, state=OutgoingState.FAILED)
    is_dead = failed.exists() or mailroom.is_stopped(address)
    if is_dead or (known is not None and not known.is_active):
        raise Refusal(_("Letters to this address do not arrive; ask them in another way."))


def _language(approach: Approach) -> str:
    """What the list says, else the account's, else the call's first."""
    if approach.language in HOUSE_LANGUAGES:
        return approach.language
    known = Person.objects.by_email(approach.email).first()
    languages: list[str] = approach.discussion.languages
    return known.language if known is not None else (languages or ["en"])[0]


def _shared(discussion: Discussion, *, by: Person) -> Invitation:
    """The link that all these letters share: it counts visits, and no people."""
    with override((discussion.languages or ["en"])[0]):
        channel = _("Letters to people the team wants to hear")
    found = discussion.invitations.filter(channel=channel).first()
    return found or calling.share(discussion, channel=channel, by=by)


@transaction.atomic
def mark_asked(approach: Approach, *, way: str, by: Person) -> Approach:
    """Note that somebody was asked by telephone or in another way."""
    locked = _lock(approach, by=by)
    if way not in {ApproachWay.PHONE, ApproachWay.OTHER}:
        raise Refusal(_("Choose how they were asked."))
    return _asked(locked, way, by=by)


def _asked(approach: Approach, way: str, *, by: Person) -> Approach:
    approach.state = ApproachState.ASKED
    approach.way = way
    approach.asked_by = by
    approach.asked_at = clock.now()
    approach.save(update_fields=["state", "way", "asked_by", "asked_at"])
    record("approach", by=by, on=approach.discussion, details={"way": way})
    return approach


@transaction.atomic
def mark_declined(approach: Approach, *, by: Person) -> Approach:
    """Note that somebody does not want to contribute; no letter goes to them any more."""
    locked = _lock(approach, by=by)
    locked.state = ApproachState.DECLINED
    locked.save(update_fields=["state"])
    record("note refusal", by=by, on=locked.discussion)
    return locked


@transaction.atomic
def remove(approach: Approach, *, by: Person) -> None:
    """Take somebody off the list."""
    locked = _lock(approach, by=by)
    record("drop approach", by=by, on=locked.discussion)
    locked.delete()


def _lock(approach: Approach, *, by: Person) -> Approach:
    require(may_facilitate(by, approach.discussion))
    locked = Approach.objects.select_for_update().filter(pk=approach.pk).first()
    if locked is None:
        raise Conflict(_("Somebody took this person off the list."))
    return locked


# --- retention (P-10) ----------------------------------------------------------------------
def due(_now: datetime) -> QuerySet[Approach]:
    """The lists of delivered discussions: nobody is to be asked for them any more."""
    return Approach.objects.filter(discussion__stage__in=_OVER)


def count_due(now: datetime) -> int:
    return due(now).count()


@transaction.atomic
def purge(now: datetime) -> int:
    count = count_due(now)
    due(now).delete()
    return count


# --- a person's data -----------------------------------------------------------------------
def about_person(person: Person) -> list[dict[str, Any]]:
    """That a team wanted to hear a person; what it wrote about them is for them, too (P-11)."""
    rows = Approach.objects.filter(email__iexact=person.email).select_related("discussion")
    return [
        {
            "discussion": row.discussion.slug,
            "name": row.name,
            "organisation": row.organisation,
            "note": row.note,
            "state": row.state,
            "asked": row.asked_at.isoformat() if row.asked_at else "",
        }
        for row in rows.order_by("added_at", "pk")
    ]
