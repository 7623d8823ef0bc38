"""The left and the middle column: contributions, and the words of the one that is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diwan.core.htmx import wants_part
from diwan.people.access import member_required

from ... import naming, reviewing
from ...desk import filters as desk_filters
from ...desk import listing as desk_list
from ...desk import words as desk_words
from ...words import PassageKind, UnusedReason
from ..fetch import discussion_for_team
from .shared import is_changeable, kept_query, newest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...desk.filters import Option, Said, Shelf
    from ...models import Discussion, Reply
    from ...reviewing import Target

_NUMBER_LETTERS = 9


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of the list, with the choices that would leave something."""

    name: str
    label: str
    options: list[Option]
    value: str


def columns(
    request: MemberRequest, discussion: Discussion, reply: Reply | None = None
) -> dict[str, Any]:
    """What ``desk/_contributions.html`` and ``desk/_words.html`` show, as ``reading``."""
    known = reviewing.targets(discussion)
    shelf = _shelf(request, discussion, known, reply)
    page = _page(request, shelf)
    number = _number(request) or next((s.number for s in page if shelf.is_shown(s.pk)), None)
    return {
        "reading": {
            **_list(request, discussion, shelf, page, number),
            **_words(request, discussion, known, reply, number),
            **_beside(shelf, number),
            "may_leave_out": _may_leave_out(shelf, reply, number),
        }
    }


@require_safe
@member_required
def listed(request: MemberRequest, slug: str) -> HttpResponse:
    """The list alone, for htmx; whoever opens it by itself gets the desk."""
    discussion = discussion_for_team(request, slug)
    page_url = desk_url(request, discussion)
    if not wants_part(request):
        return redirect(page_url)
    known, reply = reviewing.targets(discussion), newest(request, discussion)
    shelf = _shelf(request, discussion, known, reply)
    reading = _list(request, discussion, shelf, _page(request, shelf), _number(request))
    context = {"discussion": discussion, "reply": reply, "reading": reading}
    response = render(request, "discussions/desk/_contributions.html", context)
    response["HX-Push-Url"] = page_url
    return response


@require_safe
@member_required
def words(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """The words of one contribution alone, for htmx."""
    discussion = discussion_for_team(request, slug)
    page_url = desk_url(request, discussion, c=str(number))
    if not wants_part(request):
        return redirect(f"{page_url}#desk-words")
    known, reply = reviewing.targets(discussion), newest(request, discussion)
    found = _words(request, discussion, known, reply, number)
    if found["open"] is None:
        raise Http404
    shelf = _shelf(request, discussion, known, reply)
    may_leave_out = _may_leave_out(shelf, reply, number)
    reading = {**found, **_beside(shelf, number), "may_leave_out": may_leave_out}
    context = {"discussion": discussion, "reply": reply, "reading": reading}
    response = render(request, "discussions/desk/_open.html", context)
    response["HX-Push-Url"] = page_url
    return response


def desk_url(request: MemberRequest, discussion: Discussion, **changes: str) -> str:
    """The desk as it is looked at; filters that narrow nothing are left out."""
    query = request.GET.copy()
    for name in desk_filters.NAMES:
        if not query.get(name):
            query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    page = reverse("discussions:desk", args=[discussion.slug])
    return f"{page}?{query.urlencode()}" if query else page


# --- the list --------------------------------------------------------------------------
def _shelf(
    request: MemberRequest,
    discussion: Discussion,
    known: Mapping[str, Target],
    reply: Reply | None,
) -> Shelf:
    chosen = desk_filters.Chosen.of(request.GET.dict())
    return desk_filters.Shelf(discussion, known, reply, chosen)


def _page(request: MemberRequest, shelf: Shelf) -> Page[Said]:
    rows = [shelf.said[pk] for pk in shelf.kept]
    return Paginator(rows, desk_filters.PAGE_SIZE).get_page(request.GET.get("page"))


def _list(
    request: MemberRequest,
    discussion: Discussion,
    shelf: Shelf,
    page: Page[Said],
    number: int | None,
) -> dict[str, Any]:
    labels = {
        "state": _("State"),
        "lang": _("Language"),
        "kind": _("Kind of actor"),
        "country": _("Country of the author"),
        "mark": _("Mark"),
        "uncited": _("In the reply"),
    }
    filters = [
        Filter(name, label, shelf.options(name), shelf.chosen.get(name, ""))
        for name, label in labels.items()
    ]
    return {
        "page": page,
        "rows": desk_list.rows(list(page), shelf.known, number, query=_beside_choice(request)),
        "words_url": _words_url(discussion),
        "questions": shelf.options("about"),
        "filters": [each for each in filters if each.options],
        "chosen": shelf.chosen,
        "kept_query": _beside_filters(request, [*labels, "page"]),
        "narrowed": shelf.narrowed,
        "beside_about": shelf.count_without("about"),
        "kept": len(shelf.kept),
        "total": shelf.total,
        "every": desk_filters.EVERY,
    }


def _beside_choice(request: MemberRequest) -> str:
    """What the address says beside the contribution that is open."""
    query = request.GET.copy()
    query.pop("c", None)
    return f"{query.urlencode()}&" if query else ""


def _words_url(discussion: Discussion) -> str:
    """The address of a contribution's words, without its number."""
    return reverse("discussions:desk_words", args=[discussion.slug, 0]).removesuffix("0/")


def _beside_filters(request: MemberRequest, names: Sequence[str]) -> list[tuple[str, str]]:
    """What the address says beside the filters of the form."""
    return [
        (name, value)
        for name, values in request.GET.lists()
        if name not in names
        for value in values
    ]


# --- the words -------------------------------------------------------------------------
def _number(request: MemberRequest) -> int | None:
    written = request.GET.get("c", "")
    return int(written) if written.isdecimal() and len(written) <= _NUMBER_LETTERS else None


def _words(
    request: MemberRequest,
    discussion: Discussion,
    known: Mapping[str, Target],
    reply: Reply | None,
    number: int | None,
) -> dict[str, Any]:
    row = desk_words.contribution(discussion, number) if number else None
    if row is None:
        return {"open": None}
    shown = desk_words.shown(row, known, reply)
    return {
        "open": row,
        "signed": naming.signature(row),
        "language_name": naming.language_name(row.language),
        "passages": shown,
        "doubtful": sum(each.is_doubtful for each in shown),
        "reasons": UnusedReason.choices,
        "may_choose": is_changeable(reply),
        "kept_words": kept_query(request, c=str(number)),
        **forms(known),
    }


def forms(known: Mapping[str, Target]) -> dict[str, Any]:
    """What the small forms of a passage offer: to name the keys, and made once for all of them."""
    offered: dict[str, Any] = {
        "targets": list(known.values()),
        "kinds": [(kind, kind.label, reviewing.KIND_KEYS[kind]) for kind in PassageKind],
    }
    choices = render_to_string("discussions/desk/_choices.html", offered)
    return {**offered, "choices": choices, "mark_keys": desk_words.marks([])}


def _may_leave_out(shelf: Shelf, reply: Reply | None, number: int | None) -> bool:
    """Whether the contribution may be listed as read and not cited."""
    cited = {each.number for each in shelf.said.values() if each.cited}
    return is_changeable(reply) and number not in cited


def _beside(shelf: Shelf, number: int | None) -> dict[str, Any]:
    """The numbers before and after in the list as it is narrowed."""
    numbers = [n for pk in shelf.kept if (n := shelf.said[pk].number) and shelf.is_shown(pk)]
    if number not in numbers:
        return {"before": None, "after": numbers[0] if numbers else None}
    place = numbers.index(number)
    return {
        "before": numbers[place - 1] if place else None,
        "after": numbers[place + 1] if place + 1 < len(numbers) else None,
    }
