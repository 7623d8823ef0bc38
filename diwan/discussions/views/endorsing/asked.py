"""A round for those who read the discussion: the statements, one's positions, the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.core.wording import choose
from diwan.people.access import MemberRequest, member_required

from ... import endorsing_rules
from ...access import may_facilitate, require
from ...actions import endorsing as acting
from ...forms.endorsing import PositionsForm, initial
from ...models import EndorsementRound, Position
from ...reply import rounds
from ..finding import of_discussion
from ..thread import stops
from . import showing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from ...models import Discussion, Statement


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@of_discussion
def endorsement(
    request: HttpRequest, discussion: Discussion, number: int | None = None
) -> HttpResponseBase:
    """The last round on a published version; without a number, on the newest one.

    A form comes back to the address it was sent from.
    """
    if request.method == "POST":
        return _answer(request, discussion, number)
    held = _held(request, discussion, number)
    if held is None:
        return render(request, "discussions/endorsing/none.html", _frame(request, discussion))
    statements = rounds.statements(held.reply)
    form = _form(request, held, statements)
    return _page(request, held, statements, form)


def _held(
    request: HttpRequest, discussion: Discussion, number: int | None
) -> EndorsementRound | None:
    if number is None:
        return rounds.current(discussion, request.user)
    rows = EndorsementRound.objects.visible_to(request.user).of_discussion(discussion)
    held = rows.filter(reply__number=number).select_related("reply__discussion").first()
    if held is None:
        raise Http404
    return held


@member_required
def _answer(request: MemberRequest, discussion: Discussion, number: int | None) -> HttpResponse:
    """All positions at once: all are taken, or what was typed comes back with a sentence."""
    running = _held(request, discussion, number)
    if running is None:
        raise Http404
    require(rounds.may_take_part(request.user, running))
    statements = rounds.statements(running.reply)
    form = PositionsForm(request.POST, statements=statements)
    if form.is_valid():
        try:
            count = acting.take_positions(
                running,
                by=request.user,
                taken=form.taken,
                attribution=form.cleaned_data["attribution"],
                endorse_rest="rest" in request.POST,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _kept(count, len(statements)))
            return redirect(request.path)
    return _page(request, running, statements, form, status=422)


def _kept(count: int, of: int) -> str:
    kept = ngettext(
        "Kept: you have taken a position on %(n)s statement.",
        "Kept: you have taken a position on %(n)s statements.",
        count,
    ) % {"n": count}
    if count >= of:
        return kept
    more = ngettext("%(n)s is still open.", "%(n)s are still open.", of - count)
    return kept + " " + more % {"n": of - count}


def _form(
    request: HttpRequest, held: EndorsementRound, statements: Sequence[Statement]
) -> PositionsForm | None:
    """The form of whoever may answer now."""
    person: Any = request.user
    if not (rounds.is_open(held, clock.now()) and rounds.may_take_part(person, held)):
        return None
    rows = held.positions.by(person).select_related("statement")
    mine = {row.statement.key: row for row in rows}
    named = next((row.attribution for row in mine.values()), person.attribution)
    return PositionsForm(statements=statements, initial=initial(mine, named))


def _page(
    request: HttpRequest,
    held: EndorsementRound,
    statements: Sequence[Statement],
    form: PositionsForm | None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **_frame(request, held.reply.discussion),
        "round": held,
        "reply": held.reply,
        "form": form,
        "groups": showing.groups(held, statements, form=form),
        "count": len(statements),
        "why_not": "" if form is not None else _why_not(request, held),
        "outcome": showing.outcome_words(held) if held.outcome else None,
        "took_part": rounds.publishable_count(rounds.took_part(held)) if held.outcome else None,
    }
    return render(request, "discussions/endorsing/page.html", context, status=status)


def _frame(request: HttpRequest, discussion: Discussion) -> dict[str, Any]:
    return {
        "discussion": discussion,
        "title": choose(discussion.title),
        "stops": stops(discussion, "reply"),
        "may_facilitate": may_facilitate(request.user, discussion),
        "earlier": _earlier(request, discussion),
    }


def _earlier(request: HttpRequest, discussion: Discussion) -> list[EndorsementRound]:
    """Closed rounds on versions before the newest; what came of them can be read on."""
    newest = rounds.newest_reply(discussion)
    rows = EndorsementRound.objects.visible_to(request.user).of_discussion(discussion)
    rows = rows.exclude(closed_at=None).exclude(reply=newest).select_related("reply")
    return list(rows)


def _why_not(request: HttpRequest, held: EndorsementRound) -> str:
    """Why a reader has no form; empty for a closed round, which says what came of it."""
    if held.closed_at is not None:
        return ""
    zone, now = held.reply.discussion.time_zone, clock.now()
    if endorsing_rules.is_over(now, held.closes_on, zone):
        return _("The last day has passed; what came of it stands here in a few minutes.")
    if not rounds.is_open(held, now):
        return _("Positions are taken from the first day on.")
    if not request.user.is_authenticated:
        return ""
    return _("In this round those are asked whose contributions were released.")


@require_POST
@member_required
@of_discussion
def maintain_objection(request: MemberRequest, discussion: Discussion, pk: int) -> HttpResponse:
    """One's own objection stands, though the team takes it as met."""
    done = _("Your objection stands again.")
    return _said(request, _own(request, discussion, pk), acting.maintain_objection, done)


@require_POST
@member_required
@of_discussion
def confirm_objection(request: MemberRequest, discussion: Discussion, pk: int) -> HttpResponse:
    """One's own objection is met."""
    done = _("Your objection counts as met.")
    return _said(request, _own(request, discussion, pk), acting.confirm_objection, done)


def _said(
    request: MemberRequest, position: Position, act: Callable[..., object], done: str
) -> HttpResponse:
    try:
        act(position, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    reply = position.round.reply
    return redirect("discussions:endorsement_of", reply.discussion.slug, reply.number)


def _own(request: MemberRequest, discussion: Discussion, pk: int) -> Position:
    rows = Position.objects.by(request.user).select_related("round__reply__discussion")
    position: Position = get_object_or_404(rows, pk=pk, round__reply__discussion=discussion)
    return position


@require_POST
@member_required
@of_discussion
def withdraw_objection(request: MemberRequest, discussion: Discussion, pk: int) -> HttpResponse:
    """Take back the words of one's own objection."""
    position = _own(request, discussion, pk)
    try:
        acting.withdraw_objection(position, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The words of your objection are removed."))
    return redirect("discussions:endorsement_of", discussion.slug, position.round.reply.number)
