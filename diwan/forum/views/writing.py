"""What members write: topics, answers, changes, reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core.doing import done, posted, typed
from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required

from .. import access, actions
from ..forms.talk import ChangeForm, FlagForm, PostForm, RhythmForm, TopicForm
from ..models import Post
from .pages import forum_of, post_of, topic_of

if TYPE_CHECKING:
    from django.http import HttpResponse

FORM = "forum/form.html"
METHODS = ("GET", "HEAD", "POST")


@member_required
@never_cache
@require_http_methods(METHODS)
def new(request: MemberRequest, slug: str) -> HttpResponse:
    """Open a topic."""
    forum = forum_of(request, slug)
    form = TopicForm(posted(request), writer=request.user)
    if form.is_bound and form.is_valid():
        try:
            topic = actions.open_topic(
                forum, form.cleaned_data["title"], form.words(), by=request.user
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your topic is open."))
            return redirect(topic)
    context = {
        "form": form,
        "title": _("Open a topic"),
        "forum": forum,
        "by_mail": forum.mail_address,
    }
    return render(request, FORM, context, status=422 if form.is_bound else 200)


@member_required
@never_cache
@require_http_methods(METHODS)
def answer(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Say something in a topic, to a post of it or to all."""
    topic = topic_of(request, slug, pk)
    answered = _answered(request, slug, pk)
    form = PostForm(posted(request), writer=request.user)
    if form.is_bound and form.is_valid():
        try:
            post = actions.answer(topic, form.words(), by=request.user, reply_to=answered)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your post stands there now."))
            return redirect(post)
    context = {
        "form": form,
        "title": _("Answer"),
        "forum": topic.forum,
        "topic": topic,
        "quoted": answered,
    }
    return render(request, FORM, context, status=422 if form.is_bound else 200)


def _answered(request: MemberRequest, slug: str, pk: int) -> Post | None:
    key = request.GET.get("to", "")
    if not key.isdecimal() or len(key) > 18:
        return None
    rows = Post.objects.visible_to(request.user).shown()
    found: Post | None = rows.filter(pk=int(key), topic=pk, topic__forum__slug=slug).first()
    return found


@member_required
@never_cache
@require_http_methods(METHODS)
def change(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    post = post_of(request, slug, pk)
    access.demand(access.may_change(request.user, post))
    given = {"text": post.text, "attribution": post.attribution}
    form = ChangeForm(posted(request), writer=request.user, initial=given)
    form.fields["attribution"].initial = post.attribution
    return typed(
        request,
        form,
        lambda: actions.change(post, form.words(), by=request.user),
        template=FORM,
        context={"title": _("Change your post"), "forum": post.topic.forum, "topic": post.topic},
        sentence=_("Your post is changed, and says so."),
        back=post,
    )


@member_required
@require_POST
def withdraw(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    post = post_of(request, slug, pk)
    return done(
        request,
        lambda: actions.withdraw(post, by=request.user),
        _("Your words are gone."),
        back=post.topic.forum if post.topic.state == "held" else post.topic,
    )


@member_required
@never_cache
@require_http_methods(METHODS)
def flag(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    post = post_of(request, slug, pk)
    access.demand(post.author_id != request.user.pk and post.state == "shown")
    form = FlagForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.flag(post, by=request.user, reason=form.cleaned_data["reason"]),
        template=FORM,
        context=_about(post, _("Report a post")),
        sentence=_("Keepers of the forum look at it, and you hear what came of it."),
        back=post.topic,
    )


def _about(post: Post, title: str) -> dict[str, Any]:
    return {"title": title, "forum": post.topic.forum, "topic": post.topic, "quoted": post}


@member_required
@require_POST
def follow(request: MemberRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """How often letters about a forum, or one topic, come."""
    topic = topic_of(request, slug, pk) if pk else None
    forum = topic.forum if topic else forum_of(request, slug)
    form = RhythmForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose how often letters come."))
        return redirect(topic or forum)
    rhythm = form.cleaned_data["rhythm"]
    return done(
        request,
        lambda: actions.follow(forum, rhythm=rhythm, by=request.user, topic=topic),
        _("That is how often letters come."),
        back=topic or forum,
    )
