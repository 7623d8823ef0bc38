"""A person's own requests to offices: nobody else sees or changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from diwan.core import clock
from diwan.core.errors import Conflict, Refusal

from ..models import Guide, Request

if TYPE_CHECKING:
    from diwan.people.models import Person

    from ..said import RequestSaid

#: states in which there is something to follow up
OPEN = ("gathering", "sent", "asked")


@transaction.atomic
def begin_request(guide: Guide, *, by: Person) -> Request:
    """Keep the list of papers and where the request stands; of one guide one at a time."""
    rows = Request.objects.filter(person=by, guide=guide, state__in=OPEN)
    found = rows.first()
    if found is not None:
        return found
    now = clock.now()
    return Request.objects.create(person=by, guide=guide, begun_at=now, changed_at=now)


@transaction.atomic
def change_request(request: Request, said: RequestSaid, *, by: Person) -> None:
    """Raises:
    PermissionDenied: it is somebody else's.
    Conflict: it is gone.
    Refusal: the days contradict each other, or it was handed in on no day.
    """
    locked = Request.objects.select_for_update().filter(pk=request.pk).first()
    if locked is None:
        raise Conflict(_("This request is gone. Begin anew on the page of the guide."))
    if locked.person_id != by.pk:
        raise PermissionDenied
    if said.sent_on and said.answer_by and said.answer_by < said.sent_on:
        raise Refusal(_("The answer would come before it is handed in. Correct one of the days."))
    if said.sent_on and said.sent_on > clock.now().date():
        raise Refusal(_("That day has not come yet. Give the day on which you handed it in."))
    papers = set(locked.guide.documents.values_list("pk", flat=True))
    locked.ticked = sorted(papers & set(said.ticked))
    for name in ("state", "reference", "sent_on", "answer_by", "note"):
        setattr(locked, name, getattr(said, name))
    locked.changed_at = clock.now()
    locked.save()


@transaction.atomic
def forget_request(request: Request, *, by: Person) -> None:
    """Gone for good, with all that was noted."""
    if request.person_id != by.pk:
        raise PermissionDenied
    request.delete()
