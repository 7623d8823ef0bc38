"""Wishes that come by letter: help at once; no more letters, or erasure, after a round trip.

The first letter changes nothing, since anybody can write any sender. We answer to that sender
with a signed token, good for some days and once; whoever brings it back has read the letter.
The token names the stored first letter: the address and the matter stand there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.http import base36_to_int, int_to_base36
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from diwan.audit import actions as audit
from diwan.audit.models import Entry
from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.core.wording import HOUSE_LANGUAGES, choose
from diwan.mailroom import addressing
from diwan.mailroom.models import Letter
from diwan.mailroom.words import NO_REPLY_BOXES, Wish

from .answering import help_box, may_be_answered, notify
from .outgoing import send

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.mailroom.models import OutgoingLetter
    from diwan.mailroom.reading import Reading

#: the box that tokens come back to
CONFIRM = "confirm"
#: how long a token is good
LIFE = timedelta(days=7)
GRANTED = "letter.granted"

_CODES = {Wish.STOP: "s", Wish.ERASE: "e"}
#: stands for no more letters at all, whatever the first letter was about
_ALL = "a"
_HOUR = 3600  # seconds


@dataclass(frozen=True, slots=True)
class Asked:
    """What a token stands for.

    Attributes:
        letter: the first letter.
        recipient: what no more letters are wanted about; empty for all.
        title: of that, by language; empty where it has none.
    """

    wish: Wish
    letter: Letter
    language: str
    recipient: str = ""
    title: Mapping[str, str] | None = None

    @property
    def address(self) -> str:
        return self.letter.from_address

    @property
    def title_shown(self) -> str:
        return choose(self.title).text if self.title else ""


# --- the first letter ------------------------------------------------------------------------
@transaction.atomic
def ask(wish: Wish, letter: Letter, reading: Reading, *, language: str) -> OutgoingLetter | None:
    """Answer a wish: help is given, everything else is to be confirmed. None: no letter goes."""
    if not may_be_answered(letter, reading):
        return None
    if wish == Wish.HELP:
        return notify(
            "mailroom/help",
            to=letter.from_address,
            language=language,
            context=what_can_be_done(language)
            | {"is_no_reply": addressing.opened(letter.recipient).box in NO_REPLY_BOXES},
            in_reply_to=letter.message_id,
        )
    asked = _asked(wish, letter, language)
    token = new_token(_CODES[wish], language, letter)
    return notify(
        f"mailroom/confirm_{wish.value}",
        to=letter.from_address,
        language=language,
        context={
            **_about(asked),
            "url": url(token, language),
            "url_of_all": url(new_token(_ALL, language, letter), language) if asked.title else "",
        },
        reply_to=f"{CONFIRM}+{token}@{settings.DIWAN_MAIL_DOMAIN}",
        in_reply_to=letter.message_id,
    )


def what_can_be_done(language: str) -> dict[str, Any]:
    """What everybody can do by mail: ``boxes`` as (title, address), and those of the house."""
    boxes = [box for room in slots.correspondence for box in room.boxes(language)]
    return {"boxes": boxes, **_houses(language)}


def _houses(language: str) -> dict[str, str]:
    """The addresses of the house itself, and its first page."""
    with override(language):
        home = settings.DIWAN_ORIGIN + reverse("portal:home")
    boxes = {name: f"{name}@{settings.DIWAN_MAIL_DOMAIN}" for name in ("help", *_WISHING)}
    return {**boxes, "home": home}


_WISHING = ("unsubscribe", "erase")


def _about(asked: Asked) -> dict[str, Any]:
    """What the letters about a wish can say."""
    return {
        **_houses(asked.language),
        "asker": asked.address,
        "title": choose(asked.title, asked.language).text if asked.title else "",
        "days": LIFE.days,
        "kept": kept(asked.language),
        "letters_days": settings.DIWAN_LETTERS_DAYS,
    }


def kept(language: str) -> list[str]:
    """What stays after an erasure, and why, room by room."""
    with override(language):
        return [str(each.kept) for each in slots.address_data if each.kept]


# --- the token ---------------------------------------------------------------------------------
def new_token(code: str, language: str, letter: Letter) -> str:
    until = int((clock.now() + LIFE).timestamp()) // _HOUR
    words = f"{code}.{language}.{int_to_base36(letter.pk)}.{int_to_base36(until)}"
    local = addressing.tagged(CONFIRM, words).partition("@")[0]
    return local.partition("+")[2]


def url(token: str, language: str) -> str:
    """The page where a wish is confirmed by a button."""
    with override(language):
        return settings.DIWAN_ORIGIN + reverse("mailroom:asked", args=[token])


def opened(token: str) -> Asked:
    """What a token stands for.

    Raises:
        Refusal: it is none of ours, too old, used already, or its letter is gone.
    """
    code, language, pk, until = _parts(token)
    if clock.now() >= datetime.fromtimestamp((until + 1) * _HOUR, UTC):
        raise Refusal(_("This confirmation is too old. Ask again, and answer within some days."))
    letter = Letter.objects.filter(pk=pk).exclude(from_address="").first()
    if letter is None or is_granted(letter):
        raise Refusal(_("This was done already, or there is nothing left to do."))
    if code == _ALL:
        return Asked(Wish.STOP, letter, language)
    wish = next(wish for wish, known in _CODES.items() if known == code)
    return _asked(wish, letter, language)


def language_in(token: str) -> str:
    """The language of the letter that brought a token; English when it is none of ours."""
    try:
        return _parts(token)[1]
    except Refusal:
        return "en"


def _parts(token: str) -> tuple[str, str, int, int]:
    parts = addressing.opened(f"{CONFIRM}+{token}@{settings.DIWAN_MAIL_DOMAIN}").tag.split(".")
    known = {_ALL, *_CODES.values()}
    if len(parts) != 4 or parts[0] not in known or parts[1] not in HOUSE_LANGUAGES:
        raise Refusal(_("This link is broken. Copy it again from the letter, all of it."))
    return parts[0], parts[1], base36_to_int(parts[2]), base36_to_int(parts[3])


def _asked(wish: Wish, letter: Letter, language: str) -> Asked:
    """With what the letter is about, as the rooms tell by the address it was written to."""
    if wish == Wish.STOP:
        for room in slots.correspondence:
            if title := room.about(letter.recipient):
                return Asked(wish, letter, language, letter.recipient, title)
    return Asked(wish, letter, language)


def is_granted(letter: Letter) -> bool:
    """Whether what this letter asked for was done: a token is good once."""
    return Entry.objects.filter(verb=GRANTED, subject=audit.reference(letter)).exists()


# --- granting it -------------------------------------------------------------------------------
@transaction.atomic
def grant(token: str) -> Asked:
    """Do what a token stands for, once.

    Raises:
        Refusal: see ``opened``; or a room says that a letter is not enough, and nothing is done.
    """
    asked = opened(token)
    Letter.objects.select_for_update().get(pk=asked.letter.pk)
    if is_granted(asked.letter):  # two windows at once
        raise Refusal(_("This was done already, or there is nothing left to do."))
    if asked.wish == Wish.STOP:
        for room in slots.correspondence:
            room.stop(asked.address, asked.recipient)
    else:
        for held in slots.address_data:
            held.erase(asked.address)
    audit.record(GRANTED, by=None, on=asked.letter, details={"wish": asked.wish.value})
    return asked


def tell(asked: Asked, *, in_reply_to: str = "") -> None:
    """Write to the address that asked, and to no other, what was done and what stays."""
    send(
        "mailroom/stopped" if asked.wish == Wish.STOP else "mailroom/erased",
        to=asked.address,
        language=asked.language,
        context=_about(asked),
        reply_to=help_box(),
        in_reply_to=in_reply_to,
        headers={"Auto-Submitted": "auto-replied"},
        is_asked_for=True,
    )


def tell_left(letter: Letter, reading: Reading, *, language: str) -> None:
    """Say to whoever answered a question with no that nothing changes."""
    if may_be_answered(letter, reading):
        notify(
            "mailroom/left_alone",
            to=letter.from_address,
            language=language,
            context=_houses(language),
            in_reply_to=letter.message_id,
        )


def tell_why_not(letter: Letter, reading: Reading, *, language: str, why: Refusal) -> None:
    """Say to whoever brought a token why nothing was done, and what to do."""
    if may_be_answered(letter, reading):
        with override(language):
            sentence = str(why)
        notify(
            "mailroom/not_done",
            to=letter.from_address,
            language=language,
            context={"why": sentence, **_houses(language)},
            in_reply_to=letter.message_id,
        )
