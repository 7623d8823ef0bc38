"""A letter whose sender is proven belongs to the member who has shown that address to be theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.mailroom.addressing import opened
from diwan.mailroom.reading.headers import addresses
from diwan.mailroom.words import Trust, TrustReason
from diwan.people.queries import owner_of
from diwan.people.words import Attribution

from ..words import ContributionState

if TYPE_CHECKING:
    from diwan.mailroom.models import Letter
    from diwan.mailroom.reading import Reading
    from diwan.people.models import Person

    from ..models import Contribution


def tie(contribution: Contribution, letter: Letter, reading: Reading) -> None:
    """Sign what came by ``letter`` as its author signs on the web; nothing is saved here.

    Only when the sender is proven, the address is exactly one that a member has confirmed, and
    the letter was written to us: else whoever got a letter of theirs could hand it on as theirs.
    What is no contribution, or looks like spam, is left alone: its author can still claim it.
    """
    if letter.trust != Trust.PASS:
        return
    contribution.is_verified = True
    if contribution.state != ContributionState.HELD or contribution.is_suspected_spam:
        return
    author = owner_of(letter.from_address) if _is_written_to_us(letter, reading) else None
    if author is not None:
        _sign(contribution, author)


def _is_written_to_us(letter: Letter, reading: Reading) -> bool:
    found = letter.trust_details
    if found.get("reason") == TrustReason.SIGNED and found.get("recipients") != "signed":
        return False
    copies = [mail for value in reading.headers.get("cc", ()) for _, mail in addresses(value)]
    ours = opened(letter.recipient).plain
    return any(opened(each).plain == ours for each in (*reading.to, *copies))


def _sign(contribution: Contribution, author: Person) -> None:
    contribution.author = author
    contribution.author_email = ""
    contribution.attribution = author.attribution
    # who is not to be named signs letters with the name in them: that is the one to hide
    if author.attribution == Attribution.NAMED or not contribution.author_name:
        contribution.author_name = author.name or contribution.author_name
    contribution.organisation_name = author.organisation.name if author.organisation else ""
    contribution.kind = author.kind
    contribution.country = author.country_of_residence
