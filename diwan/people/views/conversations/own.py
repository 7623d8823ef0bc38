"""My conversations: the list, one of them, and what can be done in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.doing import done
from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required
from diwan.people.actions import conversations as actions
from diwan.people.correspondents import Seen, other_name, own_name_to_other, seen_by
from diwan.people.forms.conversations import ReplyForm, ReportForm
from diwan.people.models import Block, Conversation, Message
from diwan.people.words.conversations import ConversationState

from .writing import not_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from django.http import HttpResponse

    from diwan.people.models import Person

_PAGE = 20
_SNIPPET = 140


@member_required
@never_cache
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    rows = Conversation.objects.visible_to(request.user).for_listing(request.user)
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    others = {each.other(request.user).pk for each in page}
    seen = seen_by(request.user, others)
    blocked = set(Block.objects.all().by(request.user).values_list("blocked_id", flat=True))
    context = {
        "page": page,
        "rows": [_row(each, request.user, seen, blocked) for each in page],
        "has_blocked": bool(blocked),
    }
    return render(request, "people/conversations/index.html", context)


def _row(
    conversation: Any, person: Person, seen: Mapping[int, Seen], blocked: AbstractSet[int]
) -> dict[str, Any]:
    last = Message(
        author_id=conversation.last_author,
        text=conversation.last_text or "",
        masked=conversation.last_masked or "",
    )
    words = conversation.words_for(person, last)
    return {
        "url": conversation.get_absolute_url(),
        "name": other_name(conversation, person, seen),
        "words": Truncator(" ".join(words.split())).chars(_SNIPPET),
        "is_own": conversation.last_author == person.pk,
        "at": conversation.last_at,
        "unread": conversation.unread,
        "state": _state(conversation, person, blocked),
    }


def _state(
    conversation: Conversation, person: Person, blocked: AbstractSet[int]
) -> tuple[str, str]:
    """Code and words of where it stands, as ``person`` sees it."""
    if conversation.other(person).pk in blocked:
        return "draft", _("You have blocked this member")
    if conversation.state == ConversationState.ASKED and not conversation.is_sender(person):
        return "waiting", _("Waits for your answer")
    codes = {ConversationState.ASKED: "pending", ConversationState.ACCEPTED: "active"}
    code = codes.get(ConversationState(conversation.state), "closed")
    return code, conversation.get_state_display()


def _mine(request: MemberRequest, key: str) -> Conversation:
    rows = Conversation.objects.visible_to(request.user).select_related("sender", "recipient")
    return get_object_or_404(rows, key=key)


@member_required
@never_cache
@require_safe
def conversation(request: MemberRequest, key: str) -> HttpResponse:
    return _page(request, _mine(request, key), ReplyForm())


def _page(request: MemberRequest, shown: Conversation, form: ReplyForm) -> HttpResponse:
    person = request.user
    other = shown.other(person)
    seen = seen_by(person, [other.pk])
    is_blocked = Block.objects.all().by(person).filter(blocked=other).exists()
    said = [_said(each, shown, person) for each in shown.messages.all()]
    if request.method == "GET":
        actions.mark_read(shown, by=person)
    own_name, may_choose = own_name_to_other(shown, person)
    is_named = shown.sender_is_named if shown.is_sender(person) else shown.recipient_is_named
    is_asked = shown.state == ConversationState.ASKED
    context = {
        "conversation": shown,
        "name": other_name(shown, person, seen),
        "profile_url": seen.get(other.pk, Seen()).url,
        "said": said,
        "form": form,
        "state": _state(shown, person, {other.pk} if is_blocked else set()),
        "may_answer": is_asked and not shown.is_sender(person) and not is_blocked,
        "is_waiting": is_asked and shown.is_sender(person),
        "may_write": shown.state == ConversationState.ACCEPTED,
        "unsent": form["text"].value() if form.errors else "",
        "is_blocked": is_blocked,
        "may_block": not is_blocked and other.erased_at is None,
        "own_name": own_name,
        "may_choose_name": may_choose and shown.is_open,
        "is_named": is_named,
    }
    status = 422 if form.errors else 200
    return render(request, "people/conversations/conversation.html", context, status=status)


def _said(message: Message, conversation: Conversation, person: Person) -> dict[str, Any]:
    is_own = message.author_id == person.pk
    words = conversation.words_for(person, message)
    is_masked = conversation.state not in {ConversationState.ACCEPTED, ConversationState.ENDED}
    return {
        "pk": message.pk,
        "is_own": is_own,
        "words": words,
        "language": message.language,
        "at": message.sent_at,
        "is_mail": message.channel == "mail",
        "files": message.files_left_out,
        "is_erased": message.is_erased,
        "is_new": not is_own and message.read_at is None,
        "hides": is_own and is_masked and message.masked != message.text,
    }


@member_required
@never_cache
@require_POST
def reply(request: MemberRequest, key: str) -> HttpResponse:
    try:
        mine = _mine(request, key)
    except Http404:
        return not_sent(request)
    form = ReplyForm(request.POST)
    if form.is_valid():
        try:
            message = actions.reply(mine, by=request.user, text=form.cleaned_data["text"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Sent."))
            return redirect(f"{mine.get_absolute_url()}#m{message.pk}")
    return _page(request, _mine(request, key), form)


def _act(
    request: MemberRequest, key: str, act: Callable[[Conversation], object], sentence: str
) -> HttpResponse:
    """One press of a button, and back to the conversation."""
    mine = _mine(request, key)
    return done(request, lambda: act(mine), sentence, back=mine)


@member_required
@require_POST
def accept(request: MemberRequest, key: str) -> HttpResponse:
    return _act(
        request,
        key,
        lambda mine: actions.accept(mine, by=request.user),
        _("Accepted. You can write to each other now."),
    )


@member_required
@require_POST
def decline(request: MemberRequest, key: str) -> HttpResponse:
    return _act(
        request,
        key,
        lambda mine: actions.decline(mine, by=request.user),
        _("Declined. They are told that, and no reason."),
    )


@member_required
@require_POST
def end(request: MemberRequest, key: str) -> HttpResponse:
    return _act(
        request,
        key,
        lambda mine: actions.end(mine, by=request.user),
        _("Closed. What was said stays here for both of you, for a while."),
    )


@member_required
@require_POST
def block(request: MemberRequest, key: str) -> HttpResponse:
    return _act(
        request,
        key,
        lambda mine: actions.block(mine, by=request.user),
        _("Blocked. They are not told; nothing more of them reaches you."),
    )


@member_required
@require_POST
def name(request: MemberRequest, key: str) -> HttpResponse:
    is_named = request.POST.get("show") == "1"
    done = _("They read your name here.") if is_named else _("They do not read your name here.")
    return _act(
        request,
        key,
        lambda mine: actions.choose_name(mine, by=request.user, is_named=is_named),
        done,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, key: str, pk: int) -> HttpResponse:
    mine = _mine(request, key)
    message = get_object_or_404(mine.messages.exclude(author=request.user), pk=pk)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.report(message, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Reported. You get a letter when it was looked at."))
        return redirect(mine)
    context = {
        "conversation": mine,
        "form": form,
        "words": mine.words_for(request.user, message),
        "language": message.language,
    }
    status = 422 if form.errors else 200
    return render(request, "people/conversations/report.html", context, status=status)


@member_required
@never_cache
@require_safe
def blocked(request: MemberRequest) -> HttpResponse:
    rows = list(
        Block.objects.all()
        .by(request.user)
        .select_related("blocked", "conversation__sender", "conversation__recipient")
    )
    seen = seen_by(request.user, [each.blocked_id for each in rows])
    shown = [
        {
            "pk": each.pk,
            "name": other_name(each.conversation, request.user, seen)
            if each.conversation
            else seen.get(each.blocked_id, Seen()).name or _("A member"),
            "at": each.blocked_at,
            "url": each.conversation.get_absolute_url() if each.conversation else "",
        }
        for each in rows
    ]
    return render(request, "people/conversations/blocked.html", {"rows": shown})


@member_required
@require_POST
def unblock(request: MemberRequest, pk: int) -> HttpResponse:
    block = get_object_or_404(Block.objects.all().by(request.user), pk=pk)
    actions.unblock(block, by=request.user)
    messages.success(request, _("They can ask to write to you again."))
    return redirect("messages:blocked")
