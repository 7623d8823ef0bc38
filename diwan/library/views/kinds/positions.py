"""Positions of several countries side by side, and what stewards write down of them (C12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core import clock
from diwan.core.doing import done, posted, typed
from diwan.people.access import MemberRequest, member_required

from ... import access
from ...actions import kinds as actions
from ...comparing import countries_of, lines
from ...forms.kinds.positions import PositionForm, TopicForm
from ...models import Item, PolicyTopic

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_METHODS = ("GET", "HEAD", "POST")


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Topics by countries, narrowed as asked for, with how near they are and why."""
    topics = list(PolicyTopic.objects.for_comparison())
    asked = request.GET.getlist("country")
    wanted = request.GET.get("topic", "")
    offered = countries_of(topics)
    countries = [place for place in offered if place.code in asked] or offered
    shown = [topic for topic in topics if topic.slug == wanted] or topics
    context = {
        "topics": topics,
        "topic": wanted,
        "offered": offered,
        "asked": asked,
        "countries": countries,
        "lines": lines(shown, countries, clock.now().date(), _seen(request, shown)),
        "may_steward": access.may_steward(request.user),
    }
    return render(request, "library/kinds/compare.html", context)


def _seen(request: HttpRequest, topics: list[PolicyTopic]) -> dict[int, Item]:
    """The norms that positions stand on, as far as the reader may see them."""
    keys = {row.norm_id for topic in topics for row in topic.positions.all() if row.norm_id}
    return Item.objects.visible_to(request.user).in_bulk(keys) if keys else {}


@member_required
@never_cache
@require_http_methods(_METHODS)
def new_topic(request: MemberRequest) -> HttpResponse:
    access.demand(access.may_steward(request.user))
    form = TopicForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.add_topic(form.said(), form.options(), by=request.user),
        template="library/kinds/topic.html",
        context={"title": _("Add a topic")},
        sentence=_("The topic stands. Write down what each country holds."),
        back=reverse("library:compare"),
    )


@member_required
@never_cache
@require_http_methods(_METHODS)
def topic(request: MemberRequest, slug: str) -> HttpResponse:
    """Change a topic and its answers."""
    shown = _topic(request, slug)
    form = TopicForm(posted(request), initial=TopicForm.values_of(shown))
    return typed(
        request,
        form,
        lambda: actions.change_topic(shown, form.said(), form.options(), by=request.user),
        template="library/kinds/topic.html",
        context={"title": _("Change the topic"), "topic": shown},
        sentence=_("That is what stands there now."),
        back=shown,
    )


@member_required
@require_POST
def remove_topic(request: MemberRequest, slug: str) -> HttpResponse:
    shown = _topic(request, slug)
    return done(
        request,
        lambda: actions.remove_topic(shown, by=request.user),
        _("The topic is gone."),
        back=reverse("library:compare"),
    )


@member_required
@never_cache
@require_http_methods(_METHODS)
def positions(request: MemberRequest, slug: str) -> HttpResponse:
    """What countries hold on a topic; POST writes one down."""
    shown = _topic(request, slug)
    form = PositionForm(posted(request), topic=shown, initial=request.GET.dict())
    rows = shown.positions.select_related("place", "option", "norm")
    return typed(
        request,
        form,
        lambda: actions.tell(shown, form.said(), by=request.user),
        template="library/kinds/positions.html",
        context={"title": _("What countries hold"), "topic": shown, "rows": list(rows)},
        sentence=_("The position is written down."),
        back=reverse("library:positions", args=[slug]),
    )


@member_required
@require_POST
def take_back(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    shown = _topic(request, slug)
    row: Any = get_object_or_404(shown.positions.select_related("topic", "place"), pk=pk)
    return done(
        request,
        lambda: actions.take_back(row, by=request.user),
        _("The position is gone."),
        back=reverse("library:positions", args=[slug]),
    )


def _topic(request: MemberRequest, slug: str) -> PolicyTopic:
    access.demand(access.may_steward(request.user))
    rows = PolicyTopic.objects.prefetch_related("options")
    return get_object_or_404(rows, slug=slug)
