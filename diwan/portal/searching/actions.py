"""Keeping a search, and ending it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.models import Person

from ..models import SavedSearch
from ..words import Rhythm

if TYPE_CHECKING:
    from ..finding.asking import Narrowing

#: each one is looked for anew whenever letters are written
MOST_KEPT = 30


@transaction.atomic
def keep(words: str, narrowing: Narrowing, *, rhythm: str, by: Person) -> SavedSearch:
    """Tell ``by`` what this search finds from now on, or tell it in another rhythm.

    Raises:
        Refusal: it looks for nothing, or ``by`` keeps as many as anybody may.
    """
    if not words and not narrowing:
        raise Refusal(_("Type at least one word, or choose a place, a theme or a year."))
    Person.objects.select_for_update().get(pk=by.pk)  # pressed twice
    mine = SavedSearch.objects.visible_to(by)
    known = mine.about(words, narrowing).first()
    if known is not None:
        return choose_rhythm(known, rhythm)
    if mine.count() >= MOST_KEPT:
        raise Refusal(
            _("You keep %(most)s searches. End one, then keep this one.") % {"most": MOST_KEPT}
        )
    return SavedSearch.objects.create(
        person=by,
        words=words,
        source=narrowing.source,
        language=narrowing.language,
        place_id=narrowing.place,
        theme_id=narrowing.theme,
        year=narrowing.year,
        rhythm=Rhythm(rhythm).value,
        since=clock.now(),
    )


def choose_rhythm(kept: SavedSearch, rhythm: str) -> SavedSearch:
    """How often letters come; what was new while none came is not told afterwards."""
    if kept.rhythm == Rhythm.NONE:
        kept.told_at = clock.now()
    kept.rhythm = Rhythm(rhythm).value
    kept.save(update_fields=["rhythm", "told_at"])
    return kept


def end(words: str, narrowing: Narrowing, *, by: Person) -> None:
    """Ending what was ended already is no mistake."""
    SavedSearch.objects.visible_to(by).about(words, narrowing).delete()
