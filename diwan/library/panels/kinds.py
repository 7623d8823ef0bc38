"""What single kinds show of themselves on the pages of items."""

from __future__ import annotations

from .. import details
from ..kinds import campaigns, norms, practices, rumours, studies

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
