"""The outbox, the quarantine of letters that could not be processed, and wishes to be confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.errors import Refusal

from . import actions, posting
from .access import administrator_required, is_administrator, outbox_reader_required
from .actions import asking
from .models import Letter, OutgoingLetter
from .words import LetterState

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_PAGE = 25


@require_safe
@outbox_reader_required
def outbox(request: HttpRequest) -> HttpResponse:
    """Letters that were sent or would have been, newest first."""
    letters = OutgoingLetter.objects.order_by("-id").defer("html", "text", "headers")
    page = Paginator(letters, _PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "has_mail_server": bool(settings.DIWAN_SMTP_URL)}
    return render(request, "mailroom/outbox.html", context)


@require_safe
@outbox_reader_required
def outgoing(request: HttpRequest, pk: int) -> HttpResponse:
    """One outgoing letter as its reader sees it."""
    letter = get_object_or_404(OutgoingLetter, pk=pk)
    is_hidden = letter.is_private and not settings.DIWAN_DEMO
    context = {
        "letter": letter,
        "text": "" if is_hidden else posting.paragraphs(letter.text),
        "is_hidden": is_hidden,
        "sender": posting.sender(letter.reply_to),
        "may_send_again": letter.state == "failed" and is_administrator(request),
    }
    return render(request, "mailroom/outgoing.html", context)


@require_POST
@administrator_required
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue a failed letter once more."""
    letter = get_object_or_404(OutgoingLetter, pk=pk)
    try:
        actions.send_again(letter, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The letter waits to be sent again."))
    return redirect("mailroom:outgoing", pk=pk)


@require_safe
@administrator_required
def quarantine(request: HttpRequest) -> HttpResponse:
    """Letters that could not be processed, with the reason."""
    letters = Letter.objects.visible_to(request.user).quarantined().order_by("-id")
    page = Paginator(letters, _PAGE).get_page(request.GET.get("page"))
    return render(request, "mailroom/quarantine.html", {"page": page})


@require_POST
@administrator_required
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Process a quarantined letter again."""
    letter = get_object_or_404(Letter.objects.visible_to(request.user), pk=pk)
    try:
        actions.retry(letter, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        _say_how_it_went(request, letter)
    return redirect("mailroom:quarantine")


def _say_how_it_went(request: HttpRequest, letter: Letter) -> None:
    if letter.state == LetterState.HANDLED:
        messages.success(request, _("The letter was processed."))
    else:
        messages.warning(request, _("The letter still cannot be processed; the reason is below."))


@require_safe
def by_mail(request: HttpRequest) -> HttpResponse:
    """How to write here; the door gives this address to those whose language it cannot write."""
    context = asking.what_can_be_done(get_language() or "en")
    return render(request, "mailroom/by_mail.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest, token: str) -> HttpResponse:
    """What a letter asked for is confirmed here, by whoever holds the link of our answer to it.

    A look at the page changes nothing: programs follow links in letters before people do.
    """
    is_done = request.method == "POST"
    try:
        wanted = asking.grant(token) if is_done else asking.opened(token)
    except Refusal as refusal:
        context = {"why": refusal, "help": f"help@{settings.DIWAN_MAIL_DOMAIN}"}
        response = render(request, "mailroom/asked_not.html", context, status=410)
    else:
        context = {
            "wish": wanted.wish,
            "address": wanted.address,
            "title": wanted.title_shown,
            "kept": asking.kept(get_language() or "en"),
            "is_done": is_done,
        }
        response = render(request, "mailroom/asked.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
