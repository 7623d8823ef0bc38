"""What can be found of an agreement: its title, summary, parties and measures, by language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.core.wording import HOUSE_LANGUAGES, choose
from diwan.portal import actions as portal

from ..models import Agreement
from ..queries import parties_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AGREEMENTS = "agreements"


def index(agreements: Iterable[Agreement]) -> None:
    """Make them findable, or find them anew, in each language they have a title in."""
    portal.index(AGREEMENTS, (entry for row in agreements for entry in _entries(row)))


def _entries(agreement: Agreement) -> Iterator[portal.Entry]:
    parties = parties_of(agreement)
    measures = list(agreement.measures.all())
    themes = [theme.pk for theme in agreement.themes.all()]
    for code in HOUSE_LANGUAGES:
        if not agreement.title.get(code):
            continue
        words = [
            choose(agreement.summary, code).text,
            *(_named(party.name, code) or str(party) for party in parties),
            *(choose(row.title, code).text for row in measures),
        ]
        yield portal.entry(
            agreement.pk,
            code,
            title=agreement.title[code],
            text="\n".join(words),
            places=[party.place_id for party in parties if party.place_id],
            themes=themes,
            year=agreement.created_at.year,
        )


def _named(name: dict[str, str], code: str) -> str:
    return choose(name, code).text


def index_everything() -> int:
    rows = list(Agreement.objects.all())
    index(rows)
    return len(rows)
