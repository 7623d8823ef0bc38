"""Take words out of every version of the reply when whoever said them takes them back.

What is published stays published without them: a notice stands in their place, and the log says
how much was taken from which version.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Q

from diwan.audit.actions import record

from ..models import (
    Citation,
    Discussion,
    Mention,
    Reply,
    Statement,
    Suggestion,
    Translation,
    UnsavedText,
)
from ..reply.citing import words_of
from ..reply.publication import REDACTED
from ..reply.redacting import Spoken, says
from ..words import ContributionState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ..models import Contribution, Version


def take_back(versions: Sequence[Version], *, everywhere: bool) -> None:
    """Unsay what statements say in the words of these versions of one contribution.

    Called while the words still stand. Emptied are statements made of them by the program,
    those that rest on nothing else, and those that hold them verbatim or nearly.

    Args:
        everywhere: look for the words in all statements of the discussion, not only in those
            that cite them.
    """
    if not versions:
        return
    contribution = versions[0].contribution
    discussion = contribution.discussion
    gone = {version.pk for version in versions}
    texts = [version.masked for version in versions]
    shown = _still_shown(contribution, gone)
    if shown is not None:
        _move_to(shown, versions)
    emptied = [
        row
        for row in _statements(discussion, gone, everywhere=everywhere)
        if _is_theirs(row, gone, texts, shown)
    ]
    _empty(emptied)
    Suggestion.objects.filter(version__in=gone).delete()
    Translation.objects.filter(version__in=gone).delete()
    _forget_unsaved(discussion, emptied, gone, Spoken(texts))
    _tell(discussion, _cited_in(gone), emptied)


def take_back_masked(version: Version, removed: Iterable[str], changed: Collection[int]) -> None:
    """Unsay what was masked anew in words that stay.

    Args:
        removed: the runs of words that are masked now, such as a name.
        changed: keys of the citations whose words are not the cited ones any more.
    """
    names = [each for each in removed if len(each.split()) > 1]
    rows = Statement.objects.filter(citations__version=version).exclude(text="").distinct()
    sources = {row.statement_id for row in Citation.objects.filter(pk__in=changed, order=1)}
    emptied = [
        row
        for row in rows.select_related("reply")
        if (row.pk in sources and row.changed_at is None)
        or any(says(row.text, name) or says(row.addressee, name) for name in names)
    ]
    _empty(emptied)
    cited = Counter(
        Citation.objects.filter(pk__in=changed).values_list("statement__reply", flat=True)
    )
    _tell(version.contribution.discussion, cited, emptied)


def _still_shown(contribution: Contribution, gone: Collection[int]) -> Version | None:
    """The version that readers go on seeing, when some others of it go."""
    if contribution.state != ContributionState.RELEASED:
        return None
    return contribution.versions.filter(is_released=True).exclude(pk__in=gone).first()


def _move_to(shown: Version, versions: Sequence[Version]) -> None:
    """Citations of words that stand in what is shown lead there."""
    for kind in (Citation, Mention):
        for row in kind.objects.filter(version__in=versions).select_related("version"):
            begin = shown.masked.find(row.version.masked[row.start : row.end])
            if begin >= 0 and row.start < row.end <= len(row.version.masked):
                place = (begin, begin + row.end - row.start)
                kind.objects.filter(pk=row.pk).update(version=shown, start=place[0], end=place[1])


def _statements(
    discussion: Discussion, gone: Collection[int], *, everywhere: bool
) -> list[Statement]:
    rows = Statement.objects.filter(reply__discussion=discussion).exclude(text="")
    if not everywhere:
        rows = rows.filter(citations__version__in=gone).distinct()
    return list(rows.select_related("reply").prefetch_related("citations__version__contribution"))


def _is_theirs(
    row: Statement, gone: Collection[int], texts: Sequence[str], shown: Version | None
) -> bool:
    citations = list(row.citations.all())
    own = [each for each in citations if each.version_id in gone]
    standing = [each for each in citations if each.version_id not in gone]
    others = [words_of(each, each.version)[0] for each in standing]
    if own and _rests_on(row, own, standing):
        return True
    if shown is not None:
        others.append(shown.masked)
    return Spoken(texts, but=others).is_in(row.text)


def _rests_on(row: Statement, own: Sequence[Citation], standing: Sequence[Citation]) -> bool:
    """Whether the statement is made of these words, or no other voice that stands supports it."""
    if row.changed_at is None and any(each.order == 1 for each in own):
        return True
    return any(each.stance == "supports" for each in own) and not any(
        each.stance == "supports" and words_of(each, each.version)[0] for each in standing
    )


def _empty(rows: Sequence[Statement]) -> None:
    keys = [row.pk for row in rows]
    Statement.objects.filter(pk__in=keys).update(text="", addressee="")
    Translation.objects.filter(statement__in=keys).delete()


def _forget_unsaved(
    discussion: Discussion, emptied: Sequence[Statement], gone: Collection[int], spoken: Spoken
) -> None:
    """What somebody was typing over these words, or of them."""
    places = Q(pk__in=[])
    for row in emptied:
        places |= Q(reply=row.reply_id, place=f"s-{row.key}")
    UnsavedText.objects.filter(places).delete()
    typed = UnsavedText.objects.filter(reply__discussion=discussion).values_list("pk", "text")
    found = [pk for pk, text in typed if _holds(text, gone, spoken)]
    UnsavedText.objects.filter(pk__in=found).delete()


def _holds(text: str, gone: Collection[int], spoken: Spoken) -> bool:
    """Whether typed words are theirs, or those of a dropped statement that cited them."""
    try:
        cited = json.loads(text)["citations"]
    except (ValueError, TypeError, KeyError):
        return spoken.is_in(text)
    return any(row["version_id"] in gone for row in cited) or spoken.is_in(json.loads(text)["text"])


def _cited_in(gone: Collection[int]) -> Counter[int]:
    """By reply, how many citations and mentions lose their words."""
    said = Citation.objects.filter(version__in=gone).values_list("statement__reply", flat=True)
    named = Mention.objects.filter(version__in=gone).values_list("resource__reply", flat=True)
    return Counter(said) + Counter(named)


def _tell(discussion: Discussion, cited: Counter[int], emptied: Sequence[Statement]) -> None:
    """Write into the log what each version lost; no word of it."""
    unsaid = Counter(row.reply_id for row in emptied)
    numbers = dict(Reply.objects.filter(pk__in={*cited, *unsaid}).values_list("pk", "number"))
    if not numbers:
        return
    lost = [
        {"version": number, "citations": cited[pk], "statements": unsaid[pk]}
        for pk, number in sorted(numbers.items(), key=lambda pair: pair[1])
    ]
    record(REDACTED, by=None, on=discussion, details={"replies": lost})
