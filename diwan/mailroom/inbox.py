"""The boxes of the house itself: help, unsubscribe, erase, and where confirmations come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.errors import Refusal

from . import addressing, wishes
from .actions import answering, asking, reading_of
from .words import HOUSE, HOUSE_BOXES, NO_REPLY_BOXES, Sort, Trust, Wish

if TYPE_CHECKING:
    from .models import Letter
    from .reading import Reading

_WISHES = {"help": Wish.HELP, "unsubscribe": Wish.STOP, "erase": Wish.ERASE}
#: an answer in one of these is a person's; a filter may take a bare “yes” for spam
_FROM_PEOPLE = (Sort.PERSONAL, Sort.EMPTY, Sort.SPAM)


def accepts(address: str) -> bool:
    """Ours, with a tag that is ours if it has one; a confirmation has.

    Who answers a letter that takes none is told so; at the door, where there is one.
    """
    parts = addressing.opened(address)
    if not _is_house(parts) or parts.is_forged:
        return False
    return parts.box != asking.CONFIRM or bool(parts.tag)


def refuses(address: str) -> str:
    """What the door says of an address of the house that takes nothing."""
    parts = addressing.opened(address)
    why = ""
    if not _is_house(parts):
        return why
    if not accepts(address):
        why = str(addressing.NOT_OURS)
    elif parts.box in NO_REPLY_BOXES:
        why = str(_("Nobody reads what is written to this address."))
    elif parts.box == asking.CONFIRM:
        why = _why_not_good(address)
    help_box = f"help@{settings.DIWAN_MAIL_DOMAIN}"
    help_here = _("For help, write to %(help)s.") % {"help": help_box}
    return f"{why} {help_here}" if why else ""


def _why_not_good(address: str) -> str:
    """Why the token in an address is not good; empty when it is."""
    try:
        asking.opened(_token(address))
    except Refusal as refusal:
        return str(refusal)
    return ""


def handle(letter: Letter) -> None:
    reading = reading_of(letter)
    box = addressing.opened(letter.recipient).box
    if box == asking.CONFIRM:
        _confirm(letter, reading)
    else:
        said = wishes.said(reading.text, reading.subject)
        language = answering.language_of(reading, word=said.language if said else "")
        asking.ask(_WISHES.get(box, Wish.HELP), letter, reading, language=language)


def _confirm(letter: Letter, reading: Reading) -> None:
    """A yes does it, a no nothing, and both hear so; everything else is told what to do.

    An answer of a machine is none: those who are away have not read what it answers.
    """
    if letter.sort not in _FROM_PEOPLE:
        return
    token = _token(letter.recipient)
    language = answering.language_of(reading, default=asking.language_in(token))
    try:
        opened = asking.opened(token)
        if wishes.is_no(reading.text):
            asking.tell_left(letter, reading, language=language)
            return
        _require_yes(reading, opened.wish)
        _require_owner(letter, opened)
        asked = asking.grant(token)
    except Refusal as refusal:
        asking.tell_why_not(letter, reading, language=language, why=refusal)
    else:
        asking.tell(asked, in_reply_to=letter.message_id)


def _require_yes(reading: Reading, wish: Wish) -> None:
    """A yes, or the wish once more."""
    said = wishes.said(reading.text)
    if not wishes.is_yes(reading.text) and (said is None or said.wish != wish):
        raise Refusal(
            _("Write the word yes on the first line of your answer, and nothing else on it.")
        )


def _require_owner(letter: Letter, asked: asking.Asked) -> None:
    """Erasure is final: our question may have been handed on, so its reader is not enough."""
    is_theirs = letter.from_address == asked.address and letter.trust != Trust.FAIL
    if asked.wish == Wish.ERASE and not is_theirs:
        raise Refusal(
            _(
                "Deletion can only be confirmed from the address that it is about:"
                " answer our letter from there, or press the button on the page it names."
            )
        )


def _is_house(parts: addressing.Address) -> bool:
    is_named = parts.box in HOUSE_BOXES | NO_REPLY_BOXES
    return is_named and parts.domain == settings.DIWAN_MAIL_DOMAIN.lower()


def _token(address: str) -> str:
    return address.strip().lower().partition("@")[0].partition("+")[2]


def register() -> None:
    slots.letter_handlers.add(
        HOUSE, slots.LetterHandler(accepts=accepts, handle=handle, refuses=refuses), order=10
    )
