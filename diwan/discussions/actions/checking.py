"""Whether a draft of the reply may be published, and where to mend it when it may not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from diwan.core.wording import HOUSE_LANGUAGES

from .. import translating
from ..models import Contribution
from ..reply import publishable
from ..reply.building import build
from ..reply.publishable import Around, Check, Place
from ..reply.sources import countries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import Discussion, Reply

__all__ = ["Check", "Place", "as_data", "checks"]


def checks(reply: Reply) -> list[Check]:
    """Every check before publishing, with the address at the desk of each place it names."""
    translated = {code: translating.of_reply(reply, code) for code in HOUSE_LANGUAGES}
    document = build(reply, HOUSE_LANGUAGES[0])
    others = [build(reply, code) for code in HOUSE_LANGUAGES[1:] if translated[code]]
    numbers = dict(reply.statements.values_list("pk", "number"))
    around = Around(
        known=countries().names,
        spoken=_voices(reply.discussion),
        outdated=[(row.number, code) for row, code in translating.outdated(reply)],
        shown=frozenset((numbers[pk], code) for code, rows in translated.items() for pk in rows),
    )
    return [_led(check, reply) for check in publishable.look(document, around, others)]


def _voices(discussion: Discussion) -> dict[int, int]:
    """Number of each released contribution → of the first one by the same person."""
    rows = Contribution.objects.released().filter(discussion=discussion).order_by("number")
    first: dict[Any, int] = {}
    voices = {}
    for number, author, address in rows.values_list("number", "author", "author_email"):
        who = author or address.lower() or f"no {number}"
        voices[number or 0] = first.setdefault(who, number or 0)
    return voices


def _led(check: Check, reply: Reply) -> Check:
    return replace(check, places=tuple(_place(each, check.name, reply) for each in check.places))


def _place(place: Place, name: str, reply: Reply) -> Place:
    """With the address of the page on which it can be mended."""
    if name == "translations":
        page = reverse("discussions:translations", args=[reply.discussion.slug])
        return replace(place, url=f"{page}#s-{place.key}")
    page = reverse("discussions:desk", args=[reply.discussion.slug])
    if place.key:
        return replace(place, url=f"{page}?s={place.key}#s-{place.key}")
    return replace(place, url=f"{page}?c={place.contribution}#desk-words")


def as_data(made: Iterable[Check], origin: str = "") -> dict[str, Any]:
    """Plain data; addresses begin with ``origin``."""
    return {
        "checks": [
            {
                "name": each.name,
                "passed": each.passed,
                "places": [
                    {
                        "statement": place.statement or None,
                        "contribution": place.contribution or None,
                        "words": place.words,
                        "url": f"{origin}{place.url}",
                    }
                    for place in each.places
                ],
            }
            for each in made
        ]
    }
