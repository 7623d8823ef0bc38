"""Letters out: queued with the change that caused them, delivered after its commit."""

from __future__ import annotations

import logging
import re
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django_tasks import task

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.mailroom import posting, rules
from diwan.mailroom.models import OutgoingLetter
from diwan.mailroom.words import OutgoingState, Route

from . import returns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

logger = logging.getLogger(__name__)

#: how long one worker may take to send one letter before another takes it over
_LEASE = timedelta(minutes=10)
#: waits of 5 minutes, doubled each time: the last try comes about two days after the first
_FIRST_WAIT = timedelta(minutes=5)
_MOST_TRIES = 10
#: how long letters that did not leave the machine keep a code or a link for their reader
_CODES_KEPT = timedelta(days=1)
#: what templates leave where nothing was to be said
_GAPS = re.compile(r"\n(?:[ \t]*\n){2,}")


def send(  # noqa: PLR0913 - a letter has that many lines on its envelope
    kind: str,
    *,
    to: str,
    language: str,
    context: Mapping[str, Any],
    to_name: str = "",
    from_name: str = "",
    reply_to: str = "",
    in_reply_to: str = "",
    root: str = "",
    headers: Mapping[str, str] | None = None,
    due_at: datetime | None = None,
    is_asked_for: bool = False,
) -> OutgoingLetter:
    """Queue a letter in the caller's transaction; it goes out after the commit.

    Args:
        kind: ``"room/name"``; the templates are ``room/letters/name.subject.txt`` and
            ``room/letters/name.txt``, rendered in ``language`` as plain text (nothing is
            escaped) with ``context`` and ``origin``, the address of the site. A third,
            ``room/letters/name.html``, is the HTML in its frame; without it the text is made
            into HTML.
        language: the reader's, one of ``settings.LANGUAGES``; another becomes English.
        reply_to: the address that takes an answer; at our domain the letter comes from there.
            Without one it says that nobody reads an answer.
        in_reply_to: a Message-ID, with or without angle brackets.
        root: the Message-ID of the thread; the first letter of a thread gets it as its own.
        headers: more headers, e.g. List-Id.
        due_at: not to be sent before; None for at once.
        is_asked_for: the reader waits for it, as for a code: it goes to a stopped address, too.
    """
    room, _slash, name = kind.partition("/")
    language = language if language in dict(settings.LANGUAGES) else "en"
    with translation.override(language):
        subject = _rendered(f"{room}/letters/{name}.subject.txt", context)
        text = _rendered(f"{room}/letters/{name}.txt", context)
        end = posting.no_answer(reply_to)
        html = _html(f"{room}/letters/{name}.html", (text, end), context, language=language)
    now = clock.now()
    letter = OutgoingLetter(
        to_address=posting.one_line(to),
        to_name=posting.one_line(to_name)[:200],
        from_name=posting.one_line(from_name)[:200],
        reply_to=posting.one_line(reply_to),
        language=language,
        subject=posting.one_line(subject)[:300],
        text=f"{text}\n{end}\n" if end else text,
        html=html,
        headers=dict(headers or {}),
        kind=kind,
        queued_at=now,
        due_at=max(due_at or now, now),
        is_asked_for=is_asked_for,
    )
    if in_reply_to or not root or not _begins(letter, root):
        letter.message_id = f"{secrets.token_hex(16)}@{settings.DIWAN_MAIL_DOMAIN}"
        letter.headers = posting.threading(in_reply_to, root) | letter.headers
        letter.save(force_insert=True)
    if letter.due_at <= now:
        transaction.on_commit(lambda: deliver_queued.enqueue(letter.pk), robust=True)
    return letter


def _begins(letter: OutgoingLetter, root: str) -> bool:
    """Keep the letter as the first of its thread; False when there is one, or two come at once."""
    if OutgoingLetter.objects.filter(message_id=root).exists():
        return False
    letter.message_id = root
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:
        letter.pk = None
        return False
    return True


def _html(
    template: str, texts: tuple[str, str], context: Mapping[str, Any], *, language: str
) -> str:
    """The letter as HTML; ``texts``: the plain one, and what is said at the end of both."""
    try:
        found = get_template(template)
    except TemplateDoesNotExist:
        return posting.html_twin("\n\n".join(texts), language)
    body = found.render({"origin": settings.DIWAN_ORIGIN, **context})
    return posting.html_letter(mark_safe(body) + posting.paragraphs(texts[1]), language)


def _rendered(template: str, context: Mapping[str, Any]) -> str:
    values = {"origin": settings.DIWAN_ORIGIN, **context}
    backend = get_template(template)
    text: str = backend.template.render(Context(values, autoescape=False))  # type: ignore[attr-defined]
    return _GAPS.sub("\n\n", text.strip()) + "\n"


@task()
def deliver_queued(letter_id: int) -> None:
    """Deliver one queued letter, in the worker."""
    letter = OutgoingLetter.objects.filter(pk=letter_id).first()
    if letter is not None:
        deliver(letter)


def deliver(letter: OutgoingLetter) -> None:
    """Send a queued letter, or keep it in the outbox when the site has no relay.

    At least once, always with the same Message-ID: the only window for a second copy lies
    between the relay's 250 and our commit. A letter that somebody else is sending is left.
    """
    if not _claim(letter):
        return
    if not letter.is_asked_for and returns.is_stopped(letter.to_address):
        OutgoingLetter.objects.filter(pk=letter.pk).update(state=OutgoingState.STOPPED)
        letter.refresh_from_db()
        return
    try:
        route = _send_out(letter)
    except Exception as error:  # noqa: BLE001 - an address or a relay can fail in any way
        _note_failure(letter, error)
    else:
        OutgoingLetter.objects.filter(pk=letter.pk).update(
            state=OutgoingState.SENT,
            sent_at=clock.now(),
            route=route,
            problem="",
            **_kept_words(letter, route),
        )
    letter.refresh_from_db()


def _kept_words(letter: OutgoingLetter, route: str) -> dict[str, str]:
    """What stays of a letter that left the machine: nothing that opens an account.

    A letter that was asked for may hold a code or a link and loses its words; of the links in
    others the secret part goes. In an outbox that nobody else reads out, letters are still needed.
    """
    if settings.DIWAN_DEMO or route != Route.SMTP:
        return {}
    if letter.is_asked_for:
        return {"text": "", "html": ""}
    return {"text": rules.without_keys(letter.text), "html": rules.without_keys(letter.html)}


def forget_codes(now: datetime) -> int:
    """Take the words from letters asked for a day ago: no code or link in them opens anything."""
    if settings.DIWAN_DEMO:
        return 0
    old = OutgoingLetter.objects.sent_before(now - _CODES_KEPT).filter(is_asked_for=True)
    return old.exclude(text="").update(text="", html="")


def _claim(letter: OutgoingLetter) -> bool:
    """Take the letter for ourselves for ten minutes; False when it is not ours to send."""
    now = clock.now()
    claimed = OutgoingLetter.objects.due(now).filter(pk=letter.pk).update(due_at=now + _LEASE)
    return bool(claimed)


def _send_out(letter: OutgoingLetter) -> str:
    if not settings.DIWAN_SMTP_URL or _is_to_nobody(letter.to_address):
        return Route.OUTBOX.value
    posting.post(letter, settings.DIWAN_SMTP_URL)
    return Route.SMTP.value


def _is_to_nobody(address: str) -> bool:
    """Whether the demo invented the address: a real server would only have it come back."""
    return bool(settings.DIWAN_DEMO) and rules.is_invented(address)


def _note_failure(letter: OutgoingLetter, error: Exception) -> None:
    tries = letter.tries + 1
    is_over = posting.is_final(error) or tries >= _MOST_TRIES
    OutgoingLetter.objects.filter(pk=letter.pk).update(
        state=OutgoingState.FAILED if is_over else OutgoingState.QUEUED,
        tries=tries,
        due_at=clock.now() + _FIRST_WAIT * 2 ** (tries - 1),
        problem=posting.reason(error),
    )
    if status := posting.refusal_of_address(error):
        returns.note(letter.to_address, status, at=clock.now())
    logger.warning(
        "Outgoing letter %s was not accepted (try %s): %s; %s",
        letter.pk,
        tries,
        posting.reason(error),
        "it will not be tried again" if is_over else "it will be tried again",
    )


def deliver_due(now: datetime) -> int:
    """Deliver what waits and is due: tasks that got lost, and letters to try again."""
    letters = list(OutgoingLetter.objects.due(now).order_by("due_at")[:200])
    for letter in letters:
        deliver(letter)
    return len(letters)


def send_again(letter: OutgoingLetter, *, by: Any) -> OutgoingLetter:
    """Queue a letter that could not be sent once more, by hand.

    Raises:
        PermissionDenied: ``by`` is no administrator.
        Refusal: the letter has not failed, or its words are gone.
    """
    if not getattr(by, "is_administrator", False):
        raise PermissionDenied
    if not letter.text:
        raise Refusal(
            _("The code or link in this letter is over. Its reader can ask for a new one.")
        )
    with transaction.atomic():
        revived = OutgoingLetter.objects.filter(pk=letter.pk, state=OutgoingState.FAILED).update(
            state=OutgoingState.QUEUED, tries=0, due_at=clock.now()
        )
        if not revived:
            raise Refusal(_("This letter has not failed; there is nothing to send again."))
        audit.record("letter.requeued", by=by, on=letter)
        transaction.on_commit(lambda: deliver_queued.enqueue(letter.pk), robust=True)
    letter.refresh_from_db()
    return letter


def purge_sent(before: datetime) -> int:
    """Delete outgoing letters that are done with and were queued before ``before``."""
    letters = OutgoingLetter.objects.sent_before(before)
    count = letters.count()
    letters.delete()
    return count
