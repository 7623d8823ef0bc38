"""What the rows of the queue say, for a whole page: a template that asks for each is slow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from diwan.core.wording import direction
from diwan.mailroom.words import Trust
from diwan.texts.normalise import asked

from ... import proofs, queue_finding, queueing
from ...words import Channel, ContributionState, SetAsideReason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import TextChoices
    from django.utils.safestring import SafeString

    from diwan.mailroom.models import Letter
    from diwan.portal.rules import Asked, Stretch

    from ...models import Contribution, Discussion

_UNPROVEN = (Trust.FAIL, Trust.NONE)


class Row(TypedDict):
    """One contribution as a line of the list; a template reads it quicker than an object.

    Attributes:
        seen: what the box of the row sends: its key and the revision that is shown.
        subject, words: with what was looked for marked; the subject only where it has some.
        unproven: its letter, where the sender is not proven; else None.
        losses: why something of its letter may be missing, sentences; else nothing.
        told: what may still tell an author who chose not to be named.
    """

    pk: str
    seen: str
    url: str
    who: SafeString
    language: str
    direction: str
    subject: SafeString | str
    words: SafeString | str
    facts: SafeString
    unproven: Letter | None
    losses: str
    told: tuple[proofs.Leftover, ...]
    flags: SafeString


def shown(
    rows: Iterable[Contribution], discussion: Discussion, *, typed: str, bulk: Sequence[str]
) -> list[Row]:
    """``rows`` as `queueing.for_rows` gives them, in the reader's language.

    Args:
        typed: the words looked for, or nothing.
        bulk: what can be done with several of them at once.
    """
    before, _pk, after = reverse("discussions:item", args=[discussion.slug, 0]).rpartition("0")
    wanted = asked(typed) if typed else None
    may_release = "release" in bulk
    return [
        _row(each, url=f"{before}{each.pk}{after}", wanted=wanted, may_release=may_release)
        for each in rows
    ]


def _row(row: Any, *, url: str, wanted: Asked | None, may_release: bool) -> Row:
    """``may_release``: whether it can be released unread, among others."""
    letter = row.letter if row.state == ContributionState.HELD else None
    glimpse = None if wanted is None else queue_finding.glimpse(row, wanted)
    return Row(
        pk=str(row.pk),
        seen=f"{row.pk}:{row.revision}",
        url=url,
        who=_who(row),
        language=row.language,
        direction=direction(row.language),
        subject=_marked(glimpse.subject) if glimpse else "",
        words=_marked(glimpse.words) if glimpse else row.first_words or "",
        facts=_facts(row),
        unproven=letter if letter is not None and letter.trust in _UNPROVEN else None,
        losses=" ".join(letter.losses_in_words) if letter is not None else "",
        told=_told(row) if may_release else (),
        flags=mark_safe("".join(_flags(row))),
    )


def _marked(pieces: Iterable[Stretch]) -> SafeString:
    """Words with what was looked for marked in them."""
    return mark_safe(
        "".join(
            f"<mark>{escape(piece.text)}</mark>" if piece.is_match else escape(piece.text)
            for piece in pieces
        )
    )


def _who(row: Contribution) -> SafeString:
    number = f"{row.number}. " if row.number else ""
    name = f"<bdi>{escape(row.author_name or row.author_email or _('No name given'))}</bdi>"
    comma = "،" if get_language() == "ar" else ","
    house = row.organisation_name
    return mark_safe(number + name + (f"{comma} <bdi>{escape(house)}</bdi>" if house else ""))


def _facts(row: Any) -> SafeString:
    moment, day = "", ""
    if row.received_at is not None:
        local = timezone.localtime(row.received_at)
        moment, day = local.isoformat(), date_format(local, "SHORT_DATETIME_FORMAT")
    spans = "".join(f" <span>{fact}</span>" for fact in _spans(row))
    return mark_safe(f'<time datetime="{moment}">{escape(day)}</time>{spans}')


def _spans(row: Any) -> Iterator[str]:
    yield escape(queueing.language_name(row.language)) if row.language else ""
    yield ngettext("%(n)s character", "%(n)s characters", row.length) % {"n": row.length}
    channel = escape(_label(Channel, row.channel))
    is_known = row.is_verified or row.channel == Channel.BEHALF
    yield channel if is_known else f"{channel} ({_('address not confirmed')})"
    if row.country:
        yield escape(row.country)
    if row.file_count:
        yield (
            ngettext("%(n)s attachment", "%(n)s attachments", row.file_count)
            % {"n": row.file_count}
        )
    yield _("item %(number)s") % {"number": row.pk}


def _told(row: Any) -> tuple[proofs.Leftover, ...]:
    return proofs.left_of_author(
        row.to_be_shown or "",
        attribution=row.attribution,
        name=row.author_name,
        organisation=row.organisation_name,
    )


def _flags(row: Any) -> Iterator[str]:
    if row.is_late:
        yield _flag(_("Late"))
    if row.is_suspected_spam:
        yield _flag(_("Suspected spam"))
    if row.set_aside_reason:
        yield _flag(escape(_label(SetAsideReason, row.set_aside_reason)))
    if row.conflict_note:
        yield _flag(_("Conflict of interest"))
    if row.has_correction:
        yield _flag(_("Correction waits"))
    if row.assigned_to:
        name = escape(row.assigned_to)
        yield f'<span class="meta">{_("with <bdi>%(name)s</bdi>") % {"name": name}}</span>'


def _flag(words: str) -> str:
    return f'<span class="flag">{words}</span>'


def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label) if value in choices.values else value
