"""What somebody finds on their desk whose members are asked about a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import clock, slots

from ..models import EndorsementRound
from ..reply import rounds

if TYPE_CHECKING:
    from django.http import HttpRequest

    from diwan.people.models import Person

#: rounds that are looked at for one page; more never run at once
_MOST = 12


def asked(request: HttpRequest) -> dict[str, Any] | None:
    """Rounds that run, in which the person may take part and has taken no position."""
    person: Any = request.user
    now = clock.now()
    running = (
        EndorsementRound.objects.visible_to(person)
        .begun(now)
        .exclude(positions__person=person)
        .select_related("reply__discussion")
        .order_by("closes_on")[:_MOST]
    )
    rows = [row for row in running if _is_for(row, person)]
    return {"rows": rows} if rows else None


def _is_for(running: EndorsementRound, person: Person) -> bool:
    return rounds.is_open(running, clock.now()) and rounds.may_take_part(person, running)


slots.desk_panels.add(
    "discussions.asked",
    slots.Panel(_("Do you stand behind it?"), "discussions/_desk_asked.html", asked),
    order=15,
)


def _weighed() -> str | None:
    """The newest round that anybody may read about."""
    rows = EndorsementRound.objects.filter(reply__discussion__audience="public")
    newest = rows.select_related("reply__discussion").first()
    if newest is None:
        return None
    place = [newest.reply.discussion.slug, newest.reply.number]
    return reverse("discussions:endorsement_of", args=place)


slots.tour.add(
    "discussions.endorsement",
    slots.TourStop(
        _("Do we stand behind it?"),
        _(
            "Members endorse a published reply statement by statement, or object and are answered"
            " in public. It says whether it was endorsed; nobody sees who endorsed it."
        ),
        _weighed,
    ),
    order=46,
)
