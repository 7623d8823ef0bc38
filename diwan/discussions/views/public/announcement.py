"""The list of discussions, the announcement of one, and the link that invites to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import F, prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diwan.core import clock
from diwan.core.wording import choose

from ... import naming, rules
from ...access import may_create, may_facilitate
from ...models import Discussion, Follow, Invitation
from ...reply import rounds
from ...words import Stage
from ..finding import of_discussion
from ..thread import stops
from . import voices
from .announced import newest, proposed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from diwan.core.wording import Wording

PER_PAGE = 20
_ROBOT = re.compile(
    r"bot|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|curl|wget", re.IGNORECASE
)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Open ones first, then those that are over; drafts to their team."""
    visible = Discussion.objects.visible_to(request.user).with_counts()
    over = visible.exclude(stage__in=[Stage.OPEN, Stage.EXTENDED, Stage.DRAFT])
    now = clock.now()
    context = {
        "open": [
            {"discussion": row, "countdown": naming.countdown(row, now)}
            for row in visible.open().order_by("closes_on", "id")
        ],
        "drafts": visible.filter(stage=Stage.DRAFT) if request.user.is_authenticated else [],
        "page": Paginator(over.order_by("-closes_on", "-id"), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "may_create": may_create(request.user),
    }
    return render(request, "discussions/index.html", context)


@require_safe
@of_discussion
def detail(request: HttpRequest, discussion: Discussion) -> HttpResponse:
    """The announcement, as the call says it, with who has spoken so far."""
    spoken = discussion.contributions.all().edition()
    call = discussion.edition()
    context = {
        "discussion": discussion,
        "title": choose(discussion.title),
        "countdown": naming.countdown(discussion, clock.now()),
        "call": voices.kept("call", discussion, call, lambda: _call(discussion)),
        "facts": voices.kept("facts", discussion, call, lambda: _facts(discussion)),
        "newest": newest(discussion, edition=f"{spoken.key}.{call}"),
        "proposed": proposed(request, discussion, edition=call),
        "papers": voices.kept("papers", discussion, call, lambda: _papers(discussion)),
        "team": _team(discussion),
        "on_the_way": _on_the_way(discussion),
        "asked": rounds.asking(discussion, request.user),
        "public_reply": _public_reply(discussion),
        "released": spoken.released,
        "voices": voices.fragment(discussion, request.user, edition=f"{spoken.key}.{call}"),
        "share_url": request.build_absolute_uri(discussion.get_absolute_url()),
        **_viewer(request, discussion),
    }
    return render(request, "discussions/detail.html", context)


def _call(discussion: Discussion) -> SafeString:
    """What the call says and asks."""
    prefetch_related_objects([discussion], "topics__questions")
    topics = list(discussion.topics.all())
    asked = naming.asked(question for topic in topics for question in topic.questions.all())
    context = {
        "discussion": discussion,
        "sections": _sections(discussion),
        "topics": [
            {"topic": topic, "questions": [asked[q.key] for q in topic.questions.all()]}
            for topic in topics
        ],
    }
    return render_to_string("discussions/_call.html", context)


def _facts(discussion: Discussion) -> SafeString:
    prefetch_related_objects([discussion], "conveners", "places", "themes")
    context = {
        "discussion": discussion,
        "languages": [naming.language_name(code) for code in discussion.languages],
        "dates": _dates(discussion),
    }
    return render_to_string("discussions/_facts.html", context)


def _viewer(request: HttpRequest, discussion: Discussion) -> dict[str, Any]:
    """What depends on who is looking."""
    person = request.user
    if not person.is_authenticated:
        stopped = stops(discussion, "announcement")
        return {"follows": False, "facilitates": False, "stops": stopped}
    facilitates = may_facilitate(person, discussion)
    reply = reverse("discussions:replies", args=[discussion.slug]) if facilitates else ""
    return {
        "follows": Follow.objects.filter(discussion=discussion, person=person).exists(),
        "facilitates": facilitates,
        "stops": stops(discussion, "announcement", reply_url=reply),
    }


def prose(wording: Wording) -> SafeString:
    """Paragraphs of a plain text, with its addresses as links."""
    html = linebreaks(urlize(wording.text, nofollow=True, autoescape=True), autoescape=False)
    return mark_safe(html)


def _sections(discussion: Discussion) -> list[dict[str, Any]]:
    texts = [
        (_("What it is about"), discussion.context),
        (_("What we want to find out"), discussion.objective),
        (_("Who should contribute"), discussion.who),
        (_("What the result is for, and when"), discussion.use),
    ]
    chosen = ((heading, choose(text)) for heading, text in texts if text)
    return [
        {"heading": heading, "wording": wording, "html": prose(wording)}
        for heading, wording in chosen
    ]


def _papers(discussion: Discussion) -> SafeString:
    """The newest version of the paper in each language, with the earlier ones."""
    by_language: dict[str, dict[str, Any]] = {}
    for paper in discussion.papers.all():
        if paper.language in by_language:
            by_language[paper.language]["earlier"].append(paper)
        else:
            by_language[paper.language] = {
                "paper": paper,
                "language": naming.language_name(paper.language),
                "earlier": [],
            }
    return render_to_string("discussions/_papers.html", {"papers": list(by_language.values())})


def _dates(discussion: Discussion) -> dict[str, str]:
    extended = discussion.first_closes_on
    return {
        "first": date_format(discussion.opens_on, "DATE_FORMAT"),
        "last": date_format(discussion.closes_on, "DATE_FORMAT"),
        "before": date_format(extended, "DATE_FORMAT") if extended else "",
        "event": date_format(discussion.event_on, "DATE_FORMAT") if discussion.event_on else "",
    }


def _public_reply(discussion: Discussion) -> str:
    """The address of the newest published reply; empty while there is none."""
    is_over = rules.may_have_reply(discussion.stage)
    if not is_over or not discussion.consolidated_replies.public().exists():
        return ""
    return reverse("discussions:public_reply", args=[discussion.slug])


def _on_the_way(discussion: Discussion) -> str:
    """What readers wait for once nothing more comes in; empty while there is something to do."""
    is_over = discussion.stage in {Stage.CLOSED, Stage.CONSOLIDATED}
    if not is_over or discussion.consolidated_replies.public().exists():
        return ""
    today = rules.local_day(clock.now(), discussion.time_zone)
    if discussion.event_on and discussion.event_on > today:
        day = date_format(discussion.event_on, "DATE_FORMAT")
        return _(
            "The facilitators are working on the consolidated reply. It is meant to be here before "
            "%(day)s, the day of the event it is for."
        ) % {"day": day}
    return _(
        "The facilitators are working on the consolidated reply. It will be here as soon as they "
        "have finished it."
    )


def _team(discussion: Discussion) -> list[SafeString]:
    """The names of the facilitation team, as each of them wants to be named."""
    rows = discussion.team.values_list(
        "person__attribution", "person__name", "person__organisation__name"
    )
    names = (rules.signed(how, name, organisation or "") for how, name, organisation in rows)
    return [naming.isolated(parts) for parts in dict.fromkeys(filter(None, names))]


@require_safe
def follow_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Count a visit by this channel, and no person; then lead to the announcement."""
    invitation = get_object_or_404(Invitation.objects.select_related("discussion"), token=token)
    if _is_visit(request):
        Invitation.objects.filter(pk=invitation.pk).update(visits=F("visits") + 1)
    response = redirect(invitation.discussion)
    response["Cache-Control"] = "no-store"
    return response


def _is_visit(request: HttpRequest) -> bool:
    """Whether somebody looks, and not a machine that fetches ahead."""
    purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    agent = request.headers.get("User-Agent", "")
    return request.method == "GET" and "prefetch" not in purpose and not _ROBOT.search(agent)
