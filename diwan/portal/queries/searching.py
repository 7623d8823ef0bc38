"""The search of the page: what a person may see of what holds the words, best first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from diwan.core import slots
from diwan.texts.normalise import asked

from .. import rules
from ..finding import database, labels, marks
from ..finding.asking import Narrowing, Question
from . import facets, results
from .results import NOTHING, Found, Results

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from ..finding.asking import Allowed, Asked, Hit

#: Nobody reads further.
MOST_RESULTS = 200
#: Of what matches no more is weighed and counted, however much there is.
MOST_LOOKED = 1_000

#: whether the words themselves were found, or only what they are called elsewhere
Weighed = tuple[bool, float]


def sources() -> dict[str, slots.SearchSource]:
    """Those of the search page, by name."""
    return {name: source for name, source in slots.search_sources.items() if source.show}


def search(
    person: Any, text: str, *, narrowing: Narrowing | None = None, page: int = 1, **narrow: Any
) -> Results:
    """What ``person`` may see of what holds every word of ``text``, in any inflection.

    Args:
        person: who asks, also ``AnonymousUser``.
        text: what was typed, in any language and script; punctuation means nothing.
        narrowing: only of this kind, language, place, theme or year; its fields may be given
            by their names as well.
        page: from 1; a page past the end is the last one.
    """
    narrowing = narrowing or Narrowing(**narrow)
    wanted = asked(text)
    if not wanted and not narrowing:
        return NOTHING
    wide = labels.widened(wanted)
    things, is_capped = _things(question(person, wanted, narrowing), wide)
    counted = facets.counted([hits for hits, _rank in things], narrowing)
    rows, page = _page(things, page, [*wanted, *labels.telling(wide)])
    reachable = min(len(things), MOST_RESULTS)
    return Results(
        rows, len(things), reachable, page, is_capped=is_capped, is_asked=True, facets=counted
    )


def question(person: Any, wanted: Asked, narrowing: Narrowing) -> Question:
    """Kinds that are not asked for are left out by their marks, before anything is looked at."""
    chosen = {n: each for n, each in sources().items() if narrowing.source in {"", n}}
    return Question(
        asked=wanted,
        among=[[marks.source(name) for name in chosen], *replace(narrowing, source="").marks()]
        if chosen
        else narrowing.marks(),
        allowed=_allowed(person, chosen),
        most=MOST_LOOKED + 1,
    )


def _allowed(person: Any, chosen: dict[str, slots.SearchSource]) -> Allowed:
    return {name: each.visible_ids(person) for name, each in chosen.items()}


# --- what is found, each thing once ----------------------------------------------------------
Thing = tuple[list["Hit"], Weighed]


def _things(question: Question, wide: Asked) -> tuple[list[Thing], bool]:
    """Best first, and whether there are more than were looked at; two statements at most.

    What holds the words themselves comes before what is only called so in another language. Of
    more than is looked at, what has the words in its title is looked at first.
    """
    hits = database.holder.hits(question)
    is_capped = len(hits) > MOST_LOOKED
    if is_capped and question.asked:
        titled = replace(question, among=[*question.among, *marks.in_title(question.asked)])
        hits = database.holder.hits(titled) + hits
    words = _by_thing(hits, is_literal=True)
    if not is_capped and wide != question.asked:
        more = database.holder.hits(replace(question, asked=wide))
        is_capped = len(more) > MOST_LOOKED
        words |= {
            key: (hits, rank)
            for key, (hits, rank) in _by_thing(more, is_literal=False).items()
            if key not in words
        } | _with_other_languages(words, more)
    ordered = sorted(words.values(), key=lambda thing: thing[1], reverse=True)
    return ordered[:MOST_LOOKED], is_capped


def _by_thing(hits: Iterable[Hit], *, is_literal: bool) -> dict[tuple[str, int], Thing]:
    """By thing what was found of it in each language, and how well in the best."""
    found: dict[tuple[str, int], dict[str, Hit]] = {}
    for hit in hits:
        found.setdefault((hit.source, hit.object_id), {})[hit.language] = hit
    return {
        key: (list(each.values()), (is_literal, max(hit.relevance for hit in each.values())))
        for key, each in found.items()
    }


def _with_other_languages(
    words: dict[tuple[str, int], Thing], more: Iterable[Hit]
) -> dict[tuple[str, int], Thing]:
    """What was found by its words is found in its other languages as well."""
    wider = _by_thing(more, is_literal=False)
    return {key: (wider[key][0], words[key][1]) for key in words.keys() & wider.keys()}


def _page(things: Sequence[Thing], page: int, marked: Asked) -> tuple[list[Found], int]:
    reachable = min(len(things), MOST_RESULTS)
    size = results.PER_PAGE
    page = min(max(page, 1), max(1, -(-reachable // size)))
    some = things[(page - 1) * size : min(page * size, MOST_RESULTS)]
    return shown([_in_readers_language(hits) for hits, _rank in some], marked), page


def _in_readers_language(hits: Sequence[Hit]) -> Hit:
    reader = (get_language() or "en").split("-")[0]
    return min(hits, key=lambda hit: (hit.language != reader, -hit.relevance))


def shown(rows: Sequence[Hit], wanted: Asked) -> list[Found]:
    """Each as its source tells it now; what went away meanwhile is left out."""
    told: dict[tuple[str, int, str], slots.Findable] = {}
    for name, source in sources().items():
        keys = [(row.object_id, row.language) for row in rows if row.source == name]
        if keys and source.show:
            told |= {(name, *key): each for key, each in source.show(keys).items()}
    found = []
    for row in rows:
        each = told.get((row.source, row.object_id, row.language))
        if each is not None:
            title = str(slots.search_sources.get(row.source).title)
            marked = rules.marked(each.title, wanted)
            found.append(Found(row, title, each, marked, rules.snippet(each.text, wanted)))
    return found


# --- what is new -----------------------------------------------------------------------------
def latest(
    person: Any, text: str, narrowing: Narrowing, *, since: datetime | None, most: int
) -> list[Found]:
    """What became findable after ``since``, or ever, each thing once, newest first.

    Args:
        most: of what is told; a thing in several languages counts once for each.
    """
    wanted = asked(text)
    if not wanted and not narrowing:
        return []
    wide = labels.widened(wanted)
    asked_for = question(person, wide, narrowing)
    hits = database.holder.hits(replace(asked_for, most=most, since=since, is_newest_first=True))
    things: dict[tuple[str, int], list[Hit]] = {}
    for hit in hits:
        things.setdefault((hit.source, hit.object_id), []).append(hit)
    return shown([_in_readers_language(each) for each in things.values()], wanted)
