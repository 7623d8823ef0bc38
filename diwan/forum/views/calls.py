"""Calls of networks and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core import clock
from diwan.core.doing import done, posted, typed
from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required

from .. import access, actions, naming
from ..forms.forums import AnswerForm, CallForm, LineForm
from ..forms.talk import WhyForm
from ..models import Answer, Call
from .pages import forum_of
from .writing import FORM, METHODS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every call that takes answers, the next to close first."""
    rows = Call.objects.visible_to(request.user).taking_answers(clock.now().date())
    context = {"calls": list(rows.for_listing()[:100])}
    return render(request, "forum/calls.html", context)


@require_safe
def call(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    shown = _call(request, slug, pk)
    is_caller = access.is_caller(request.user, shown)
    answers = Answer.objects.visible_to(request.user).filter(call=shown)
    rows = answers.select_related("person__organisation", "call__forum")
    takes = shown.takes_answers(clock.now().date())
    may_answer = takes and not is_caller and access.may_write(request.user, shown.forum)
    context = {
        "call": shown,
        "forum": shown.forum,
        "signed": naming.signature(shown.asked_by, shown.attribution),
        "is_caller": is_caller,
        "takes_answers": takes,
        "answers": [(row, naming.signature(row.person, row.attribution)) for row in rows],
        "may_answer": may_answer and not rows,
        "may_keep": access.may_keep(request.user, shown.forum),
    }
    return render(request, "forum/call.html", context)


@member_required
@never_cache
@require_http_methods(METHODS)
def new_call(request: MemberRequest, slug: str) -> HttpResponse:
    forum = forum_of(request, slug)
    form = CallForm(posted(request), initial={"attribution": request.user.attribution})
    return typed(
        request,
        form,
        lambda: actions.call(forum, form.said(), by=request.user),
        template=FORM,
        context={"title": _("Make a call"), "forum": forum},
        sentence=_("Your call stands there. You hear by letter when somebody answers."),
        back=forum,
    )


@member_required
@never_cache
@require_http_methods(METHODS)
def answer_call(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    shown = _call(request, slug, pk)
    form = AnswerForm(posted(request), initial={"attribution": request.user.attribution})
    if form.is_bound and form.is_valid():
        try:
            made = actions.answer_call(shown, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your answer is sent. Go on here if they write back."))
            return redirect(made)
    context = {"form": form, "title": _("Answer the call"), "forum": shown.forum, "call": shown}
    return render(request, FORM, context, status=422 if form.is_bound else 200)


@member_required
@never_cache
@require_http_methods(METHODS)
def answer(request: MemberRequest, slug: str, pk: int, answer: int) -> HttpResponse:
    """What two write to each other about a call; POST adds to it."""
    rows = Answer.objects.visible_to(request.user).select_related(
        "call__forum", "call__asked_by__organisation", "person__organisation"
    )
    shown = get_object_or_404(rows, pk=answer, call=pk, call__forum__slug=slug)
    other = _other(shown, request)
    form = LineForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.write_line(shown, by=request.user, text=form.cleaned_data["text"]),
        template="forum/answer.html",
        context={
            "answer": shown,
            "call": shown.call,
            "forum": shown.call.forum,
            "other": other,
            "lines": list(shown.lines.all()),
        },
        sentence=_("Sent."),
        back=shown,
    )


def _other(shown: Answer, request: MemberRequest) -> SafeString:
    if shown.person_id == request.user.pk:
        return naming.signature(shown.call.asked_by, shown.call.attribution)
    return naming.signature(shown.person, shown.attribution)


@member_required
@require_POST
def close(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    shown = _call(request, slug, pk)
    return done(
        request,
        lambda: actions.close_call(shown, by=request.user),
        _("The call takes no more answers."),
        back=shown,
    )


@member_required
@never_cache
@require_http_methods(METHODS)
def hide_call(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    shown = _call(request, slug, pk)
    access.demand(access.may_keep(request.user, shown.forum))
    form = WhyForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.hide_call(shown, by=request.user, why=form.cleaned_data["why"]),
        template=FORM,
        context={"title": _("Hide the call"), "forum": shown.forum, "call": shown},
        sentence=_("The call is hidden."),
        back=shown.forum,
    )


def _call(request: HttpRequest, slug: str, pk: int) -> Call:
    rows = Call.objects.visible_to(request.user).select_related("forum", "asked_by__organisation")
    return get_object_or_404(rows, pk=pk, forum__slug=slug)
