"""DKIM (RFC 6376) and the signatures of ARC (RFC 8617), by dkimpy, within bounds of our own."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import dkim
from dkim.util import InvalidTagValueList, parse_tag_value

from . import domains
from .resolver import TemporaryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from .resolver import Bounded
    from .sender import Head

#: a letter with more has them to keep us busy
MOST_SIGNATURES = 8
MOST_SEALS = 10
_LONGEST = 8_000
#: of a key record: room for 4096 bits; longer keys cost minutes
_LONGEST_KEY = 1_200
#: dkimpy says what it sees in the letter into its log; nobody is to read that
_SILENT = logging.Logger("silent", logging.CRITICAL + 1)  # noqa: LOG001 - outside the tree of loggers
_SPACES = re.compile(rb"[\t ]+")
_MANY_SPACES = re.compile(rb"\s{100}")
_STRONG = {b"rsa-sha256", b"ed25519-sha256"}


@dataclass(frozen=True, slots=True)
class Signature:
    """``result``: pass, fail (does not fit), or permerror (cannot be checked, or too weak)."""

    domain: str
    result: str
    #: whom the letter is written to was signed as well, so nobody else can be put there
    covers_recipients: bool


@dataclass(frozen=True, slots=True)
class Seal:
    """One instance of an ARC chain: who sealed, and what they say that they found."""

    domain: str
    found: str


@dataclass(frozen=True, slots=True)
class Chain:
    """``result``: none, pass or fail; ``seals`` from the newest to the oldest, if it passed."""

    result: str
    seals: tuple[Seal, ...] = ()


def check(head: Head, *, resolver: Bounded, wanted: Callable[[str], bool]) -> list[Signature]:
    """Each signature of a domain that is ``wanted``; those of others prove nothing to us.

    Raises:
        TemporaryError: a key could not be asked for, and no other signature passed.
    """
    found, trouble = [], None
    for place, value in list(enumerate(head.values("dkim-signature")))[:MOST_SIGNATURES]:
        tags = _tags(value)
        domain = domains.plain(tags.get(b"d", b"").decode("utf-8", "replace"))
        if not wanted(domain):
            continue
        try:
            result = _result(head, place, tags, resolver)
        except TemporaryError as error:
            trouble = error
        else:
            found.append(Signature(domain, result, _covers_recipients(head, tags)))
    if trouble and not any(each.result == "pass" for each in found):
        raise trouble
    return found


def _tags(value: bytes) -> dict[bytes, bytes]:
    if len(value) > _LONGEST or _MANY_SPACES.search(value):
        return {}
    try:
        tags: dict[bytes, bytes] = parse_tag_value(value)
    except (InvalidTagValueList, IndexError):
        return {}
    return tags


def _result(head: Head, place: int, tags: dict[bytes, bytes], resolver: Bounded) -> str:
    # a length leaves room for words that nobody signed
    if tags.get(b"a") not in _STRONG or b"l" in tags or not _covers_sender(tags):
        return "permerror"
    keys = _Keys(resolver)
    checker = _loaded(dkim.DKIM, head, is_relaxed=_is_relaxed(tags))
    try:
        fits = checker.verify(idx=place, dnsfunc=keys)
    except TemporaryError:
        raise
    except dkim.ValidationError as error:
        return "fail" if "hash mismatch" in str(error) else "permerror"
    except Exception:  # noqa: BLE001 - signatures and keys are written by anybody
        return "permerror"
    if fits:
        return "pass"
    return "fail" if keys.has_key else "permerror"


def _signed_names(tags: dict[bytes, bytes]) -> list[str]:
    return [
        each.strip().lower().decode("ascii", "replace") for each in tags.get(b"h", b"").split(b":")
    ]


def _covers_sender(tags: dict[bytes, bytes]) -> bool:
    return "from" in _signed_names(tags)


def _covers_recipients(head: Head, tags: dict[bytes, bytes]) -> bool:
    names = _signed_names(tags)
    return all(len(list(head.values(each))) <= names.count(each) for each in ("to", "cc"))


def _is_relaxed(tags: dict[bytes, bytes]) -> bool:
    return tags.get(b"c", b"").partition(b"/")[2] == b"relaxed"


def _loaded(kind: Any, head: Head, *, is_relaxed: bool) -> Any:
    """A checker of dkimpy with our reading of the letter in it.

    The relaxed form of the body is made here: it stays itself when it is made once more, and
    dkimpy takes quadratic time for long runs of spaces.
    """
    checker = kind(logger=_SILENT, minkey=1024)
    # as dkimpy's own reading has them: lists of name and value, each ended by a line end
    checker.headers = [
        [each.written, _with_line_ends(each.value) + b"\r\n"] for each in head.fields
    ]
    body = _with_line_ends(head.body)
    checker.body = _SPACES.sub(b" ", body).replace(b" \r\n", b"\r\n") if is_relaxed else body
    return checker


def _with_line_ends(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


class _Keys:
    """Looks keys up for dkimpy; ``has_key``: the last one was there and not withdrawn."""

    def __init__(self, resolver: Bounded) -> None:
        self._resolver = resolver
        self.has_key = False

    def __call__(self, name: bytes, timeout: float = 5) -> bytes | None:  # noqa: ARG002 - dkimpy's name
        self.has_key = False
        asked = domains.plain(name.decode("utf-8", "replace"))
        found = self._resolver.texts(asked) if asked else []
        keys = [each for each in found if _is_key(each)]
        if len(keys) != 1:
            return None
        self.has_key = True
        return keys[0]


def _is_key(record: bytes) -> bool:
    """A key that is meant for use: not one of a domain that only tries (``t=y``), nor withdrawn."""
    try:
        tags = parse_tag_value(record) if len(record) <= _LONGEST_KEY else {}
    except (InvalidTagValueList, IndexError):
        return False
    flags = {each.strip() for each in tags.get(b"t", b"").split(b":")}
    return bool(tags.get(b"p")) and b"y" not in flags


# --- ARC -----------------------------------------------------------------------------------
def chain(head: Head, resolver: Bounded) -> Chain:
    """The chain of seals, and what each says.

    Raises:
        TemporaryError: a key could not be asked for.
    """
    seals = list(head.values("arc-seal"))
    if not seals:
        return Chain("none")
    signatures = list(head.values("arc-message-signature"))
    tags = [_tags(value) for value in seals + signatures]
    if len(seals) > MOST_SEALS or not all(each.get(b"a") in _STRONG for each in tags):
        return Chain("fail")
    if not all(_covers_sender(each) and b"l" not in each for each in tags[len(seals) :]):
        return Chain("fail")
    return _validated(_loaded(dkim.ARC, head, is_relaxed=True), resolver)


def _validated(checker: Any, resolver: Bounded) -> Chain:
    try:
        result, found, _why = checker.verify(dnsfunc=_Keys(resolver))
    except TemporaryError:
        raise
    except Exception:  # noqa: BLE001 - anybody can write a chain; none may stop the mailroom
        return Chain("fail")
    if result != dkim.CV_Pass:
        return Chain("fail")
    return Chain("pass", tuple(_seal(each) for each in found))


def _seal(found: dict[str, Any]) -> Seal:
    domain = domains.plain(found["as-domain"].decode("ascii", "replace"))
    same = domains.plain(found["ams-domain"].decode("ascii", "replace")) == domain
    return Seal(domain if same else "", found["aar-value"].decode("utf-8", "replace"))
