"""The letters a discussion sends, each in its reader's language, queued with the change."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override
from django_tasks import task

from diwan.core import clock
from diwan.core.wording import HOUSE_LANGUAGES, choose
from diwan.mailroom.actions import send
from diwan.mailroom.models import OutgoingLetter
from diwan.people.models import Person

from .. import naming
from ..models import Discussion
from ..words import ContributionState, Stage
from . import stopping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import Contribution, FacilitatorInvitation, QuestionProposal


#: to one address in one day
MOST_ACKNOWLEDGEMENTS = 10


def link(name: str, *args: object, language: str = "en") -> str:
    """The absolute address of a page in a language."""
    with override(language):
        return settings.DIWAN_ORIGIN + reverse(name, args=args)


def reader_language(contribution: Contribution) -> str:
    """The language to write to an author in: the account's, the text's, or the call's first."""
    if contribution.author is not None:
        return contribution.author.language
    if contribution.language in HOUSE_LANGUAGES:
        return contribution.language
    languages: list[str] = contribution.discussion.languages
    return languages[0] if languages else "en"


def about(discussion: Discussion, language: str) -> dict[str, Any]:
    """What every letter about a discussion can say."""
    return {
        "discussion": discussion,
        "title": choose(discussion.title, language).text,
        "address": discussion.mail_address,
        "last_day": discussion.closes_on,
        "time_zone": discussion.time_zone,
        "url": link("discussions:detail", discussion.slug, language=language),
        "contributions_url": link("discussions:contributions", discussion.slug, language=language),
        "contribute_url": link("discussions:contribute", discussion.slug, language=language),
    }


def to_author(contribution: Contribution, kind: str, **context: Any) -> None:
    """A letter to whoever wrote a contribution; nobody is written to without an address."""
    author = contribution.author
    address = author.email if author is not None else contribution.author_email
    if not address or (author is not None and not author.is_active):
        return
    language = reader_language(contribution)
    letter = contribution.letter
    send(
        f"discussions/{kind}",
        to=address,
        language=language,
        context={
            **about(contribution.discussion, language),
            "contribution": contribution,
            "manage_url": link("discussions:manage", contribution.token, language=language),
            **context,
        },
        in_reply_to=letter.message_id if letter is not None else "",
    )


def acknowledge(
    contribution: Contribution, *, words: str, lost: str = "", question: str = ""
) -> None:
    """Say that it came, which question it answers, and what it was to answer that is lost.

    Whoever signs letters with the address of another makes us write to
    that other, so an address that is not proven gets no more than some answers a day.
    """
    if contribution.author is None:
        lately = OutgoingLetter.objects.filter(
            to_address=contribution.author_email,
            kind__startswith="discussions/acknowledgement",
            queued_at__gt=clock.now() - timedelta(days=1),
        )
        if lately.count() >= MOST_ACKNOWLEDGEMENTS:
            return
    is_late_letter = contribution.is_late and contribution.letter_id is not None
    kind = "acknowledgement_late" if is_late_letter else "acknowledgement"
    to_author(contribution, kind, words=words, lost=lost, question=question)


def to_followers(
    discussion: Discussion, kind: str, *, but: Iterable[int] = (), **context: Any
) -> int:
    """A letter to each follower who may still read the discussion; returns how many."""
    followers = (
        Person.objects.active()
        .filter(pk__in=discussion.follows.values("person"))
        .exclude(pk__in=list(but))
    )
    return to_people(discussion, followers, kind, **context)


def to_people(discussion: Discussion, people: Iterable[Person], kind: str, **context: Any) -> int:
    count = 0
    for person in people:
        send(
            f"discussions/{kind}",
            to=person.email,
            language=person.language,
            context={**about(discussion, person.language), **context},
        )
        count += 1
    return count


def digest(discussion: Discussion, person: Person, contributions: Iterable[Any]) -> None:
    """One letter with the beginnings of contributions fetched by ``for_reading``."""
    with override(person.language):
        rows = [
            {
                "number": row.number,
                "signed": naming.signed_as(row),
                "language": naming.language_name(row.language),
                "beginning": naming.shortened(row.shown[0].masked, 300) if row.shown else "",
            }
            for row in contributions
        ]
    to_people(discussion, [person], "digest", rows=rows)


#: the letter that a stage brings, and to whom
_STAGE_LETTERS = {
    Stage.OPEN: "announcement",
    Stage.EXTENDED: "extended",
    Stage.CLOSED: "closed",
}


def readers(discussion: Discussion, stage: str) -> dict[str, str]:
    """Whom ``stage_changed`` writes to at ``stage``: address → language.

    An opening is told to members who want to know; an extension and the end to everybody who
    takes part.
    """
    if stage == Stage.OPEN:
        return _languages(Person.objects.active().filter(wants_announcements=True))
    return everybody(discussion) if stage in _STAGE_LETTERS else {}


def everybody(discussion: Discussion) -> dict[str, str]:
    """Followers, and whoever contributed with or without an account: address → language.

    Each address once; those that asked for no more letters are left out.
    """
    followers = Person.objects.active().filter(pk__in=discussion.follows.values("person"))
    found = _contributors(discussion) | _languages(followers)
    refused = stopping.refused(discussion)
    return {
        address: language
        for address, language in found.items()
        if stopping.sign_of(address) not in refused
    }


def stop_url(discussion: Discussion, address: str, *, language: str) -> str:
    """Where whoever reads a letter at ``address`` ends the letters about a discussion."""
    token = stopping.token(discussion, address)
    return link("discussions:stop_letters", token, language=language)


def can_be_stopped(url: str) -> dict[str, str]:
    """Headers by which a mail program offers to end the letters (RFC 2369, RFC 8058)."""
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _languages(people: Iterable[Person]) -> dict[str, str]:
    return {person.email.lower(): person.language for person in people}


def _contributors(discussion: Discussion) -> dict[str, str]:
    """Who handed something in that counts; writers of an imported mailbox are not written to."""
    rows = (
        discussion.contributions.filter(
            state__in=[
                ContributionState.HELD,
                ContributionState.RETURNED,
                ContributionState.RELEASED,
            ],
            is_suspected_spam=False,
        )
        .exclude(letter__channel="import")
        .select_related("author", "discussion")
    )
    found: dict[str, str] = {}
    for row in rows:
        address = row.author.email if row.author is not None else row.author_email
        if address and (row.author is None or row.author.is_active):
            found[address.lower()] = reader_language(row)
    return found


def stage_changed(discussion: Discussion) -> None:
    """Have the letters of a new stage written, in the worker: there may be thousands."""
    if discussion.stage in _STAGE_LETTERS:
        tell_stage.enqueue(discussion.pk, discussion.stage)


@task()
def tell_stage(discussion_id: int, stage: str) -> None:
    """Write to everybody of ``readers``; all of them, or none and the task is run again."""
    discussion = Discussion.objects.get(pk=discussion_id)
    with transaction.atomic():
        for address, language in readers(discussion, stage).items():
            send(
                f"discussions/{_STAGE_LETTERS[Stage(stage)]}",
                to=address,
                language=language,
                context=about(discussion, language),
            )


def facilitator_invited(invitation: FacilitatorInvitation) -> None:
    known = Person.objects.by_email(invitation.email).first()
    languages: list[str] = invitation.discussion.languages
    language = known.language if known is not None else (languages or ["en"])[0]
    send(
        "discussions/facilitator_invitation",
        to=invitation.email,
        language=language,
        context={
            **about(invitation.discussion, language),
            "accept_url": link(
                "discussions:accept_facilitation", invitation.token, language=language
            ),
        },
    )


def proposal_decided(proposal: QuestionProposal) -> None:
    person = proposal.proposed_by
    if person is not None and person.is_active:
        to_people(proposal.discussion, [person], f"proposal_{proposal.state}", proposal=proposal)
