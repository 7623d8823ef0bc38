"""What people say about services, ask them through the house, and what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.doing import done, posted, typed
from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required
from diwan.people.limits import may_go_on

from .. import actions
from ..forms.asked import FeedbackForm, QuestionForm
from ..models import Enquiry, Feedback, Service
from ..words import FeedbackKind, FeedbackState

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_METHODS = ("GET", "HEAD", "POST")
_A_PAGE = 30
#: from one connection within an hour
_MOST, _HOUR = 10, 3600


@never_cache
@require_http_methods(_METHODS)
def say(request: HttpRequest, slug: str) -> HttpResponse:
    """Whoever used a service says what is otherwise; no account is needed (P-4)."""
    service = _listed(slug)
    form = FeedbackForm(posted(request))

    def act() -> None:
        _refuse_flood(request, "feedback")
        kind = FeedbackKind(form.cleaned_data["kind"])
        actions.say(service, kind, form.cleaned_data["note"], by=request.user)

    return typed(
        request,
        form,
        act,
        template="services/say.html",
        context={"title": _("Say what is otherwise"), "back": service},
        sentence=_("Thank you. Those who run it, or a steward, will look at it."),
        back=service,
    )


@sensitive_post_parameters("text")
@never_cache
@require_http_methods(_METHODS)
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Write to a service through the house; the answer comes to a secret address."""
    service = _listed(slug)
    if not service.is_relayed:
        raise Http404
    form = QuestionForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            _refuse_flood(request, "enquiry")
            secret = actions.ask(service, form.cleaned_data["text"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("services:asked", secret=secret)
    context = {"form": form, "title": _("Write to this service"), "back": service}
    status = 422 if form.is_bound else 200
    return render(request, "services/ask.html", context, status=status)


@sensitive_post_parameters("text")
@never_cache
@require_http_methods(_METHODS)
def asked(request: HttpRequest, secret: str) -> HttpResponse:
    """What was asked and answered, for whoever holds the address; POST writes on, or erases."""
    enquiry = actions.enquiry_of(secret)
    if enquiry is None:
        raise Http404
    if request.method == "POST" and "erase" in request.POST:
        actions.close(enquiry)
        messages.success(request, _("All of it is erased."))
        return redirect("services:index")
    form = QuestionForm(posted(request))

    def act() -> None:
        _refuse_flood(request, "enquiry")
        actions.say_more(enquiry, form.cleaned_data["text"])

    answer = typed(
        request,
        form,
        act,
        template="services/asked.html",
        context={
            "enquiry": enquiry,
            "said": list(enquiry.messages.all()),
            "url": request.build_absolute_uri(reverse("services:asked", args=[secret])),
        },
        sentence=_("Your words are on their way."),
        back=reverse("services:asked", args=[secret]),
    )
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


# --- those who run it -----------------------------------------------------------------------
@member_required
@never_cache
@require_safe
def enquiries(request: MemberRequest) -> HttpResponse:
    """Questions to the services of the bodies one acts for."""
    rows = Enquiry.objects.all().read_by(request.user).prefetch_related("messages")
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    told = [(row, _is_answered(row)) for row in page.object_list]
    return render(request, "services/enquiries.html", {"page": page, "rows": told})


@sensitive_post_parameters("text")
@member_required
@never_cache
@require_http_methods(_METHODS)
def enquiry(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Enquiry.objects.all().read_by(request.user), pk=pk)
    form = QuestionForm(posted(request))
    form.fields["text"].label = _("Your answer")
    form.fields["text"].help_text = _("Whoever asked reads it at an address that only they know.")
    return typed(
        request,
        form,
        lambda: actions.answer(found, form.cleaned_data["text"], by=request.user),
        template="services/enquiry.html",
        context={"enquiry": found, "said": list(found.messages.all())},
        sentence=_("Your answer waits for them at their address."),
        back=reverse("services:enquiry", args=[pk]),
    )


@member_required
@never_cache
@require_safe
def feedback(request: MemberRequest) -> HttpResponse:
    """What waits to be looked at: of one's own services, for stewards of all that are listed."""
    rows: Any = Feedback.objects.all().to_settle(request.user)
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "services/feedback.html", {"page": page})


@member_required
@require_POST
def settle(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Feedback.objects.all().to_settle(request.user), pk=pk)
    state = FeedbackState.DONE if request.POST.get("state") == "done" else FeedbackState.LEFT
    return done(
        request,
        lambda: actions.settle(found, state, by=request.user),
        _("That is settled."),
        back="services:feedback",
    )


def _is_answered(enquiry: Enquiry) -> bool:
    """Whether the last word is the service's."""
    said = list(enquiry.messages.all())
    return bool(said) and said[-1].is_answer


def _listed(slug: str) -> Service:
    rows: Any = Service.objects.all().listed().select_related("organisation")
    found: Service = get_object_or_404(rows, slug=slug)
    return found


def _refuse_flood(request: HttpRequest, what: str) -> None:
    if not may_go_on(request, f"services.{what}", most=_MOST, seconds=_HOUR):
        raise Refusal(_("Much was written from your connection within an hour. Try again later."))
