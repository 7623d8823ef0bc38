"""Facets, labels across languages, suggestions: and nothing of what may not be read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from diwan.core import slots
from diwan.core.registry import Registry
from diwan.people.tests.factories import make_person
from diwan.portal import actions, queries
from diwan.portal.finding import marks
from diwan.portal.finding.asking import Narrowing
from diwan.portal.models import SearchDocument
from diwan.portal.queries import searching
from diwan.texts.normalise import asked, folded
from diwan.vocabularies.models import Place, Theme

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
WHEN = datetime(2027, 3, 1, tzinfo=UTC)
SECRET = "zebrafish"

TEXTS: dict[tuple[int, str], slots.Findable] = {}


def _open_to(person: Any) -> Any:
    """Odd numbers are open to all, even ones to members only."""
    rows: Any = SearchDocument.objects.all()
    if not person.is_authenticated:
        rows = rows.extra(where=["object_id %% 2 = 1"])
    return rows.values("object_id")


def _show(found: Any) -> dict[tuple[int, str], slots.Findable]:
    return {key: TEXTS[key] for key in found if key in TEXTS}


@pytest.fixture(autouse=True)
def _sources(monkeypatch: pytest.MonkeyPatch) -> None:
    TEXTS.clear()
    registry: Registry[slots.SearchSource] = Registry("search source")
    for name in ("letters", "acts-and-more"):
        registry.add(name, slots.SearchSource(name.title(), _open_to, lambda: 0, _show))
    monkeypatch.setattr(slots, "search_sources", registry)


def place(code: str) -> int:
    return Place.objects.get(code=code).pk


def theme(key: str) -> int:
    return Theme.objects.get(key=key).pk


def put(number: int, text: str, language: str = "en", **more: Any) -> None:
    """A thing with a text in one language, among those it has."""
    title, source = more.pop("title", "—"), more.pop("source", "letters")
    TEXTS[number, language] = slots.Findable(title, text, reverse("portal:tour"), WHEN)
    said = [
        actions.entry(number, code, title=each.title, text=each.text, **more)
        for (pk, code), each in TEXTS.items()
        if pk == number
    ]
    actions.index(source, said)


def found(typed: str, person: Any = NOBODY, **narrow: Any) -> list[int]:
    rows = queries.search(person, typed, **narrow).found
    return [row.document.object_id for row in rows]


def facet(name: str, typed: str, person: Any = NOBODY, **narrow: Any) -> dict[str, int]:
    facets = queries.search(person, typed, **narrow).facets
    chosen = [each for each in facets if each.name == name]
    return {choice.value: choice.count for each in chosen for choice in each.choices}


# --- facets ----------------------------------------------------------------------------------
def test_what_is_found_is_counted_by_kind_place_theme_language_and_year() -> None:
    put(1, "honey", places=[place("TN-11")], themes=[theme("health")], year=2024)
    put(3, "honey", places=[place("TN"), place("IT")], themes=[theme("health")], year=2025)
    put(5, "honey miel", "fr", source="acts-and-more")
    assert facet("place", "honey") == {"TN": 2, "TN-11": 1, "IT": 1}
    assert facet("theme", "honey") == {"health": 2}
    assert facet("year", "honey") == {"2025": 1, "2024": 1}
    assert facet("source", "honey") == {"letters": 2, "acts-and-more": 1}
    assert facet("language", "honey") == {"en": 2, "fr": 1}


def test_a_search_is_narrowed_by_each_of_them() -> None:
    put(1, "honey", places=[place("TN-11")], themes=[theme("health")], year=2024)
    put(3, "honey", "fr", places=[place("IT")], year=2025, source="acts-and-more")
    for narrow, numbers in (
        ({"place": place("TN")}, [1]),
        ({"place": place("IT")}, [3]),
        ({"theme": theme("health")}, [1]),
        ({"year": 2025}, [3]),
        ({"language": "fr"}, [3]),
        ({"source": "acts-and-more"}, [3]),
        ({"place": place("TN"), "year": 2025}, []),
    ):
        assert found("honey", **narrow) == numbers


def test_a_place_or_theme_is_enough_to_look_for() -> None:
    put(1, "honey", places=[place("TN")], themes=[theme("reintegration")])
    put(3, "olives", places=[place("TN")])
    assert sorted(found("", place=place("TN"))) == [1, 3]
    assert found("", place=place("TN"), theme=theme("reintegration")) == [1]
    assert not queries.search(NOBODY, "", language="fr").is_asked


def test_a_thing_in_three_languages_is_one_result_in_the_readers() -> None:
    for code in ("en", "fr", "ar"):
        put(1, "Jossour", code)
    for code in ("en", "fr", "ar"):
        with override(code):
            results = queries.search(NOBODY, "jossour")
        assert results.count == 1
        assert [row.document.language for row in results.found] == [code]


def test_what_is_indexed_again_loses_its_old_places_and_languages_but_not_its_first_day() -> None:
    put(1, "honey", places=[place("TN")])
    first = SearchDocument.objects.get().found_at
    TEXTS.clear()
    put(1, "honey", "fr", places=[place("IT")])
    put(1, "honey", "fr", places=[place("IT")])
    row = SearchDocument.objects.get()
    assert (row.language, found("honey", place=place("TN"))) == ("fr", [])
    assert found("honey", place=place("IT")) == [1]
    assert row.found_at > first
    again = row.found_at
    put(1, "honey and milk", "fr")
    assert SearchDocument.objects.get().found_at == again


def test_narrowing_stands_on_the_page_and_can_be_left_out(client: Client) -> None:
    put(1, "honey", places=[place("TN")], year=2024)
    put(3, "honey")
    url = reverse("portal:search")
    html = client.get(url, {"q": "honey"}).content.decode()
    assert "?q=honey&amp;place=TN" in html
    narrowed = client.get(url, {"q": "honey", "place": "TN"}).content.decode()
    assert "1 result" in narrowed
    assert '<input type="hidden" name="place" value="TN">' in narrowed
    assert 'href="?q=honey"' in narrowed


def test_facets_of_too_many_say_among_how_many(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST_LOOKED", 3)
    for number in range(1, 13, 2):
        put(number, "honey", year=2000 + number)
    html = client.get(reverse("portal:search"), {"q": "honey"}).content.decode()
    assert "More than 3 results" in html
    assert "Counted among the 3" in html


# --- nothing of what may not be read ---------------------------------------------------------
def test_a_stranger_learns_nothing_of_a_planted_secret(client: Client) -> None:
    """Not by the count, a facet, a suggestion, a feed or a page further on."""
    put(
        2,
        f"{SECRET} plan",
        title=f"{SECRET.title()} dossier",
        places=[place("SN")],
        themes=[theme("health")],
        year=1987,
    )
    put(1, "plan", places=[place("TN")], themes=[theme("investment")], year=2024)
    put(3, "plan")
    for typed in (SECRET, SECRET[:5], f'"{SECRET} plan"', f"{SECRET} plan", "plan", ""):
        for narrow in ({}, {"place": "SN"}, {"theme": "health"}, {"year": "1987"}):
            said = {"q": typed, **narrow}
            html = client.get(reverse("portal:search"), said).content.decode()
            assert "dossier" not in html
            assert "1 result" not in html
            assert 'value="SN"' not in html or narrow == {"place": "SN"}
            answer = client.get(reverse("portal:search_feed"), said)
            assert b"dossier" not in answer.content
    for name in ("place", "theme", "year"):
        assert not {"SN", "health", "1987"} & facet(name, "plan").keys()
    offered = client.get(reverse("portal:suggest"), {"q": SECRET[:6]}).json()
    assert offered == {"words": []}
    member = make_person()
    assert found(SECRET, member) == [2]
    client.force_login(member)
    told = client.get(reverse("portal:suggest"), {"q": SECRET[:6]}).json()["words"]
    assert [each["text"] for each in told] == ["Zebrafish dossier"]
    assert SECRET.encode() not in client.get(reverse("portal:search_feed"), {"q": "plan"}).content


# --- across languages ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "text", "language"),
    [
        ("skills bank", "أنشأت الجهة بنك الكفاءات سنة 2024", "ar"),
        ("banque de compétences", "A skills bank for nurses", "en"),
        ("بنك الكفاءات", "La banque de compétences des infirmiers", "fr"),
        ("Tunisia", "العودة إلى تونس", "ar"),
        ("المغرب", "Retour au Maroc", "fr"),
    ],
)
def test_a_label_is_found_by_what_it_is_called_elsewhere(
    typed: str, text: str, language: str
) -> None:
    put(1, text, language)
    put(3, "olives", language)
    assert found(typed) == [1]


def test_a_theme_finds_what_is_marked_with_it_after_what_says_it() -> None:
    put(1, "Nothing of the kind", themes=[theme("reintegration")])
    put(3, "La réintégration", "fr", themes=[theme("health")])
    assert found("reintegration") == [3, 1]
    assert found("إعادة الإدماج") == [3, 1] or sorted(found("إعادة الإدماج")) == [1, 3]


def test_words_that_are_no_label_find_no_more_than_before() -> None:
    put(1, "bank of skilled nurses")
    put(3, "بنك الكفاءات", "ar")
    assert found("bank nurses") == [1]


# --- suggestions -----------------------------------------------------------------------------
def test_labels_and_titles_are_offered_the_readers_language_first() -> None:
    put(1, "text", "fr", title="Réintégration des jeunes à Sfax")
    with override("fr"):
        told = [each.text for each in queries.suggestions(NOBODY, "reint")]
    assert told[0] == "Réintégration"
    assert "Réintégration des jeunes à Sfax" in told
    assert queries.suggestions(NOBODY, "r") == queries.suggestions(NOBODY, "!!!") == []


# --- bad input -------------------------------------------------------------------------------
def test_ten_thousand_characters_get_a_sentence(client: Client) -> None:
    put(1, "honey")
    answer = client.get(reverse("portal:search"), {"q": "honey " * 1700})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "longer than 200 characters" in html
    assert "result" not in html.partition("<main")[2].partition("</main")[0].replace("results", "")


@pytest.mark.parametrize("typed", ['"', "honey AND", "NEAR(honey", "title:honey*", "a\0b", "zqp1"])
def test_operators_are_signs_and_words(client: Client, typed: str) -> None:
    put(1, "honey and wax near title")
    assert client.get(reverse("portal:search"), {"q": typed}).status_code == 200
    assert client.get(reverse("portal:suggest"), {"q": typed}).status_code == 200


# --- marks -----------------------------------------------------------------------------------
@given(st.text(max_size=40), st.sampled_from(["en", "fr", "ar"]))
def test_every_word_of_a_title_is_found_by_its_mark(title: str, language: str) -> None:
    there = set(marks.of_title(folded(title, "", language)))
    for wanted in marks.in_title(asked(f'"{title}"' if '"' not in title else "")):
        assert there & set(wanted)


@given(st.integers(1, 10**9), st.sampled_from(["a", "groups-questions", "x_1"]))
def test_marks_are_one_word_of_letters_and_digits(number: int, name: str) -> None:
    narrowing = Narrowing(name, "pt-BR", number, number, number)
    assert all(mark.isalnum() for group in narrowing.marks() for mark in group)
