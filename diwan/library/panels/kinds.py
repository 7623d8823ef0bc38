"""What single kinds show of themselves on the pages of items."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import slots

from .. import details
from ..kinds import campaigns, norms, practices, rumours, studies
from ..kinds.sections import SECTIONS

_ROWS = {section.model.__name__.lower(): section.title for section in SECTIONS.values()}


def _row(name: Any) -> str | None:
    """What a line of an item is called where somebody wrote it."""
    found = _ROWS.get(str(name))
    return str(found) if found else None


for _kind, _detail in (
    ("practice", practices.DETAIL),
    ("policy", norms.DETAIL),
    ("norm", norms.DETAIL),
    ("study", studies.DETAIL),
    ("dataset", studies.DETAIL),
    ("rumour", rumours.DETAIL),
    ("communication", campaigns.BANK),
    ("campaign", campaigns.CAMPAIGN),
):
    details.registry.add(_kind, _detail)
for _module in (campaigns, norms, practices, rumours, studies):
    details.titles.update(_module.TITLES)
slots.tour.add(
    "library-registers",
    slots.TourStop(
        _("Ask who holds what, and what is in force"),
        _(
            "Registers are one entry to people, associations, norms and research centres. A norm"
            " says whether it was in force on a day; countries stand side by side, with whether"
            " they draw nearer to each other and why."
        ),
        lambda: reverse("library:registers"),
    ),
    order=49,
)
slots.log_details.add("row", slots.LogDetail(_("line"), _row))
