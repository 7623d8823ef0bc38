"""How contributions come in by web and on behalf. Whatever comes is held."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal

from .. import rules
from ..access import is_author, may_facilitate, require
from ..models import Attachment, Contribution, Discussion, Version
from ..words import Channel, ContributionState, VersionKind
from ..wordwork import language_of
from . import indexing, letters
from .versions import masked_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diwan.core.files import Checked
    from diwan.people.models import Person
    from diwan.vocabularies.models import Place


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody typed: answers by question key (None: free text), and how they are named."""

    answers: Sequence[tuple[str | None, str]]
    language: str = ""
    attribution: str = "anonymous"
    name: str = ""
    email: str = ""
    organisation: str = ""
    kind: str = ""
    country: Place | None = None
    files: Sequence[Checked] = field(default_factory=tuple)


# --- by web ----------------------------------------------------------------------------


@transaction.atomic
def start(
    discussion: Discussion, *, by: Person | None, reply_to: Contribution | None = None
) -> Contribution:
    """An empty draft on the web, filled in from the member's profile."""
    require_open(discussion)
    draft = Contribution(
        discussion=discussion,
        channel=Channel.WEB,
        state=ContributionState.DRAFT,
        reply_to=reply_to,
        created_at=clock.now(),
    )
    if by is not None:
        draft.author = by
        draft.author_name = by.name
        draft.organisation_name = by.organisation.name if by.organisation else ""
        draft.kind = by.kind
        draft.country = by.country_of_residence
        draft.attribution = by.attribution
        draft.is_verified = True
    draft.save()
    return draft


def require_open(discussion: Discussion) -> None:
    """Raises:
    Refusal: the discussion takes no contributions now.
    """
    now = clock.now()
    if not discussion.is_taking_contributions or now < rules.start_of_day(
        discussion.opens_on, discussion.time_zone
    ):
        raise Refusal(_("This discussion takes no contributions at the moment."))


@transaction.atomic
def save_draft(draft: Contribution, saying: Saying) -> Contribution:
    """Keep what was typed so far; nobody but the author sees a draft.

    Raises:
        Refusal: it was handed in by now, perhaps from another window.
    """
    _require_draft(draft)
    _fill(draft, saying)
    draft.save()
    _write(draft, saying, made_by=draft.author)
    attach(draft, saying.files)
    return draft


@transaction.atomic
def submit(draft: Contribution, saying: Saying) -> Contribution:
    """Hand a draft to the facilitation team; it is held until they release it.

    Raises:
        Refusal: nothing was written and nothing attached, or no address to answer to.
    """
    save_draft(draft, saying)
    if not draft.versions.filter(text__gt="").exists() and not draft.attachments.exists():
        raise Refusal(_("Write an answer to at least one question, or a free text."))
    now = clock.now()
    discussion = draft.discussion
    draft.state = ContributionState.HELD
    draft.received_at = now
    draft.is_late = rules.is_late(now, discussion.closes_on, discussion.time_zone)
    draft.revision += 1
    draft.save()
    indexing.index_for_team([draft])
    record("submit", by=draft.author, on=draft)
    letters.acknowledge(draft, words=shown_words(draft))
    return draft


def _require_draft(draft: Contribution) -> None:
    """Look at the row itself, and hold it: the same page may have been sent twice."""
    now = Contribution.objects.select_for_update().filter(pk=draft.pk).values_list("state")
    if draft.state != ContributionState.DRAFT or now.first() != (ContributionState.DRAFT.value,):
        raise Refusal(_("This contribution was handed in already; use its own page to change it."))


def _fill(draft: Contribution, saying: Saying) -> None:
    draft.attribution = saying.attribution
    draft.author_name = saying.name or draft.author_name
    draft.organisation_name = saying.organisation
    draft.kind = saying.kind
    draft.country = saying.country
    if draft.author is None:
        draft.author_email = saying.email


def _write(contribution: Contribution, saying: Saying, *, made_by: Person | None) -> Version:
    """Put the words into version 1, which stays one version while it is a draft."""
    text, parts = rules.joined_answers(saying.answers)
    fallback = (contribution.discussion.languages or ["en"])[0]
    contribution.language = saying.language or language_of(text, default=fallback)
    contribution.save(update_fields=["language"])
    masked, parts = masked_for(contribution, text, parts)
    version, _made = Version.objects.update_or_create(
        contribution=contribution,
        number=1,
        defaults={
            "kind": VersionKind.RECEIVED,
            "text": text,
            "masked": masked,
            "parts": parts,
            "made_by": made_by,
            "made_at": clock.now(),
        },
    )
    return version


def attach(contribution: Contribution, files: Iterable[Checked]) -> None:
    for row in attached(contribution, files):
        row.save()


def attached(contribution: Contribution, files: Iterable[Checked]) -> Iterator[Attachment]:
    """The rows of files, not saved."""
    for checked in files:
        yield Attachment(
            contribution=contribution,
            file=ContentFile(checked.content, name=f"{contribution.token[:12]}{checked.suffix}"),
            name=checked.name,
            content_type=checked.content_type,
            size=len(checked.content),
            refused=checked.refused,
        )


@transaction.atomic
def drop_attachment(attachment: Attachment, *, from_draft: Contribution) -> None:
    """Take a file off a draft."""
    _require_draft(from_draft)
    if attachment.contribution_id == from_draft.pk:
        attachment.file.delete(save=False)
        attachment.delete()


@transaction.atomic
def discard(draft: Contribution, *, by: Person | None) -> None:
    """Throw a draft away."""
    require(draft.author_id is None or (by is not None and is_author(by, draft)))
    if draft.state != ContributionState.DRAFT:
        raise Refusal(_("This contribution was handed in already; withdraw it instead."))
    delete_with_files([draft])


def delete_with_files(drafts: Iterable[Contribution]) -> int:
    """Delete drafts and the files that came with them; returns how many drafts."""
    count = 0
    for draft in drafts:
        delete_attachments(draft.attachments.all())
        draft.delete()
        count += 1
    return count


def delete_attachments(attachments: Iterable[Attachment]) -> None:
    """Delete attachments, their files on disk too."""
    for attachment in attachments:
        attachment.file.delete(save=False)
        attachment.delete()


# --- by mail ---------------------------------------------------------------------------


def shown_words(contribution: Contribution) -> str:
    version = contribution.versions.order_by("-number").first()
    return version.masked if version is not None else ""


# --- on behalf -------------------------------------------------------------------------


@transaction.atomic
def enter_on_behalf(
    discussion: Discussion, saying: Saying, *, source: str, consent: str, by: Person
) -> Contribution:
    """What somebody said on the phone, on paper or in a workshop, with how they agreed."""
    require(may_facilitate(by, discussion))
    if not consent.strip():
        raise Refusal(_("Say how the person agreed that you enter this for them."))
    now = clock.now()
    contribution = Contribution.objects.create(
        discussion=discussion,
        channel=Channel.BEHALF,
        state=ContributionState.HELD,
        author_name=saying.name,
        author_email=saying.email,
        behalf_source=source,
        behalf_consent=consent.strip(),
        entered_by=by,
        created_at=now,
        received_at=now,
        is_late=discussion.is_over(now),
    )
    _fill(contribution, saying)
    contribution.save()
    version = _write(contribution, saying, made_by=by)
    if not version.text and not saying.files:
        raise Refusal(_("Write an answer to at least one question, or a free text."))
    attach(contribution, saying.files)
    indexing.index_for_team([contribution])
    record("enter on behalf", by=by, on=contribution, details={"source": source})
    return contribution
