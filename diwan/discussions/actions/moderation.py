"""What the facilitation team does with what is held: release, return, set aside, restore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal

from .. import rules
from ..access import may_facilitate, require
from ..models import Contribution, Cutting, Discussion, Version
from ..words import ContributionState, VersionKind
from . import crossing, indexing, letters
from .versions import add_version, latest_version, show

if TYPE_CHECKING:
    from diwan.people.models import Person
    from diwan.vocabularies.models import Place


def lock(contribution: Contribution, *, by: Person, revision: int | None) -> Contribution:
    """The contribution's row, locked, for somebody of its team who has seen its present state.

    Raises:
        Conflict: somebody else decided since ``revision`` was shown.
    """
    require(may_facilitate(by, contribution.discussion))
    locked: Contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if revision is not None and locked.revision != revision:
        raise Conflict(
            _("Somebody else was faster: this contribution is now “%(state)s”. Look at it again.")
            % {"state": locked.get_state_display()}
        )
    return locked


def decide(locked: Contribution, to: str, *, by: Person, note: str = "") -> None:
    if not rules.may_decide(locked.state, to):
        raise Refusal(
            _("A contribution that is “%(now)s” cannot become “%(then)s”.")
            % {"now": locked.get_state_display(), "then": ContributionState(to).label}
        )
    locked.state = to
    locked.decided_by = by
    locked.decision_note = note
    locked.revision += 1


@transaction.atomic
def take(contribution: Contribution, *, by: Person, to: Person | None) -> Contribution:
    """Assign to a colleague of the team, to oneself, or (None) to nobody."""
    locked = lock(contribution, by=by, revision=None)
    if to is not None:
        require(may_facilitate(to, contribution.discussion))
    locked.assigned_to = to
    locked.save(update_fields=["assigned_to"])
    record("assign", by=by, on=locked)
    return locked


@transaction.atomic
def note_conflict(contribution: Contribution, *, by: Person, note: str) -> Contribution:
    """Write down a conflict of interest, for the colleagues of the team (A5)."""
    locked = lock(contribution, by=by, revision=None)
    locked.conflict_note = note.strip()
    locked.save(update_fields=["conflict_note"])
    record("note conflict", by=by, on=locked)
    return locked


@transaction.atomic
def release(
    contribution: Contribution,
    *,
    by: Person,
    revision: int | None = None,
    edited: str | None = None,
    note: str = "",
) -> Contribution:
    """Show a held contribution to its readers, as written or with an edit.

    Args:
        edited: the text after an edit; the original stays, the author sees the difference.
        note: for the author, why it was edited.
    """
    locked = lock(contribution, by=by, revision=revision)
    decide(locked, ContributionState.RELEASED, by=by, note=note)
    Discussion.objects.select_for_update().get(pk=locked.discussion_id)
    if locked.number is None:
        highest = Contribution.objects.filter(discussion=locked.discussion_id).aggregate(
            highest=Max("number")
        )["highest"]
        locked.number = rules.next_number([highest])
    version = _version_to_release(locked, edited, by=by, note=note)
    locked.is_suspected_spam = False
    locked.released_at = clock.now()
    locked.save()
    show(locked, version)
    crossing.arrive(locked)
    record("release", by=by, on=locked, why=note, details={"edited": edited is not None})
    _announce(locked, version)
    return locked


def _version_to_release(
    contribution: Contribution, edited: str | None, *, by: Person, note: str
) -> Version:
    latest = latest_version(contribution)
    if edited is None or edited.strip() == latest.text.strip():
        return latest
    return add_version(contribution, VersionKind.EDITED, edited, by=by, note=note)


def _announce(contribution: Contribution, version: Version) -> None:
    """Tell the author, and the followers when the discussion mails each contribution."""
    letter = contribution.letter
    if letter is not None and letter.channel == "import":
        return
    first = contribution.versions.order_by("number").first()
    is_edited = first is not None and first.pk != version.pk
    files = letters.shown_files(contribution)
    letters.to_author(
        contribution, "released", is_edited=is_edited, words=version.masked, files=files
    )
    letters.released(contribution, words=version.masked)


@transaction.atomic
def give_back(
    contribution: Contribution, *, by: Person, note: str, revision: int | None = None
) -> Contribution:
    """Return to the author with a message; they may change it and hand it in again."""
    if not note.strip():
        raise Refusal(_("Write to the author what should change."))
    locked = lock(contribution, by=by, revision=revision)
    decide(locked, ContributionState.RETURNED, by=by, note=note)
    locked.save()
    record("return", by=by, on=locked)
    letters.to_author(locked, "returned", note=note, words=latest_version(locked).masked)
    return locked


@transaction.atomic
def set_aside(
    contribution: Contribution,
    *,
    by: Person,
    reason: str,
    note: str = "",
    revision: int | None = None,
) -> Contribution:
    """Keep out of the discussion, with a reason; it can be looked at and put back.

    The author is told, unless the reason says that no person wrote it or that it is spam.
    """
    locked = lock(contribution, by=by, revision=revision)
    was_released = locked.state == ContributionState.RELEASED
    decide(locked, ContributionState.SET_ASIDE, by=by, note=note)
    locked.set_aside_reason = reason
    locked.save()
    if was_released:
        indexing.forget_released(locked)
        crossing.hide(locked)
    record("set aside", by=by, on=locked, why=note, details={"reason": reason})
    if reason in {"off_topic", "rules"}:
        letters.to_author(locked, "set_aside", note=note)
    return locked


@transaction.atomic
def put_back(
    contribution: Contribution, *, by: Person, revision: int | None = None
) -> Contribution:
    """Take something set aside or returned back into the queue."""
    locked = lock(contribution, by=by, revision=revision)
    decide(locked, ContributionState.HELD, by=by)
    locked.set_aside_reason = ""
    locked.is_suspected_spam = False
    locked.save()
    record("put back", by=by, on=locked)
    return locked


@transaction.atomic
def restore_cutting(cutting: Cutting, *, by: Person) -> Version:
    """Put a cut piece of a letter back into the text, as a new version."""
    locked = lock(cutting.contribution, by=by, revision=None)
    cutting.restored_at = clock.now()
    waiting = Cutting.objects.filter(pk=cutting.pk, restored_at__isnull=True)
    if not waiting.update(restored_at=cutting.restored_at):
        raise Refusal(_("This piece was put back already."))
    latest = latest_version(locked)
    first = locked.versions.order_by("number")[0]
    position = rules.Moves(first.text, latest.text).position(cutting.position)
    text = rules.with_restored(latest.text, position, cutting.text)
    version = add_version(locked, VersionKind.RESTORED, text, by=by)
    locked.revision += 1
    locked.save(update_fields=["revision"])
    if locked.state == ContributionState.RELEASED:
        show(locked, version)
    record("restore cut text", by=by, on=locked)
    return version


@transaction.atomic
def merge_correction(version: Version, *, by: Person, revision: int | None = None) -> Contribution:
    """Show an author's correction in place of the words released before."""
    locked = lock(version.contribution, by=by, revision=revision)
    if version.kind != VersionKind.CORRECTED or locked.state != ContributionState.RELEASED:
        raise Refusal(_("There is no correction to take over."))
    show(locked, version)
    locked.revision += 1
    locked.save(update_fields=["revision"])
    record("merge correction", by=by, on=locked, details={"version": version.number})
    letters.to_author(locked, "correction_shown", words=version.masked)
    return locked


@transaction.atomic
def keep_shown(
    version: Version, *, by: Person, note: str, revision: int | None = None
) -> Contribution:
    """Answer an author's correction by keeping the words shown, and say why.

    The correction stays in the history; the shown words follow it as a version of their own.
    """
    if not note.strip():
        raise Refusal(_("Write to the author why the earlier words stay."))
    locked = lock(version.contribution, by=by, revision=revision)
    shown = locked.versions.filter(is_released=True).first()
    is_pending = shown is not None and version.number > shown.number
    if version.kind != VersionKind.CORRECTED or shown is None or not is_pending:
        raise Refusal(_("There is no correction to take over."))
    again = Version.objects.create(
        contribution=locked,
        number=latest_version(locked).number + 1,
        kind=VersionKind.EDITED,
        text=shown.text,
        masked=shown.masked,
        parts=shown.parts,
        note=note,
        made_by=by,
        made_at=clock.now(),
    )
    show(locked, again)
    locked.revision += 1
    locked.save(update_fields=["revision"])
    record("keep shown words", by=by, on=locked, why=note, details={"version": version.number})
    letters.to_author(locked, "correction_kept", note=note)
    return locked


@transaction.atomic
def describe(
    contribution: Contribution,
    *,
    by: Person,
    organisation: str,
    kind: str,
    country: Place | None,
) -> Contribution:
    """Write down what a letter's signature says of its writer, for the counts and the reply.

    How the writer is named stays the writer's own choice.
    """
    locked = lock(contribution, by=by, revision=None)
    locked.organisation_name = organisation.strip()
    locked.kind = kind
    locked.country = country
    locked.revision += 1
    locked.save(update_fields=["organisation_name", "kind", "country", "revision"])
    record("describe", by=by, on=locked)
    return locked


@transaction.atomic
def sign_language(contribution: Contribution, *, language: str, by: Person) -> Contribution:
    """Correct the language that was detected."""
    locked = lock(contribution, by=by, revision=None)
    locked.language = language
    locked.revision += 1
    locked.save(update_fields=["language", "revision"])
    indexing.index_for_team([locked])
    if locked.state == ContributionState.RELEASED:
        released = locked.versions.filter(is_released=True).first()
        if released is not None:
            show(locked, released)
    record("correct language", by=by, on=locked, details={"language": language})
    return locked
