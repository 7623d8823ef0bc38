"""The first message to a member, and its answer by the link of a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required
from diwan.people.actions import conversations as actions
from diwan.people.actions.conversations import notices
from diwan.people.correspondents import Seen, name_to, reachable, seen_by
from diwan.people.forms.conversations import AskForm
from diwan.people.models import Conversation
from diwan.people.words.conversations import ConversationState

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from diwan.people.models import Person


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: MemberRequest, handle: str) -> HttpResponse:
    """Whoever may not be seen, takes no messages or does not exist has no such page."""
    recipient = reachable(handle, by=request.user)
    if recipient is None:
        return not_sent(request)
    open_one = _open_with(recipient, request.user)
    if open_one is not None:
        return redirect(open_one)
    seen = seen_by(request.user, [recipient.pk]).get(recipient.pk, Seen())
    sees_me = seen_by(recipient, [request.user.pk]).get(request.user.pk, Seen())
    form = AskForm(
        request.POST if request.method == "POST" else None,
        writer=request.user,
        is_choice=bool(request.user.name) and not sees_me.name,
    )
    if form.is_valid():
        try:
            conversation = actions.ask(recipient, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Sent. You hear as soon as it is accepted or declined."))
            return redirect(conversation)
    context = {
        "form": form,
        "name": seen.name or _("A member"),
        "profile_url": seen.url,
        "most": settings.DIWAN_REQUESTS_A_DAY,
    }
    status = 422 if form.errors else 200
    return render(request, "people/conversations/ask.html", context, status=status)


def not_sent(request: HttpRequest) -> HttpResponse:
    """The words to copy, where there is nobody to send them to; the same whatever the reason.

    Raises:
        Http404: nothing was written.
    """
    words = request.POST.get("text", "").strip()
    if not words:
        raise Http404
    return render(request, "people/conversations/not_sent.html", {"words": words}, status=404)


def _open_with(recipient: Person, person: Person) -> Conversation | None:
    rows = Conversation.objects.visible_to(person).open()
    return rows.filter(pk__in=Conversation.objects.all().between(person, recipient)).first()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Accept or decline by the link of a letter, signed in or not.

    A look changes nothing: programs follow links in letters before people do.
    """
    conversation = _of_link(token)
    refused = ""
    if request.method == "POST" and conversation is not None:
        try:
            conversation = _answered(conversation, request.POST.get("answer", ""))
        except Refusal as refusal:
            refused = str(refusal)
    context = _told(conversation) | {"refused": refused}
    status = 410 if refused or conversation is None else 200
    response = render(request, "people/conversations/answer.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _of_link(token: str) -> Conversation | None:
    """The conversation of a link, while its reader may sign in."""
    rows = Conversation.objects.filter(key=notices.key_of(token), is_kept_back=False)
    found = rows.filter(recipient__is_active=True, recipient__erased_at__isnull=True)
    return found.select_related("sender", "recipient").first()


def _answered(conversation: Conversation, answer: str) -> Conversation:
    if answer == "accept":
        return actions.accept(conversation, by=conversation.recipient)
    if answer == "decline":
        return actions.decline(conversation, by=conversation.recipient)
    raise Refusal(_("Choose one of the two buttons."))


def _told(conversation: Conversation | None) -> dict[str, Any]:
    if conversation is None:
        return {"conversation": None}
    message = conversation.messages.first()
    reader = conversation.recipient
    return {
        "conversation": conversation,
        "name": name_to(reader, conversation),
        "words": message.masked if message is not None else "",
        "language": message.language if message is not None else "",
        "is_asked": conversation.state == ConversationState.ASKED,
    }
