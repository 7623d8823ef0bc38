"""What readers see: all forums, one of them, a topic, and the feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diwan.core import clock, feeds
from diwan.core.wording import choose

from .. import access, naming, rules
from ..forms.talk import PostForm, RhythmForm
from ..models import Call, Entry, Forum, Post, Subscription, Topic
from ..queries import is_member
from ..words import ForumKind, PostState

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

_A_PAGE = 25
_POSTS = 50
_FEED = 40


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every forum that the reader may read, and what was said last in any of them."""
    forums = list(Forum.objects.visible_to(request.user).for_listing())
    topics = Topic.objects.visible_to(request.user).seen().for_listing().order_by("-last_at", "-pk")
    context = {
        "forums": [row for row in forums if row.kind == ForumKind.FORUM],
        "networks": [row for row in forums if row.kind == ForumKind.NETWORK],
        "topics": lines(topics[:10]),
        "may_open": access.may_open_any(request.user),
    }
    return render(request, "forum/index.html", context)


@require_safe
def forum(request: HttpRequest, slug: str) -> HttpResponse:
    """Its topics, what is pinned first, and its calls where it is a network."""
    shown = forum_of(request, slug)
    topics = Topic.objects.visible_to(request.user).filter(forum=shown).for_listing()
    page = Paginator(topics, _A_PAGE).get_page(request.GET.get("page"))
    calls = Call.objects.visible_to(request.user).taking_answers(clock.now().date())
    entries = Entry.objects.visible_to(request.user).published().filter(forum=shown)
    context = {
        "forum": shown,
        "page": page,
        "topics": lines(page.object_list),
        "calls": list(calls.filter(forum=shown).for_listing()) if _is_network(shown) else [],
        "is_network": _is_network(shown),
        "has_blog": bool(shown.council_id or shown.project_id),
        "newest": entries.first(),
        "may_write": access.may_write(request.user, shown),
        "may_keep": access.may_keep(request.user, shown),
        "bar": access.bar_of(request.user, shown),
        "follow": follow_form(request.user, shown),
        "is_public": Forum.objects.all().open_to_all().filter(pk=shown.pk).exists(),
    }
    return render(request, "forum/forum.html", context)


@require_safe
def topic(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What was said, answers below what they answer."""
    shown = topic_of(request, slug, pk)
    may_keep = access.may_keep(request.user, shown.forum)
    posts = _placed(request.user, shown, may_keep=may_keep)
    page = Paginator(posts, _POSTS).get_page(request.GET.get("page"))
    may_write = access.may_write(request.user, shown.forum) and access.takes_posts(shown)
    context = {
        "topic": shown,
        "forum": shown.forum,
        "page": page,
        "posts": page.object_list,
        "may_keep": may_keep,
        "may_write": may_write,
        "may_draft": shown.item_id is None and access.may_draft(request.user, shown),
        "item": _item(request, shown),
        "summary": choose(shown.summary),
        "is_member": is_member(request.user),
        "form": PostForm(writer=request.user) if may_write else None,  # type: ignore[arg-type]
        "follow": follow_form(request.user, shown.forum, shown),
        "moves": sorted(rules.TOPIC_MOVES[shown.state]) if may_keep else [],
    }
    return render(request, "forum/topic.html", context)


@require_safe
def feed(_request: HttpRequest, slug: str) -> HttpResponse:
    """What is new in a public forum, the same for everybody."""
    shown = get_object_or_404(Forum.objects.all().open_to_all(), slug=slug)
    topics = Topic.objects.visible_to(AnonymousUser()).filter(forum=shown).order_by("-opened_at")
    items = [
        feeds.Item(row.title, row.get_absolute_url(), row.opened_at, kind=_("Topic"))
        for row in topics.select_related("forum")[:_FEED]
    ]
    return feeds.atom(
        title=str(shown),
        subtitle=_("Diwan: topics of the forum “%(name)s”") % {"name": shown},
        path=shown.get_absolute_url(),
        feed_path=reverse("forum:feed", args=[slug]),
        items=items,
    )


# --- what pages share ------------------------------------------------------------------------
def forum_of(request: HttpRequest, slug: str) -> Forum:
    rows = Forum.objects.visible_to(request.user).select_related("council", "project", "place")
    return get_object_or_404(rows, slug=slug)


def topic_of(request: HttpRequest, slug: str, pk: int) -> Topic:
    rows = Topic.objects.visible_to(request.user).select_related(
        "forum__council", "forum__project", "forum__place", "item"
    )
    return get_object_or_404(rows, pk=pk, forum__slug=slug)


def _is_network(shown: Forum) -> bool:
    return shown.kind == ForumKind.NETWORK


def follow_form(person: Any, shown: Forum, about: Topic | None = None) -> RhythmForm | None:
    """How often letters come now; a topic that nobody chose for goes with its forum."""
    if not is_member(person):
        return None
    rows = Subscription.objects.filter(person=person, forum=shown)
    found = rows.filter(topic=about).first()
    return RhythmForm(initial={"rhythm": found.rhythm if found else "none"}, auto_id=False)


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A row of a list of topics."""

    topic: Topic
    answers: int


def lines(topics: Any) -> list[TopicLine]:
    return [TopicLine(row, max(row.said_count - 1, 0)) for row in topics]


@dataclass(frozen=True, slots=True)
class Placed:
    """A post with what its reader may do with it."""

    post: Post
    depth: int
    signed: SafeString
    is_shown: bool
    is_own: bool
    may_change: bool
    may_withdraw: bool
    may_flag: bool

    @property
    def is_waiting(self) -> bool:
        return self.post.state == PostState.HELD


def _placed(person: Any, shown: Topic, *, may_keep: bool) -> list[Placed]:
    """In their order; what is hidden or taken back keeps its place while it was answered."""
    rows = list(shown.posts.select_related("author__organisation").order_by("written_at", "pk"))
    answered = {row.reply_to_id for row in rows}
    kept = {row.pk: row for row in rows if _stands(row, person, answered, may_keep=may_keep)}
    order = rules.threaded((row.pk, row.reply_to_id) for row in kept.values())
    for row in kept.values():
        row.topic = shown
    return [_one(kept[each.key], each.depth, person, may_keep=may_keep) for each in order]


def _stands(post: Post, person: Any, answered: set[int | None], *, may_keep: bool) -> bool:
    if post.state == PostState.SHOWN:
        return True
    is_theirs = access.is_author(person, post)
    if post.state == PostState.HELD:
        return may_keep or is_theirs
    return post.pk in answered or (post.state == PostState.HIDDEN and (may_keep or is_theirs))


def _one(post: Post, depth: int, person: Any, *, may_keep: bool) -> Placed:
    is_own = access.is_author(person, post)
    is_shown = post.state == PostState.SHOWN
    return Placed(
        post=post,
        depth=depth,
        signed=naming.signature(post.author, post.attribution),
        is_shown=is_shown or (post.state != PostState.WITHDRAWN and (may_keep or is_own)),
        is_own=is_own,
        may_change=access.may_change(person, post),
        may_withdraw=access.may_withdraw(person, post),
        may_flag=is_member(person) and is_shown and not is_own,
    )


def _item(request: HttpRequest, shown: Topic) -> Any:
    """The item of the library, where the reader may see it."""
    if shown.item is None:
        return None
    rows = type(shown.item).objects.visible_to(request.user)
    return rows.filter(pk=shown.item.pk).first()


def post_of(request: HttpRequest, slug: str, pk: int) -> Post:
    """A post whose words the reader may see."""
    rows = Post.objects.visible_to(request.user).select_related(
        "topic__forum", "author__organisation"
    )
    found = rows.filter(pk=pk, topic__forum__slug=slug).first()
    if found is None:
        raise Http404
    return found
