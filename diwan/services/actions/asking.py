"""Questions to a service through the house, for those whom nobody shall know."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.mailroom import actions as mailroom
from diwan.people.models import Mandate, Person
from diwan.people.rules.organisations import SIGNING

from ..models import Enquiry, EnquiryMessage, Service
from .assuring import after_quiet

if TYPE_CHECKING:
    from datetime import datetime

#: after the last word nobody needs it any more (P-10)
KEPT = timedelta(days=60)
_LONGEST = 4000


@transaction.atomic
def ask(service: Service, text: str) -> str:
    """Pass a question on to those who run the service.

    Returns:
        The secret of the address at which whoever asked reads the answer: kept nowhere here.

    Raises:
        Refusal: nothing was written, the service is reached otherwise, or nobody reads there.
    """
    _refuse_text(text)
    if not service.is_relayed:
        raise Refusal(_("This service is reached by what stands on its page."))
    if not _insiders(service).exists():
        raise Refusal(_("Nobody reads messages there at present. Look for another service."))
    now = clock.now()
    secret = secrets.token_urlsafe(24)
    language = (get_language() or "en").split("-")[0]
    enquiry = Enquiry.objects.create(
        service=service, digest=_digest(secret), language=language, asked_at=now, last_at=now
    )
    EnquiryMessage.objects.create(enquiry=enquiry, text=text.strip(), said_at=now)
    _tell(service, now)
    return secret


def enquiry_of(secret: str) -> Enquiry | None:
    """The enquiry whose address holds that secret."""
    rows = Enquiry.objects.select_related("service__organisation")
    return rows.filter(digest=_digest(secret)).first()


@transaction.atomic
def say_more(enquiry: Enquiry, text: str) -> None:
    """Whoever asked writes once more.

    Raises:
        Refusal: nothing was written.
        Conflict: it was closed.
    """
    locked = _open(enquiry)
    _refuse_text(text)
    _write(locked, text, author=None)
    _tell(locked.service, locked.last_at)


@transaction.atomic
def answer(enquiry: Enquiry, text: str, *, by: Any) -> None:
    """Raises:
    PermissionDenied: ``by`` does not act for the service.
    Refusal: nothing was written.
    Conflict: it was closed.
    """
    if not Enquiry.objects.all().read_by(by).filter(pk=enquiry.pk).exists():
        raise PermissionDenied
    locked = _open(enquiry)
    _refuse_text(text)
    _write(locked, text, author=by)


@transaction.atomic
def close(enquiry: Enquiry) -> None:
    """Whoever asked is done: the words are gone at once."""
    enquiry.delete()


def due_silent(now: datetime) -> int:
    return Enquiry.objects.all().silent_since(now - KEPT).count()


def purge_silent(now: datetime) -> int:
    rows = Enquiry.objects.all().silent_since(now - KEPT)
    count = rows.count()
    rows.delete()
    return count


def _open(enquiry: Enquiry) -> Enquiry:
    locked = Enquiry.objects.select_for_update().filter(pk=enquiry.pk).first()
    if locked is None or locked.closed_at is not None:
        raise Conflict(_("This enquiry is closed. Ask anew on the page of the service."))
    return locked


def _write(enquiry: Enquiry, text: str, *, author: Any) -> None:
    enquiry.last_at = clock.now()
    enquiry.save(update_fields=["last_at"])
    EnquiryMessage.objects.create(
        enquiry=enquiry,
        text=text.strip(),
        is_answer=author is not None,
        author=author,
        said_at=enquiry.last_at,
    )


def _refuse_text(text: str) -> None:
    if not text.strip():
        raise Refusal(_("Write your question first."))
    if len(text) > _LONGEST:
        raise Refusal(_("Write at most 4,000 letters. The rest can follow when they answer."))


def _insiders(service: Service) -> Any:
    """Who is told, and reads: confirmed managers and officers of the body."""
    held = Mandate.objects.current(clock.now().date()).filter(
        organisation=service.organisation_id, role__in=SIGNING
    )
    return Person.objects.active().filter(pk__in=held.values("person_id"))


def _tell(service: Service, now: datetime) -> None:
    """That something waits on the site; not what, and not for which service (P-12)."""
    for person in _insiders(service):
        with override(person.language):
            url = settings.DIWAN_ORIGIN + reverse("services:enquiries")
        mailroom.send(
            "services/something_waits",
            to=person.email,
            language=person.language,
            context={"url": url},
            due_at=after_quiet(person, now),
        )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
