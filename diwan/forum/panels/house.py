"""What forums add to navigation, desk, clock, tour and the rule of how long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import slots

from ..actions import close_due, digests, rights
from ..models import Flag, Post, Subscription, Topic
from ..views.pages import lines

if TYPE_CHECKING:
    from django.http import HttpRequest

MOST = 6


def _to_keep(request: HttpRequest) -> dict[str, Any] | None:
    """Held letters and reports that wait for me."""
    held = Post.objects.all().to_read(request.user).count()
    flags = Flag.objects.all().to_decide(request.user).count()
    return {"held": held, "flags": flags} if held or flags else None


def _followed(request: HttpRequest) -> dict[str, Any] | None:
    """What was said last in forums and topics that I follow; two queries."""
    mine = Subscription.objects.filter(person=request.user.pk)
    forums = mine.filter(topic=None).values("forum")
    topics = mine.exclude(topic=None).values("topic")
    rows = Topic.objects.visible_to(request.user).seen().for_listing()
    rows = rows.filter(Q(forum__in=forums) | Q(pk__in=topics)).order_by("-last_at", "-pk")
    shown = lines(rows[:MOST])
    return {"topics": shown} if shown else None


slots.navigation.add(
    "forum", slots.NavigationItem(_("Forums"), "forum:index", group="deliberation"), order=45
)
slots.navigation.add(
    "toolbox", slots.NavigationItem(_("Toolbox"), "forum:toolbox", group="knowledge"), order=56
)
slots.desk_panels.add(
    "forum.queue",
    slots.Panel(_("Forums you keep"), "forum/panels/queue.html", _to_keep),
    order=28,
)
slots.desk_panels.add(
    "forum.followed",
    slots.Panel(_("Said in forums you follow"), "forum/panels/topics.html", _followed),
    order=42,
)
slots.jobs.add("forum.letters", slots.Job(digests.send_due, timedelta(minutes=5)))
slots.jobs.add("forum.calls", slots.Job(close_due, timedelta(hours=1)))
slots.retention.add(
    "forum-posts",
    slots.RetentionRule(
        _("Words of posts that were held or hidden"),
        _("Removed 180 days after they came or were hidden."),
        rights.due,
        rights.purge,
    ),
)
slots.retention.add(
    "forum-calls",
    slots.RetentionRule(
        _("Answers to calls of networks"),
        _("Removed 180 days after the last day of the call."),
        rights.calls_due,
        rights.purge_calls,
    ),
)
slots.tour.add(
    "forum",
    slots.TourStop(
        _("Talk between discussions"),
        _(
            "Forums of places, councils and projects stay open. Open a topic here or by letter; a"
            " thread that taught something becomes an item of the library. Networks of experts"
            " have calls for joint research and for advice."
        ),
        lambda: reverse("forum:index"),
    ),
    order=45,
)
