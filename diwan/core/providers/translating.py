"""Machine translation by a server that speaks as LibreTranslate does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from .. import clock
from ..errors import Refusal
from .answers import Asked, Suggestion, accept, demand_short, unused_terms
from .public import words_of
from .server import Server, ask, text_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .answers import Check
    from .public import Public


def translation_server() -> Server | None:
    """The one of the settings; None when there is none."""
    if not settings.DIWAN_TRANSLATION_URL:
        return None
    return Server(
        settings.DIWAN_TRANSLATION_URL,
        settings.DIWAN_TRANSLATION_SECONDS,
        settings.DIWAN_TRANSLATION_KEY,
        is_open_allowed=settings.DIWAN_PROVIDERS_HTTP,
    )


def translate(
    text: Public,
    source: str,
    target: str,
    *,
    check: Check,
    glossary: Sequence[tuple[str, str]] = (),
) -> Suggestion:
    """``text`` in another language, as a machine puts it.

    The server knows no glossary: fixed terms it did not use are named in the suggestion.

    Args:
        source: language of the text (BCP 47).
        target: language asked for.
        check: what the answer must pass besides being plain and of a fitting length.
        glossary: pairs of a fixed term in the source language and the one in the target's.

    Raises:
        Refusal: no server, no answer in time, or none that may be used.
    """
    server = _demand_server()
    original = words_of(text)
    if source == target:
        raise Refusal(_("The text is in this language already. Choose another one."))
    demand_short([original])
    body = {"q": original, "source": source, "target": target, "format": "text"}
    answer = ask(server, "/translate", {**body, **({"api_key": server.key} if server.key else {})})
    asked = Asked((original,), target, is_translation=True)
    words = accept(asked, text_at(server, answer, "translatedText"), check, provider=server.name)
    terms = unused_terms(glossary, original, words)
    return Suggestion(words, target, server.name, clock.now(), terms)


def languages() -> dict[str, frozenset[str]]:
    """By language of a text, the languages that the server translates it into.

    Raises:
        Refusal: no server, or no answer that can be understood.
    """
    server = _demand_server()
    answer = ask(server, "/languages")
    rows = range(len(answer)) if isinstance(answer, list) else [0]
    return {text_at(server, answer, row, "code"): _targets(answer[row]) for row in rows}


def _targets(row: dict[str, object]) -> frozenset[str]:
    targets = row.get("targets")
    return frozenset(map(str, targets)) if isinstance(targets, list) else frozenset()


def _demand_server() -> Server:
    server = translation_server()
    if server is None:
        raise Refusal(
            _("Machine translation is off. An administrator can turn it on with %(setting)s.")
            % {"setting": "DIWAN_TRANSLATION_URL"}
        )
    return server
