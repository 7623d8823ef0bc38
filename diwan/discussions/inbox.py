"""What an incoming letter does: the discussion's own address takes it, with or without a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.http import base36_to_int
from django.utils.translation import gettext as _

from diwan.core.slots import Correspondence, LetterHandler, correspondence, letter_handlers
from diwan.core.wording import choose
from diwan.mailroom import addressing
from diwan.mailroom.actions import reading_of

from .actions import stopping
from .actions.arrival import take_letter
from .models import Discussion
from .placing import discussion_of
from .words import Audience, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diwan.mailroom.models import Letter


def accepts(address: str) -> bool:
    return discussion_of(address) is not None


def refuses(address: str) -> str:
    """A forged tag at the address of a discussion."""
    parts = addressing.opened(address)
    if not parts.is_forged or accepts(address):
        return ""
    discussion = discussion_of(parts.plain)
    if discussion is None or not discussion.mail_address.isascii():
        return ""
    what_to_do = _("Answer the letter again, or write to %(address)s.")
    return f"{addressing.NOT_OURS} {what_to_do % {'address': discussion.mail_address}}"


def handle(letter: Letter) -> None:
    discussion = discussion_of(letter.recipient)
    if discussion is not None:
        take_letter(discussion, letter, reading_of(letter))


# --- what the addresses of the house ask ---------------------------------------------------
def _meant(recipient: str) -> Discussion | None:
    """The discussion of an address: its own, or the tag of ``unsubscribe+d….@``."""
    parts = addressing.opened(recipient)
    if parts.box != "unsubscribe":
        return discussion_of(recipient)
    if not parts.tag.startswith("d"):
        return None
    try:
        pk = base36_to_int(parts.tag[1:])
    except ValueError:
        return None
    return Discussion.objects.filter(pk=pk).exclude(stage=Stage.DRAFT).first()


def _about(recipient: str) -> Mapping[str, str] | None:
    discussion = _meant(recipient)
    return discussion.title if discussion is not None else None


def _stop(address: str, recipient: str) -> None:
    discussion = _meant(recipient) if recipient else None
    if discussion is not None:
        stopping.stop(discussion, stopping.sign_of(address))
    elif not recipient:
        stopping.stop_all(address)


def _boxes(language: str) -> Iterator[tuple[str, str]]:
    """What everybody may read and write to now."""
    rows = Discussion.objects.open().filter(audience=Audience.PUBLIC).order_by("closes_on", "pk")
    for discussion in rows:
        yield choose(discussion.title, language).text, discussion.mail_address


def register() -> None:
    letter_handlers.add("discussions", LetterHandler(accepts, handle, refuses))
    correspondence.add("discussions", Correspondence(_stop, _about, _boxes))
