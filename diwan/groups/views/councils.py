"""What everybody may read about councils, and what holders of seats choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from diwan.core import clock, slots
from diwan.core.doing import done
from diwan.people.access import MemberRequest, member_required
from diwan.people.standing import standing_at
from diwan.portal.places.showing import panels

from .. import access, actions, queries, rules
from ..forms.councils import AudienceForm
from ..models import Council, Holding, Meeting, Opinion
from ..seating import seated
from ..words import Timing
from .questions import asked_for, bars_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from ..queries import OpinionQuerySet

_PER_PAGE = 30


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every council, and how authorities answer them."""
    rows = Council.objects.visible_to(request.user).for_listing()
    context = {
        "page": Paginator(rows, _PER_PAGE).get_page(request.GET.get("page")),
        "bars": bars_of(queries.timings_of_opinions(Opinion.objects.all())),
        "may_found": access.may_found(request.user),
    }
    return render(request, "groups/councils/index.html", context)


def narrowed_opinions(request: HttpRequest) -> OpinionQuerySet:
    """The register of opinions, or those whose answer stands as the address asks for."""
    rows = Opinion.objects.all().public()
    timing = request.GET.get("answer", "")
    return rows.timed(timing) if timing in Timing.values else rows


@require_safe
def opinions(request: HttpRequest) -> HttpResponse:
    """The register of opinions, with where each answer stands."""
    timing = request.GET.get("answer", "")
    shown = narrowed_opinions(request).for_listing()
    page = Paginator(shown, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "timing": timing if timing in Timing.values else "",
        "timings": Timing.choices,
        "bars": bars_of(queries.timings_of_opinions(Opinion.objects.all())),
        "query": asked_for(request),
    }
    return render(request, "groups/councils/opinions.html", context)


@require_safe
def council(request: HttpRequest, slug: str) -> HttpResponse:
    """One council: its mandate, who sits there, what it said and when it meets."""
    rows = Council.objects.visible_to(request.user)
    shown = get_object_or_404(rows.select_related("authority", "secretariat", "place"), slug=slug)
    today = clock.now().date()
    may_keep = access.may_keep(request.user, shown)
    context = {
        "council": shown,
        "may_keep": may_keep,
        "colleges": seated(shown, standing_at(request), keeps=may_keep),
        "opinions": Opinion.objects.visible_to(request.user).filter(council=shown).for_listing(),
        "to_come": shown.meetings.filter(held_on__gte=today).order_by("held_on"),
        "past": shown.meetings.filter(held_on__lt=today)[:12],
        "own": list(_own(request, shown)),
        "panels": panels(slots.council_panels.items(), request, shown, "").shown,
    }
    return render(request, "groups/councils/council.html", context)


def _own(request: HttpRequest, shown: Council) -> list[tuple[Holding, AudienceForm]]:
    """The seats that the reader holds, each with the choice of who reads their name."""
    if not request.user.is_authenticated:
        return []
    rows = Holding.objects.current(clock.now().date()).filter(person=request.user)
    mine = rows.filter(seat__college__council=shown).select_related("seat__college")
    return [
        (row, AudienceForm(initial={"audience": row.audience}, auto_id=f"own-{row.pk}-%s"))
        for row in mine
    ]


@require_safe
def opinion(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One opinion: its words, the vote by college, the clock and the answer."""
    rows = Opinion.objects.visible_to(request.user).for_listing()
    shown = get_object_or_404(rows, council__slug=slug, number=number)
    votes = list(shown.votes.select_related("college"))
    total = rules.total(vote.tally for vote in votes)
    context: dict[str, Any] = {
        "opinion": shown,
        "council": shown.council,
        "clock": shown.clock,
        "votes": votes,
        "total": total,
        "vote_bars": [
            (pgettext("votes", "For"), total.for_it),
            (_("Against"), total.against),
            (_("Abstained"), total.abstained),
        ],
        "may_keep": access.may_keep(request.user, shown.council),
        "may_answer": access.may_answer_opinion(request.user, shown),
        "items": shown.agenda_items.select_related("meeting__council"),
    }
    return render(request, "groups/councils/opinion.html", context)


@require_safe
def meeting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One meeting: its agenda, what came of each item, the minutes."""
    rows = Meeting.objects.select_related("council")
    shown = get_object_or_404(rows, council__slug=slug, pk=pk)
    may_keep = access.may_keep(request.user, shown.council)
    visible = set(
        Opinion.objects.visible_to(request.user)
        .filter(council=shown.council)
        .values_list("pk", flat=True)
    )
    items = shown.items.select_related("opinion__council")
    context = {
        "meeting": shown,
        "council": shown.council,
        "items": [(item, item.opinion_id in visible) for item in items],
        "is_over": shown.held_on <= clock.now().date(),
        "may_keep": may_keep,
    }
    return render(request, "groups/councils/meeting.html", context)


@member_required
@require_POST
def show_name(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Who may read the name at the seat; the holder alone decides."""
    rows = Holding.objects.filter(person=request.user).select_related("seat__college__council")
    holding = get_object_or_404(rows, pk=pk, seat__college__council__slug=slug)
    audience = request.POST.get("audience", "")
    return done(
        request,
        lambda: actions.choose_audience(holding, audience, by=request.user),
        _("So it is from now on."),
        back=holding.seat.college.council,
    )
