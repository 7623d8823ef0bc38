"""Two statements become one, one becomes two: each on a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from diwan.core.errors import Conflict, Refusal
from diwan.people.access import member_required

from ...actions import stating
from ...forms.desk import MergeForm, SplitForm
from .rows import row_of, statement_of
from .shared import back, gone, render_desk, reply_for_desk

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Reply, Statement

_TWO, _MANY = 2, 12
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@member_required
def merge(request: MemberRequest, slug: str) -> HttpResponse:
    """Look at the chosen statements side by side, and write what all of them say."""
    reply = reply_for_desk(request, slug)
    given = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(reply, given.getlist("statement"))
    if len(chosen) < _TWO:
        messages.error(request, _("Choose two statements or more to merge them."))
        return back(request, reply)
    if request.method != "POST":
        form = MergeForm(initial={"text": chosen[0].text})
        return _merging(request, reply, chosen, form)
    form = MergeForm(request.POST)
    if not form.is_valid():
        return _merging(request, reply, chosen, form, status=422)
    try:
        merged = stating.merge(
            chosen, by=request.user, text=form.cleaned_data["text"], seen=_seen(request, chosen)
        )
    except Refusal as refusal:
        fresh = _chosen(reply, [each.key for each in chosen])
        status = 409 if isinstance(refusal, Conflict) else 422
        return _merging(request, reply, fresh, form, refusal=str(refusal), status=status)
    messages.success(request, _("The statements are one now; it cites what they cited."))
    return back(request, reply, merged)


def _chosen(reply: Reply, keys: list[str]) -> list[Statement]:
    found = [statement_of(reply, key) for key in dict.fromkeys(keys[:_MANY])]
    return sorted((each for each in found if each is not None), key=lambda each: each.number)


def _seen(request: MemberRequest, chosen: list[Statement]) -> dict[int, int]:
    """The revisions that were shown, ``KEY:3``; one that is not told was not seen."""
    told = dict(each.rpartition(":")[::2] for each in request.POST.getlist("seen"))
    return {each.pk: _number(told.get(each.key, "")) for each in chosen}


def _number(said: str) -> int:
    return int(said[:9]) if said.isascii() and said.isdigit() else -1


def _merging(
    request: MemberRequest,
    reply: Reply,
    chosen: list[Statement],
    form: MergeForm,
    *,
    status: int = 200,
    **page: Any,
) -> HttpResponse:
    rows = [row_of(each) for each in chosen]
    return render_desk(request, "merge.html", reply, rows=rows, form=form, status=status, **page)


@get_or_post
@member_required
def split(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """Write the two texts, and say for each citation where it goes."""
    reply = reply_for_desk(request, slug)
    found = statement_of(reply, key)
    if found is None:
        return gone(request, reply)
    if request.method != "POST":
        form = SplitForm(initial={"first": found.text})
        return _splitting(request, reply, found, form)
    form = SplitForm(request.POST)
    if not form.is_valid():
        return _splitting(request, reply, found, form, status=422)
    try:
        _first, second = stating.split(
            found,
            by=request.user,
            seen=form.cleaned_data["seen"],
            texts=(form.cleaned_data["first"], form.cleaned_data["second"]),
            moved=_moved(request),
        )
    except Refusal as refusal:
        status = 409 if isinstance(refusal, Conflict) else 422
        fresh = statement_of(reply, key) or found
        return _splitting(request, reply, fresh, form, refusal=str(refusal), status=status)
    messages.success(request, _("There are two statements now, one behind the other."))
    return back(request, reply, second)


def _moved(request: MemberRequest) -> set[int]:
    said = request.POST.getlist("moved")
    return {int(each) for each in said if each.isascii() and each.isdigit()}


def _splitting(
    request: MemberRequest,
    reply: Reply,
    found: Statement,
    form: SplitForm,
    *,
    status: int = 200,
    **page: Any,
) -> HttpResponse:
    return render_desk(
        request,
        "split.html",
        reply,
        row=row_of(found),
        form=form,
        moved=_moved(request),
        status=status,
        **page,
    )
