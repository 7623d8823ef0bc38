"""What authors do with their own words: change, attribute, correct, withdraw, claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.mailroom.actions import forget
from diwan.people.queries import verified_addresses
from diwan.people.words import Attribution

from ..models import (
    Approach,
    Contribution,
    Facilitator,
    FacilitatorInvitation,
    Follow,
    LinkCandidate,
    Passage,
    Post,
    Priority,
    QuestionProposal,
    Reply,
    Report,
    TopicIdea,
    Version,
)
from ..words import ContributionState, ProposalState, VersionKind
from . import following, indexing, letters, printing, unquoting
from .intake import delete_attachments, delete_with_files
from .versions import add_version, latest_version, masked_for, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diwan.people.models import Person


def _lock(contribution: Contribution) -> Contribution:
    """The row, locked. Whoever holds the token or is the author was let in by the view."""
    locked: Contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    return locked


@transaction.atomic
def attribute(contribution: Contribution, *, attribution: str, by: Person | None) -> Contribution:
    """Choose how one is named; acts at once, also on what is shown already (P-23)."""
    if attribution not in Attribution.values:
        raise Refusal(_("Choose one of the ways to be named."))
    locked = _lock(contribution)
    locked.attribution = attribution
    locked.revision += 1
    locked.save(update_fields=["attribution", "revision"])
    if attribution != Attribution.NAMED:
        unquoting.hide_name(locked)
    for version in locked.versions.all():
        if version.is_released and locked.state == ContributionState.RELEASED:
            show(locked, version)
        else:
            before = version.masked
            version.masked, version.parts = masked_for(locked, version.text, version.parts)
            version.save(update_fields=["masked", "parts"])
            following.follow(version, before)
    indexing.index_for_team([locked])
    printing.forget_all()
    record("attribute", by=by, on=locked, details={"attribution": attribution})
    return locked


@transaction.atomic
def correct(contribution: Contribution, *, text: str, note: str = "", by: Person | None) -> Version:
    """Change one's words: before release they are simply replaced by a new version; after
    it, the correction waits for the facilitation team and the released words stay.
    """
    if not text.strip():
        raise Refusal(_("Write the corrected text, or withdraw the contribution instead."))
    locked = _lock(contribution)
    if locked.state not in {
        ContributionState.HELD,
        ContributionState.RETURNED,
        ContributionState.RELEASED,
    }:
        raise Refusal(_("This contribution can no longer be changed."))
    version = add_version(locked, VersionKind.CORRECTED, text, by=by, note=note)
    if locked.state == ContributionState.RETURNED:
        locked.state = ContributionState.HELD
    locked.revision += 1
    locked.save(update_fields=["state", "revision"])
    record("correct", by=by, on=locked, details={"version": version.number})
    return version


@transaction.atomic
def withdraw(contribution: Contribution, *, by: Person | None) -> Contribution:
    """Take one's words back; where they were shown, a notice stays."""
    locked = _lock(contribution)
    if locked.state == ContributionState.WITHDRAWN:
        raise Refusal(_("This contribution was withdrawn already."))
    if locked.state == ContributionState.DRAFT:
        raise Refusal(_("This is a draft; discard it instead."))
    locked.state = ContributionState.WITHDRAWN
    locked.withdrawn_at = clock.now()
    locked.revision += 1
    locked.save(update_fields=["state", "withdrawn_at", "revision"])
    redact(locked)
    for copy in locked.duplicates.exclude(state=ContributionState.WITHDRAWN):
        withdraw_quietly(copy)
    record("withdraw", by=by, on=locked)
    letters.to_author(locked, "withdrawn")
    return locked


def redact(contribution: Contribution) -> None:
    """Remove the words and files of a withdrawn or erased contribution, everywhere we keep them."""
    indexing.forget(contribution)
    following.forget(contribution.versions.all())
    printing.forget_all()
    contribution.versions.update(text="", masked="", parts=[], pieces=[], note="")
    contribution.cuttings.all().delete()
    delete_attachments(contribution.attachments.all())
    Contribution.objects.filter(pk=contribution.pk).update(subject="")
    if contribution.letter is not None:
        forget(contribution.letter)


@transaction.atomic
def claim(contribution: Contribution, *, by: Person) -> Contribution:
    """Tie a contribution sent by mail to one's account, proved by the link in our answer to it."""
    locked = _lock(contribution)
    if locked.author_id is not None:
        raise Refusal(_("This contribution belongs to an account already."))
    locked.author = by
    locked.is_verified = True
    locked.save(update_fields=["author", "is_verified"])
    record("claim", by=by, on=locked)
    return locked


@transaction.atomic
def anonymise(person: Person) -> None:
    """What becomes of a person's contributions when their account is erased (P-11, P-23).

    What was released stays, anonymous and without the person's name in it; what was not
    released is removed.
    """
    _anonymise(list(Contribution.objects.of_person(person)))
    QuestionProposal.objects.filter(proposed_by=person).update(proposed_by=None)
    Report.objects.filter(reported_by=person).update(reported_by=None)
    Passage.objects.filter(corrected_by=person).update(corrected_by=None)
    Reply.objects.filter(made_by=person).update(made_by=None)
    Reply.objects.filter(published_by=person).update(published_by=None)
    TopicIdea.objects.filter(proposed_by=person, state=ProposalState.HELD).delete()
    TopicIdea.objects.filter(proposed_by=person).update(proposed_by=None)
    Priority.objects.filter(person=person).delete()
    Post.objects.filter(made_by=person).update(made_by=None)
    LinkCandidate.objects.filter(decided_by=person).update(decided_by=None)
    Approach.objects.filter(asked_by=person).update(asked_by=None)
    Approach.objects.filter(email__in=[person.email.lower(), *verified_addresses(person)]).delete()
    Follow.objects.filter(person=person).delete()
    Facilitator.objects.filter(person=person).delete()
    FacilitatorInvitation.objects.filter(email__iexact=person.email).delete()


@transaction.atomic
def anonymise_address(address: str) -> None:
    """What becomes of what came from an address, in lower case, that no account has claimed."""
    own = Contribution.objects.filter(author__isnull=True, author_email__iexact=address)
    _anonymise([row for row in own if row.author_email.lower() == address])
    for model in (Approach, FacilitatorInvitation):
        for row in model.objects.filter(email__iexact=address):
            if row.email.lower() == address:
                row.delete()


def _anonymise(own: Sequence[Contribution]) -> None:
    delete_with_files(row for row in own if row.state == ContributionState.DRAFT)
    for contribution in own:
        if contribution.state == ContributionState.DRAFT:
            continue
        if contribution.state == ContributionState.RELEASED:
            attribute(contribution, attribution=Attribution.ANONYMOUS, by=None)
            contribution.refresh_from_db()
            keep_shown_words_only(contribution)
        elif contribution.state != ContributionState.WITHDRAWN:
            withdraw_quietly(contribution)
        Contribution.objects.filter(pk=contribution.pk).update(
            author=None,
            author_name="",
            author_email="",
            organisation_name="",
            country=None,
            behalf_consent="",
            conflict_note="",
            decision_note="",
            subject="",
            revision=F("revision") + 1,
        )
        indexing.index_for_team(Contribution.objects.filter(pk=contribution.pk))


def keep_shown_words_only(contribution: Contribution) -> None:
    """Drop the unmasked originals: from now on the masked words are the only ones."""
    following.forget(contribution.versions.filter(is_released=False))
    printing.forget_all()
    contribution.versions.filter(is_released=False).update(text="", masked="", parts=[], note="")
    for version in contribution.versions.filter(is_released=True):
        version.text = version.masked
        version.parts = [
            {**part, "start": part["masked_start"], "end": part["masked_end"]}
            for part in version.parts
        ]
        version.save(update_fields=["text", "parts"])
    contribution.cuttings.all().delete()
    if contribution.letter is not None:
        forget(contribution.letter)


def withdraw_quietly(contribution: Contribution) -> None:
    """Withdraw without a letter, when there is nobody left to write to."""
    Contribution.objects.filter(pk=contribution.pk).update(
        state=ContributionState.WITHDRAWN,
        withdrawn_at=clock.now(),
        revision=F("revision") + 1,
    )
    redact(contribution)


def words_of(contribution: Contribution) -> str:
    """The author's own latest words, unmasked."""
    return latest_version(contribution).text
