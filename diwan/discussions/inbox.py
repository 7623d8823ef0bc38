"""What an incoming letter does: the discussion's own address takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from diwan.core.slots import LetterHandler, letter_handlers
from diwan.mailroom.actions import reading_of

from .actions.arrival import take_letter
from .models import Discussion
from .words import Stage

if TYPE_CHECKING:
    from diwan.mailroom.models import Letter


def discussion_of(address: str) -> Discussion | None:
    """The discussion that has this mail address, whole or with the site's domain."""
    address = address.strip().lower()
    names = [address]
    local, _, domain = address.partition("@")
    if domain == settings.DIWAN_MAIL_DOMAIN.lower():
        names.append(local)
    return Discussion.objects.filter(address__in=names).exclude(stage=Stage.DRAFT).first()


def accepts(address: str) -> bool:
    return discussion_of(address) is not None


def handle(letter: Letter) -> None:
    discussion = discussion_of(letter.recipient)
    if discussion is not None:
        take_letter(discussion, letter, reading_of(letter))


def register() -> None:
    letter_handlers.add("discussions", LetterHandler(accepts=accepts, handle=handle))
