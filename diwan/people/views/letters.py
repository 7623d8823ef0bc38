"""Letters to me: whether they arrive, when they come, and links in them that end them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core.errors import Refusal
from diwan.mailroom import actions as mailroom
from diwan.people.access import MemberRequest, member_required
from diwan.people.actions import letters as actions
from diwan.people.forms.account import LettersForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: MemberRequest) -> HttpResponse:
    person = request.user
    if request.method == "POST":
        form = LettersForm(request.POST)
        if form.is_valid():
            actions.choose_letters(
                person,
                quiet=form.quiet,
                wants_announcements=form.cleaned_data["wants_announcements"],
                by=person,
            )
            messages.success(request, _("Saved. Letters come as you chose."))
            return redirect("people:letters")
    else:
        form = LettersForm(initial=LettersForm.values_of(person))
    context = {"form": form, "person": person, "health": mailroom.health_of(person.email)}
    return render(request, "people/letters.html", context, status=422 if form.errors else 200)


@member_required
@require_POST
def try_again(request: MemberRequest) -> HttpResponse:
    try:
        actions.try_again(request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Letters are sent to you again. If the next one comes back, they stop.")
        )
    return redirect("people:letters")


@csrf_exempt  # mail programs press the button for their reader (RFC 8058); the link is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def announcements(request: HttpRequest, token: str) -> HttpResponse:
    """A look changes nothing: programs follow links in letters before people do."""
    try:
        person = actions.reader_of(token)
    except Refusal:
        raise Http404 from None
    if request.method == "POST":
        actions.stop_announcements(person)
    return _page(request, "people/announcements.html")


@csrf_exempt  # as above
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation that is gone already looks the same: nobody learns what there was."""
    if request.method == "POST":
        actions.decline_invitation(token)
    return _page(request, "people/decline.html")


def _page(request: HttpRequest, template: str) -> HttpResponse:
    response = render(request, template, {"is_done": request.method == "POST"})
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
