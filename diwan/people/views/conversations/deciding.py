"""Reported messages: moderators see what was reported with its context, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required
from diwan.people.actions import conversations as actions
from diwan.people.forms.conversations import DecideForm
from diwan.people.models import MessageReport
from diwan.people.queries.conversations import may_moderate
from diwan.people.rules.conversations import CONTEXT

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.models import Message, Person

_PAGE = 25


def _require_moderator(person: Person) -> None:
    if not may_moderate(person):
        raise PermissionDenied(_("This page is for the moderators of messages."))


@member_required
@never_cache
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    _require_moderator(request.user)
    rows = MessageReport.objects.visible_to(request.user).for_listing()
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    return render(request, "people/conversations/reports.html", {"page": page})


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reported(request: MemberRequest, pk: int) -> HttpResponse:
    _require_moderator(request.user)
    rows = MessageReport.objects.visible_to(request.user)
    found = get_object_or_404(
        rows.select_related("message__author", "message__conversation"), pk=pk
    )
    form = DecideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.decide(found, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Decided. Those concerned get a letter."))
            return redirect("messages:reports")
    context = {
        "report": found,
        "form": None if found.outcome else form,
        "said": [_said(each, found) for each in _around(found.message)],
        "account": found.message.author if request.user.is_administrator else None,
    }
    status = 422 if form.errors else 200
    return render(request, "people/conversations/reported.html", context, status=status)


def _around(message: Message) -> list[Message]:
    """The message with those right before and after it."""
    all_of_it = list(message.conversation.messages.all())
    place = [each.pk for each in all_of_it].index(message.pk)
    return all_of_it[max(0, place - CONTEXT) : place + CONTEXT + 1]


def _said(message: Message, report: MessageReport) -> dict[str, Any]:
    """Contact details of either of the two are none of a moderator's business."""
    return {
        "is_reported": message.pk == report.message_id,
        "is_reporters": message.author_id == report.reported_by_id,
        "words": message.masked,
        "language": message.language,
        "at": message.sent_at,
        "is_erased": message.is_erased,
    }
