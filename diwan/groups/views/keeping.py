"""What those do who keep the record of a council, and the authority that answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core.doing import done, posted
from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required

from .. import access, actions
from ..forms import councils as forms
from ..models import Council, Holding, Meeting, Opinion, Seat
from .doing import FORM, typed

if TYPE_CHECKING:
    from django.http import HttpResponse


def _kept(request: MemberRequest, slug: str) -> Council:
    rows = Council.objects.visible_to(request.user).select_related("authority", "secretariat")
    council = get_object_or_404(rows, slug=slug)
    if not access.may_keep(request.user, council):
        raise PermissionDenied(_("This is for those who keep the record of the council."))
    return council


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    if not access.may_found(request.user):
        raise PermissionDenied(_("This is for stewards."))
    form = forms.CharterForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            made = actions.found(form.charter(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It stands in the list. Add its colleges and seats."))
            return redirect(made)
    context = {"form": form, "title": _("Write a council in"), "back": None}
    return render(request, FORM, context, status=422 if form.is_bound else 200)


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: MemberRequest, slug: str) -> HttpResponse:
    council = _kept(request, slug)
    form = forms.CharterForm(posted(request), initial=forms.CharterForm.values_of(council))
    return typed(
        request,
        form,
        lambda: actions.describe(council, form.charter(), by=request.user),
        title=_("What stands about the council"),
        sentence=_("That is what stands there now."),
        back=council,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def college(request: MemberRequest, slug: str) -> HttpResponse:
    council = _kept(request, slug)
    form = forms.CollegeForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.add_college(council, **form.cleaned_data, by=request.user),
        title=_("Add a college"),
        sentence=_("Added; its seats are vacant."),
        back=council,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Who takes a seat, or stands in."""
    council = _kept(request, slug)
    shown = get_object_or_404(Seat.objects.filter(college__council=council), pk=pk)
    form = forms.SeatForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.fill_seat(shown, **form.said(), by=request.user),
        title=_("Fill seat %(number)s") % {"number": shown.number},
        sentence=_("The seat is taken. Whoever sits there chooses who reads their name."),
        back=council,
    )


@member_required
@require_POST
def leave(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """The seat is vacant from today on; the holder may do so, too."""
    rows = Holding.objects.select_related("seat__college__council")
    holding = get_object_or_404(rows, pk=pk, seat__college__council__slug=slug)
    return done(
        request,
        lambda: actions.end_holding(holding, by=request.user),
        _("The seat is vacant."),
        back=holding.seat.college.council,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_meeting(request: MemberRequest, slug: str) -> HttpResponse:
    council = _kept(request, slug)
    form = forms.MeetingForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.add_meeting(council, **form.cleaned_data, by=request.user),
        title=_("Add a meeting"),
        sentence=_("The meeting is in the calendar. Write its agenda."),
        back=council,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Put something on the agenda."""
    meeting = _meeting(request, slug, pk)
    form = forms.ItemForm(posted(request), council=meeting.council)
    return typed(
        request,
        form,
        lambda: actions.add_item(meeting, **form.cleaned_data, by=request.user),
        title=_("Add to the agenda"),
        sentence=_("It stands on the agenda."),
        back=meeting,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    meeting = _meeting(request, slug, pk)
    form = forms.MinutesForm(posted(request), meeting=meeting)
    return typed(
        request,
        form,
        lambda: actions.write_minutes(
            meeting, form.cleaned_data["minutes"], outcomes=form.outcomes(), by=request.user
        ),
        title=_("Minutes"),
        sentence=_("The minutes are public."),
        back=meeting,
    )


def _meeting(request: MemberRequest, slug: str, pk: int) -> Meeting:
    council = _kept(request, slug)
    return get_object_or_404(Meeting.objects.select_related("council"), council=council, pk=pk)


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_opinion(request: MemberRequest, slug: str) -> HttpResponse:
    council = _kept(request, slug)
    form = forms.OpinionForm(posted(request), initial={"authority": council.authority})
    return typed(
        request,
        form,
        lambda: actions.draft_opinion(council, form.said(), by=request.user),
        title=_("Draft an opinion"),
        sentence=_("Kept as a draft; those who keep the record and stewards see it."),
        back=council,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reword(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    opinion = _opinion(request, slug, number)
    form = forms.OpinionForm(posted(request), initial=forms.OpinionForm.values_of(opinion))
    return typed(
        request,
        form,
        lambda: actions.reword_opinion(opinion, form.said(), by=request.user),
        title=_("What the opinion says"),
        sentence=_("That is what stands there now."),
        back=opinion,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """Write the vote of each college down."""
    opinion = _opinion(request, slug, number)
    form = forms.VoteForm(posted(request), council=opinion.council)

    def adopt() -> Any:
        day = form.cleaned_data["on"]
        return actions.adopt(opinion, form.votes(), on=day, meeting=form.meeting(), by=request.user)

    return typed(
        request,
        form,
        adopt,
        title=_("Write the vote down"),
        sentence=_("Written down. If more voted for it than against, the clock runs."),
        back=opinion,
    )


def _opinion(request: MemberRequest, slug: str, number: int) -> Opinion:
    council = _kept(request, slug)
    rows = Opinion.objects.select_related("council", "authority")
    return get_object_or_404(rows, council=council, number=number)


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """The authority answers the council."""
    rows = Opinion.objects.visible_to(request.user).for_listing()
    opinion = get_object_or_404(rows, council__slug=slug, number=number)
    if not access.may_answer_opinion(request.user, opinion):
        raise PermissionDenied(_("This is for those who sign for the authority."))
    form = forms.ResponseForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.answer_opinion(
            opinion, form.cleaned_data["response"], form.cleaned_data["answer"], by=request.user
        ),
        title=_("Answer the council"),
        sentence=_("Answered. Everybody can read it, and the council gets a letter."),
        back=opinion,
    )
