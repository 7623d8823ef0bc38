"""Questions that everybody may read, and what their askers do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.doing import done, posted
from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required
from diwan.people.models import Organisation

from .. import access, actions, queries, rules
from ..addresses import address_of
from ..forms.questions import AnswerForm, AskForm, WhyForm
from ..models import Question
from ..words import Concern, QuestionState, Timing
from .doing import typed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from ..queries import QuestionQuerySet

_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The register as it was asked for: to whom, and how answers stand."""

    rows: QuestionQuerySet
    every: QuestionQuerySet
    authority: Organisation | None
    timing: str


def narrowed(request: HttpRequest) -> Narrowed:
    """What the address asks for; nonsense narrows nothing. ``every``: however answers stand."""
    to = request.GET.get("to", "")
    authority = Organisation.objects.standing().filter(slug=to).first() if to else None
    every = Question.objects.all().counted()
    if authority is not None:
        every = every.filter(authority=authority)
    timing = request.GET.get("answer", "")
    if timing not in Timing.values:
        return Narrowed(every, every, authority, "")
    return Narrowed(every.timed(timing), every, authority, timing)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What was asked in public, narrowed as asked for, with how answers stand."""
    asked = narrowed(request)
    page = Paginator(asked.rows.for_listing(), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "authority": asked.authority,
        "timing": asked.timing,
        "timings": Timing.choices,
        "bars": bars_of(queries.timings_of_questions(asked.every)),
        "own": list(_own(request)),
        "to_read": Question.objects.all().to_read(request.user).count(),
        "query": asked_for(request),
        "mail": address_of(asked.authority) if asked.authority else "",
    }
    return render(request, "groups/questions/index.html", context)


def asked_for(request: HttpRequest) -> str:
    """What narrows the list, for the address of its file; not the page."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


def bars_of(counted: dict[str, int]) -> list[tuple[Any, int]]:
    """Rows for the chart, in the order of the words; nothing before anything was asked."""
    if not counted:
        return []
    return [(label, counted.get(value, 0)) for value, label in Timing.choices]


def _own(request: HttpRequest) -> QuestionQuerySet:
    if not request.user.is_authenticated:
        return Question.objects.none()
    rows = Question.objects.filter(asked_by=request.user).select_related("authority")
    return rows.order_by("-asked_at", "-pk")[:20]


@require_safe
def authorities(request: HttpRequest) -> HttpResponse:
    """Who was asked, who owes answers, and how long each gives itself."""
    rows = list(queries.authorities_asked())
    context = {"rows": rows, "days": rules.QUESTION_DAYS}
    return render(request, "groups/questions/authorities.html", context)


@require_safe
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """One question: its clock, the way it went, the answer."""
    rows = Question.objects.visible_to(request.user).for_listing()
    shown = get_object_or_404(rows.supported_by(request.user), pk=pk)
    is_asker = access.is_asker(request.user, shown)
    answers_for = shown.is_public and access.may_answer_for(request.user, shown.authority)
    context: dict[str, Any] = {
        "question": shown,
        "clock": shown.clock,
        "answers": shown.answers.select_related("authority"),
        "redirections": shown.redirections.select_related("before", "after"),
        "is_asker": is_asker,
        "may_support": shown.state == QuestionState.OPEN and not is_asker,
        "answers_for": answers_for,
        "reads": access.may_read_for_house(request.user, shown),
    }
    if answers_for:
        context["answer_form"] = AnswerForm()
    if context["reads"]:
        context["why_form"] = WhyForm()
    return render(request, "groups/questions/question.html", context)


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: MemberRequest) -> HttpResponse:
    to = Organisation.objects.standing().filter(slug=request.GET.get("to", "")).first()
    form = AskForm(posted(request), initial={"authority": to})
    if _is_private(request):
        return _private(request)
    if form.is_bound and form.is_valid():
        try:
            asked = actions.ask(form.asking(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Thank you. The house reads it first; you get a letter when it is published."),
            )
            return redirect(asked)
    context = {
        "form": form,
        "title": _("Ask an authority"),
        "question": None,
        "mail": address_of(to) if to else "",
    }
    return render(
        request, "groups/questions/ask.html", context, status=422 if form.is_bound else 200
    )


def _is_private(request: MemberRequest) -> bool:
    return request.method == "POST" and request.POST.get("concern") == Concern.OWN


def _private(request: MemberRequest) -> HttpResponse:
    """Where help is given; nothing of what was typed is kept, nor sent back into the page."""
    to = request.POST.get("authority", "")
    rows = queries.authorities().filter(pk=to) if to.isdecimal() else queries.authorities().none()
    context = {"authority": rows.first()}
    return render(request, "groups/questions/private.html", context, status=422)


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a question that was returned, or that nobody has read yet."""
    shown = _own_question(request, pk)
    if _is_private(request):
        return _private(request)
    initial = {
        name: getattr(shown, name)
        for name in ("authority", "title", "text", "place", "theme", "naming")
    }
    form = AskForm(posted(request), initial={**initial, "concern": Concern.COMMON})
    return typed(
        request,
        form,
        lambda: actions.correct(shown, form.asking(), by=request.user),
        title=_("Correct your question"),
        sentence=_("Handed in again. The house reads it first."),
        back=shown,
        template="groups/questions/ask.html",
        context={"question": shown},
    )


def _own_question(request: MemberRequest, pk: int) -> Question:
    rows = Question.objects.filter(asked_by=request.user).select_related("authority")
    return get_object_or_404(rows, pk=pk)


@member_required
@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _own_question(request, pk)
    return done(
        request,
        lambda: actions.withdraw(shown, by=request.user),
        _("Taken back. Nobody reads your words any more."),
        back="questions:index",
    )


@member_required
@require_POST
def support(request: MemberRequest, pk: int) -> HttpResponse:
    """“I ask too”, and not any more."""
    shown = get_object_or_404(Question.objects.all().public(), pk=pk)
    if request.POST.get("act") == "no":
        return done(
            request,
            lambda: actions.support_no_more(shown, by=request.user),
            _("You do not ask it any more."),
            back=shown,
        )
    return done(
        request,
        lambda: actions.support(shown, by=request.user),
        _("You ask it, too. You are counted, not named."),
        back=shown,
    )


@member_required
@require_POST
def judge(request: MemberRequest, pk: int) -> HttpResponse:
    """Whether it answered the question, says who asked."""
    shown = _own_question(request, pk)
    is_satisfied = request.POST.get("is_satisfied") == "1"
    return done(
        request,
        lambda: actions.say_whether_answered(shown, is_satisfied=is_satisfied, by=request.user),
        _("Thank you. Readers see what you said."),
        back=shown,
    )
