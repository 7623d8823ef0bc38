"""Answers that letters bring about by themselves: to whom, in which language, how often.

Whoever forges a sender makes us write to somebody who never wrote; so an answer goes to the
address of the From line only, at most once a day, and never where a machine would read it.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection

from diwan.core import clock
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.mailroom.models import OutgoingLetter
from diwan.mailroom.words import Channel, Sort, Trust
from diwan.texts.language import detect

from .outgoing import send

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.mailroom.models import Letter
    from diwan.mailroom.reading import Reading

#: of one kind to one address: one in this time
PAUSE = timedelta(days=1)

#: of a long thread only the last letters are looked up
_MOST_NAMED = 20
#: letters that a person wrote and that may wait for an answer
_FROM_PEOPLE = ("", Sort.PERSONAL, Sort.EMPTY)
#: addresses behind which nobody is to be told that a letter came
_ROLES = re.compile(
    r"(?:no|not|do-?not|ne-?pas)[-_.]?(?:reply|repondre|responder|antworten)"
    r"|postmaster|mailer-daemon|majordomo|listserv|list-?server|bounces?|root|daemon|nobody"
)
_NOBODY = re.compile(r"^owner-|-(?:request|bounces?|owner|noreply|no-reply|confirm|admin)$")
_LOCK = 7_310_142  # any constant: orders the notices to one address on PostgreSQL


def may_be_answered(letter: Letter, reading: Reading) -> bool:
    """Whether a person waits for an answer at the address of the From line (RFC 3834).

    Not an automatic letter, a report, a list, a null return path, an address that takes no
    answers, one of ours, or one whose owner's mail system says that the letter is forged.
    """
    if letter.channel == Channel.IMPORT or letter.sort not in _FROM_PEOPLE:
        return False
    if letter.trust == Trust.FAIL or not letter.from_address or _wants_none(letter, reading):
        return False
    domain = settings.DIWAN_MAIL_DOMAIN.lower()
    is_ours = letter.from_address.endswith("@" + domain)
    return not is_ours and not is_read_by_many(reading)


def _wants_none(letter: Letter, reading: Reading) -> bool:
    """A null return path, on the envelope or as the last server wrote it down."""
    if letter.channel == Channel.SMTP:
        return not letter.envelope_from
    return any(value.strip() == "<>" for value in reading.headers.get("return-path", ()))


def is_read_by_many(reading: Reading) -> bool:
    """Whether an answer to the sender goes to a mailing list, or to nobody's own address."""
    local, _at, _domain = reading.from_address.partition("@")
    if _ROLES.fullmatch(local) or _NOBODY.search(local):
        return True
    lists = [*reading.headers.get("list-post", ()), *reading.headers.get("list-id", ())]
    if not lists:
        return False
    named = " ".join([*lists, *reading.to, *reading.headers.get("sender", ())]).lower()
    return reading.from_address in named


def language_of(reading: Reading, *, word: str = "", default: str = "en") -> str:
    """The house's language to answer in, as far as the first of these tells it.

    The words; the headers; ``word``, that of a word we know; the letter of ours that this one
    answers; ``default``.
    """
    code = detect(own_words(reading), default="").code
    if code in HOUSE_LANGUAGES:
        return code
    return said_language(reading) or word or answered_language(reading) or default


def own_words(reading: Reading) -> str:
    """What tells a writer's language.

    A subject only counts where nothing else was written: that of an answer is ours.
    """
    return reading.text if reading.text.strip() else reading.subject


def answered_language(reading: Reading) -> str:
    """The language of the nearest letter of ours that this one answers; empty for none."""
    named = [reading.in_reply_to, *reversed(reading.references[-_MOST_NAMED:])]
    sent = OutgoingLetter.objects.filter(message_id__in=named)
    languages = dict(sent.values_list("message_id", "language"))
    return next((languages[name] for name in named if name in languages), "")


def said_language(reading: Reading) -> str:
    """What Content-Language says, when it names one of the house's languages; else empty."""
    for value in reading.headers.get("content-language", ()):
        code = re.split(r"[-_,;\s]", value.strip().lower())[0]
        if code in HOUSE_LANGUAGES:
            return code
    return ""


def help_box() -> str:
    return f"help@{settings.DIWAN_MAIL_DOMAIN}"


def notify(
    kind: str,
    *,
    to: str,
    language: str,
    context: Mapping[str, Any],
    reply_to: str = "",
    in_reply_to: str = "",
) -> OutgoingLetter | None:
    """One notice of this kind to an address in a day; None for a second one.

    An answer to it goes to the help box, unless ``reply_to`` names another.
    """
    _wait_for_turn(to)
    lately = OutgoingLetter.objects.filter(queued_at__gt=clock.now() - PAUSE, kind=kind)
    if lately.filter(to_address=to).exists():
        return None
    return send(
        kind,
        to=to,
        language=language,
        context=context,
        reply_to=reply_to or help_box(),
        in_reply_to=in_reply_to,
        headers={"Auto-Submitted": "auto-replied"},
        is_asked_for=True,
    )


def _wait_for_turn(address: str) -> None:
    """Count and write as one step, whoever else does: SQLite has one writer anyhow."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, address.lower()]
            )
