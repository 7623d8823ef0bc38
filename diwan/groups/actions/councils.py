"""Found a council, fill its seats, and write down when it meets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.rules.organisations import free_slug, slug_base
from diwan.people.words import Audience

from .. import rules
from ..access import may_choose_audience, may_found, may_keep, require
from ..models import AgendaItem, College, Council, Holding, Meeting, Seat
from ..words import HoldingRole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from diwan.people.models import Organisation, Person
    from diwan.vocabularies.models import Place

_MOST_SEATS = 200


@dataclass(frozen=True, slots=True)
class Charter:
    """What a council is: what its founding act says."""

    name: Mapping[str, str]
    authority: Organisation
    secretariat: Organisation
    mandate: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None
    term_from: date | None = None
    term_to: date | None = None
    founding_act: str = ""
    source: str = ""
    answer_days: int = rules.OPINION_DAYS


@transaction.atomic
def found(charter: Charter, *, by: Any) -> Council:
    """Write a council in.

    Raises:
        PermissionDenied: ``by`` is no steward.
        Refusal: it has no name, ends before it starts, or gives an impossible time to answer.
    """
    require(may_found(by))
    _refuse_impossible(charter)
    base = slug_base("", {**charter.name, "": "council"})
    taken = Council.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    council = Council(
        slug=free_slug(base, {*taken, "new", "opinions"}), created_by=by, created_at=clock.now()
    )
    _fill(council, charter)
    audit.record("council.founded", by=by, on=council)
    return council


@transaction.atomic
def describe(council: Council, charter: Charter, *, by: Any) -> None:
    """Change what stands about it.

    Raises:
        PermissionDenied: ``by`` does not keep its record.
        Refusal: as for ``found``.
    """
    require(may_keep(by, council))
    _refuse_impossible(charter)
    _fill(council, charter)
    audit.record("council.described", by=by, on=council)


def _fill(council: Council, charter: Charter) -> None:
    for name in Charter.__slots__:
        setattr(council, name, getattr(charter, name))
    council.save()


def _refuse_impossible(charter: Charter) -> None:
    if not any(charter.name.values()):
        raise Refusal(_("Give the council a name in at least one language."))
    if charter.term_from and charter.term_to and charter.term_to < charter.term_from:
        raise Refusal(_("The term ends before it begins: look at the two days."))
    refuse_days(charter.answer_days)


def refuse_days(days: int) -> None:
    """Raises:
    Refusal: nobody can answer in so few days, and nobody waits for so many.
    """
    if not rules.is_term(days):
        raise Refusal(
            _("Give between %(fewest)d and %(most)d days for an answer.")
            % {"fewest": rules.FEWEST_DAYS, "most": rules.MOST_DAYS}
        )


# --- colleges and seats ------------------------------------------------------------------
@transaction.atomic
def add_college(
    council: Council,
    *,
    kind: str,
    name: Mapping[str, str],
    seats: int,
    by: Any,
    naming: Mapping[str, str] | None = None,
) -> College:
    """A college with its seats, all vacant.

    Raises:
        PermissionDenied: ``by`` does not keep the record.
        Refusal: no name, or no seat.
    """
    require(may_keep(by, council))
    if not any(name.values()):
        raise Refusal(_("Give the college a name in at least one language."))
    college = College.objects.create(
        council=council,
        kind=kind,
        name=name,
        naming=naming or {},
        position=council.colleges.count() + 1,
    )
    add_seats(college, seats, by=by)
    audit.record("council.college", by=by, on=council, details={"college": college.pk})
    return college


@transaction.atomic
def add_seats(college: College, count: int, *, by: Any) -> None:
    """Raises:
    Refusal: fewer than one, or more than a council can seat.
    """
    require(may_keep(by, college.council))
    there = college.seats.count()
    if count < 1 or there + count > _MOST_SEATS:
        raise Refusal(_("A college has between 1 and %(most)d seats.") % {"most": _MOST_SEATS})
    numbers = range(there + 1, there + count + 1)
    Seat.objects.bulk_create([Seat(college=college, number=number) for number in numbers])


@transaction.atomic
def fill_seat(
    seat: Seat,
    *,
    by: Any,
    starts_on: date,
    person: Person | None = None,
    organisation: Organisation | None = None,
    role: str = HoldingRole.HOLDER,
    ends_on: date | None = None,
) -> Holding:
    """Somebody takes the seat, or stands in; a person is not named before they say so.

    Raises:
        PermissionDenied: ``by`` does not keep the record.
        Refusal: nobody is named, the days contradict, or the seat is taken then.
    """
    require(may_keep(by, seat.college.council))
    if person is None and organisation is None:
        raise Refusal(_("Say who takes the seat: a person, an organisation, or both."))
    if ends_on is not None and ends_on < starts_on:
        raise Refusal(_("The seat is left before it is taken: look at the two days."))
    Seat.objects.select_for_update().get(pk=seat.pk)
    taken = seat.holdings.filter(role=role)
    if any(rules.overlaps(row.stretch, (starts_on, ends_on)) for row in taken):
        raise Refusal(_("Somebody has this seat in that time. End that first."))
    made = Holding.objects.create(
        seat=seat,
        role=role,
        person=person,
        organisation=organisation,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    audit.record(
        "council.seat_filled", by=by, on=seat.college.council, details={"seat": seat.number}
    )
    return made


@transaction.atomic
def end_holding(holding: Holding, *, by: Any) -> None:
    """From today on the seat is vacant; the holder may leave it, too."""
    council = holding.seat.college.council
    require(may_choose_audience(by, holding) or may_keep(by, council))
    close(holding)
    audit.record("council.seat_left", by=by, on=council, details={"seat": holding.seat.number})


def close(holding: Holding) -> None:
    """It held up to yesterday; one begun today held no day and goes."""
    yesterday = clock.now().date() - timedelta(days=1)
    if holding.starts_on > yesterday:
        holding.delete()
        return
    holding.ends_on = min(holding.ends_on or yesterday, yesterday)
    holding.save(update_fields=["ends_on"])


@transaction.atomic
def choose_audience(holding: Holding, audience: str, *, by: Any) -> None:
    """Who may read the name at the seat; only the person decides (P-2).

    Raises:
        PermissionDenied: it is somebody else's seat.
        Refusal: there is no such audience.
    """
    require(may_choose_audience(by, holding))
    if audience not in Audience.values:
        raise Refusal(_("Choose who may read your name from the list."))
    holding.audience = audience
    holding.save(update_fields=["audience"])
    audit.record("council.name_shown", by=by, on=holding, details={"audience": audience})


# --- meetings ----------------------------------------------------------------------------
@transaction.atomic
def add_meeting(
    council: Council,
    *,
    held_on: date,
    by: Any,
    title: Mapping[str, str] | None = None,
    where: str = "",
) -> Meeting:
    """Raises:
    PermissionDenied: ``by`` does not keep the record.
    Refusal: the council meets on that day already.
    """
    require(may_keep(by, council))
    if council.meetings.filter(held_on=held_on).exists():
        raise Refusal(_("The council has a meeting on that day. Add to its agenda instead."))
    meeting = Meeting.objects.create(
        council=council, held_on=held_on, title=title or {}, where=where.strip()
    )
    audit.record("council.meeting", by=by, on=council, details={"meeting": meeting.pk})
    return meeting


@transaction.atomic
def add_item(
    meeting: Meeting, *, title: Mapping[str, str], by: Any, opinion: Any = None
) -> AgendaItem:
    """Put something on the agenda, last.

    Raises:
        Refusal: it has no title, or the opinion is another council's.
    """
    require(may_keep(by, meeting.council))
    if not any(title.values()):
        raise Refusal(_("Say in a few words what the council will take up."))
    if opinion is not None and opinion.council_id != meeting.council_id:
        raise Refusal(_("That opinion belongs to another council. Choose one of this council."))
    return AgendaItem.objects.create(
        meeting=meeting, position=meeting.items.count() + 1, title=title, opinion=opinion
    )


@transaction.atomic
def write_minutes(
    meeting: Meeting,
    minutes: Mapping[str, str],
    *,
    by: Any,
    outcomes: Mapping[AgendaItem, Mapping[str, str]] | None = None,
) -> None:
    """Write down what was said, and what came of the items of its agenda.

    Raises:
        PermissionDenied: ``by`` does not keep the record.
        Refusal: the meeting is to come.
    """
    require(may_keep(by, meeting.council))
    if meeting.held_on > clock.now().date():
        raise Refusal(_("The meeting is still to come; its minutes are written afterwards."))
    meeting.minutes = dict(minutes)
    meeting.save(update_fields=["minutes"])
    for item, words in (outcomes or {}).items():
        meeting.items.filter(pk=item.pk).update(outcome=dict(words))
    audit.record("council.minutes", by=by, on=meeting.council, details={"meeting": meeting.pk})
