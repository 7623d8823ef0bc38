"""The letters a discussion sends, each in its reader's language, queued with the change."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import override
from django_tasks import task

from diwan.core import clock
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.mailroom.actions import send
from diwan.mailroom.models import OutgoingLetter
from diwan.people.actions.letters import announcements_url
from diwan.people.models import Person

from .. import naming, rhythms
from ..models import Discussion
from ..words import ContributionState, Rhythm, Stage
from . import envelopes, stopping
from .circulars import Circular
from .envelopes import about, link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diwan.people.queries import PersonQuerySet

    from ..models import Attachment, Contribution, FacilitatorInvitation, QuestionProposal


#: to one address in one day
MOST_ACKNOWLEDGEMENTS = 10


def reader_language(contribution: Contribution) -> str:
    """The language to write to an author in: the account's, the text's, or the call's first."""
    if contribution.author is not None:
        return contribution.author.language
    if contribution.language in HOUSE_LANGUAGES:
        return contribution.language
    languages: list[str] = contribution.discussion.languages
    return languages[0] if languages else "en"


def to_author(
    contribution: Contribution, kind: str, *, is_automatic: bool = False, **context: Any
) -> None:
    """A letter to whoever wrote a contribution; nobody is written to without an address.

    ``is_automatic``: it answers their letter, and no person has seen that yet (RFC 3834, 5).
    """
    author = contribution.author
    address = author.email if author is not None else contribution.author_email
    if not address or (author is not None and not author.is_active):
        return
    language = reader_language(contribution)
    discussion, letter = contribution.discussion, contribution.letter
    send(
        f"discussions/{kind}",
        to=address,
        from_name=envelopes.sender(discussion, language),
        reply_to=envelopes.answers_to(contribution),
        language=language,
        context={
            **about(discussion, language),
            "contribution": contribution,
            "manage_url": link("discussions:manage", contribution.token, language=language),
            **context,
        },
        in_reply_to=letter.message_id if letter is not None else "",
        root=envelopes.thread(discussion, address),
        headers=envelopes.headers(discussion, language)
        | ({"Auto-Submitted": "auto-replied"} if is_automatic else {}),
    )


def acknowledge(
    contribution: Contribution,
    *,
    words: str,
    lost: str = "",
    question: str = "",
    kept_back: Iterable[Attachment] = (),
) -> None:
    """Say that it came, what it answers, what it was to answer that is lost, and what is kept back.

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
    about_it = {
        "lost": lost,
        "question": question,
        "files": shown_files(contribution),
        "kept_back": list(kept_back),
    }
    is_answer = contribution.letter_id is not None
    to_author(contribution, kind, is_automatic=is_answer, words=words, **about_it)


def shown_files(contribution: Contribution) -> list[str]:
    """The files that were accepted, under the names that readers see, in its author's language."""
    accepted = contribution.attachments.filter(refused="")
    with override(reader_language(contribution)):
        return [
            naming.file_name(contribution, file.name, number)
            for number, file in enumerate(accepted, start=1)
        ]


def to_followers(discussion: Discussion, kind: str, *, but: Iterable[int] = ()) -> int:
    """A letter to each follower who may still read the discussion; returns how many."""
    followers = following(discussion).exclude(pk__in=list(but))
    return Circular(discussion).send_to_people(followers, kind)


def following(discussion: Discussion, rhythm: str = "") -> PersonQuerySet:
    """Followers, or those among them who hear of it in a ``rhythm``."""
    follows = discussion.follows.filter(rhythms.of(rhythm)) if rhythm else discussion.follows.all()
    return Person.objects.active().filter(pk__in=follows.values("person"))


def to_people(discussion: Discussion, people: Iterable[Person], kind: str, **context: Any) -> None:
    """An answer to what each of them did; it comes even to those who want no circulars."""
    for person in people:
        send(
            f"discussions/{kind}",
            to=person.email,
            from_name=envelopes.sender(discussion, person.language),
            language=person.language,
            context={**about(discussion, person.language), **context},
            root=envelopes.thread(discussion, person.email),
            headers=envelopes.headers(discussion, person.language),
        )


def released(contribution: Contribution, *, words: str) -> None:
    """Its words to everybody who wants each contribution, but not to whoever wrote it."""
    discussion, author = contribution.discussion, contribution.author
    circular = Circular(discussion)
    readers = following(discussion, Rhythm.EACH)
    for person in readers.exclude(pk=author.pk) if author is not None else readers:
        with override(person.language):
            signed = naming.signed_as(contribution)
        circular.send(
            "contribution",
            to=person.email,
            language=person.language,
            name=signed,
            answers=contribution,
            contribution=contribution,
            words=words,
            signed=signed,
        )


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
        circular = Circular(discussion)
        if stage == Stage.OPEN:
            _announce(circular)
            return
        for address, language in readers(discussion, stage).items():
            circular.send(_STAGE_LETTERS[Stage(stage)], to=address, language=language)


def _announce(circular: Circular) -> None:
    """What ends an announcement ends all of them: it is about no discussion they know."""
    for person in Person.objects.active().filter(wants_announcements=True):
        stop = announcements_url(person)
        circular.send("announcement", to=person.email, language=person.language, stop_url=stop)


def facilitator_invited(invitation: FacilitatorInvitation) -> None:
    """It comes even to those who want no circulars: it asks them for something else."""
    known = Person.objects.by_email(invitation.email).first()
    discussion = invitation.discussion
    languages: list[str] = discussion.languages
    language = known.language if known is not None else (languages or ["en"])[0]
    ways = envelopes.ways_out(discussion, invitation.email, language=language)
    accept = link("discussions:accept_facilitation", invitation.token, language=language)
    send(
        "discussions/facilitator_invitation",
        to=invitation.email,
        from_name=envelopes.sender(discussion, language),
        language=language,
        context={**about(discussion, language), **ways, "accept_url": accept},
        root=envelopes.thread(discussion, invitation.email),
        headers=envelopes.headers(discussion, language, stop_url=ways["stop_url"]),
    )


def proposal_decided(proposal: QuestionProposal) -> None:
    person = proposal.proposed_by
    if person is not None and person.is_active:
        to_people(proposal.discussion, [person], f"proposal_{proposal.state}", proposal=proposal)
