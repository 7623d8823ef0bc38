"""A letter whose sender is proven belongs to the member who has shown that address to be theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.mailroom.words import Trust
from diwan.people.queries import owner_of
from diwan.people.words import Attribution

from ..words import ContributionState

if TYPE_CHECKING:
    from diwan.mailroom.models import Letter
    from diwan.people.models import Person

    from ..models import Contribution


def tie(contribution: Contribution, letter: Letter) -> None:
    """Sign what came by ``letter`` as its author signs on the web; nothing is saved here.

    Only when the sender is proven, and the address is exactly one that a member has confirmed.
    What is no contribution, or looks like spam, is left alone: its author can still claim it.
    """
    if letter.trust != Trust.PASS:
        return
    contribution.is_verified = True
    if contribution.state != ContributionState.HELD or contribution.is_suspected_spam:
        return
    author = owner_of(letter.from_address)
    if author is not None:
        _sign(contribution, author)


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
