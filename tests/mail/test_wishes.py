"""No more letters, asked for with a person's program, through real servers and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diwan.discussions.actions import stopping
from diwan.discussions.models import Discussion

from .clients import eventually, letter
from .story import BILAL, DELE, answer

if TYPE_CHECKING:
    from .conftest import Post

pytestmark = pytest.mark.django_db


def test_a_wish_goes_out_to_be_confirmed_and_comes_home_once(post, town):
    asked = letter("Plus de lettres", "désinscription", Message_ID="<enough@example.org>")
    post.clients.swaks(asked, sender=DELE, to=town)
    question = answer(post, DELE, "<enough@example.org>")
    assert question["Content-Language"] == "fr"
    assert question["Auto-Submitted"] == "auto-replied"
    discussion = Discussion.objects.get(slug=town.partition("@")[0])
    assert not stopping.is_refused(discussion, DELE), "nothing happens before it is confirmed"

    to = question["Reply-To"].addresses[0].addr_spec
    yes = letter("Re: Plus de lettres", "oui", Message_ID="<yes@example.org>")
    post.clients.swaks(yes, sender=BILAL, to=to)
    eventually(lambda: stopping.is_refused(discussion, DELE), "end of the letters")
    assert not stopping.is_refused(discussion, BILAL), "whoever confirmed asked for nothing"
    done = answer(post, DELE, "<yes@example.org>")
    assert "C’est fait" in done.get_body(("plain",)).get_content()
    post.clients.swaks(letter("Re: Plus de lettres", "oui"), sender=BILAL, to=to)
    eventually(lambda: _heard(post, BILAL, b"This was done already"), "report with our sentence")


def _heard(post: Post, user: str, words: bytes) -> bool:
    return any(words in b" ".join(raw.split()) for raw in post.clients.mailbox(user))
