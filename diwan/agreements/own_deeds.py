"""What a person did for the sharing of data between bodies (P-11); never whose data it was."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots, traces
from diwan.core.traces import Trace

from .words.sharing import SharingPurpose


def _transfer(row: Any) -> str:
    """Its number and what for; whose data went is theirs."""
    return f"{row.reference} · {dict(SharingPurpose.choices).get(row.purpose, row.purpose)}"


slots.personal_data.add(
    "agreements-deeds",
    traces.source(
        _("What you did for the sharing of data"),
        [
            Trace(
                "agreements.DataSharing.created_by",
                _("Data-sharing agreements you drafted"),
                str,
                "created_at",
            ),
            Trace(
                "agreements.Transfer.sent_by",
                _("Data you sent to another body"),
                _transfer,
                "sent_at",
            ),
        ],
    ),
    order=96,
)
