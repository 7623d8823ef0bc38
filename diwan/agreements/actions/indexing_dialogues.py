"""What can be found of a dialogue: its title, what it is, and what its rounds were about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.core.wording import HOUSE_LANGUAGES, choose
from diwan.portal import actions as portal

from ..models import Dialogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DIALOGUES = "dialogues"


def index(dialogues: Iterable[Dialogue]) -> None:
    """Make them findable, or find them anew, in each language they have a title in."""
    portal.index(DIALOGUES, (entry for row in dialogues for entry in _entries(row)))


def index_everything() -> int:
    rows = list(Dialogue.objects.prefetch_related("rounds"))
    index(rows)
    return len(rows)


def _entries(dialogue: Dialogue) -> Iterator[portal.Entry]:
    rounds = list(dialogue.rounds.all())
    places = [place.pk for place in dialogue.places.all()]
    for code in HOUSE_LANGUAGES:
        if not dialogue.title.get(code):
            continue
        words = [choose(dialogue.summary, code).text]
        words += [
            choose(said, code).text
            for one in rounds
            for said in (one.title, one.town, one.topics, one.outcome)
        ]
        text = "\n".join(filter(None, words))
        yield portal.entry(
            dialogue.pk,
            code,
            title=dialogue.title[code],
            text=text,
            places=places,
            year=max((one.on.year for one in rounds), default=None),
        )
