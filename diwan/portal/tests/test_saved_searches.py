"""Searches that are kept: letters and feeds about what they find later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from diwan.core import slots
from diwan.core.errors import Refusal
from diwan.mailroom.models import OutgoingLetter
from diwan.people.actions import organisations as people
from diwan.people.rules.organisations import Description
from diwan.people.tests.factories import make_person
from diwan.portal.finding.asking import Narrowing
from diwan.portal.models import SavedSearch, SearchDocument
from diwan.portal.places import letters
from diwan.portal.searching import actions
from diwan.vocabularies.models import Place

if TYPE_CHECKING:
    from django.test import Client

    from diwan.people.models import Person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
EVERYTHING = Narrowing()


@pytest.fixture
def reader() -> Person:
    return make_person("reader@example.org", name="Rim")


def body(name: str, at: datetime = NOON, code: str = "TN") -> None:
    """An organisation that can be found since ``at``."""
    steward = make_person(f"{name.lower().replace(' ', '.')}@example.org", is_steward=True)
    made = people.add(Description(name=name, kind="media", country=code), by=steward)
    found = SearchDocument.objects.filter(source="organisations", object_id=made.pk)
    found.update(found_at=at - timedelta(hours=1))


def kept(words: str, by: Person, rhythm: str = "each", **narrow: Any) -> SavedSearch:
    made = actions.keep(words, Narrowing(**narrow), rhythm=rhythm, by=by)
    made.since = NOON - timedelta(days=3)
    made.save()
    return made


def test_a_letter_tells_what_a_search_finds_later_once(reader: Person) -> None:
    tunisia = Place.objects.get(code="TN").pk
    kept("zebrabody", reader, place=tunisia)
    body("Zebrabody One")
    body("Zebrabody Italian", code="IT")
    body("Zebrabody Old", NOON - timedelta(days=9))
    assert letters.send_due(NOON) == 1
    letter = OutgoingLetter.objects.get().text
    assert "Zebrabody One" in letter
    assert "Italian" not in letter
    assert "Old" not in letter
    assert "/search/?q=zebrabody&place=TN" in letter
    assert letters.send_due(NOON + timedelta(minutes=20)) == 0


def test_a_search_is_kept_once_and_ended_by_whoever_keeps_it(
    client: Client, reader: Person
) -> None:
    client.force_login(reader)
    said = {"q": "honey", "place": "TN", "rhythm": "daily"}
    for _time in range(2):
        answer = client.post(reverse("portal:keep_search"), said)
        assert answer.headers["Location"] == "/search/?q=honey&place=TN"
    row = SavedSearch.objects.get()
    assert (row.words, str(row.place), row.rhythm) == ("honey", "Tunisia", "daily")
    listed = client.get(reverse("portal:following")).content.decode()
    assert "“honey” · Tunisia" in listed
    client.force_login(make_person("dele@example.org"))
    client.post(reverse("portal:end_search"), said)
    assert SavedSearch.objects.count() == 1
    assert "honey" not in client.get(reverse("portal:following")).content.decode()
    client.force_login(reader)
    client.post(reverse("portal:end_search"), said)
    assert not SavedSearch.objects.exists()


def test_nothing_is_no_search_and_nobody_keeps_without_end(
    reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refusal, match="at least one word"):
        actions.keep("", Narrowing(language="fr"), rhythm="daily", by=reader)
    monkeypatch.setattr(actions, "MOST_KEPT", 1)
    kept("honey", reader)
    with pytest.raises(Refusal, match="You keep 1 searches"):
        kept("olives", reader)


def test_letters_end_with_the_others_and_the_search_stays(reader: Person) -> None:
    from diwan.portal.places.actions import stop_letters_to  # noqa: PLC0415 - beside ours

    kept("honey", reader)
    stop_letters_to("Reader@example.org")
    assert SavedSearch.objects.get().rhythm == "none"


def test_what_is_kept_is_exported_and_erased(reader: Person) -> None:
    kept("honey", reader, year=2024)
    data = slots.personal_data.get("portal")
    [row] = data.export(reader)["searches kept"]
    assert (row["words"], row["year"]) == ("honey", "2024")
    data.erase(reader)
    assert not SavedSearch.objects.exists()


def test_the_feed_tells_a_stranger_what_is_newest(client: Client) -> None:
    body("Zebrabody Old", NOON - timedelta(days=9))
    body("Zebrabody New")
    answer = client.get(reverse("portal:search_feed"), {"q": "zebrabody"})
    text = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert text.index("Zebrabody New") < text.index("Zebrabody Old")
    assert client.get(reverse("portal:search_feed")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same(
    client: Client, reader: Person, rows: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        kept(f"honey {number}", reader)
    client.force_login(reader)
    client.get(reverse("portal:following"))
    with django_assert_max_num_queries(12):
        client.get(reverse("portal:following"))
