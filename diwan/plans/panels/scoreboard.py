"""The scoreboard on the page of an agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots

from .. import scoreboards

if TYPE_CHECKING:
    from django.http import HttpRequest

    from diwan.agreements.models import Agreement


def _of_agreement(request: HttpRequest, agreement: Agreement) -> dict[str, Any] | None:
    board = scoreboards.board_of(agreement, request.user)
    return {"agreement": agreement, **scoreboards.told(board)} if board else None


slots.agreement_panels.add(
    "plans.scoreboard",
    slots.SubjectPanel(
        _("Scoreboard"),
        "plans/_panel.html",
        _of_agreement,
        belongs=_(
            "Projects under the agreement with their indicators. Whoever manages an organisation"
            " that leads one writes it down under “Projects” and names the agreement."
        ),
    ),
    order=30,
)
