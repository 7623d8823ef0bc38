"""Runs in the environment of the four libraries: texts in, what each leaves of them out.

Knows nothing of Diwan. Reads a JSON list of texts, writes by library what it made of each, how
long it took, or why it could not be used. A text that makes a library raise stays as it is.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Cutter = Callable[[str], str]

_ROUNDS = 3


def mail_parser_reply() -> Cutter:
    library = importlib.import_module("mailparser_reply")
    parser = library.EmailReplyParser(languages=["en", "fr", "es", "it", "de"])

    def _cut(text: str) -> str:
        replies = parser.read(text=text).replies
        return str(replies[0].body or "") if replies else ""

    return _cut


def email_reply_parser() -> Cutter:
    library = importlib.import_module("email_reply_parser")
    return lambda text: str(library.EmailReplyParser.parse_reply(text))


def talon() -> Cutter:
    quotations = importlib.import_module("talon.quotations")
    bruteforce = importlib.import_module("talon.signature.bruteforce")

    def _cut(text: str) -> str:
        rest, _signature = bruteforce.extract_signature(quotations.extract_from_plain(text))
        return str(rest)

    return _cut


def quotequail() -> Cutter:
    library = importlib.import_module("quotequail")

    def _cut(text: str) -> str:
        return "\n".join(piece for is_shown, piece in library.quote(text) if is_shown)

    return _cut


LIBRARIES = {
    "mail-parser-reply": mail_parser_reply,
    "email-reply-parser": email_reply_parser,
    "talon": talon,
    "quotequail": quotequail,
}


def measured(cut: Cutter, texts: list[str]) -> dict[str, Any]:
    def _quietly(text: str) -> str:
        try:
            return cut(text)
        except Exception:  # noqa: BLE001 - whatever another's library raises
            return text

    kept = [_quietly(text) for text in texts]
    started = time.perf_counter()
    for _ in range(_ROUNDS):
        for text in texts:
            _quietly(text)
    return {"kept": kept, "seconds": (time.perf_counter() - started) / _ROUNDS}


def main() -> None:
    texts = json.load(sys.stdin)
    found: dict[str, dict[str, Any]] = {}
    for name, make in LIBRARIES.items():
        try:
            found[name] = measured(make(), texts)
        except Exception as error:  # noqa: BLE001 - said, not raised: the others are measured
            found[name] = {"error": f"{type(error).__name__}: {error}"}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
