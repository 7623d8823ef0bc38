"""The round for the team: open it, answer objections, see where it stands, end it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.people.access import member_required

from ... import endorsing_rules, rules
from ...actions import endorsing as acting
from ...forms.endorsing import AnswerForm, OpeningForm
from ...models import EndorsementRound, Position
from ...reply import rounds
from ...words import ReplyState, RoundAudience, RoundOutcome, Stage
from ..fetch import discussion_for_team, render_team
from . import showing

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Discussion, Reply, Statement

#: what a round is proposed to take
DAYS = 14


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def endorsing(request: MemberRequest, slug: str) -> HttpResponse:
    """GET shows where it stands; POST opens a round."""
    discussion = discussion_for_team(request, slug)
    reply = rounds.newest_reply(discussion)
    if request.method != "POST" or reply is None:
        return _page(request, discussion, reply)
    form = OpeningForm(request.POST, able=_able(discussion))
    if form.is_valid():
        try:
            acting.open_round(reply, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The round is open; its letters go out on the first day."))
            return redirect("discussions:endorsing", discussion.slug)
    return _page(request, discussion, reply, form, status=422)


def _page(
    request: MemberRequest,
    discussion: Discussion,
    reply: Reply | None,
    form: OpeningForm | None = None,
    *,
    refused: tuple[int, AnswerForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    held = rounds.current(discussion, request.user)
    may_open = reply is not None and _may_open(reply, held)
    return render_team(
        request,
        "endorsing.html",
        discussion,
        reply=reply,
        round=held,
        form=form or (_proposed(discussion) if may_open else None),
        may_open=may_open,
        earlier=_earlier(discussion, held),
        status=status,
        **(_standing(held, refused) if held is not None else {}),
    )


def _may_open(reply: Reply, held: EndorsementRound | None) -> bool:
    is_delivered = reply.discussion.stage in {Stage.DELIVERED, Stage.FOLLOWED_UP}
    if is_delivered or reply.state == ReplyState.ENDORSED:
        return False
    return held is None or (held.closed_at is not None and held.outcome != RoundOutcome.OBJECTED)


def _proposed(discussion: Discussion) -> OpeningForm:
    today = rules.local_day(clock.now(), discussion.time_zone)
    able = _able(discussion)
    contributors, members = able[RoundAudience.CONTRIBUTORS], able[RoundAudience.MEMBERS]
    return OpeningForm(
        able=able,
        initial={
            "opens_on": today,
            "closes_on": today + timedelta(days=DAYS),
            "audience": RoundAudience.CONTRIBUTORS if contributors else RoundAudience.MEMBERS,
            "quorum": endorsing_rules.proposed_quorum(contributors or members),
        },
    )


def _able(discussion: Discussion) -> dict[str, int]:
    """How many may take part, by audience."""
    return {code: rounds.eligible(discussion, code).count() for code in RoundAudience.values}


def _earlier(discussion: Discussion, held: EndorsementRound | None) -> list[EndorsementRound]:
    """Closed rounds but the one shown."""
    rows = EndorsementRound.objects.of_discussion(discussion).exclude(closed_at=None)
    rows = rows.exclude(pk=held.pk) if held is not None else rows
    return list(rows.select_related("reply"))


def _standing(held: EndorsementRound, refused: tuple[int, AnswerForm] | None) -> dict[str, Any]:
    """Exact counts: they tell the team how it goes, and never who said what."""
    statements = rounds.statements(held.reply)
    tallies = rounds.tallies(held, statements)
    count = rounds.took_part(held, statements)
    now_it_is = endorsing_rules.outcome(tallies.values(), took_part=count, quorum=held.quorum)
    discussion = held.reply.discussion
    return {
        "is_open": rounds.is_open(held, clock.now()),
        "took_part": count,
        "able": rounds.eligible(discussion, held.audience).count(),
        "outcome": showing.outcome_words(held) if held.outcome else None,
        "now_it_is": RoundOutcome(now_it_is).label,
        "rows": [
            {
                "statement": row,
                "counts": showing.counted_exactly(tallies[row.key]),
                "tally": tallies[row.key],
            }
            for row in statements
            if row.key in tallies
        ],
        "objections": _objections(held, statements, refused),
    }


def _objections(
    held: EndorsementRound, statements: list[Statement], refused: tuple[int, AnswerForm] | None
) -> list[dict[str, Any]]:
    """Each with its statement and the form that answers it; those to be answered first."""
    there = {row.key: row for row in statements}
    given = dict(held.positions.objections().values_list("pk", "given_at"))
    found = [
        {"statement": there[key], "said": said, "form": _answering(said, given, refused)}
        for key, rows in rounds.objections(held).items()
        for said in rows
        if key in there
    ]
    return sorted(found, key=lambda each: _is_answered(each["said"]))


def _is_answered(said: Any) -> bool:
    return said.is_withdrawn or bool(said.answer and not said.is_answer_older)


def _answering(said: Any, given: dict[int, Any], refused: tuple[int, AnswerForm] | None) -> Any:
    if said.is_withdrawn:
        return None
    if refused is not None and refused[0] == said.pk:
        return refused[1]
    moment = given[said.pk].isoformat()
    filled = {"text": said.answer, "is_met": said.is_taken_as_met, "given_at": moment}
    return AnswerForm(initial=filled, auto_id=f"id_{said.pk}_%s", is_maintained=said.is_maintained)


def _objection(request: MemberRequest, discussion: Discussion, pk: int) -> Position:
    rows = Position.objects.visible_to(request.user).filter(round__reply__discussion=discussion)
    position: Position = get_object_or_404(rows.select_related("round__reply__discussion"), pk=pk)
    return position


@require_POST
@member_required
def answer_objection(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    position = _objection(request, discussion, pk)
    is_maintained = position.maintained_at is not None
    form = AnswerForm(request.POST, auto_id=f"id_{pk}_%s", is_maintained=is_maintained)
    if form.is_valid():
        said = form.cleaned_data
        try:
            _as_read(position, said["given_at"])
            acting.answer(position, by=request.user, text=said["text"], is_met=said["is_met"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your answer stands beside the objection."))
            return redirect("discussions:endorsing", discussion.slug)
    reply = rounds.newest_reply(discussion)
    return _page(request, discussion, reply, refused=(pk, form), status=422)


def _as_read(position: Position, given_at: str) -> None:
    """Raises:
    Conflict: the objection was changed after the page was made.
    """
    try:
        moment = parse_datetime(given_at)
    except ValueError:
        moment = None
    if moment != position.given_at:
        raise Conflict(_("The member has changed this position; read it again."))


@require_POST
@member_required
def close_round(request: MemberRequest, slug: str) -> HttpResponse:
    """End the round before its last day."""
    discussion = discussion_for_team(request, slug)
    held = rounds.current(discussion, request.user)
    if held is None:
        messages.error(request, _("There is no round to end."))
        return redirect("discussions:endorsing", discussion.slug)
    try:
        acting.close_round(held, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The round is over; everybody who was asked gets a letter."))
    return redirect("discussions:endorsing", discussion.slug)
