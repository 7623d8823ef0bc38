"""The letters of a comment round: its beginning, a reminder, answers, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django_tasks import task

from diwan.core import clock
from diwan.people.models import Person

from .. import endorsing_rules
from ..models import Contribution, EndorsementRound
from ..reply import rounds
from ..words import RoundAudience
from . import envelopes, letters
from .circulars import Circular

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from ..models import Position


# --- to whom ---------------------------------------------------------------------------
def asked(running: EndorsementRound) -> QuerySet[Person]:
    """Those who may take part and follow the discussion or contributed to it."""
    discussion = running.reply.discussion
    near = Q(pk__in=discussion.follows.values("person")) | Q(
        pk__in=rounds.contributors(discussion).values("author")
    )
    return rounds.eligible(discussion, running.audience).filter(near)


def invited(running: EndorsementRound) -> QuerySet[Person]:
    """Those who are told that it begins: where all members may take part, those who want
    announcements are told, too.
    """
    if running.audience != RoundAudience.MEMBERS:
        return asked(running)
    eager = Q(pk__in=asked(running).values("pk")) | Q(wants_announcements=True)
    return rounds.eligible(running.reply.discussion, running.audience).filter(eager)


def without_account(running: EndorsementRound) -> list[Contribution]:
    """One released contribution of each address that has no account here.

    Writers of an imported mailbox are not written to.
    """
    rows = (
        Contribution.objects.released()
        .filter(discussion=running.reply.discussion, author__isnull=True)
        .exclude(author_email="")
        .exclude(letter__channel="import")
        .select_related("discussion", "letter")
        .order_by("number")
    )
    return list({row.author_email.lower(): row for row in rows}.values())


# --- what ------------------------------------------------------------------------------
def _context(running: EndorsementRound, language: str) -> dict[str, Any]:
    slug = running.reply.discussion.slug
    return {
        "round": running,
        "round_last_day": running.closes_on,
        "version": running.reply.number,
        "endorse_url": envelopes.link("discussions:endorsement", slug, language=language),
    }


def _to_people(running: EndorsementRound, people: QuerySet[Person], kind: str) -> None:
    circular = Circular(running.reply.discussion)
    for person in people:
        context = _context(running, person.language)
        circular.send(kind, to=person.email, language=person.language, **context)


def _to_visitors(running: EndorsementRound, kind: str) -> None:
    circular = Circular(running.reply.discussion)
    for row in without_account(running):
        language = letters.reader_language(row)
        page = envelopes.link("discussions:manage", row.token, language=language)
        context = {"manage_url": page} | _context(running, language)
        circular.send(kind, to=row.author_email, language=language, **context)


@task()
def invite(round_id: int) -> None:
    """Ask for positions, once: all letters are queued, or none and the task is run again."""
    with transaction.atomic():
        running = _once(round_id, "invited_at")
        if running is None or running.closed_at is not None:
            return
        _to_people(running, invited(running), "endorsement_opened")
        _to_visitors(running, "endorsement_claim")


@task()
def remind(round_id: int) -> None:
    """Remind those who took no position, once."""
    with transaction.atomic():
        running = _once(round_id, "reminded_at")
        if running is None or running.closed_at is not None:
            return
        silent = asked(running).exclude(pk__in=running.positions.values("person"))
        _to_people(running, silent, "endorsement_reminder")


@task()
def tell(round_id: int) -> None:
    """Say what came of it to whoever was asked or took part, once."""
    with transaction.atomic():
        closed = _once(round_id, "told_at")
        if closed is None:
            return
        near = Q(pk__in=asked(closed).values("pk")) | Q(pk__in=closed.positions.values("person"))
        _to_people(closed, Person.objects.active().filter(near), "endorsement_result")


def answered(position: Position) -> bool:
    """Tell a member that the team answered; whether there is somebody to tell."""
    if position.person.is_active:
        running = position.round
        context = _context(running, position.person.language)
        letters.to_people(
            running.reply.discussion,
            [position.person],
            "endorsement_answered",
            answer=position.answer,
            is_met=position.is_met,
            **context,
        )
    return bool(position.person.is_active)


def _once(round_id: int, moment: str) -> EndorsementRound | None:
    """The round, locked, with ``moment`` set; None when it was set before."""
    rows = EndorsementRound.objects.select_for_update(of=("self",)).filter(pk=round_id)
    found: EndorsementRound | None = (
        rows.filter(**{moment: None}).select_related("reply__discussion").first()
    )
    if found is not None:
        setattr(found, moment, clock.now())
        found.save(update_fields=[moment])
    return found


# --- when ------------------------------------------------------------------------------
def write_due(now: datetime) -> int:
    """Letters of rounds whose first day, or last days, have come; returns of how many."""
    count = 0
    for running in EndorsementRound.objects.begun(now).select_related("reply__discussion"):
        zone = running.reply.discussion.time_zone
        if not rounds.is_open(running, now):
            continue
        if running.invited_at is None:
            invite.enqueue(running.pk)
            count += 1
        elif running.reminded_at is None and endorsing_rules.reminder_due(
            now, running.opens_on, running.closes_on, zone
        ):
            remind.enqueue(running.pk)
            count += 1
    return count
