"""Blocks of headers that begin an old letter: “From: … Sent: … To: … Subject: …”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import dates, marks

if TYPE_CHECKING:
    from .letter import Letter

_MOST_LINES = 16
_MOST_WRAPPED = 5
#: lines of a header that was wrapped
_MOST_STRANGE = 3
_LABELS = {
    "from": "from|de|da|von|من|المرسل|رسالة من|auteur|expéditeur|expediteur|remitente|mittente"
    "|absender",
    "date": "sent|date|sent on|date sent|envoyé|envoye|envoyé le|envoyée|date d'envoi"
    "|message du|fecha|enviado|enviado el|enviado em|data|inviato|inviato il|data invio"
    "|datum|gesendet|gesendet am|تاريخ الإرسال|تم الإرسال|تم إرساله|أرسلت|أرسل|التاريخ|تاريخ"
    "|تاريخ الارسال|تم الارسال|الوقت|المرسلة|مرسلة|reçu|reçu le"
    "|أرسلت في|أرسلت بتاريخ|بتاريخ|تاريخ الرسالة",
    "to": "to|à|a|pour|para|per|an|for|إلى|الى|المرسل إليه|المستلم"
    "|destinataire|destinataires|destinatario",
    "cc": "cc|copie|copie à|copia|kopie|نسخة|نسخة إلى|نسخة كربونية|bcc|reply-to|répondre à"
    "|responder a|rispondi a|antwort an|الرد إلى|الرد على|importance|priorité|attachments",
    "subject": "subject|objet|sujet|asunto|oggetto|betreff|assunto|الموضوع|موضوع"
    "|العنوان|عنوان|بخصوص",
}
_HEADER = {
    kind: re.compile(rf"[*_]{{0,2}}({labels})\s?[*_]{{0,2}}\s?[:：|]\s?[*_]{{0,2}}(\s?.*)?")
    for kind, labels in _LABELS.items()
}
_BARE_FROM = re.compile(rf"({_LABELS['from']})\s")
#: “… <team@example.org>;”, in the middle of a long list of who the letter went to
_LISTED = re.compile(r"@[^\s<>@]+>?\s?[;,]$")
_SENDER = re.compile(r"[^<>@:.!?]{0,80}[<(\[]?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+[>)\]]?,?")
_ANY = re.compile("|".join(rf"(?P<{kind}>\b(?:{labels})\s?:)" for kind, labels in _LABELS.items()))


def kind(text: str) -> str:
    """``from``, ``date``, ``to``, ``cc``, ``subject``, or nothing."""
    if not (":" in text or "：" in text or "|" in text):
        return ""
    return next((name for name, pattern in _HEADER.items() if pattern.fullmatch(text)), "")


def is_in_one_line(text: str) -> bool:
    """Whether ``text`` holds a whole block, as programs write it that lost its line breaks."""
    found = {str(each.lastgroup) for each in _ANY.finditer(text)}
    return {"from", "date"} <= found and bool({"to", "subject"} & found)


def one_line_end(letter: Letter, start: int) -> int:
    """Where a block ends that holds all its headers in one line, or in one that was wrapped."""
    if start >= len(letter.lines) or letter.kinds[start] not in {"from", "date", "subject"}:
        return start
    for stop in range(start + 1, min(start + _MOST_WRAPPED, len(letter.lines)) + 1):
        text = " ".join(letter.plain[start:stop])
        is_over = stop == len(letter.lines) or not letter.plain[stop]
        if is_over:
            return stop if is_in_one_line(text) and marks.has_address(text) else start
    return start


def nameless_end(letter: Letter, start: int) -> int:
    """Where “Team <team@example.org>” and “2/11/2026 09:00” end, which some write below a rule."""
    has_sender = has_time = False
    for index in range(start, min(start + 3, len(letter.lines))):
        text = letter.plain[index]
        is_sender = bool(_SENDER.fullmatch(text)) and not _names_writer(letter, text)
        is_time = dates.is_only_date(text) and marks.has_date(text) and marks.is_precise(text)
        if not (is_sender or is_time):
            break
        has_sender, has_time = has_sender or is_sender, has_time or is_time
        if has_sender and has_time:
            return index + 1
    return start


def _names_writer(letter: Letter, text: str) -> bool:
    writer = marks.plain(letter.writer)
    return bool(writer) and writer in text


def is_bare(text: str) -> bool:
    """“From "Team" <team@example.org>” without a colon, as eM Client writes it below its mark."""
    return bool(_BARE_FROM.match(text)) and marks.has_address(text)


def block_end(letter: Letter, start: int) -> int:
    """Where the block that begins at ``start`` ends; ``start`` itself when none does."""
    if letter.kinds[start] not in {"from", "date", "subject"}:
        return start
    stop, strange, last = start, 0, start
    while stop < min(start + _MOST_LINES, len(letter.lines)) and strange <= _MOST_STRANGE:
        text = letter.plain[stop]
        is_known = letter.kinds[stop] or ("@" in text and _LISTED.search(text))
        strange = 0 if is_known else strange + 1
        last = last if strange else stop
        stop += 1
    block = range(start, last + 1)
    return last + 1 if _is_block(letter, block) else start


def _is_block(letter: Letter, block: range) -> bool:
    named = [letter.kinds[at] for at in block if letter.kinds[at]]
    kinds = set(named)
    if len(kinds) < 3 or "from" not in kinds or not {"date", "subject"} & kinds:
        return False
    if named[0] == named[1]:
        return False
    text = " ".join(letter.plain[at] for at in block)
    is_dated = any(marks.is_precise(letter.plain[at]) for at in block if letter.kinds[at] == "date")
    if "to" not in kinds and not _is_announced(letter, block.start):
        return False
    return marks.has_address(text) or (len(kinds - {"cc"}) == 4 and is_dated)


def _is_announced(letter: Letter, start: int) -> bool:
    """Whether a rule, a mark of the program or HTML says above a block that it is one."""
    if letter.lines[start].mark == "reply":
        return True
    above = start - 1
    while above > max(0, start - 3) and not letter.plain[above]:
        above -= 1
    if above < 0:
        return False
    text = letter.plain[above]
    return marks.is_rule(text) or marks.is_original_mark(text)


def is_pasted(letter: Letter, start: int) -> bool:
    """Whether the writer put a block into their words: a program writes one, above its quote.

    So it is in a letter that answers none, and below lines that a program quoted another way.
    """
    return not letter.answers or letter.has_quotes_above(start)
