"""The people of these tests, and what becomes of their letters."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from diwan.discussions.models import Contribution
from diwan.mailroom.models import OutgoingLetter

from .clients import eventually, letter

if TYPE_CHECKING:
    from email.message import EmailMessage

    from .conftest import Post

AMINA, BILAL, CHLOE = "amina@example.org", "bilal@example.org", "chloe@example.org"
DELE = "dele@example.org"
#: nothing is known of this domain's servers
DORA = "dora@example.net"
HOLIDAY, FORWARDER = "holiday@example.org", "forwarder@example.org"
_numbers = count(1)


def contribution(to: str, **found: str) -> Contribution:
    """The one contribution at an address, once the worker has read its letter."""
    slug = to.partition("@")[0]
    wanted = Contribution.objects.filter(discussion__slug=slug, **found)
    eventually(wanted.exists, f"contribution to {slug}")
    return wanted.get()


def answer(post: Post, user: str, message_id: str) -> EmailMessage:
    """The one answer to a letter, out of the mailbox of ``user``."""
    found = eventually(lambda: post.clients.answers(user, message_id), f"answer for {user}")
    assert len(found) == 1
    return found[0]


def sent(user: str, message_id: str) -> list[OutgoingLetter]:
    """What stands in our books as written to ``user`` in answer to a letter."""
    ours = OutgoingLetter.objects.filter(to_address=user)
    return [each for each in ours if each.headers.get("In-Reply-To") == message_id]


def at_rest(post: Post, to: str) -> EmailMessage:
    """One more letter and its answer: whatever was under way has come before."""
    number = next(_numbers)
    message_id = f"<rest-{number}@example.org>"
    message = letter(f"At rest {number}", f"No more about {number}.", Message_ID=message_id)
    post.clients.swaks(message, sender=BILAL, to=to)
    return answer(post, BILAL, message_id)
