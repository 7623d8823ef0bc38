"""Finding in three languages and scripts, and never more than one may see."""

from __future__ import annotations

from datetime import UTC, datetime
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

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db
WHEN = datetime(2027, 3, 1, tzinfo=UTC)
NOBODY = AnonymousUser()


def _rows(person: Any, secret: bool) -> Any:
    """Here odd numbers are open to all, even ones to members only."""
    rows: Any = SearchDocument.objects.filter(source="secrets" if secret else "letters")
    if not person.is_authenticated:
        rows = rows.extra(where=["object_id %% 2 = 1"])
    return rows.values("object_id")


@pytest.fixture(autouse=True)
def sources(monkeypatch: pytest.MonkeyPatch) -> Registry[slots.SearchSource]:
    registry: Registry[slots.SearchSource] = Registry("search source")
    registry.add("letters", slots.SearchSource("Letters", lambda p: _rows(p, False), lambda: 0))
    registry.add("secrets", slots.SearchSource("Secrets", lambda p: _rows(p, True), lambda: 0))
    monkeypatch.setattr(slots, "search_sources", registry)
    return registry


def _index(
    number: int, text: str, language: str = "fr", title: str = "", source: str = "letters"
) -> None:
    actions.index(
        source, number, language=language, title=title or "—", text=text, url="/tour/", date=WHEN
    )


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
    with pytest.raises(LookupError, match="letters, secrets"):
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
    _index(1, "miel", "fr")
    _index(1, "honey", "en")
    actions.forget("letters", 1)
    assert _found("miel") == _found("honey") == []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM portal_searchtext")
            assert cursor.fetchone() == (0,)


def test_everything_can_be_indexed_anew(
    sources: Registry[slots.SearchSource], monkeypatch: pytest.MonkeyPatch
) -> None:
    def reindex() -> int:
        _index(7, "olives")
        return 1

    _index(1, "miel")
    renewed: Registry[slots.SearchSource] = Registry("search source")
    renewed.add("letters", slots.SearchSource("Letters", lambda p: _rows(p, False), reindex))
    monkeypatch.setattr(slots, "search_sources", renewed)
    assert actions.reindex_all() == 1
    assert _found("miel") == []
    assert _found("olives") == [7]


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
    monkeypatch.setattr(queries, "MOST_RESULTS", 3)
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    for number in range(1, 11, 2):
        _index(number, "miel")
    results = queries.search(NOBODY, "miel", page=99)
    assert (results.count, results.is_capped, results.page, len(results.found)) == (3, True, 2, 1)


def test_the_page_marks_the_words_and_says_how_many(client: Client) -> None:
    _index(1, "Nos apiculteurs <b>ont</b> formé", title="Ruchers")
    html = client.get(reverse("portal:search"), {"q": "apiculteur"}).content.decode()
    assert "<mark>apiculteurs</mark> &lt;b&gt;" in html
    assert "1 result" in html
    assert '<p class="reading" lang="fr" dir="ltr">' in html


def test_results_lead_to_pages_in_the_readers_language(client: Client) -> None:
    with override("fr"):
        actions.index(
            "letters",
            1,
            language="fr",
            title="a",
            text="miel",
            url=reverse("portal:tour"),
            date=WHEN,
        )
    assert SearchDocument.objects.get().url == "/tour/"
    assert 'href="/ar/tour/"' in client.get("/ar/search/?q=miel").content.decode()


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
    with django_assert_num_queries(3):
        client.get(reverse("portal:search"), {"q": "miel"})
