"""What those do who answer for an authority, and those who read for the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.doing import done, posted
from diwan.people.access import MemberRequest, member_required

from .. import access, actions, queries
from ..forms.questions import AnswerForm, DaysForm, MendForm, RedirectForm, WhyForm
from ..models import Question
from .doing import typed

if TYPE_CHECKING:
    from django.http import HttpResponse


def _for_authority(request: MemberRequest, pk: int) -> Question:
    rows = Question.objects.all().public().select_related("authority")
    shown = get_object_or_404(rows, pk=pk)
    if not access.may_answer_for(request.user, shown.authority):
        raise PermissionDenied(_("This is for those who answer for the authority."))
    return shown


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _for_authority(request, pk)
    form = AnswerForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.answer(shown, form.cleaned_data["text"], by=request.user),
        title=_("Answer in public"),
        sentence=_("Answered. Everybody can read it, and the asker gets a letter."),
        back=shown,
        context={"question": shown},
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def redirect_on(request: MemberRequest, pk: int) -> HttpResponse:
    """Send it to the authority that can answer."""
    shown = _for_authority(request, pk)
    form = RedirectForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.redirect(
            shown, form.cleaned_data["to"], form.cleaned_data["why"], by=request.user
        ),
        title=_("Send it to another authority"),
        sentence=_("Sent on. Both authorities and the reason stand beside the question."),
        back=shown,
        context={"question": shown},
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def clock(request: MemberRequest, slug: str) -> HttpResponse:
    """How many days the authority gives itself."""
    body = get_object_or_404(queries.authorities(), slug=slug)
    if not access.may_set_clock(request.user, body):
        raise PermissionDenied(_("This is for those who sign for the authority."))
    form = DaysForm(posted(request), initial={"days": queries.days_of(body)})
    return typed(
        request,
        form,
        lambda: actions.set_days(body, form.cleaned_data["days"], by=request.user),
        title=_("Time for an answer"),
        sentence=_("It holds for questions that are published from now on."),
        back=body,
    )


# --- the house ---------------------------------------------------------------------------
@member_required
@require_safe
def queue(request: MemberRequest) -> HttpResponse:
    """What waits to be read before anybody else does."""
    if not access.is_steward(request.user):
        raise PermissionDenied(_("This is for stewards."))
    rows = Question.objects.all().for_listing().to_read(request.user)
    return render(request, "groups/questions/queue.html", {"rows": rows[:100]})


@member_required
@require_POST
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    """Publish it, return it with a sentence, or turn a private matter away."""
    rows = Question.objects.visible_to(request.user).select_related("authority")
    shown = get_object_or_404(rows, pk=pk)
    form = WhyForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    act, sentence = {
        "publish": (
            lambda: actions.publish(shown, by=request.user),
            _("Published. The clock of the authority runs."),
        ),
        "turn_away": (
            lambda: actions.turn_away(shown, why, by=request.user),
            _("Turned away. Its words are gone, and the asker knows where to turn."),
        ),
    }.get(
        request.POST.get("act", ""),
        (
            lambda: actions.return_to_asker(shown, why, by=request.user),
            _("Returned with your sentence."),
        ),
    )
    return done(request, act, sentence, back="questions:queue")


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: MemberRequest, pk: int) -> HttpResponse:
    """Put a slip of the pen right without sending the question back."""
    rows = Question.objects.visible_to(request.user).select_related("authority")
    shown = get_object_or_404(rows, pk=pk)
    if not access.may_read_for_house(request.user, shown):
        raise PermissionDenied(_("This is for those who read it for the house."))
    initial = {"title": shown.title, "text": shown.masked}
    form = MendForm(posted(request), initial=initial)
    return typed(
        request,
        form,
        lambda: actions.mend(shown, by=request.user, **form.cleaned_data),
        title=_("Mend a slip of the pen"),
        sentence=_("Mended. The asker reads in a letter what was changed."),
        back=shown,
        context={"question": shown},
    )
