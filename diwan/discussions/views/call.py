"""Make a discussion: the announcement, its questions, its background paper, its stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.people.access import member_required

from .. import rules
from ..access import may_create
from ..actions import asking, calling, letters
from ..forms.call import CallForm, ExtendForm, PaperForm, QuestionForm, TopicForm
from ..models import Reply, Topic
from ..words import Stage
from .fetch import discussion_for_team, render_team

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ..models import Discussion, Question

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@member_required
def create(request: MemberRequest) -> HttpResponse:
    if not may_create(request.user):
        raise PermissionDenied(
            _("Discussions are made by administrators and by those who lead a facilitation team.")
        )
    form = CallForm(request.POST or None, time_zone=request.user.time_zone)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                discussion = calling.create(form.call(), by=request.user)
                calling.update(discussion, by=request.user, **form.rest())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The discussion is in preparation. Now add its topics and questions.")
            )
            return redirect("discussions:questions", discussion.slug)
    return render(request, "discussions/team/create.html", {"form": form}, status=_status(request))


def _status(request: MemberRequest) -> int:
    """A page that answers a POST shows what was typed, and why it was refused."""
    return 422 if request.method == "POST" else 200


@get_or_post
@member_required
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    form = CallForm(
        request.POST or None, discussion=discussion, initial=CallForm.values_of(discussion)
    )
    if request.method == "POST" and form.is_valid():
        try:
            calling.update(discussion, by=request.user, **form.changes())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            discussion.refresh_from_db()
        else:
            messages.success(request, _("The announcement is changed."))
            return redirect(discussion)
    return render_team(request, "edit.html", discussion, form=form, status=_status(request))


# --- topics and questions --------------------------------------------------------------
@require_http_methods(["GET", "HEAD"])
@member_required
def questions(request: MemberRequest, slug: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    topics = discussion.topics.prefetch_related("questions")
    return render_team(request, "questions.html", discussion, topics=topics)


@get_or_post
@member_required
def add_topic(request: MemberRequest, slug: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        topic = asking.add_topic(discussion, title=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("The topic is added. Now add its first question."))
        return redirect("discussions:add_question", discussion.slug, topic.key)
    return _words_page(request, discussion, form, _("Add a topic"))


@get_or_post
@member_required
def add_question(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    topic = get_object_or_404(discussion.topics, key=key)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asking.add_question(topic, text=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("The question is added."))
        return redirect("discussions:questions", discussion.slug)
    return _words_page(request, discussion, form, _("Add a question"), topic=topic)


@get_or_post
@member_required
def reword(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    row = _topic_or_question(discussion, key)
    is_topic = isinstance(row, Topic)
    make = TopicForm if is_topic else QuestionForm
    words = row.title if isinstance(row, Topic) else row.text
    form = make(request.POST or None, initial={"words": words})
    if request.method == "POST" and form.is_valid():
        asking.reword(row, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("The words are changed; the key stays."))
        return redirect("discussions:questions", discussion.slug)
    title = _("Reword the topic") if is_topic else _("Reword the question")
    return _words_page(request, discussion, form, title, row=row)


def _topic_or_question(discussion: Discussion, key: str) -> Topic | Question:
    row = discussion.topics.filter(key=key).first() or discussion.questions.filter(key=key).first()
    if row is None:
        raise Http404
    return row


def _words_page(
    request: MemberRequest, discussion: Discussion, form: Any, title: str, **page: Any
) -> HttpResponse:
    return render_team(
        request,
        "words.html",
        discussion,
        **{"form": form, "page_title": title, "here": "questions", **page},
        status=_status(request),
    )


@get_or_post
@member_required
def remove(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    row = _topic_or_question(discussion, key)
    if request.method == "POST":
        try:
            asking.remove(row, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("It is removed."))
        return redirect("discussions:questions", discussion.slug)
    lost = row.questions.count() if isinstance(row, Topic) else 0
    return render_team(request, "remove.html", discussion, row=row, lost=lost, here="questions")


# --- background paper ------------------------------------------------------------------
@get_or_post
@member_required
def papers(request: MemberRequest, slug: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        calling.add_paper(
            discussion,
            file=form.cleaned_data["file"],
            content_type=form.checked.content_type,
            title=form.cleaned_data["title"],
            language=form.cleaned_data["language"],
            by=request.user,
        )
        messages.success(request, _("The background paper is added."))
        return redirect("discussions:papers", discussion.slug)
    return render_team(
        request,
        "papers.html",
        discussion,
        form=form,
        papers=discussion.papers.all(),
        status=_status(request),
    )


# --- stage -----------------------------------------------------------------------------
@get_or_post
@member_required
def move(request: MemberRequest, slug: str) -> HttpResponse:
    """GET shows what would happen; POST does it, if the stage is still the one that was shown."""
    discussion = discussion_for_team(request, slug)
    extend = ExtendForm(request.POST if request.POST.get("to") == Stage.EXTENDED else None)
    if request.method != "POST":
        return _move_page(request, discussion, extend)
    to = request.POST.get("to", "")
    if to not in Stage.values or (to == Stage.EXTENDED and not extend.is_valid()):
        return _move_page(request, discussion, extend)
    try:
        if request.POST.get("stage") != discussion.stage:
            raise Conflict(_("Somebody else was faster: look at the discussion again."))
        until = extend.cleaned_data["until"] if to == Stage.EXTENDED else None
        moved = calling.move(discussion, to, by=request.user, until=until)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _move_page(request, discussion, extend)
    messages.success(
        request, _("The discussion is now: %(stage)s.") % {"stage": moved.get_stage_display()}
    )
    return redirect("discussions:move", discussion.slug)


def _move_page(request: MemberRequest, discussion: Discussion, extend: ExtendForm) -> HttpResponse:
    order = [stage for stage in Stage.values if rules.may_move(discussion.stage, stage)]
    if Reply.objects.public().filter(discussion=discussion).exists():
        order = [stage for stage in order if stage != Stage.ENDORSED]  # its members do that
    moves = [
        {
            "to": stage,
            "label": Stage(stage).label,
            "letters": len(letters.readers(discussion, stage)),
        }
        for stage in order
    ]
    left = rules.days_left(clock.now(), discussion.closes_on, discussion.time_zone)
    return render_team(
        request,
        "move.html",
        discussion,
        moves=moves,
        extend=extend,
        days_left=left,
        question_count=discussion.questions.count(),
        form=extend,
        status=_status(request),
    )
