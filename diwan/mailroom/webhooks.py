"""Letters that a mail service posts to us (django-anymail): stored for good before the 200.

Each service has an address of its own with a secret in it; what the service signs is checked as
well. Off until a service is named in ``DIWAN_MAIL_WEBHOOKS``.
"""

from __future__ import annotations

import json
import logging
from email import message_from_bytes
from email.policy import SMTP, compat32
from typing import TYPE_CHECKING, Any

from anymail.exceptions import AnymailError, AnymailWebhookValidationFailure
from anymail.webhooks.mailgun import MailgunInboundWebhookView
from anymail.webhooks.postmark import PostmarkInboundWebhookView
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import Error as DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from diwan.core import clock

from . import saying
from .actions import fetching, incoming
from .words import Channel

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)
_WRAPPING = 1.5
#: what readers raise for a post that is forged or no letter
_NO_LETTER = (
    *(AnymailWebhookValidationFailure, AnymailError),
    *(AttributeError, KeyError, TypeError, ValueError),
)
_TEXT = "text/plain; charset=utf-8"


class _Postmark(PostmarkInboundWebhookView):  # type: ignore[misc]
    warn_if_no_basic_auth = False  # the secret stands in the address


def _mailgun() -> MailgunInboundWebhookView:
    return MailgunInboundWebhookView(webhook_signing_key=settings.DIWAN_MAIL_MAILGUN_KEY)


#: what reads the post of each service
SERVICES: dict[str, Callable[[], Any]] = {"mailgun": _mailgun, "postmark": _Postmark}


@csrf_exempt
@require_POST
def receive(request: HttpRequest, service: str, secret: str) -> HttpResponse:
    """Take what the service posts. 404 for strangers, 503 when it is to be sent again."""
    ours = settings.DIWAN_MAIL_WEBHOOK_SECRET
    is_on = service in SERVICES and service in settings.DIWAN_MAIL_WEBHOOKS and ours
    if not is_on or not constant_time_compare(secret, ours):
        raise Http404
    body = request.read(most_bytes() + 1)
    if len(body) > most_bytes():
        return _too_large()
    request._body = body  # noqa: SLF001 - read whole, within our limit
    try:
        _store(request, SERVICES[service]())
    except RequestDataTooBig:
        return _too_large()
    except _NO_LETTER as error:
        logger.warning("A post of %s was refused: %s", service, type(error).__name__)
        return _said(400, _no_letter)
    except (DatabaseError, OSError) as error:
        logger.error("A post of %s was not stored: %s", service, type(error).__name__)  # noqa: TRY400 - a traceback would print names
        return _said(503, _not_stored)
    return _said(200, lambda: _("Stored"))


def most_bytes() -> int:
    """The largest post that is taken: a letter as JSON or base64 is a third larger, at least."""
    return int(settings.DIWAN_MAIL_MAX_BYTES * _WRAPPING)


def _too_large() -> HttpResponse:
    return _said(413, _larger)


def _larger() -> str:
    most = {"size": saying.largest()}
    return _("The letter is larger than %(size)s, or its text than 5 MB.") % most


def _no_letter() -> str:
    return _("This is not a letter signed by the service. Look at its settings.")


def _not_stored() -> str:
    return _("The letter could not be stored just now. Please send it again later.")


def _said(status: int, sentence: Callable[[], str]) -> HttpResponse:
    """An answer for whoever reads the log of the service, whose language nobody knows."""
    lines = saying.in_each_language(sentence)
    return HttpResponse("\n".join(lines) + "\n", status=status, content_type=_TEXT)


def _store(request: HttpRequest, reader: Any) -> None:
    if b"body-mime" in request.body:
        request.encoding = "latin-1"  # so that each byte of a raw letter stays what it is
    reader.run_validators(request)
    exact = _exact_mailgun(request)
    for event in reader.parse_events(request):
        message = event.message
        raw = exact or _exact_postmark(request) or message.as_bytes(policy=SMTP)
        incoming.receive(
            raw,
            recipients=_recipients(message.envelope_recipient or "", raw),
            envelope_from=message.envelope_sender or "",
            channel=Channel.WEBHOOK,
            received_at=clock.now(),
        )


def _exact_mailgun(request: HttpRequest) -> bytes | None:
    """The letter as it was sent, when the route forwards to an address that holds “mime”."""
    given = request.POST.get("body-mime")
    return given.encode("latin-1") if isinstance(given, str) else None


def _exact_postmark(request: HttpRequest) -> bytes | None:
    """The letter as it was sent, when the raw letter is part of the post."""
    if request.content_type != "application/json":
        return None
    given = json.loads(request.body).get("RawEmail")
    return given.encode("utf-8", "surrogateescape") if isinstance(given, str) else None


def _recipients(envelope: str, raw: bytes) -> list[str]:
    """Whom the service names, else whom the letter names; quarantined when nobody takes it."""
    named = [each.strip().lower() for each in envelope.split(",") if "@" in each]
    message = message_from_bytes(raw, policy=compat32)
    taken = [each for each in named if fetching.is_taken(each)]
    return taken or fetching.recipients_of(message) or named or [fetching.whoever(message)]
