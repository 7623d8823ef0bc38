"""The facilitation team, and where the call is shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core.errors import Refusal
from diwan.core.wording import HOUSE_LANGUAGES, choose, direction
from diwan.people.access import member_required

from ..access import may_lead
from ..actions import calling, teamwork
from ..forms.call import InviteForm, ShareForm
from ..models import FacilitatorInvitation
from .fetch import discussion_for_team, render_team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from diwan.people.access import MemberRequest

    from ..models import Discussion, Invitation

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@member_required
def team(request: MemberRequest, slug: str) -> HttpResponse:
    """Who facilitates; addresses of people who were invited are for the lead alone."""
    discussion = discussion_for_team(request, slug)
    leads = may_lead(request.user, discussion)
    form = InviteForm(request.POST or None)
    if request.method == "POST":
        if not leads:
            raise PermissionDenied(_("Only whoever leads the team invites to it."))
        if form.is_valid():
            teamwork.invite_facilitator(discussion, by=request.user, **form.cleaned_data)
            messages.success(request, _("The invitation is on its way."))
            return redirect("discussions:team", discussion.slug)
    return render_team(
        request,
        "team.html",
        discussion,
        form=form,
        leads=leads,
        team=discussion.team.select_related("person__organisation"),
        pending=discussion.team_invitations.filter(accepted_at=None),
        status=422 if request.method == "POST" else 200,
    )


@require_POST
@member_required
def leave(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    facilitator = get_object_or_404(discussion.team, pk=pk)
    try:
        teamwork.leave_team(facilitator, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("discussions:team", discussion.slug)
    if facilitator.person_id == request.user.pk and not request.user.is_administrator:
        messages.success(request, _("You have left the facilitation team."))
        return redirect("portal:desk")
    messages.success(request, _("They are no longer in the facilitation team."))
    return redirect("discussions:team", discussion.slug)


@require_POST
@member_required
def lead(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    facilitator = get_object_or_404(discussion.team, pk=pk)
    teamwork.make_lead(facilitator, by=request.user)
    messages.success(request, _("They lead the team too now."))
    return redirect("discussions:team", discussion.slug)


@get_or_post
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """What the invitation's letter links to; says what to do to whoever opens it."""
    invitation = get_object_or_404(
        FacilitatorInvitation.objects.select_related("discussion"), token=token
    )
    person = request.user
    is_signed_in = person.is_authenticated
    is_theirs = person.is_authenticated and person.email.lower() == invitation.email.lower()
    if request.method == "POST" and person.is_authenticated:
        try:
            teamwork.accept_facilitation(invitation, by=person)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Welcome to the facilitation team."))
            return redirect("discussions:queue", invitation.discussion.slug)
    page = {
        "invitation": invitation,
        "discussion": invitation.discussion,
        "is_signed_in": is_signed_in,
        "is_theirs": is_theirs,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "discussions/team/accept.html", page, status=status)


@dataclass(frozen=True, slots=True)
class ReadyText:
    """A text to copy into a mail, in one language."""

    language: str
    language_name: str
    direction: str
    link: str
    text: str


@get_or_post
@member_required
def share(request: MemberRequest, slug: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        calling.share(discussion, by=request.user, **form.cleaned_data)
        messages.success(request, _("The link is made. Copy it, or the text with it."))
        return redirect("discussions:share", discussion.slug)
    shared = [
        {"invitation": invitation, "texts": list(_ready_texts(discussion, invitation))}
        for invitation in discussion.invitations.all()
    ]
    return render_team(
        request,
        "share.html",
        discussion,
        form=form,
        shared=shared,
        status=422 if request.method == "POST" else 200,
    )


def _ready_texts(discussion: Discussion, invitation: Invitation) -> Iterator[ReadyText]:
    for code in HOUSE_LANGUAGES:
        with override(code):
            link = settings.DIWAN_ORIGIN + reverse(
                "discussions:invitation", args=[invitation.token]
            )
            day = formats.date_format(discussion.closes_on, "DATE_FORMAT")
            text = _(
                "You are invited to a discussion: “%(title)s”.\n\n"
                "Contributions are welcome until %(day)s, on the web or by mail.\n"
                "Read the call and contribute: %(link)s\n"
                "By mail: %(address)s\n\n"
                "Please pass this on to people who know about it."
            ) % {
                "title": choose(discussion.title, code).text,
                "day": day,
                "link": link,
                "address": discussion.mail_address,
            }
        name = get_language_info(code)["name_local"].capitalize()
        yield ReadyText(code, name, direction(code), link, text)
