"""A passage at the desk: what it is and answers, its marks and tags, changed by small forms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.core.errors import Conflict, Refusal
from diwan.core.htmx import wants_part
from diwan.people.access import member_required

from ... import reviewing
from ...actions import marking, passages
from ...desk import tags as desk_tags
from ...desk import words as desk_words
from ...forms.marks import MarkForm, NameForm, TagForm
from ...forms.passages import PassageForm
from ...models import Passage
from ..fetch import discussion_for_team
from .reading import desk_url, forms
from .shared import is_changeable, newest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django import forms as django_forms
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Discussion
    from ...reviewing import Target


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands."""

    request: MemberRequest
    discussion: Discussion
    known: Mapping[str, Target]
    passage: Passage

    @property
    def number(self) -> int:
        return self.passage.version.contribution.number or 0


@require_safe
@member_required
def passage(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """One passage with the form of its tags: a page, or the form alone for htmx."""
    place = _place(request, slug, pk)
    if place is None:
        return _gone(request, slug)
    form = desk_tags.Offered.of(place.passage)
    if not wants_part(request):
        return _page(place, form)
    context = _context(place) | {"tags": form, "p": place.passage}
    return render(request, "discussions/desk/_tags.html", context)


@require_POST
@member_required
def correct(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """What a passage is and answers."""
    place = _place(request, slug, pk)
    if place is None:
        return _gone(request, slug)
    form = PassageForm(request.POST, known=place.known)
    return _decide(place, form, lambda: passages.correct(**_by(place), **form.cleaned_data))


@require_POST
@member_required
def mark(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Put a mark on, or take it off."""
    place = _place(request, slug, pk)
    if place is None:
        return _gone(request, slug)
    form = MarkForm(request.POST)
    return _decide(place, form, lambda: marking.mark(**_by(place), **form.cleaned_data))


@require_POST
@member_required
def accept(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Take over one name that the words were found to hold."""
    place = _place(request, slug, pk)
    if place is None:
        return _gone(request, slug)
    form = NameForm(request.POST)
    return _decide(
        place,
        form,
        lambda: marking.accept(
            **_by(place), named=form.cleaned_data["name"], seen=form.cleaned_data["seen"]
        ),
    )


@require_POST
@member_required
def tag(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """What it is about and whom it names; what was typed stays when it is refused."""
    place = _place(request, slug, pk)
    if place is None:
        return _gone(request, slug)
    form = TagForm(request.POST)
    return _decide(place, form, lambda: marking.tag(**_by(place), **form.tags()))


# --- finding it ------------------------------------------------------------------------
def _place(request: MemberRequest, slug: str, pk: int) -> Place | None:
    """None: the passages were found anew, or the words are not shown any more."""
    discussion = discussion_for_team(request, slug)
    rows = Passage.objects.of_discussion(discussion).shown()
    found = rows.select_related("version__contribution", "corrected_by").filter(pk=pk).first()
    if found is None:
        return None
    found.version.contribution.discussion = discussion
    return Place(request, discussion, reviewing.targets(discussion), found)


def _by(place: Place) -> dict[str, Any]:
    return {"passage": place.passage, "by": place.request.user}


# --- deciding and answering ------------------------------------------------------------
def _decide(place: Place, form: django_forms.Form, act: Callable[[], Passage]) -> HttpResponse:
    if not form.is_valid():
        return _again(place, form, status=422)
    try:
        act()
    except Refusal as refusal:
        status = 409 if isinstance(refusal, Conflict) else 422
        return _again(place, form, str(refusal), status=status)
    if wants_part(place.request):
        return _alone(place, _shown(place), status=200)
    messages.success(place.request, _("The passage is as you say now."))
    return redirect(f"{_back(place)}#p{place.passage.pk}")


def _again(
    place: Place, form: django_forms.Form, refusal: str = "", *, status: int
) -> HttpResponse:
    """The passage as it stands now, with what was chosen still in its form."""
    shown = _shown(place)
    if shown is None:
        return _gone(place.request, place.discussion.slug)
    shown = replace(shown, form=form, refusal=refusal)
    if isinstance(form, PassageForm):
        data: Any = form.data
        chosen = {"kind": data.get("kind", ""), "chosen": data.getlist("targets")}
        shown = replace(shown, **chosen, is_open=True)
    tags = desk_tags.Offered.of(shown.passage, form if isinstance(form, TagForm) else None)
    if not wants_part(place.request):
        return _page(place, tags, shown, status=status)
    return _alone(place, shown, status=status, tags=tags if isinstance(form, TagForm) else None)


def _shown(place: Place) -> desk_words.Shown | None:
    row = desk_words.contribution(place.discussion, place.number)
    if row is None:
        return None
    rows = desk_words.shown(
        row, place.known, newest(place.request, place.discussion), only=place.passage.pk
    )
    return rows[0] if rows else None


def _alone(
    place: Place,
    shown: desk_words.Shown | None,
    *,
    status: int,
    tags: desk_tags.Offered | None = None,
) -> HttpResponse:
    if shown is None:
        return _gone(place.request, place.discussion.slug)
    reply = newest(place.request, place.discussion)
    context = _context(place) | {"row": shown, "tags": tags, "may_choose": is_changeable(reply)}
    return render(place.request, "discussions/desk/_passage.html", context, status=status)


def _page(
    place: Place,
    tags: desk_tags.Offered,
    shown: desk_words.Shown | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    shown = shown or _shown(place)
    if shown is None:
        return _gone(place.request, place.discussion.slug)
    context = _context(place) | {
        "row": shown,
        "tags": tags,
        "here": "desk",
        "number": place.number,
        "back_url": f"{_back(place)}#p{place.passage.pk}",
        "is_alone": True,
    }
    return render(place.request, "discussions/desk/passage.html", context, status=status)


def _context(place: Place) -> dict[str, Any]:
    return {"discussion": place.discussion, "number": place.number, **forms(place.known)}


def _back(place: Place) -> str:
    return desk_url(place.request, place.discussion, c=str(place.number))


def _gone(request: MemberRequest, slug: str) -> HttpResponse:
    """Passages were found anew, or the words changed: the one that was meant is no more."""
    discussion: Discussion = discussion_for_team(request, slug)
    back = desk_url(request, discussion)
    if wants_part(request):
        context = {"back_url": back}
        return render(request, "discussions/desk/_gone.html", context, status=409)
    messages.error(
        request, _("The passages were found anew meanwhile. Look at them again and decide.")
    )
    return redirect(back)
