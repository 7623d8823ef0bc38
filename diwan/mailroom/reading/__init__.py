"""What a letter says: bytes in, a ``Reading`` out, whatever the bytes are.

Knows no database and no settings; never raises: what went wrong is in ``problems``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diwan.mailroom import rules, splitting
from diwan.mailroom.splitting import Answered, Cut, Split
from diwan.mailroom.words import CutReason, Problem, Sort

from . import armour, headers
from .charsets import clean, decode
from .messages import parsed
from .parts import LetterFile, Parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from diwan.mailroom.splitting import Line

__all__ = ["Cut", "LetterFile", "Reading", "read"]


_LONGEST_TO_SPLIT = 1_000_000
_MOST_LINES_TO_SPLIT = 20_000
#: of an even longer one the rest is cut: masking and showing it would hold everybody up
_LONGEST_SHOWN = 300_000


@dataclass(frozen=True, slots=True)
class Reading:
    """One letter as it was understood.

    Attributes:
        message_id: without angle brackets, as are ``in_reply_to`` and ``references``.
        from_address: lower case; empty when the letter names none.
        sent_at: from the Date header, aware UTC, or None.
        text: the writer's own words.
        cuttings: what was cut from ``text``; ``splitting.restore`` puts it back.
        answered: where in ``text`` an answer begins, and the quoted line it stands under.
        sort: a value of ``words.Sort``; ``sort_evidence`` says what told it.
        problems: values of ``words.Problem``.
        headers: decoded values by lower-case name, as they stood.
    """

    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    from_name: str
    from_address: str
    to: tuple[str, ...]
    subject: str
    sent_at: datetime | None
    text: str
    cuttings: tuple[Cut, ...]
    answered: tuple[Answered, ...]
    attachments: tuple[LetterFile, ...]
    sort: str
    sort_evidence: str
    problems: tuple[str, ...]
    headers: headers.Headers


def read(raw: bytes, *, envelope_from: str | None = None) -> Reading:
    """Read the bytes of one letter.

    Args:
        raw: the message as it came (RFC 5322, more or less).
        envelope_from: the return path of the door, empty for a null one; None when unknown,
            then the Return-Path header is believed.
    """
    try:
        return _read(raw, envelope_from)
    except Exception as error:  # noqa: BLE001 - any bytes may come; none may stop the mailroom
        return _unreadable(raw, type(error).__name__)


def _read(raw: bytes, envelope_from: str | None) -> Reading:
    message = parsed(raw)
    known = headers.collect(list(message.raw_items()))
    parts = Parts(message, language=_language(known))
    subject = headers.first(known, "subject")
    name, address = _sender(known)
    is_marked = "in-reply-to" in known or "references" in known
    answers = is_marked or splitting.is_answer_subject(subject)
    split = _split(parts, subject, writer=name, answers=answers)
    if envelope_from is None and "return-path" in known:
        envelope_from = _address_in(known, "return-path")
    decoded = {key: [headers.decoded(value) for value in raws] for key, raws in known.items()}
    traits = rules.Traits(
        headers=decoded,
        subject=subject,
        from_name=name,
        from_address=address,
        envelope_from=envelope_from,
        text=split.text,
        types=tuple(parts.types),
        has_files=bool(parts.files) and Problem.ENCRYPTED not in parts.problems,
    )
    sort, evidence = rules.sort_of(traits)
    sent_at = headers.date(known.get("date", [""])[0])
    problems = list(parts.problems)
    problems += [] if sent_at else [Problem.NO_DATE.value]
    problems += [] if address else [Problem.NO_SENDER.value]
    return Reading(
        message_id=next(iter(headers.ids(known.get("message-id", [""])[0])), ""),
        in_reply_to=next(iter(headers.ids(known.get("in-reply-to", [""])[0])), ""),
        references=headers.ids(known.get("references", [""])[0]),
        from_name=name,
        from_address=address,
        to=tuple(mail for value in known.get("to", []) for _, mail in headers.addresses(value)),
        subject=subject,
        sent_at=sent_at,
        text=split.text,
        cuttings=split.cuttings,
        answered=splitting.answered(split.text, split.cuttings),
        attachments=tuple(parts.files),
        sort=sort,
        sort_evidence=evidence,
        problems=tuple(problems),
        headers=decoded,
    )


def _sender(known: headers.Headers) -> tuple[str, str]:
    for name in ("from", "sender", "reply-to"):
        for value in known.get(name, []):
            for pair in headers.addresses(value):
                return pair
    return headers.first(known, "from"), ""


def _address_in(known: headers.Headers, name: str) -> str:
    found = headers.addresses(known[name][0])
    return found[0][1] if found else ""


def _split(parts: Parts, subject: str, *, writer: str, answers: bool) -> Split:
    lines = parts.body.lines
    wordy = [index for index, line in enumerate(lines) if line.text.strip()]
    lines = lines[wordy[0] : wordy[-1] + 1] if wordy else []
    if _is_endless(lines):
        whole = "\n".join(line.text for line in lines)
        rest = Cut(_LONGEST_SHOWN, CutReason.LONG.value, whole[_LONGEST_SHOWN:])
        return Split(whole[:_LONGEST_SHOWN], (rest,) if rest.text else ())

    def split(some: Sequence[Line]) -> Split:
        return splitting.split(some, subject=subject, writer=writer, answers=answers)

    return armour.split_round(lines, split)


def _is_endless(lines: Sequence[Line]) -> bool:
    """Longer than any letter; text of very many lines comes in one piece."""
    if len(lines) > _MOST_LINES_TO_SPLIT or (len(lines) == 1 and "\n" in lines[0].text):
        return True
    return sum(len(line.text) + 1 for line in lines) > _LONGEST_TO_SPLIT


def _language(known: headers.Headers) -> str:
    """What Content-Language says: two letters, or nothing."""
    return headers.first(known, "content-language").lower()[:2]


def _unreadable(raw: bytes, why: str) -> Reading:
    text = clean(decode(raw[:_LONGEST_TO_SPLIT])[0])
    return Reading(
        message_id="",
        in_reply_to="",
        references=(),
        from_name="",
        from_address="",
        to=(),
        subject="",
        sent_at=None,
        text=text,
        cuttings=(),
        answered=(),
        attachments=(),
        sort=Sort.UNREADABLE.value,
        sort_evidence=why,
        problems=(Problem.UNREADABLE.value,),
        headers={},
    )
