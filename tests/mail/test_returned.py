"""What a real mail server sends back is counted for the address it could not reach."""

from __future__ import annotations

import pytest

from diwan.mailroom.addressing import opened
from diwan.mailroom.models import AddressHealth, Letter, OutgoingLetter

from .clients import eventually, letter

pytestmark = pytest.mark.django_db
LOST = "lost@example.org"


def test_a_bounce_of_postfix_counts_against_the_address(post, town):
    message = letter("Gone", "My mailbox was closed.", Message_ID="<gone@example.org>")
    post.clients.swaks(message, sender=LOST, to=town)
    eventually(AddressHealth.objects.filter(address=LOST).exists, "note about the address")
    noted = AddressHealth.objects.get(address=LOST)
    assert (noted.score, noted.status[:4], noted.stopped_at) == (2.0, "5.1.", None)
    report = Letter.objects.filter(handler="returns").latest("pk")
    assert (report.envelope_from, report.sort) == ("", "bounce")
    ours = OutgoingLetter.objects.get(pk=int(opened(report.recipient).tag, 36))
    assert (ours.to_address, ours.problem) == (LOST, f"returned {noted.status}")
