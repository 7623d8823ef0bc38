"""What people say about a service, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.texts.masking import mask

from ..access import demand, may_settle
from ..models import Feedback, Service
from ..words import FeedbackKind, FeedbackState

if TYPE_CHECKING:
    from datetime import datetime

#: so many open words about one service are read; more say nothing new
_MOST_OPEN = 30


@transaction.atomic
def say(service: Service, kind: FeedbackKind, note: str, *, by: Any) -> Feedback:
    """Keep what somebody, signed in or not, found otherwise; contact details in it are masked.

    Raises:
        Refusal: something else is wrong and nothing says what, or too many wait already.
    """
    language = (get_language() or "en").split("-")[0]
    if kind == FeedbackKind.OTHER and not note.strip():
        raise Refusal(_("Write in a few words what is wrong."))
    if service.feedback.filter(state=FeedbackState.OPEN).count() >= _MOST_OPEN:
        raise Refusal(_("Others have said so already; it is being looked at. Thank you."))
    return Feedback.objects.create(
        service=service,
        kind=kind,
        note=mask(note.strip(), language=language).text,
        language=language,
        said_at=clock.now(),
        said_by=by if by.is_authenticated else None,
    )


@transaction.atomic
def settle(feedback: Feedback, state: FeedbackState, *, by: Any) -> None:
    """It was looked at: corrected, or left as it is.

    Raises:
        PermissionDenied: ``by`` does not look after the service.
        Conflict: somebody has settled it already.
    """
    locked = Feedback.objects.select_for_update().select_related("service").get(pk=feedback.pk)
    demand(may_settle(by, locked.service))
    if locked.state != FeedbackState.OPEN:
        raise Conflict(_("Somebody has settled this already."))
    locked.state, locked.settled_at, locked.settled_by = state, clock.now(), by
    locked.save()
    audit.record(f"service.feedback_{state}", by=by, on=locked.service)


def old(before: datetime) -> Any:
    """What was settled so long ago that nobody needs it."""
    return Feedback.objects.filter(settled_at__lt=before)
