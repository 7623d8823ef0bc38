"""Where dialogues show themselves: on agreements, on places, in the tour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import Findable
from diwan.core.wording import choose

from ..actions import indexing_dialogues as indexing
from ..models import Agreement, Dialogue
from ..showing.dialogues import draw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from diwan.vocabularies.models import Place

MOST = 8
#: the agreement of the demo that the tour shows, and the dialogue
SHOWN, TABLE = "two-shores-mobility-partnership", "rabat-process"


def _of_agreement(_request: HttpRequest, agreement: Agreement) -> dict[str, Any] | None:
    """Two queries: the dialogues, their rounds."""
    rows = Dialogue.objects.filter(agreement=agreement).prefetch_related("rounds")
    found = [(row, draw(row.rounds.all())) for row in rows]
    return {"dialogues": found} if found else None


def _of_place(request: HttpRequest, place: Place) -> dict[str, Any] | None:
    """One query."""
    rows = Dialogue.objects.visible_to(request.user).in_place(place).for_listing()
    found = list(rows[:MOST])
    return {"dialogues": found} if found else None


def _agreement_to_show() -> str | None:
    """A signed one that has much to show; on a real site the list."""
    readable = Agreement.objects.filter(slug=SHOWN, state="in_force")
    found = readable.first()
    return found.get_absolute_url() if found else reverse("agreements:index")


def _dialogue_to_show() -> str | None:
    found = Dialogue.objects.filter(slug=TABLE, agreement__isnull=True).first()
    return found.get_absolute_url() if found else None


def _readable(person: Any) -> Any:
    return Dialogue.objects.visible_to(person).values("pk")


def _show(found: Sequence[tuple[int, str]]) -> dict[tuple[int, str], Findable]:
    rows = Dialogue.objects.in_bulk({pk for pk, _code in found})
    return {(pk, code): _found(rows[pk], code) for pk, code in found if pk in rows}


def _found(row: Any, code: str) -> Findable:
    return Findable(
        title=choose(row.title, code).text,
        text=choose(row.summary, code).text,
        url=row.get_absolute_url(),
        date=None,
    )


slots.agreement_panels.add(
    "agreements.dialogues",
    slots.SubjectPanel(
        _("Dialogue"),
        "agreements/panels/dialogues.html",
        _of_agreement,
        belongs=_("The rounds of talks that led to it or steer it; whoever keeps it adds them."),
    ),
    order=20,
)
slots.place_panels.add(
    "agreements.dialogues",
    slots.SubjectPanel(
        _("Dialogues it takes part in"),
        "agreements/panels/dialogues_of_place.html",
        _of_place,
        belongs=_("Dialogues between states in which it takes part. Stewards record them."),
    ),
    order=18,
)
slots.tour.add(
    "agreements.agreement",
    slots.TourStop(
        _("An agreement that lives"),
        _(
            "Who agreed on what on each shore, who signed in which capacity, who steers it, what"
            " was put into the purse, and what happens when the money ends."
        ),
        _agreement_to_show,
    ),
    order=24,
)
slots.tour.add(
    "agreements.dialogue",
    slots.TourStop(
        _("A dialogue on one line"),
        _(
            "When states met, about what, and what came of it, each with its source. A date that"
            " nothing shows is marked."
        ),
        _dialogue_to_show,
    ),
    order=26,
)
slots.search_sources.add(
    indexing.DIALOGUES,
    slots.SearchSource(_("Dialogues"), _readable, indexing.index_everything, _show),
    order=16,
)
