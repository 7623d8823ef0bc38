"""What is new in a discussion, by question, for those who want it once a day or once a week."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import override

from diwan.core.wording import choose, direction
from diwan.mailroom.actions import where

from .. import naming, rhythms, translating
from ..models import Follow, Passage, Version
from ..words import ContributionState, Rhythm, Stage, TranslationOrigin
from . import envelopes
from .circulars import Circular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from ..models import Contribution, Discussion, Question

logger = logging.getLogger(__name__)
#: of one contribution under one question, in characters
BEGINNING = 280
#: rows of one question, and of a whole digest; contributions left over are counted and linked
MOST_OF_QUESTION = 6
MOST = 24
_Made = TypeVar("_Made")


@dataclass(slots=True)
class Section:
    """What is new to one question; ``label`` is its number, empty for what answers none."""

    label: str = ""
    question: str = ""
    language: str = ""
    direction: str = "ltr"
    address: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)


def send_due(now: datetime) -> int:
    """One letter for each follower whose morning has come and who has something new to read.

    One that cannot be written is set apart with the place of the fault, and holds up no other.
    """
    due = (
        Follow.objects.filter(rhythms.of(*rhythms.IN_DIGESTS), person__is_active=True)
        .exclude(discussion__stage=Stage.DRAFT)
        .select_related("discussion", "person")
        .order_by("discussion", "pk")
    )
    ready = (follow for follow in due if rhythms.is_due(follow, now))
    return sum(
        _of_discussion(discussion, list(follows), now)
        for discussion, follows in groupby(ready, attrgetter("discussion"))
    )


@transaction.atomic
def _of_discussion(discussion: Discussion, follows: Sequence[Follow], now: datetime) -> int:
    """The letters of one discussion; what is new is looked up once for all of them."""
    since = min(_since(follow) for follow in follows)
    made = _or_set_apart(
        follows, now, lambda: (_News(discussion, since=since, until=now), Circular(discussion))
    )
    if made is None:
        return 0
    news, circular = made
    written = [
        _or_set_apart([follow], now, partial(_write, follow, news, circular)) for follow in follows
    ]
    done = [follow.pk for follow, sent in zip(follows, written, strict=True) if sent is not None]
    Follow.objects.filter(pk__in=done).update(
        digest_at=now, digest_failed_at=None, digest_problem=""
    )
    return sum(filter(None, written))


def _or_set_apart(
    follows: Sequence[Follow], now: datetime, work: Callable[[], _Made]
) -> _Made | None:
    """What ``work`` gives; None when it failed, and the digests of ``follows`` with it."""
    try:
        with transaction.atomic():
            return work()
    except (OperationalError, InterfaceError):
        raise  # the database, not these letters: all of them are written later
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one, the others go out
        place = where(error)
    logger.error("%s digests of discussion %s: %s", len(follows), follows[0].discussion_id, place)
    rows = Follow.objects.filter(pk__in=[follow.pk for follow in follows])
    rows.update(digest_failed_at=now, digest_problem=place[:200])
    return None


def _write(follow: Follow, news: _News, circular: Circular) -> bool:
    """One reader's letter; False when there is nothing new for them, or they want none."""
    person = follow.person
    new = [each for each in news.versions if _is_new(each.contribution, follow)]
    if not new:
        return False
    with override(person.language):
        told = news.told(new, person.language)
    return circular.send(
        "digest",
        to=person.email,
        language=person.language,
        is_weekly=rhythms.chosen(follow) == Rhythm.WEEKLY,
        count=len(new),
        **told,
    )


def _since(follow: Follow) -> datetime:
    return follow.digest_at or follow.since


def _is_new(row: Contribution, follow: Follow) -> bool:
    """Released since the last digest, by somebody else."""
    is_later = row.released_at is not None and row.released_at > _since(follow)
    return is_later and row.author_id != follow.person_id


class _News:
    """What was released in a discussion in some time, with everything that digests say of it."""

    def __init__(self, discussion: Discussion, *, since: datetime, until: datetime) -> None:
        self.discussion = discussion
        self.versions = list(
            Version.objects.filter(
                is_released=True,
                contribution__discussion=discussion,
                contribution__state=ContributionState.RELEASED,
                contribution__released_at__gt=since,
                contribution__released_at__lte=until,
            )
            .select_related("contribution__discussion")
            .prefetch_related("translations")
            .defer("text", "pieces", "note")
            .order_by("contribution__number")
        )
        self.questions: list[Question] = []
        self.targets: dict[int, list[str]] = {}
        if self.versions:
            self.questions = list(discussion.questions.select_related("topic", "discussion"))
            self.targets = self._targets()

    def _targets(self) -> dict[int, list[str]]:
        """By version, the questions that its passages answer: letters are not cut by question."""
        known = {question.key for question in self.questions}
        found: dict[int, list[str]] = {}
        rows = Passage.objects.filter(version__in=self.versions).order_by("version", "start")
        for version, targets in rows.values_list("version", "targets"):
            found.setdefault(version, []).extend(key for key in targets if key in known)
        return found

    def told(self, versions: Iterable[Version], language: str) -> dict[str, Any]:
        """The sections of one reader's digest, never longer than ``MOST`` rows."""
        sections = self._sections(language)
        room, more = MOST, 0
        for version in versions:
            placed = 0
            for key, text in self._pieces(version):
                section = sections.get(key, sections[None])
                if room and len(section.rows) < MOST_OF_QUESTION:
                    section.rows.append(_row(version, text, language))
                    room -= 1
                    placed += 1
            more += not placed
        filled = [section for section in sections.values() if section.rows]
        return {"sections": filled, "more": more}

    def _sections(self, language: str) -> dict[str | None, Section]:
        """In the order of the questions; what answers none comes last."""
        by_key = {question.key: question for question in self.questions}
        made: dict[str | None, Section] = {}
        for key, each in naming.asked(self.questions).items():
            wording = choose(by_key[key].text, language)
            made[key] = Section(
                label=each.label,
                question=wording.text,
                language=wording.language,
                direction=wording.direction,
                address=envelopes.answers_to(by_key[key]),
            )
        made[None] = Section()
        return made

    def _pieces(self, version: Version) -> list[tuple[str | None, str]]:
        """``(question, words)``: each answer once; a letter under the first one it answers."""
        words: dict[str | None, str] = {}
        for part in version.parts:
            piece = version.masked[part["masked_start"] : part["masked_end"]].strip()
            if piece:
                words.setdefault(part["question"], piece)
        if any(words):
            return list(words.items())
        first = next(iter(self.targets.get(version.pk, ())), None)
        return [(first, version.masked.strip())]


def _row(version: Version, text: str, language: str) -> dict[str, Any]:
    """One contribution, or its answer to one question: a translation is always of the whole."""
    row = version.contribution
    translation = translating.shown(version, version.translations.all(), language)
    is_whole = text == version.masked.strip()
    shown = translation if is_whole else None
    code = language if shown else row.language
    beginning = naming.shortened(shown.text if shown else text, BEGINNING)
    return {
        "number": row.number,
        "signed": naming.signed_as(row),
        "language": naming.language_name(row.language),
        "code": code,
        "direction": direction(code),
        "beginning": " ".join(beginning.split()),
        "is_translated": shown is not None,
        "by_machine": shown is not None and shown.origin == TranslationOrigin.MACHINE,
        "is_translated_there": translation is not None and not is_whole,
    }
