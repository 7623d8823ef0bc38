"""What the doors answer to a mail server: short, in every language of the house at once.

The sending server shows it to somebody who wrote, whose language nobody knows yet.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from diwan.core.wording import HOUSE_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

#: of one line of an answer, with its code (RFC 5321, 4.5.3.1.5)
_LONGEST = 510
_PLAIN = str.maketrans("’‘“”«»–—…\u00a0\u202f", '\'\'""""--.  ')


def in_each_language(sentence: Callable[[], str]) -> list[str]:
    """What ``sentence`` gives in each language of the house, each only once."""
    said = []
    for language in HOUSE_LANGUAGES:
        with override(language):
            said.append(" ".join(sentence().split()))
    return list(dict.fromkeys(said))


def answer(code: str, sentence: Callable[[], str], *, utf8: bool) -> str:
    """An answer of SMTP, a line for each language.

    Args:
        code: both codes, e.g. ``550 5.1.1``.
        utf8: the server asked for SMTPUTF8, so it takes other letters than ASCII (RFC 6531,
            3.7.4). Otherwise accents fall away, and for a language that cannot be written so
            there is the address of a page in it.
    """
    lines = in_each_language(sentence) if utf8 else _in_ascii(sentence)
    number, _space, enhanced = code.partition(" ")
    *others, last = [_cut(f"{enhanced} {line}", _LONGEST - 4) for line in lines]
    return "\r\n".join([*(f"{number}-{each}" for each in others), f"{number} {last}"])


def _in_ascii(sentence: Callable[[], str]) -> list[str]:
    lines = []
    for language in HOUSE_LANGUAGES:
        with override(language):
            plain = _plain(" ".join(sentence().split()))
            lines.append(plain if plain.isascii() else page(language))
    return list(dict.fromkeys(lines))


def page(language: str) -> str:
    """The page that says in a language how to write here."""
    with override(language):
        return settings.DIWAN_ORIGIN + reverse("mailroom:by_mail")


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(each for each in decomposed if unicodedata.category(each) != "Mn")


def _cut(text: str, most: int) -> str:
    """At most so many bytes."""
    return text.encode()[:most].decode(errors="ignore")


# --- sentences --------------------------------------------------------------------------------
def unknown() -> str:
    return _("Nobody here takes letters at this address. Please check it and send again.")


def largest() -> str:
    return f"{settings.DIWAN_MAIL_MAX_BYTES / 1_000_000:g} MB"


def too_large() -> str:
    return _("The letter is larger than %(size)s. Send smaller files, or split it.") % {
        "size": largest()
    }


def too_long() -> str:
    return _("The letter has a line that is too long. Send it from another program.")


def sender_too_fast() -> str:
    return _("Too many letters from this address within an hour. They are taken later; try again.")


def server_too_fast() -> str:
    return _("Too many letters from this server within an hour. They are taken later; try again.")
