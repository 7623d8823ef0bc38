"""Letters to forums, as a mail server brings them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.core import clock
from diwan.mailroom import actions as mailroom
from diwan.mailroom.models import Letter
from diwan.mailroom.tests.letters import made
from diwan.mailroom.words import Channel

if TYPE_CHECKING:
    import pytest


def write_to(
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    text: str,
    *,
    sender: str = "amina@example.org",
    trust: str = "pass",
    **headers: str,
) -> Letter:
    """``sender`` writes to ``address``; ``trust`` is what their domain proves."""
    number = Letter.objects.count()
    defaults = {
        "From": f"Name Of Account <{sender}>",
        "To": address,
        "Subject": "Used tools",
        "Message_ID": f"<{number}@{sender.partition('@')[2]}>",
    }
    (received,) = mailroom.receive(
        made(text, **(defaults | headers)).as_bytes(),
        recipients=[address],
        envelope_from=sender,
        channel=Channel.SMTP,
        received_at=clock.now(),
    )

    def _proven(row: Letter) -> bool:
        Letter.objects.filter(pk=row.pk).update(trust=trust)
        return True

    monkeypatch.setattr("diwan.mailroom.actions.incoming.proving.prove", _proven)
    mailroom.process(received)
    received.refresh_from_db()
    return received
