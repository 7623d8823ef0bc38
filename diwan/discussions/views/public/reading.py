"""Released contributions in full: a page at a time, or all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from diwan.core.wording import choose, direction

from ... import naming, translating
from ...actions import crossing
from ...models import Contribution, Version
from ...words import ContributionState
from ..finding import of_discussion
from ..thread import stops
from . import voices

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from ...crowd import Crowd
    from ...models import Discussion
    from ...naming import Asked
    from ...queries import ContributionQuerySet

PER_PAGE = 10
#: a link to another contribution, as it stands in the words kept at release
_CROSSING = re.compile(r'(<a class="crossing" href=")#c(\d+)')


@dataclass(frozen=True, slots=True)
class Piece:
    """An answer: ``label`` and ``question`` are empty for free text."""

    label: str
    colour: int
    question: str
    question_language: str
    question_direction: str
    html: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A contribution as plain strings, so that a long page stays quick."""

    number: int
    url: str
    signed: str  # safe HTML
    facts: str
    day: str
    language: str
    direction: str
    pieces: list[Piece]
    notes: list[str]
    #: what it can be read in besides: language, its name, address, how it was translated
    translated: list[tuple[str, str, str, str]]
    files: list[tuple[str, str, int]]
    is_withdrawn: bool
    reply_to: int | None
    reply_url: str
    #: numbers of contributions that name this one, with their addresses
    named_in: list[tuple[int, str]]


@require_safe
@of_discussion
def contributions(request: HttpRequest, discussion: Discussion) -> HttpResponse:
    """Ten at a time; ``?from=N`` is the page on which no. N stands."""
    asked = naming.asked(discussion.questions.select_related("topic"))
    everything = Contribution.objects.visible_to(request.user).filter(discussion=discussion)
    languages = list(
        everything.released().order_by("language").values_list("language", flat=True).distinct()
    )
    chosen = {
        "question": _among(request.GET.get("question", ""), asked),
        "language": _among(request.GET.get("language", ""), languages),
    }
    rows = _filtered(everything, discussion, **chosen)
    page = Paginator(rows.for_reading(), PER_PAGE).get_page(_page_number(request, rows))
    # the same for all members, and for all others
    viewer = {
        "is_member": request.user.is_authenticated,
        "is_taking": discussion.is_taking_contributions,
    }

    def _make() -> SafeString:
        shown = _shown(list(page), discussion, request.user, asked)
        return render_to_string(
            "discussions/_contributions.html", {"shown": shown, "slug": discussion.slug, **viewer}
        )

    name = ".".join(map(str, ("page", page.number, *chosen.values(), *viewer.values())))
    edition = f"{everything.edition().key}.{discussion.edition()}"
    context = {
        "discussion": discussion,
        "title": choose(discussion.title),
        "stops": stops(discussion, "contributions"),
        "page": page,
        "contributions": voices.kept(name, discussion, edition, _make),
        "asked": list(asked.values()),
        "languages": [(code, naming.language_name(code)) for code in languages],
        "chosen": chosen,
        "is_filtered": any(chosen.values()),
        **viewer,
    }
    return render(request, "discussions/contributions.html", context)


def _among(value: str, known: Any) -> str:
    return value if value in known else ""


def _filtered(
    everything: ContributionQuerySet, discussion: Discussion, *, question: str, language: str
) -> ContributionQuerySet:
    if language:
        everything = everything.released().filter(language=language)
    if question:
        everything = everything.released().filter(pk__in=_answering(discussion, question))
    return everything


def _answering(discussion: Discussion, question: str) -> list[int]:
    """Contributions that answer a question. (SQLite cannot look into the lists itself.)"""
    versions = Version.objects.filter(is_released=True, contribution__discussion=discussion)
    return [
        pk
        for pk, parts in versions.values_list("contribution_id", "parts")
        if any(part["question"] == question for part in parts)
    ]


def _page_number(request: HttpRequest, rows: ContributionQuerySet) -> str | int | None:
    first = request.GET.get("from", "")
    if first.isascii() and first.isdigit() and len(first) < 9:
        return rows.filter(number__lt=int(first)).count() // PER_PAGE + 1
    return request.GET.get("page")


@require_safe
@of_discussion
def complete(request: HttpRequest, discussion: Discussion) -> HttpResponse:
    """All on one page: to print, to keep, and for slow lines."""
    everything = Contribution.objects.visible_to(request.user).filter(discussion=discussion)
    spoken = discussion.contributions.all().edition()
    edition = f"{spoken.key}.{discussion.edition()}"

    def _make() -> SafeString:
        asked = naming.asked(discussion.questions.select_related("topic"))
        rows = list(everything.for_reading())
        shown = _shown(rows, discussion, request.user, asked, is_whole=True)
        return render_to_string(
            "discussions/_contributions.html", {"shown": shown, "slug": discussion.slug}
        )

    context = {
        "discussion": discussion,
        "title": choose(discussion.title),
        "contributions": voices.kept("complete", discussion, edition, _make),
        "released": spoken.released,
    }
    return render(request, "discussions/complete.html", context)


def _shown(
    rows: list[Contribution],
    discussion: Discussion,
    person: Any,
    asked: Mapping[str, Asked],
    *,
    is_whole: bool = False,
) -> list[Shown]:
    around = voices.crowd(discussion, person)
    for row in rows:
        row.discussion = discussion
    named = crossing.named_in(rows)
    return [
        _show(row, around, asked, named=named.get(row.pk, []), is_whole=is_whole) for row in rows
    ]


def _address(number: int | None, *, is_whole: bool) -> str:
    """Where a contribution stands: on this page when it is the whole, or on its own page of ten."""
    return f"#c{number}" if is_whole else f"?from={number}#c{number}"


def _show(
    row: Any, around: Crowd, asked: Mapping[str, Asked], *, named: Iterable[int], is_whole: bool
) -> Shown:
    is_withdrawn = row.state == ContributionState.WITHDRAWN
    version = row.shown[0] if row.shown and not is_withdrawn else None
    facts = [around.kind_of(row), around.place_of(row), naming.language_name(row.language)]
    reply_to = row.reply_to
    return Shown(
        number=row.number or 0,
        url=_address(row.number, is_whole=is_whole),
        signed="" if is_withdrawn else naming.signature(row),
        facts="" if is_withdrawn else " · ".join(fact for fact in facts if fact),
        day=naming.day(row.received_at) if row.received_at else "",
        language=row.language,
        direction=direction(row.language),
        pieces=[_piece(piece, asked, is_whole=is_whole) for piece in version.pieces]
        if version
        else [],
        notes=naming.remarks(row, version) if version else [],
        translated=_translated(row, version) if version else [],
        files=[
            (
                naming.file_name(row, file.name, index),
                reverse("discussions:attachment", args=[file.pk]),
                file.size,
            )
            for index, file in enumerate(row.files if version else [], start=1)
        ],
        is_withdrawn=is_withdrawn,
        reply_to=reply_to.number if reply_to is not None else None,
        reply_url=_address(reply_to.number, is_whole=is_whole) if reply_to is not None else "",
        named_in=[(number, _address(number, is_whole=is_whole)) for number in named],
    )


def _translated(row: Any, version: Version) -> list[tuple[str, str, str, str]]:
    version.contribution = row
    rows = version.translations.all()
    current = [each for each in rows if translating.shown(version, [each], each.language)]
    return [
        (
            each.language,
            naming.language_name(each.language),
            reverse(
                "discussions:in_language", args=[row.discussion.slug, row.number, each.language]
            ),
            each.get_origin_display(),
        )
        for each in current
    ]


def _piece(piece: Mapping[str, Any], asked: Mapping[str, Asked], *, is_whole: bool) -> Piece:
    html = piece["html"] if is_whole else _CROSSING.sub(r"\1?from=\2#c\2", piece["html"])
    question = asked.get(piece["question"] or "")
    if question is None:
        return Piece("", 0, "", "", "", html)
    return Piece(
        label=question.label,
        colour=question.colour,
        question=naming.shortened(question.wording.text),
        question_language=question.wording.language,
        question_direction=question.wording.direction,
        html=html,
    )
