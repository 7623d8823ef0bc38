"""Finding in three languages and scripts, and never more than one may see."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.urls import reverse
from django.utils.translation import override

from diwan.core import slots
from diwan.core.registry import Registry
from diwan.people.tests.factories import make_person
from diwan.portal import actions, queries
from diwan.portal.models import SearchDocument
from diwan.portal.queries import results as pages
from diwan.portal.queries import searching

from .table import kept_words

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db
WHEN = datetime(2027, 3, 1, tzinfo=UTC)
NOBODY = AnonymousUser()


def _rows(person: Any, *, secret: bool) -> Any:
    """Here odd numbers are open to all, even ones to members only."""
    rows: Any = SearchDocument.objects.filter(source="secrets" if secret else "letters")
    if not person.is_authenticated:
        rows = rows.extra(where=["object_id %% 2 = 1"])
    return rows.values("object_id")


#: what the sources would keep: by number and language what was written
TEXTS: dict[tuple[int, str], slots.Findable] = {}


def _show(found: Any) -> dict[tuple[int, str], slots.Findable]:
    return {key: TEXTS[key] for key in found if key in TEXTS}


@pytest.fixture(autouse=True)
def sources(monkeypatch: pytest.MonkeyPatch) -> Registry[slots.SearchSource]:
    TEXTS.clear()
    registry: Registry[slots.SearchSource] = Registry("search source")
    for name, secret in (("letters", False), ("secrets", True)):
        allowed = partial(_rows, secret=secret)
        registry.add(name, slots.SearchSource(name.title(), allowed, lambda: 0, _show))
    registry.add("hidden", slots.SearchSource("Hidden", _all_hidden, lambda: 0))
    monkeypatch.setattr(slots, "search_sources", registry)
    return registry


def _all_hidden(_person: Any) -> Any:
    return SearchDocument.objects.filter(source="hidden").values("object_id")


def _index(
    number: int, text: str, language: str = "fr", title: str = "—", source: str = "letters"
) -> None:
    TEXTS[number, language] = slots.Findable(title, text, reverse("portal:tour"), WHEN)
    actions.index(source, [actions.entry(number, language, title=title, text=text)])


def _found(query: str, person: Any = NOBODY, **narrow: Any) -> list[int]:
    return [row.document.object_id for row in queries.search(person, query, **narrow).found]


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("fr", "Les réfugiés ont formé des apiculteurs.", "refugie apiculteur"),
        ("fr", "L’œuvre de l’association", "oeuvre"),
        ("en", "Returnees were training companions.", "train companion"),
        ("ar", "ينجح العائدون حين تُيَسَّر الهِجرة", "العائدين الهجره"),
        ("fr", "Le mot ديوان veut dire conseil", "ديوان conseils"),
    ],
)
def test_words_are_found_in_other_forms_and_scripts(language: str, text: str, query: str) -> None:
    _index(1, text, language)
    assert _found(query) == [1]


def test_every_word_must_be_there() -> None:
    _index(1, "abeilles et miel")
    _index(3, "abeilles seulement")
    assert _found("abeille miel") == [1]


def test_a_word_of_the_title_weighs_more() -> None:
    _index(1, "Une ruche, parmi beaucoup d’autres choses que nous avons vues.")
    _index(3, "Autre chose que nous avons vue parmi beaucoup d’autres.", title="La ruche")
    assert _found("ruche") == [3, 1]


def test_what_one_may_not_see_is_neither_found_nor_counted() -> None:
    _index(1, "miel ouvert")
    _index(2, "miel secret")
    assert _found("miel") == [1]
    assert queries.search(NOBODY, "miel").count == 1
    assert sorted(_found("miel", make_person())) == [1, 2]


def test_a_source_that_nobody_registered_shows_nothing(
    sources: Registry[slots.SearchSource],
) -> None:
    _index(1, "miel")
    SearchDocument.objects.update(source="gone")
    assert _found("miel") == []


def test_an_unknown_source_is_refused() -> None:
    with pytest.raises(LookupError, match="hidden, letters, secrets"):
        _index(1, "miel", source="nothing")


def test_the_search_is_narrowed_by_kind_and_language() -> None:
    _index(1, "miel", "fr")
    _index(3, "miel", "en")
    _index(5, "miel", "fr", source="secrets")
    assert _found("miel", source="secrets") == [5]
    assert _found("miel", language="en") == [3]


def test_indexing_again_replaces_the_words() -> None:
    _index(1, "miel")
    _index(1, "olives")
    assert _found("miel") == []
    assert _found("olive") == [1]
    assert SearchDocument.objects.count() == 1


def test_forgotten_things_leave_no_words_behind() -> None:
    both = [("fr", "miel"), ("en", "honey")]
    actions.index("letters", [actions.entry(1, code, title="", text=each) for code, each in both])
    assert SearchDocument.objects.count() == 2
    actions.remove("letters", [1])
    assert _found("miel") == _found("honey") == []
    assert len(kept_words()) == 0


def test_everything_can_be_indexed_anew(
    sources: Registry[slots.SearchSource], monkeypatch: pytest.MonkeyPatch
) -> None:
    def reindex() -> int:
        _index(7, "olives")
        return 1

    _index(1, "miel")
    _index(1, "vent", source="hidden")
    renewed: Registry[slots.SearchSource] = Registry("search source")
    allowed = partial(_rows, secret=False)
    renewed.add("letters", slots.SearchSource("Letters", allowed, reindex, _show))
    monkeypatch.setattr(slots, "search_sources", renewed)
    assert actions.reindex_all() == {"letters": 1}
    assert _found("miel") == []
    assert _found("olives") == [7]
    assert len(kept_words()) == SearchDocument.objects.count() == 1


def test_a_source_that_is_new_is_asked_for_all_it_has(
    sources: Registry[slots.SearchSource],
) -> None:
    told: list[str] = []

    def tell() -> int:
        told.append("all")
        return 0

    _index(1, "miel")
    _index(1, "vent", source="secrets")
    _index(1, "vent", source="hidden")
    sources.add("new", slots.SearchSource("New", _all_hidden, tell))
    actions.index_what_is_new()
    assert told == ["all"]
    assert _found("miel") == [1]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        '"',
        "AND OR NOT",
        "a* NEAR(",
        "'); DROP TABLE x; --",
        "&|!:*()",
        "\\",
        "٣",
        "x" * 5000,
    ],
)
def test_no_typing_breaks_the_search(query: str) -> None:
    _index(1, "miel et or")
    queries.search(NOBODY, query)


def test_the_count_stops_where_nobody_reads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST_LOOKED", 4)
    monkeypatch.setattr(searching, "MOST_RESULTS", 3)
    monkeypatch.setattr(pages, "PER_PAGE", 2)
    for number in range(1, 11, 2):
        _index(number, "miel")
    results = queries.search(NOBODY, "miel", page=99)
    assert (results.count, results.is_capped) == (4, True)
    assert (results.reachable, results.page, len(results.found)) == (3, 2, 1)


def test_of_too_many_those_with_the_words_in_the_title_are_looked_at_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(searching, "MOST_LOOKED", 3)
    for number in range(1, 21, 2):
        _index(number, "miel", title="Le miel" if number in {9, 19} else "—")
    assert sorted(_found("miels")[:2]) == [9, 19]


def test_the_page_marks_the_words_and_says_how_many(client: Client) -> None:
    _index(1, "Nos apiculteurs <b>ont</b> formé", title="Ruchers")
    html = client.get(reverse("portal:search"), {"q": "apiculteur"}).content.decode()
    assert "<mark>apiculteurs</mark> &lt;b&gt;" in html
    assert "1 result" in html
    assert '<p class="reading" lang="fr" dir="ltr">' in html


def test_results_lead_to_pages_in_the_readers_language(
    client: Client, sources: Registry[slots.SearchSource]
) -> None:
    _index(1, "miel")
    url = "/ar/tour/"
    with override("ar"):
        TEXTS[1, "fr"] = slots.Findable("—", "miel", reverse("portal:tour"), WHEN)
    assert f'href="{url}"' in client.get("/ar/search/?q=miel").content.decode()


def test_what_went_away_meanwhile_is_not_shown() -> None:
    _index(1, "miel")
    _index(3, "miel")
    del TEXTS[1, "fr"]
    assert _found("miel") == [3]


def test_a_source_without_results_to_show_is_not_on_the_page() -> None:
    _index(1, "miel", source="hidden")
    assert _found("miel") == []
    assert queries.search(NOBODY, "miel", source="hidden").count == 0
    assert list(queries.sources()) == ["letters", "secrets"]


# --- words, beginnings, phrases ------------------------------------------------------------
def test_the_last_word_may_be_unfinished() -> None:
    _index(1, "une formation professionnelle")
    _index(3, "التحويلات المالية", "ar")
    assert _found("form") == _found("formation profess") == [1]
    assert _found("form professionnelle") == []
    assert _found("التحوي") == _found("تحوي") == [3]


def test_a_phrase_is_found_as_it_was_typed_and_not_across_a_border() -> None:
    _index(1, "le retour des jeunes au pays", title="Des ruches")
    _index(3, "les jeunes des villes, et leur retour", title="Deux mots")
    assert sorted(_found("retour jeune")) == [1, 3]
    assert _found('"retour des jeunes"') == _found("«retour des jeunes» pays") == [1]
    assert _found('"Retour des JEUNES"') == [1]
    assert _found('"retour jeunes"') == []
    assert _found('"ruches le"') == _found('"mots les"') == []
    assert _found('"pays le"') == []  # words, then stems


def test_what_stands_between_quotation_marks_is_not_inflected() -> None:
    _index(1, "une ruche")
    assert _found('"ruches"') == []
    assert _found('"ruche"') == [1]


# --- the small interface ---------------------------------------------------------------------
def test_what_may_be_found_is_said_for_each_source() -> None:
    _index(1, "miel", source="letters")
    _index(1, "miel", source="secrets")
    _index(2, "miel miel", source="secrets")
    ones = SearchDocument.objects.filter(object_id=1).values("object_id")
    found = queries.find("miels", {"secrets": ones})
    assert [(row.source, row.object_id) for row in found] == [("secrets", 1)]
    everything = SearchDocument.objects.values("object_id")
    ranked: Any = queries.find("miels", {"secrets": everything, "letters": ones})
    told = list(ranked.values_list("source", "object_id", "relevance"))
    assert sorted(each[:2] for each in told) == [("letters", 1), ("secrets", 1), ("secrets", 2)]
    assert [each[2] for each in told] == sorted((each[2] for each in told), reverse=True)


def test_what_is_found_narrows_another_query() -> None:
    for number in range(1, 6):
        _index(number, "miel" if number % 2 else "olives")
    found = queries.ids_found("miel", "letters", SearchDocument.objects.values("object_id"))
    rows = SearchDocument.objects.filter(object_id__in=found, object_id__gt=1)
    assert sorted(rows.values_list("object_id", flat=True)) == [3, 5]
    assert not SearchDocument.objects.filter(
        object_id__in=queries.ids_found("!!", "letters", SearchDocument.objects.values("pk"))
    )


def test_the_rank_is_asked_for_once_and_not_row_by_row() -> None:
    """Else a search costs the square of what it finds."""
    _index(1, "miel")
    sql = str(queries.find("miel", {"letters": _rows(NOBODY, secret=False)}).query)
    assert sql.count("MATCH" if connection.vendor == "sqlite" else "@@") == 1


def test_a_thousand_entries_in_a_few_statements(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    entries = [
        actions.entry(number, "fr", title="", text=f"miel {number}") for number in range(1500)
    ]
    actions.index("letters", entries)
    with django_assert_max_num_queries(20):
        actions.index("letters", entries)
    assert len(kept_words()) == SearchDocument.objects.count() == 1500


def test_two_who_index_the_same_at_once_do_not_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    _index(1, "miel")
    monkeypatch.setattr(actions, "remove", lambda _source, _ids: None)  # not seen yet
    _index(1, "olives")
    assert _found("miel") == []
    assert _found("olive") == [1]


def _on_the_disk() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM portal_searchdocument_words_data")
        return b"".join(block for (block,) in cursor.fetchall())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL vacuums by itself")
def test_words_that_were_removed_leave_the_index_itself() -> None:
    for number in range(1, 40):
        _index(number, f"miel {number}")
    _index(50, "zebrasecret")
    actions.remove("letters", [50])
    assert b"zebrasec" in _on_the_disk()
    actions.tidy(WHEN)
    assert b"zebrasec" not in _on_the_disk()
    assert len(_found("miel")) == 20
    assert actions.tidy(WHEN) == 0


def test_unknown_filters_and_pages_are_dropped(client: Client) -> None:
    _index(1, "miel")
    query = {"q": "miel", "source": "nope", "language": "zz", "page": "-1"}
    response = client.get(reverse("portal:search"), query)
    assert response.status_code == 200
    assert "1 result" in response.content.decode()


@pytest.mark.parametrize("words", ["", "!!!", "introuvable"])
def test_an_empty_answer_helps_on(client: Client, words: str) -> None:
    html = client.get(reverse("portal:search"), {"q": words}).content.decode()
    sentence = {
        "": "Type one or more words",
        "!!!": "at least one word",
        "introuvable": "Nothing found",
    }
    assert sentence[words] in html


@pytest.mark.parametrize("rows", [1, 3])
def test_one_row_or_three_ask_the_database_equally_often(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, 2 * rows, 2):
        _index(number, "miel")
    client.get(reverse("portal:home"))
    with django_assert_num_queries(3):  # sources tell of a page at once
        client.get(reverse("portal:search"), {"q": "miel"})
