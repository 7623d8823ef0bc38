"""The exact words a statement of the reply rests on, marked in the contribution they are from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from diwan.core.wording import choose, direction

from ... import naming
from ...models import Citation, Contribution, Mention, Reply, Version
from ...reply.readable import may_be_read
from ...reply.rendering.marks import Mark, runs
from ...words import ContributionState
from ..finding import of_discussion
from ..thread import stops
from . import voices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from ...models import Discussion, Statement


@require_safe
@of_discussion
def words(
    request: HttpRequest, discussion: Discussion, number: int, version: int, start: int, end: int
) -> HttpResponse:
    """``masked[start:end]`` of a version. Of the words, only those shown now are ever given.

    Of other versions nothing can be found out: their words are looked for among the shown ones
    only where a reply the reader may see rests on exactly them.
    """
    visible = Contribution.objects.visible_to(request.user).filter(discussion=discussion)
    row: Any = get_object_or_404(visible.for_reading(), number=number)
    cited = get_object_or_404(
        Version.objects.defer("text", "pieces"), contribution=row, number=version
    )
    is_withdrawn = row.state == ContributionState.WITHDRAWN
    shown = row.shown[0] if row.shown and not is_withdrawn else None
    mark = None if shown is None else _mark(request, shown, cited, start, end)
    statements = _resting(request, cited, start, end)
    context = {
        "discussion": discussion,
        "title": choose(discussion.title),
        "contribution": row,
        "direction": direction(row.language),
        "signed": "" if is_withdrawn else naming.signature(row),
        "facts": "" if is_withdrawn else _facts(request, discussion, row),
        "is_withdrawn": is_withdrawn,
        "is_edited": shown is not None and shown != cited,
        "paragraphs": () if shown is None else _paragraphs(shown, mark),
        "statements": _with_later(request, statements),
        "stops": stops(discussion, "contributions", reply_url=_reply_url(discussion, statements)),
    }
    return render(request, "discussions/words.html", context)


def _with_later(
    request: HttpRequest, rows: list[Citation]
) -> list[tuple[Citation, Statement | None]]:
    """Each with what became of its statement where the newest version changed or merged it.

    All rows are of one version of the reply.
    """
    newest = _newer(request, rows[0].statement.reply) if rows else None
    if newest is None:
        return [(row, None) for row in rows]
    there = newest.statements.select_related("reply", "place").prefetch_related(
        "citations__version__contribution"
    )
    by_key = {each.key: each for each in there.filter(key__in=[r.statement.key for r in rows])}
    return [(row, _later(row.statement, by_key, there)) for row in rows]


def _newer(request: HttpRequest, reply: Reply) -> Reply | None:
    public = Reply.objects.visible_to(request.user).public()
    newer = public.filter(discussion=reply.discussion_id, number__gt=reply.number)
    return newer.order_by("-number").first()


def _later(
    statement: Statement, by_key: Mapping[str, Statement], there: QuerySet[Statement]
) -> Statement | None:
    kept = by_key.get(statement.key) or _merged_into(there, statement)
    if kept is None or kept.text == statement.text or not may_be_read(kept):
        return None
    return kept


def _merged_into(rows: QuerySet[Statement], statement: Statement) -> Statement | None:
    """The statement that rests on the first words this one rests on."""
    cited = statement.citations.order_by("order").first()
    if cited is None:
        return None
    place = {"version": cited.version_id, "start": cited.start, "end": cited.end}
    return rows.filter(**{f"citations__{name}": value for name, value in place.items()}).first()


def _reply_url(discussion: Discussion, statements: list[Citation]) -> str:
    """The reply these words are cited in, for those who may read it."""
    if not statements:
        return ""
    reply = statements[0].statement.reply
    return reverse("discussions:consolidated", args=[discussion.slug, reply.number])


def _facts(request: HttpRequest, discussion: Discussion, row: Contribution) -> str:
    around = voices.crowd(discussion, request.user)
    facts = [around.kind_of(row), around.place_of(row), naming.language_name(row.language)]
    return " · ".join(fact for fact in facts if fact)


def _mark(
    request: HttpRequest, shown: Version, cited: Version, start: int, end: int
) -> Mark | None:
    """Where the words stand among those shown; after an edit, if they still stand.

    Raises:
        Http404: the shown words end before, or the version is one that readers never saw.
    """
    if shown == cited:
        if not start < end <= len(cited.masked):
            raise Http404
        return Mark(start, end, 1)
    if not _is_cited(request, cited, start, end):
        if cited.number > shown.number:
            raise Http404
        return None
    words = cited.masked[start:end]
    begin = shown.masked.find(words) if words else -1
    return Mark(begin, begin + len(words), 1) if begin >= 0 else None


def _paragraphs(shown: Version, mark: Mark | None) -> Any:
    return runs(shown.masked, [mark] if mark else [], contribution=1, version=1)


def _is_cited(request: HttpRequest, cited: Version, start: int, end: int) -> bool:
    """Whether a reply that the reader may see cites exactly this stretch."""
    replies = Reply.objects.visible_to(request.user).drafted()
    place = {"version": cited, "start": start, "end": end}
    return (
        Citation.objects.filter(statement__reply__in=replies, **place).exists()
        or Mention.objects.filter(resource__reply__in=replies, **place).exists()
    )


def _resting(request: HttpRequest, cited: Version, start: int, end: int) -> list[Citation]:
    """What a reply rests on these words; a draft for those alone who may read it.

    The reply the reader came from, where it cites them; else the newest that does.
    """
    replies = Reply.objects.visible_to(request.user).drafted()
    found = list(
        Citation.objects.filter(version=cited, start=start, end=end, statement__reply__in=replies)
        .select_related("statement__reply", "statement__place")
        .prefetch_related("statement__citations__version__contribution")
        .order_by("-statement__reply__number", "statement__number")
    )
    numbers = [row.statement.reply.number for row in found]
    asked = request.GET.get("reply", "")
    number = next((each for each in numbers if str(each) == asked), max(numbers, default=0))
    return [
        row for row in found if row.statement.reply.number == number and may_be_read(row.statement)
    ]
