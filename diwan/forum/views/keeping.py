"""What keepers do: the queue, posts, topics, keepers, members who may not write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.doing import done, posted, typed
from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required
from diwan.people.models import Person

from .. import access, actions, naming
from ..forms.forums import BarForm, ChangeForumForm, ForumForm, KeeperForm
from ..forms.talk import CarryForm, HideForm, SummaryForm, WhyForm
from ..models import Flag, Forum, Post
from ..rules import TOPIC_MOVES
from ..words import TopicState
from .pages import forum_of, post_of, topic_of
from .writing import FORM, METHODS

if TYPE_CHECKING:
    from django.http import HttpResponse

    from ..models import Topic


@member_required
@never_cache
@require_http_methods(METHODS)
def new(request: MemberRequest) -> HttpResponse:
    """Open a forum."""
    access.demand(access.may_open_any(request.user))
    form = ForumForm(posted(request), by=request.user)
    if form.is_bound and form.is_valid():
        try:
            forum = actions.open_forum(form.said(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        except PermissionDenied:
            form.add_error(None, _("Choose the council or the project whose forum it is."))
        else:
            messages.success(request, _("The forum is open."))
            return redirect(forum)
    context = {"form": form, "title": _("Open a forum")}
    return render(request, FORM, context, status=422 if form.is_bound else 200)


@member_required
@never_cache
@require_http_methods(METHODS)
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    forum = _kept(request, slug)
    values = ChangeForumForm.values_of(forum)
    form = ChangeForumForm(posted(request), by=request.user, initial=values)
    return typed(
        request,
        form,
        lambda: actions.change_forum(forum, form.said(), by=request.user),
        template=FORM,
        context={"title": _("Change the forum"), "forum": forum},
        sentence=_("That is what stands there now."),
        back=forum,
    )


@member_required
@never_cache
@require_safe
def queue(request: MemberRequest) -> HttpResponse:
    """What waits for me in the forums that I keep."""
    held = Post.objects.all().to_read(request.user).for_reading()[:50]
    flags = Flag.objects.all().to_decide(request.user)[:50]
    context = {
        "held": [(row, naming.signature(row.author, row.attribution)) for row in held],
        "flags": [(row, naming.signature(row.post.author, row.post.attribution)) for row in flags],
    }
    return render(request, "forum/queue.html", context)


# --- posts -------------------------------------------------------------------------------
@member_required
@require_POST
def show(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Show what was held or hidden."""
    post = _kept_post(request, slug, pk)
    return done(
        request,
        lambda: actions.release(post, by=request.user),
        _("Readers see it now."),
        back=_back(request, post.topic),
    )


@member_required
@never_cache
@require_http_methods(METHODS)
def hide(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    post = _kept_post(request, slug, pk)
    form = HideForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.hide(post, by=request.user, why=form.cleaned_data["why"]),
        template=FORM,
        context={
            "title": _("Hide a post"),
            "forum": post.topic.forum,
            "topic": post.topic,
            "quoted": post,
        },
        sentence=_("The post is hidden."),
        back=_back(request, post.topic),
    )


@member_required
@require_POST
def keep_shown(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """What was reported stays."""
    _kept(request, slug)
    rows = Flag.objects.all().to_decide(request.user)
    flag = get_object_or_404(rows, pk=pk, post__topic__forum__slug=slug)
    return done(
        request,
        lambda: actions.keep_shown(flag, by=request.user),
        _("It stays. Whoever reported it is told."),
        back="forum:queue",
    )


@member_required
@never_cache
@require_http_methods(METHODS)
def bar(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Keep the writer of a post from writing; who they are is told to nobody."""
    post = _kept_post(request, slug, pk)
    if post.author is None:
        raise Http404
    author, form = post.author, BarForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.bar(post.topic.forum, author, by=request.user, **form.cleaned_data),
        template=FORM,
        context={
            "title": _("Keep the writer from writing here"),
            "forum": post.topic.forum,
            "topic": post.topic,
            "quoted": post,
        },
        sentence=_("They cannot write in this forum now, and are told why."),
        back=reverse("forum:people", args=[slug]),
    )


# --- topics ------------------------------------------------------------------------------
@member_required
@require_POST
def state(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Lock a topic or open it again; hiding asks for a reason on a page of its own."""
    topic = _kept_topic(request, slug, pk)
    wanted = request.POST.get("state", "")
    if wanted not in TOPIC_MOVES[topic.state] or wanted == TopicState.HIDDEN:
        messages.error(request, _("This topic has changed in the meantime. Look at it again."))
        return redirect(topic)
    return done(
        request,
        lambda: actions.move_topic(topic, TopicState(wanted), by=request.user),
        _("The topic is now “%(state)s”.") % {"state": TopicState(wanted).label},
        back=topic,
    )


@member_required
@never_cache
@require_http_methods(METHODS)
def hide_topic(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    topic = _kept_topic(request, slug, pk)
    form = WhyForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.move_topic(
            topic, TopicState.HIDDEN, by=request.user, why=form.cleaned_data["why"]
        ),
        template=FORM,
        context={"title": _("Hide the topic"), "forum": topic.forum, "topic": topic},
        sentence=_("The topic is hidden; keepers still see it."),
        back=topic,
    )


@member_required
@require_POST
def pin(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    topic = _kept_topic(request, slug, pk)
    is_pinned = request.POST.get("pin") == "1"
    return done(
        request,
        lambda: actions.pin(topic, by=request.user, is_pinned=is_pinned),
        _("It stands on top now.") if is_pinned else _("It stands on top no more."),
        back=topic,
    )


@member_required
@never_cache
@require_http_methods(METHODS)
def summary(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    topic = _kept_topic(request, slug, pk)
    form = SummaryForm(posted(request), initial={"summary": topic.summary})
    return typed(
        request,
        form,
        lambda: actions.sum_up(topic, form.cleaned_data["summary"], by=request.user),
        template=FORM,
        context={"title": _("Sum the talk up"), "forum": topic.forum, "topic": topic},
        sentence=_("The summary stands above the posts."),
        back=topic,
    )


@member_required
@never_cache
@require_http_methods(METHODS)
def carry(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Move a topic to another forum that I keep."""
    topic = _kept_topic(request, slug, pk)
    others = Forum.objects.all().kept_by(request.user).exclude(pk=topic.forum_id)
    by_slug = {row.slug: row for row in others}
    form = CarryForm(posted(request), forums=[(key, str(row)) for key, row in by_slug.items()])
    return typed(
        request,
        form,
        lambda: actions.carry(topic, by_slug[form.cleaned_data["forum"]], by=request.user),
        template=FORM,
        context={"title": _("Move the topic"), "forum": topic.forum, "topic": topic},
        sentence=_("The topic stands there now, with everything that was said."),
        back="forum:index",
    )


# --- people ------------------------------------------------------------------------------
@member_required
@never_cache
@require_http_methods(METHODS)
def people(request: MemberRequest, slug: str) -> HttpResponse:
    """Named keepers, and members who may not write; POST names a keeper."""
    forum = _kept(request, slug)
    form = KeeperForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.name_keeper(forum, _member(form.cleaned_data["email"]), by=request.user),
        template="forum/people.html",
        context={
            "forum": forum,
            "keepers": list(forum.keepers.select_related("person")),
            "bars": list(forum.bars.select_related("person")),
        },
        sentence=_("They keep the forum now."),
        back=reverse("forum:people", args=[slug]),
    )


def _member(email: str) -> Person:
    found = Person.objects.active().filter(email__iexact=email.strip()).first()
    if found is None:
        raise Refusal(_("No member has this address. Ask them to join first."))
    return found


@member_required
@require_POST
def dismiss(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    forum = _kept(request, slug)
    row = get_object_or_404(forum.keepers.select_related("forum"), pk=pk)
    return done(
        request,
        lambda: actions.dismiss_keeper(row, by=request.user),
        _("They keep the forum no more."),
        back=forum if row.person_id == request.user.pk else reverse("forum:people", args=[slug]),
    )


@member_required
@require_POST
def lift(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    forum = _kept(request, slug)
    row = get_object_or_404(forum.bars.select_related("forum"), pk=pk)
    return done(
        request,
        lambda: actions.lift(row, by=request.user),
        _("They can write again."),
        back=reverse("forum:people", args=[slug]),
    )


# --- shared ------------------------------------------------------------------------------
def _kept(request: MemberRequest, slug: str) -> Forum:
    """404 where one may not read it, 403 where not keep it."""
    forum = forum_of(request, slug)
    access.demand(access.may_keep(request.user, forum))
    return forum


def _kept_topic(request: MemberRequest, slug: str, pk: int) -> Topic:
    topic = topic_of(request, slug, pk)
    access.demand(access.may_keep(request.user, topic.forum))
    return topic


def _kept_post(request: MemberRequest, slug: str, pk: int) -> Post:
    post = post_of(request, slug, pk)
    access.demand(access.may_keep(request.user, post.topic.forum))
    return post


def _back(request: MemberRequest, topic: Topic) -> Any:
    """Where the keeper came from: the queue, or the topic."""
    return "forum:queue" if request.GET.get("from") == "queue" else topic
