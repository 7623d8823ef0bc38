"""What a letter that came back says: the reports of mail systems (RFC 3464, RFC 5965), and others.

Whose letter it was tells the address the report came to, so only the reason is read here: from
the delivery status if there is one, else by flufl.bounce and from codes in the words.
"""

from __future__ import annotations

import email
import email.policy
import logging
import re
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING

from flufl.bounce import all_failures

from .health import COMPLAINT

if TYPE_CHECKING:
    from collections.abc import Iterator

# it writes what it sees into its log; nobody is to read that
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL + 1)

_MOST_PARTS = 60
_MOST_TEXT = 20_000
_ENHANCED = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")
_PLAIN = re.compile(
    r"(?:\bsaid:|\bSMTP\b[^\n]{0,40}?|\berror(?: code)?:?|\bresponded:?|\breturned:?|#|^|>>>)"
    r"\s*<?\s*([45])\d\d(?=[ -])",
    re.IGNORECASE | re.MULTILINE,
)
#: words of servers that give no code, and the code that says the same
_PHRASES = (
    (
        "5.1.1",
        re.compile(
            r"no such (user|mailbox|recipient|address)|unknown (user|recipient|mailbox|address)"
            r"|user unknown|(user|mailbox|account|recipient)[^.\n]{0,40}"
            r"(not found|does ?n.t exist|doesn.t have|does not exist|is disabled|n.existe pas)"
            r"|doesn't have an? [^\n]{0,40}account|address (couldn.t be found|rejected)"
            r"|utilisateur inconnu|adresse[^.\n]{0,40}(introuvable|inconnue)"
            r"|(لم يتم )?العثور على (العنوان|عنوان)|المستخدم غير موجود",
            re.IGNORECASE,
        ),
    ),
    (
        "4.2.2",
        re.compile(
            r"(mailbox|inbox|quota)[^.\n]{0,40}(full|exceeded|over)|over quota|out of storage"
            r"|boîte[^.\n]{0,40}pleine|صندوق[^.\n]{0,40}ممتلئ",
            re.IGNORECASE,
        ),
    ),
)
#: an original letter follows from here on; its words say nothing about the failure
_ORIGINAL = re.compile(
    r"^(-{2,} ?(this is a copy of|below this line|original message|the header of)"
    r"|={2,}|return-path:|received: )",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Report:
    """``status``: an enhanced status code, ``complaint``, or empty when nothing failed."""

    status: str
    #: of the letters that came back, without angle brackets
    message_ids: tuple[str, ...] = ()


def read_report(raw: bytes, *, is_bounce: bool = False) -> Report:
    """What a report says. ``is_bounce``: the letter looks like one, so something failed."""
    message = email.message_from_bytes(raw)
    parts = list(_parts(message))
    ids = tuple(dict.fromkeys(_ids(parts)))
    if complaint := _complaint(parts):
        return Report(complaint, ids)
    if any(part.get_content_type() == "message/feedback-report" for part in parts):
        return Report("", ids)
    blocks = [block for part in parts for block in _status_blocks(part)]
    if blocks:
        return Report(_of_blocks(blocks) or "", ids)
    return Report(_undocumented(message, parts, is_bounce=is_bounce), ids)


def _parts(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            return
        yield part


def _ids(parts: list[Message]) -> Iterator[str]:
    """Message-IDs of what is inside; the outermost letter is the report itself."""
    for part in parts[1:]:
        texts = [str(part.get("Message-ID", ""))]
        if part.get_content_type() == "text/rfc822-headers":
            texts.append(_words(part))
        for text in texts:
            yield from re.findall(r"<([^<>\s@]+@[^<>\s@]+)>", text)[:20]


def _complaint(parts: list[Message]) -> str:
    for part in parts:
        if part.get_content_type() == "message/feedback-report":
            kind = re.search(
                r"^Feedback-Type:\s*([\w-]+)", _words(part), re.IGNORECASE | re.MULTILINE
            )
            if kind is None or kind[1].lower() != "not-spam":
                return COMPLAINT
    return ""


# --- delivery status (RFC 3464) --------------------------------------------------------------
def _status_blocks(part: Message) -> list[Message]:
    """Its groups of fields. Some programs send them as a text, some with a wrong type."""
    if part.get_content_type() not in {"message/delivery-status", "message/global-delivery-status"}:
        return []
    inside = part.get_payload()
    if isinstance(inside, list):
        return [each for each in inside if isinstance(each, Message)]
    groups = re.split(r"\r?\n\r?\n", _words(part))
    return [email.message_from_string(each.strip()) for each in groups if each.strip()]


def _of_blocks(blocks: list[Message]) -> str:
    """The worst failure; ``delayed`` is none yet, ``delivered`` and ``relayed`` never."""
    failed = [_of_block(each) for each in blocks if _failed(each)]
    return min(failed, key=lambda status: (not status.startswith("5."), status), default="")


def _failed(block: Message) -> bool:
    action = str(block.get("Action", "")).strip().lower()
    return action == "failed" or (not action and "status" in block)


def _of_block(block: Message) -> str:
    """Its status; where that only says the class, the diagnosis may say more."""
    told = _ENHANCED.search(str(block.get("Status", "")))
    more = _ENHANCED.search(str(block.get("Diagnostic-Code", "")))
    if told is None:
        return more[1] if more else "5.0.0"
    is_vague = told[1].endswith(".0.0")
    return more[1] if is_vague and more and more[1][0] == told[1][0] else told[1]


# --- reports that follow no standard ----------------------------------------------------------
def _undocumented(message: Message, parts: list[Message], *, is_bounce: bool) -> str:
    temporary, permanent = _second_opinion(message)
    if not (is_bounce or temporary or permanent):
        return ""
    words = _said(parts)
    for code in _codes(words):
        if not (permanent and code.startswith("4.")):
            return code
    if permanent:
        return "5.0.0"
    return "4.0.0"


def _second_opinion(message: Message) -> tuple[bool, bool]:
    """Whether flufl.bounce finds an address refused for now, or for good."""
    try:
        temporary, permanent = all_failures(message)
    except Exception:  # noqa: BLE001 - reports are written by anybody
        return False, False
    return bool(temporary), bool(permanent)


def _said(parts: list[Message]) -> str:
    """The words of the report itself, before the letter that it returns."""
    texts = []
    for part in parts:
        if part.get_content_type() in {"message/rfc822", "text/rfc822-headers"}:
            break
        if part.get_content_maintype() == "text":
            texts.append(_words(part))
    text = "\n".join(texts)[:_MOST_TEXT]
    original = _ORIGINAL.search(text, 1)
    return text[: original.start()] if original else text


def _codes(words: str) -> Iterator[str]:
    """Enhanced codes, then what words say, then plain codes as vague enhanced ones."""
    yield from (found[1] for found in _ENHANCED.finditer(words))
    yield from (code for code, phrase in _PHRASES if phrase.search(words))
    yield from (f"{found[1]}.0.0" for found in _PLAIN.finditer(words))


def _words(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        payload = part.as_bytes()
    text = payload[:_MOST_TEXT].decode("utf-8", "replace")
    return re.sub(r"<[^<>@]{1,200}>", " ", text) if part.get_content_subtype() == "html" else text
