"""Organisations in the search: each once, by its words in all languages.

Their room lies below this one and says which of them came, changed or went.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import Findable
from diwan.core.wording import HOUSE_LANGUAGES, Wording, choose
from diwan.people.changes import organisations_changed
from diwan.people.models import Organisation
from diwan.texts.normalise import Folded, folded

from .. import actions
from ..words import MANY_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

SOURCE = "organisations"
_AT_ONCE = 500
#: of a name or a text that says no language, the endings are cut off as in these
_LATIN = ("en", "fr")

Key = tuple[int, str]


def _visible(person: Any) -> QuerySet[Any, Any]:
    return Organisation.objects.visible_to(person).order_by().values("pk")


def _rows(keys: Iterable[int]) -> QuerySet[Organisation, Organisation]:
    rows = Organisation.objects.standing().filter(pk__in=keys)
    return rows.select_related("seat", "country").prefetch_related("merged")


def renew(keys: Sequence[int]) -> None:
    """What is found of these; of those that lead elsewhere, nothing."""
    rows = list(_rows(keys))
    actions.remove(SOURCE, set(keys) - {row.pk for row in rows})
    actions.index(SOURCE, [_entry(row) for row in rows])


def _entry(row: Organisation) -> actions.Entry:
    where = row.seat or row.country
    return actions.Entry(row.pk, MANY_LANGUAGES, _words(row), places=(where.pk,) if where else ())


def _reindex() -> int:
    keys = list(_visible(None).values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        renew(keys[start : start + _AT_ONCE])
    return len(keys)


def _words(row: Organisation) -> Folded:
    """Its names weigh as titles; what it says of itself, former names and its seat as text."""
    titles = [*_in_languages(row.name), *_known(row.names), *_in_languages(row.acronym)]
    texts = [*_known(row.description), *_known(row.competence)]
    for former in row.merged.all():
        texts += [*_in_languages(former.name), *_known(former.names)]
    if row.seat is not None:
        texts += _known(row.seat.names)
    made = [folded(text, "", language) for text, language in titles]
    made += [folded("", text, language) for text, language in texts]
    return Folded(*(_joined(column) for column in zip(*made, strict=True)))


def _in_languages(text: str) -> list[tuple[str, str]]:
    return [(text, code) for code in _LATIN] if text else []


def _known(wording: dict[str, str]) -> list[tuple[str, str]]:
    return [(text, code) for code, text in wording.items() if text]


def _joined(columns: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(text for text in columns if text))


def _show(found: Sequence[Key]) -> dict[Key, Findable]:
    rows = _rows({pk for pk, _code in found})
    return {(row.pk, MANY_LANGUAGES): _findable(row) for row in rows}


def _findable(row: Organisation) -> Findable:
    """Its other names stand first: by one of them it may have been found."""
    said = choose(row.description)
    shown = said if said.text else _plainly(row)
    names = " · ".join(name.text for name in row.other_names)
    return Findable(
        title=row.name_shown,
        text=f"{names} · {shown.text}" if names else shown.text,
        url=row.get_absolute_url(),
        date=None,
        languages=(_language_of_name(row), "" if names else shown.language),
    )


def _plainly(row: Organisation) -> Wording:
    """What kind of actor it is and where, for one that says nothing of itself."""
    where = row.seat or row.country
    told = [str(row.get_kind_display()), str(where) if where else ""]
    return Wording(" · ".join(filter(None, told)), _reader())


def _language_of_name(row: Organisation) -> str:
    return _reader() if row.names.get(_reader()) else ""


def _reader() -> str:
    language = (get_language() or "en").split("-")[0]
    return language if language in HOUSE_LANGUAGES else "en"


slots.search_sources.add(
    SOURCE, slots.SearchSource(_("Organisations"), _visible, _reindex, _show), order=40
)
organisations_changed.add("portal", renew)
