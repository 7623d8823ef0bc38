"""What the clock does: open, remind, close, send digests, purge originals."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from diwan.audit.actions import record
from diwan.mailroom.actions import forget
from diwan.mailroom.models import RawLetter
from diwan.people.words import Attribution

from . import rules
from .actions import authoring, calling, digests, indexing, letters
from .actions.intake import delete_attachments, delete_with_files
from .models import Attachment, Contribution, Cutting, Discussion, Version
from .words import ContributionState, Stage

if TYPE_CHECKING:
    from django.db.models import QuerySet

REMIND_DAYS = 3
DRAFT_DAYS = 30

#: what a contribution that was never released may still tell beside its words
_TELLING = ("author_name", "organisation_name", "behalf_consent", "conflict_note", "decision_note")
#: versions that hold something
_WORDS = ~Q(text="") | ~Q(masked="") | ~Q(note="")


def close_due(now: datetime) -> int:
    """Close what has passed its last day, in its own time zone."""
    due = [
        discussion
        for discussion in Discussion.objects.open().filter(closes_on__lte=now.date())
        if rules.is_late(now, discussion.closes_on, discussion.time_zone)
    ]
    for discussion in due:
        calling.move(discussion, Stage.CLOSED, by=None)
    return len(due)


def remind_due(now: datetime) -> int:
    """Remind followers once, some days before the end, unless they have contributed."""
    soon = Discussion.objects.open().filter(
        reminded_at__isnull=True, closes_on__lte=now.date() + timedelta(days=REMIND_DAYS)
    )
    for discussion in soon:
        with transaction.atomic():
            authors = discussion.contributions.filter(author__isnull=False).exclude(
                state=ContributionState.DRAFT
            )
            letters.to_followers(
                discussion, "reminder", but=authors.values_list("author", flat=True)
            )
            discussion.reminded_at = now
            discussion.save(update_fields=["reminded_at"])
    return len(soon)


def send_digests(now: datetime) -> int:
    """What is new by question, to followers whose morning has come; returns how many letters."""
    return digests.send_due(now)


# --- retention (P-10) ------------------------------------------------------------------
def drafts_due(now: datetime) -> QuerySet[Contribution]:
    """Drafts of visitors that nobody went on with; only a browser could find them again."""
    before = now - timedelta(days=DRAFT_DAYS)
    lately = Version.objects.filter(made_at__gt=before).values("contribution")
    drafts = Contribution.objects.filter(state=ContributionState.DRAFT, author__isnull=True)
    return drafts.filter(created_at__lte=before).exclude(pk__in=lately)


def count_drafts(now: datetime) -> int:
    return drafts_due(now).count()


@transaction.atomic
def purge_drafts(now: datetime) -> int:
    return delete_with_files(list(drafts_due(now)))


def originals_due(now: datetime) -> QuerySet[Contribution]:
    """Contributions of discussions delivered so long ago that what nobody reads must go.

    Of a released one that is everything but what readers see; of any other, everything.
    Drafts of visitors have a rule of their own.
    """
    before = now - timedelta(days=settings.DIWAN_LETTERS_DAYS)
    return (
        Contribution.objects.filter(discussion__delivered_at__lte=before)
        .exclude(state=ContributionState.DRAFT, author__isnull=True)
        .filter(_holds_originals() | (~Q(state=ContributionState.RELEASED) & _holds_anything()))
    )


def _holds_originals() -> Q:
    """Something beside what readers see is left."""
    unseen = Version.objects.filter(~Q(text=F("masked")) | (Q(is_released=False) & _WORDS))
    return (
        Q(letter__in=RawLetter.objects.values("letter"))
        | ~Q(author_email="")
        | Q(pk__in=Cutting.objects.values("contribution"))
        | Q(pk__in=unseen.values("contribution"))
        | Q(pk__in=Attachment.objects.exclude(refused="").values("contribution"))
    )


def _holds_anything() -> Q:
    """A word, a file, or something that tells who wrote, is left; or it is a draft."""
    texts = [~Q(**{field: ""}) for field in (*_TELLING, "subject")]
    return reduce(or_, texts) | (
        Q(state=ContributionState.DRAFT)
        | Q(author__isnull=False)
        | Q(pk__in=Version.objects.filter(_WORDS).values("contribution"))
        | Q(pk__in=Attachment.objects.values("contribution"))
    )


def count_originals(now: datetime) -> int:
    return originals_due(now).count()


@transaction.atomic
def purge_originals(now: datetime) -> int:
    """Purge raw letters and unmasked originals; only the words that readers see stay (P-10)."""
    due = list(originals_due(now).select_related("letter"))
    for contribution in due:
        if contribution.state == ContributionState.DRAFT:
            delete_with_files([contribution])
        elif contribution.state == ContributionState.RELEASED:
            _keep_what_is_shown(contribution)
            record("purge originals", by=None, on=contribution)
        else:
            _keep_nothing(contribution)
            record("purge originals", by=None, on=contribution)
    return len(due)


def _keep_what_is_shown(contribution: Contribution) -> None:
    if contribution.letter is not None:
        forget(contribution.letter)
    authoring.keep_shown_words_only(contribution)
    delete_attachments(contribution.attachments.exclude(refused=""))
    Contribution.objects.filter(pk=contribution.pk).update(author_email="")
    # names that readers never saw and no account stands behind
    Contribution.objects.filter(pk=contribution.pk, author__isnull=True).exclude(
        attribution=Attribution.NAMED
    ).update(author_name="", subject="")
    indexing.index_for_team(Contribution.objects.filter(pk=contribution.pk))


def _keep_nothing(contribution: Contribution) -> None:
    """That something was handed in and how it was decided stays; no word, file or name does."""
    authoring.redact(contribution)
    Contribution.objects.filter(pk=contribution.pk).update(
        author=None, author_email="", **dict.fromkeys(_TELLING, "")
    )
