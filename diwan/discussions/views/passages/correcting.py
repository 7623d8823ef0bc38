"""One contribution in its passages; a passage is corrected by a key or by its small form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.core.errors import Conflict, Refusal
from diwan.core.htmx import wants_part
from diwan.core.wording import direction
from diwan.people.access import member_required
from diwan.texts.paragraphs import paragraphs

from ... import naming, queueing, reviewing
from ...actions import passages as actions
from ...forms.passages import PassageForm
from ...words import PassageKind
from ..fetch import discussion_for_team, render_team

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Discussion, Passage
    from ...reviewing import Target


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage on the page; ``form`` holds what was typed, when it was refused."""

    passage: Passage
    place: int
    text: str
    direction: str
    language_name: str
    answers: list[Target]
    is_doubtful: bool
    seen: str
    kind: str
    chosen: list[str]
    form: PassageForm | None = None
    refusal: str = ""


@require_safe
@member_required
def passages_of(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    row, known = _contribution(discussion, number), reviewing.targets(discussion)
    return _page(request, discussion, row, known)


@require_POST
@member_required
def correct_passage(request: MemberRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Say what a passage is and answers; what was chosen stays when it is refused."""
    discussion = discussion_for_team(request, slug)
    row, known = _contribution(discussion, number), reviewing.targets(discussion)
    passage = next((p for p in _found(row) if p.pk == pk), None)
    if passage is None:
        return _gone(request, discussion, number)
    form = PassageForm(request.POST, known=known)
    if not form.is_valid():
        return _again(request, discussion, row, passage, form, status=422)
    passage.version.contribution = row
    try:
        corrected = actions.correct(passage, by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        status = 409 if isinstance(refusal, Conflict) else 422
        fresh = _contribution(discussion, number)
        return _again(request, discussion, fresh, passage, form, str(refusal), status=status)
    if wants_part(request):
        fresh = _contribution(discussion, number)
        return _part(request, discussion, fresh, corrected, known)
    messages.success(request, _("The passage is as you say now."))
    return redirect(f"{_url(request, discussion, number)}#p{corrected.pk}")


# --- what is shown ---------------------------------------------------------------------
def _contribution(discussion: Discussion, number: int) -> Any:
    """A released contribution with its passages."""
    row = reviewing.contributions(discussion).filter(number=number).first()
    if row is None or not row.shown:  # type: ignore[attr-defined]
        raise Http404
    row.discussion = discussion
    return row


def _found(row: Any) -> list[Passage]:
    found: list[Passage] = row.shown[0].found
    return found


def _url(request: MemberRequest, discussion: Discussion, number: int) -> str:
    page = reverse("discussions:passages_of", args=[discussion.slug, number])
    return f"{page}?only=look" if request.GET.get("only") == "look" else page


def _shown(row: Any, known: Mapping[str, Target]) -> list[Shown]:
    words = row.shown[0].masked
    return [_one(p, place, words, known) for place, p in enumerate(_found(row), start=1)]


def _one(passage: Passage, place: int, words: str, known: Mapping[str, Target]) -> Shown:
    return Shown(
        passage=passage,
        place=place,
        text=_unwrapped(words[passage.start : passage.end]),
        direction=direction(passage.language),
        language_name=queueing.language_name(passage.language) if passage.language else "",
        answers=[known[key] for key in passage.targets if key in known],
        is_doubtful=reviewing.needs_look(passage),
        seen=passage.corrected_at.isoformat() if passage.corrected_at else "",
        kind=passage.kind,
        chosen=passage.targets,
    )


def _unwrapped(words: str) -> str:
    """Without the line ends of a mail program; those that were typed stay."""
    return "\n".join(" ".join(words[p.start : p.end].split()) for p in paragraphs(words))


def _page(
    request: MemberRequest,
    discussion: Discussion,
    row: Any,
    known: Mapping[str, Target],
    rows: Sequence[Shown] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    rows = _shown(row, known) if rows is None else rows
    is_narrowed = request.GET.get("only") == "look"
    return render_team(
        request,
        "passages_of.html",
        discussion,
        rows=[one for one in rows if one.is_doubtful or one.form] if is_narrowed else rows,
        signed=naming.signature(row),
        is_narrowed=is_narrowed,
        contribution_language=naming.language_name(row.language),
        **_around(discussion, row),
        **_row_context(row, known, rows),
        status=status,
    )


def _row_context(row: Any, known: Mapping[str, Target], rows: Sequence[Shown]) -> dict[str, Any]:
    """What the page and a single passage of it both need."""
    return {
        "contribution": row,
        "targets": list(known.values()),
        "kinds": [(kind, kind.label, reviewing.KIND_KEYS[kind]) for kind in PassageKind],
        "doubtful": sum(one.is_doubtful for one in rows),
    }


def _around(discussion: Discussion, row: Any) -> dict[str, Any]:
    """The contributions before and after, and the next with a passage to look at."""
    numbers = discussion.contributions.released()
    doubtful = reviewing.to_look_at(numbers).exclude(pk=row.pk).order_by("number")
    return {
        "before": numbers.filter(number__lt=row.number).order_by("-number").first(),
        "after": numbers.filter(number__gt=row.number).order_by("number").first(),
        "next_doubtful": doubtful.filter(number__gt=row.number).first() or doubtful.first(),
    }


# --- after a correction ----------------------------------------------------------------
def _part(
    request: MemberRequest,
    discussion: Discussion,
    row: Any,
    passage: Passage,
    known: Mapping[str, Target],
) -> HttpResponse:
    rows = _shown(row, known)
    one = next(one for one in rows if one.passage.pk == passage.pk)
    return _alone(request, discussion, one, _row_context(row, known, rows))


def _alone(
    request: MemberRequest,
    discussion: Discussion,
    one: Shown,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """One passage for htmx, and how many are left."""
    context |= {"discussion": discussion, "row": one, "is_part": True}
    return render(request, "discussions/team/_passage.html", context, status=status)


def _again(
    request: MemberRequest,
    discussion: Discussion,
    row: Any,
    passage: Passage,
    form: PassageForm,
    refusal: str = "",
    *,
    status: int,
) -> HttpResponse:
    """The passage as it stands now, with what was chosen still in its form."""
    known = form.known
    rows = [
        _kept(one, form, refusal) if one.passage.pk == passage.pk else one
        for one in _shown(row, known)
    ]
    one = next((one for one in rows if one.passage.pk == passage.pk), None)
    if one is None:
        return _gone(request, discussion, row.number)
    if not wants_part(request):
        return _page(request, discussion, row, known, rows, status=status)
    return _alone(request, discussion, one, _row_context(row, known, rows), status=status)


def _kept(one: Shown, form: PassageForm, refusal: str) -> Shown:
    data: Any = form.data
    chosen = {"kind": data.get("kind", ""), "chosen": data.getlist("targets")}
    return replace(one, **chosen, form=form, refusal=refusal)


def _gone(request: MemberRequest, discussion: Discussion, number: int) -> HttpResponse:
    """Passages were found anew, or the words changed: the one that was meant is no more."""
    if wants_part(request):
        context = {"discussion": discussion, "number": number}
        return render(request, "discussions/team/_passage_gone.html", context, status=409)
    messages.error(
        request, _("The passages were found anew meanwhile. Look at them again and decide.")
    )
    return redirect(_url(request, discussion, number))
