"""Cut released words into passages, say which questions each answers, and correct that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.texts import passages as pure

from .. import rules
from ..access import may_facilitate, require
from ..models import Passage, Version
from ..outlines import keys_of, outline_of, writing_of
from ..words import ContributionState, PassageKind
from . import crossing, links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from diwan.people.models import Person

    from ..models import Discussion

_FIELDS = (
    *("start", "end", "kind", "targets", "confidence", "language"),
    *("marks", "themes", "places", "named"),
)


def shown_versions(discussion: Discussion) -> list[Version]:
    """The released words of a discussion, in the order of their release."""
    return list(
        Version.objects.filter(
            is_released=True,
            contribution__discussion=discussion,
            contribution__state=ContributionState.RELEASED,
        )
        .select_related("contribution__country")
        .defer("text", "pieces", "note")
        .order_by("contribution__number")
    )


def align(
    discussion: Discussion,
    *,
    by: Person | None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Find the passages of all that is released, anew; returns how many there are.

    What a person corrected stays as it is: found passages are cut off around it, and it moves
    along to a new version of the same words.

    Args:
        progress: called with (done, of all), in contributions.
    """
    require(by is None or may_facilitate(by, discussion))
    versions = shown_versions(discussion)
    tell = progress or _unheard
    tell(0, len(versions))
    # the long part, outside of any transaction: others go on writing
    found = pure.find(outline_of(discussion), [writing_of(version) for version in versions])
    with transaction.atomic():
        count = _replace(discussion, versions, found)
        record("align", by=by, on=discussion, details={"passages": count})
    crossing.cross_all(discussion)
    links.gather_all(discussion)
    tell(len(versions), len(versions))
    return count


def _unheard(_done: int, _total: int) -> None:
    """Nobody listens."""


def _replace(
    discussion: Discussion, versions: Sequence[Version], found: Iterable[Sequence[pure.Passage]]
) -> int:
    Passage.objects.of_discussion(discussion).proposed().delete()
    _carry(discussion, versions)
    corrected: dict[int, list[Passage]] = {}
    for row in Passage.objects.filter(version__in=versions):
        corrected.setdefault(row.version_id, []).append(row)
    new = [
        row
        for version, passages in zip(versions, found, strict=True)
        for row in _around(version, passages, corrected.get(version.pk, []))
    ]
    Passage.objects.bulk_create(new, batch_size=500)
    return len(new) + sum(map(len, corrected.values()))


def _around(
    version: Version, found: Iterable[pure.Passage], corrected: Sequence[Passage]
) -> Iterator[Passage]:
    """What was found, as rows, without the stretches a person decided about."""
    taken = [(row.start, row.end) for row in corrected]
    for passage in found:
        for start, end in rules.left_around(passage.start, passage.end, taken):
            start, end = rules.stripped(version.masked, start, end)  # noqa: PLW2901
            if start < end:
                yield Passage(
                    version=version,
                    start=start,
                    end=end,
                    kind=passage.kind,
                    targets=list(passage.targets),
                    confidence=passage.confidence,
                    language=passage.language,
                )


def _carry(discussion: Discussion, versions: Sequence[Version]) -> None:
    """Bring corrections of earlier versions along, the latest first, where their words stand."""
    rows = Passage.objects.of_discussion(discussion).corrected().select_related("version")
    known: dict[int, list[Passage]] = {}
    for row in rows.order_by("-version__number", "start"):
        known.setdefault(row.version.contribution_id, []).append(row)
    new: list[Passage] = []
    for version in versions:
        mine = known.get(version.contribution_id, [])
        held = [(row.start, row.end) for row in mine if row.version_id == version.pk]
        earlier = [row for row in mine if row.version.number < version.number]
        new += _carried(version, earlier, held)
    Passage.objects.bulk_create(new, batch_size=500)


def _carried(
    version: Version, earlier: Iterable[Passage], held: list[tuple[int, int]]
) -> Iterator[Passage]:
    moves: dict[int, rules.Moves] = {}
    for row in earlier:
        if row.version_id not in moves:
            moves[row.version_id] = rules.Moves(row.version.masked, version.masked)
        place = rules.kept_stretch(
            moves[row.version_id], row.version.masked, version.masked, row.start, row.end
        )
        if place is None or any(place[0] < end and start < place[1] for start, end in held):
            continue
        held.append(place)
        copied = {name: getattr(row, name) for name in _FIELDS} | dict(
            zip(("start", "end"), place, strict=True)
        )
        yield Passage(
            version=version,
            corrected_by_id=row.corrected_by_id,
            corrected_at=row.corrected_at,
            **copied,
        )


#: the page did not say what it showed
UNSAID = object()


@transaction.atomic
def correct(
    passage: Passage,
    *,
    by: Person,
    kind: str,
    targets: Sequence[str],
    seen: datetime | object | None = UNSAID,
) -> Passage:
    """Decide what a passage is, and which questions it answers; no later run changes it.

    Args:
        targets: keys of questions, or the key of one topic; only an answer has any.
        seen: the ``corrected_at`` of the passage as it was shown.

    Raises:
        Conflict: somebody else corrected it, or other words are shown by now.
        Refusal: the kind or a key is not known, or a topic stands beside something else.
    """
    discussion = passage.version.contribution.discussion
    require(may_facilitate(by, discussion))
    locked = lock(passage, seen)
    if kind not in PassageKind.values:
        raise Refusal(
            _("“%(kind)s” is no kind of passage; choose one of the list.") % {"kind": kind}
        )
    locked.kind = kind
    locked.targets = _checked(discussion, targets) if kind == PassageKind.ANSWER else []
    locked.confidence = 1.0
    decided(locked, by=by)
    record(
        "correct passage",
        by=by,
        on=passage.version.contribution,
        details={"passage": locked.pk, "kind": kind, "targets": locked.targets},
    )
    return locked


def decided(locked: Passage, *, by: Person) -> None:
    """Save what a person decided about a passage, and that they did: no later run changes it."""
    locked.corrected_by = by
    locked.corrected_at = clock.now()
    locked.save()


def lock(passage: Passage, seen: datetime | object | None) -> Passage:
    """The passage as it stands now, kept for whoever changes it.

    Raises:
        Conflict: it is gone, somebody else decided meanwhile, or its words are not shown any more.
    """
    locked = Passage.objects.select_for_update().filter(pk=passage.pk).first()
    if locked is None:
        raise Conflict(_("The passages were found anew by now. Look at them again."))
    if seen is not UNSAID and seen != locked.corrected_at:
        raise Conflict(_("Somebody else corrected this passage by now. Look at it again."))
    if not Version.objects.filter(
        pk=locked.version_id, is_released=True, contribution__state=ContributionState.RELEASED
    ).exists():
        raise Conflict(_("These words are not shown any more. Find the passages again."))
    return locked


def _checked(discussion: Discussion, targets: Sequence[str]) -> list[str]:
    """The targets in the order of the call, each once."""
    topics, questions = keys_of(outline_of(discussion))
    for key in targets:
        if key not in topics and key not in questions:
            raise Refusal(
                _("“%(key)s” is no question or topic of this discussion; choose from the list.")
                % {"key": key}
            )
    if len(set(targets)) > 1 and any(key in topics for key in targets):
        raise Refusal(_("Choose one or more questions, or one topic as a whole, but not both."))
    return [key for key in (*topics, *questions) if key in targets]
