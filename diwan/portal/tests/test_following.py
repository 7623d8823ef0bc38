"""Following by letter, feed and desk, and ending it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.core.registry import Registry
from diwan.mailroom.models import OutgoingLetter
from diwan.people.models import Organisation
from diwan.people.tests.factories import make_organisation, make_person
from diwan.portal.models import Follow
from diwan.portal.places import actions, letters, scopes
from diwan.portal.words import Rhythm
from diwan.vocabularies.models import Place, Theme

if TYPE_CHECKING:
    from django.test import Client

    from diwan.people.models import Person

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
#: a Tuesday
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def reader() -> Person:
    return make_person("reader@example.org", name="Rim")


def tunisia() -> slots.Scope:
    return slots.Scope(place=Place.objects.get(code="TN"))


def corridor() -> slots.Scope:
    return scopes.read(place="TN", other="IT", person=make_person("x@example.org"))


def theme() -> slots.Scope:
    return slots.Scope(theme=Theme.objects.get(key="reintegration"))


def follow(scope: slots.Scope, by: Person, rhythm: str = "each", days: int = 30) -> Follow:
    made = actions.follow(scope, rhythm=rhythm, by=by)
    made.since = NOON - timedelta(days=days)
    made.save()
    return made


def body(name: str, at: datetime = NOON, codes: str = "TN") -> Organisation:
    made = make_organisation(name, country=Place.objects.get(code=codes.split(maxsplit=1)[0]))
    made.places.set(Place.objects.filter(code__in=codes.split()))
    Organisation.objects.filter(pk=made.pk).update(created_at=at - timedelta(hours=1))
    return made


def sent() -> list[OutgoingLetter]:
    return list(OutgoingLetter.objects.order_by("pk"))


# --- following -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "page"),
    [
        ({"place": "TN"}, "/places/TN/"),
        ({"place": "TN-11"}, "/places/TN-11/"),
        ({"theme": "reintegration"}, "/themes/reintegration/"),
    ],
)
def test_a_member_follows_and_ends_it(
    client: Client, reader: Person, said: dict[str, str], page: str
) -> None:
    client.force_login(reader)
    answer = client.post(reverse("portal:follow"), said | {"rhythm": "daily"})
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert Follow.objects.get().rhythm == Rhythm.DAILY
    assert "Follow no more" in client.get(page).content.decode()
    client.post(reverse("portal:follow"), said | {"rhythm": "none"})
    assert Follow.objects.get().rhythm == Rhythm.NONE
    client.post(reverse("portal:unfollow"), said)
    assert not Follow.objects.exists()


def test_a_corridor_is_followed_once_whichever_way_one_looks(
    client: Client, reader: Person
) -> None:
    client.force_login(reader)
    for place, other in (("TN", "IT"), ("IT", "TN")):
        client.post(reverse("portal:follow"), {"place": place, "other": other, "rhythm": "weekly"})
        page = client.get(f"/corridors/{place}/{other}/").content.decode()
        assert "Follow no more" in page
    assert Follow.objects.count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"place": "QQ", "rhythm": "each"},
        {"place": "TN", "rhythm": "hourly"},
        {"place": "TN", "other": "TN", "rhythm": "each"},
        {"theme": "x\0y", "rhythm": "each"},
        {"place": "T" * 100, "rhythm": "each"},
    ],
)
def test_what_cannot_be_followed_is_refused_with_a_sentence(
    client: Client, reader: Person, said: dict[str, str]
) -> None:
    client.force_login(reader)
    page = client.post(reverse("portal:follow"), said, follow=True).content.decode()
    assert 'data-kind="error"' in page
    assert not Follow.objects.exists()


def test_a_place_cannot_be_followed_twice_nor_two_things_in_one(reader: Person) -> None:
    place = Place.objects.get(code="TN")
    Follow.objects.create(person=reader, place=place, since=NOON)
    for twice in ({"place": place}, {"place": place, "theme": theme().theme}, {"other": place}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Follow.objects.create(person=reader, since=NOON, **twice)


def test_nobody_follows_without_end(reader: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_FOLLOWED", 1)
    actions.follow(tunisia(), rhythm="each", by=reader)
    with pytest.raises(Refusal, match="End one"):
        actions.follow(theme(), rhythm="each", by=reader)
    actions.follow(tunisia(), rhythm="daily", by=reader)


def test_nobody_sees_what_another_follows(client: Client, reader: Person) -> None:
    follow(tunisia(), reader)
    client.force_login(make_person("other@example.org", is_administrator=True))
    assert "You follow nothing yet" in client.get(reverse("portal:following")).content.decode()
    assert "Follow no more" not in client.get("/places/TN/").content.decode()


def test_the_list_of_what_one_follows_costs_the_same(
    client: Client, reader: Person, assert_same_queries: Any
) -> None:
    codes = iter(("TN", "IT", "FR"))
    assert_same_queries(
        reverse("portal:following"),
        lambda _number: follow(slots.Scope(place=Place.objects.get(code=next(codes))), reader),
        person=reader,
    )


# --- letters ---------------------------------------------------------------------------
def test_a_letter_gathers_all_that_is_new_once(reader: Person) -> None:
    for scope in (tunisia(), corridor(), theme()):
        follow(scope, reader)
    body("Both shores", codes="TN IT")
    body("Tunis alone")
    assert letters.send_due(NOON) == 1
    (letter,) = sent()
    assert letter.subject == "What is new in what you follow"
    assert letter.text.count("Both shores") == letter.text.count("Tunis alone") == 1
    assert f"{settings.DIWAN_ORIGIN}/organisations/" in letter.text
    assert letters.send_due(NOON + timedelta(minutes=10)) == 0


def test_the_letter_speaks_the_readers_language_and_its_subject_names_no_place() -> None:
    for language, words in (("fr", "Nouvelle organisation"), ("ar", "منظمة جديدة")):
        person = make_person(f"{language}@example.org", language=language)
        follow(tunisia(), person)
        body(f"Body {language}")
        letters.send_due(NOON)
        letter = sent()[-1]
        assert words in letter.text
        for name in ("Tunis", "Tunisie", "تونس"):
            assert name not in letter.subject


def test_rhythms_and_quiet_hours_are_kept() -> None:
    quiet = make_person("quiet@example.org", quiet_from=time(10), quiet_until=time(15))
    people = {
        "each": quiet,
        "daily": make_person("daily@example.org"),
        "weekly": make_person("weekly@example.org"),
        "none": make_person("none@example.org"),
    }
    for rhythm, person in people.items():
        follow(tunisia(), person, rhythm)
    Follow.objects.update(told_at=NOON - timedelta(days=1, hours=1))  # since Monday morning
    body("New one")
    assert letters.send_due(NOON) == 2
    due = {letter.to_address: letter.due_at for letter in sent()}
    assert set(due) == {"quiet@example.org", "daily@example.org"}
    assert due["quiet@example.org"] == NOON + timedelta(hours=3)
    assert letters.send_due(NOON + timedelta(days=6)) == 1  # Monday: the weekly one


def test_where_nothing_is_new_a_digest_waits_for_the_next_morning(reader: Person) -> None:
    follow(tunisia(), reader, "daily")
    each = follow(theme(), reader, "each")
    assert letters.send_due(NOON) == 0
    assert Follow.objects.get(rhythm="daily").told_at == NOON
    assert Follow.objects.get(pk=each.pk).told_at is None
    body("Came at noon", at=NOON + timedelta(hours=2))
    assert letters.send_due(NOON + timedelta(hours=3)) == 0
    assert letters.send_due(NOON + timedelta(days=1)) == 1


def test_whoever_begins_to_get_letters_again_is_not_told_what_was(reader: Person) -> None:
    made = follow(tunisia(), reader, "none")
    actions.choose_rhythm(made, "each")
    body("Long known", at=clock.now() - timedelta(days=1))
    assert letters.send_due(clock.now()) == 0


def test_suspended_people_get_no_letters(reader: Person) -> None:
    follow(tunisia(), reader)
    body("New one")
    reader.is_active = False
    reader.save()
    assert letters.send_due(NOON) == 0


def test_what_fails_for_one_keeps_nothing_from_the_others(
    reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlucky = make_person("a@example.org")
    for person in (unlucky, reader):
        follow(tunisia(), person)

    def news(person: Any, *_rest: Any) -> list[slots.News]:
        if person.pk == unlucky.pk:
            raise RuntimeError
        return [slots.News("A thing", "/thing/", NOON - timedelta(hours=1))]

    registry: Registry[slots.NewsSource] = Registry("source")
    registry.add("things", slots.NewsSource("Thing", news))
    monkeypatch.setattr(slots, "news_sources", registry)
    assert letters.send_due(NOON) == 1
    assert Follow.objects.get(person=unlucky).told_at is None


def test_one_press_ends_the_letters_and_a_look_does_not(client: Client, reader: Person) -> None:
    follow(tunisia(), reader)
    body("New one")
    letters.send_due(NOON)
    (letter,) = sent()
    stop = letter.headers["List-Unsubscribe"].strip("<>")
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in letter.text
    path = stop.removeprefix(settings.DIWAN_ORIGIN)
    page = client.get(path)
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert Follow.objects.get().rhythm == Rhythm.EACH
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Follow.objects.get().rhythm == Rhythm.NONE
    assert client.get(path[:-3] + "x/").status_code == 404


def test_a_letter_to_unsubscribe_ends_them_too(reader: Person) -> None:
    follow(tunisia(), reader)
    room = slots.correspondence.get("portal.following")
    room.stop("READER@example.org", "small-towns@diwan.localhost")
    assert Follow.objects.get().rhythm == Rhythm.EACH
    room.stop("READER@example.org", "")
    assert Follow.objects.get().rhythm == Rhythm.NONE


# --- desk and data ---------------------------------------------------------------------
def test_the_desk_tells_what_is_new_and_what_is_quiet(client: Client, reader: Person) -> None:
    client.force_login(reader)
    assert "New in what you follow" not in client.get(reverse("portal:desk")).content.decode()
    follow(tunisia(), reader)
    follow(theme(), reader)
    body("Tunis alone", at=clock.now())
    page = client.get(reverse("portal:desk")).content.decode()
    assert "Tunis alone" in page
    assert "Nothing new lately" in page


def test_what_one_follows_is_exported_and_erased(reader: Person) -> None:
    follow(corridor(), reader, "weekly")
    source = slots.personal_data.get("portal")
    (row,) = source.export(reader)["places, corridors and themes followed"]
    assert {row["place"], row["other place"]} == {"TN", "IT"}
    assert row["letters"] == "weekly"
    source.erase(reader)
    assert not Follow.objects.exists()


# --- feeds -----------------------------------------------------------------------------
def feed(client: Client, path: str) -> ET.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert not answer.cookies
    return ET.fromstring(answer.content)  # noqa: S314 - we wrote it


@pytest.mark.parametrize("prefix", ["", "/fr", "/ar"])
def test_a_feed_has_what_atom_demands(client: Client, prefix: str) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: one id, title and updated each, an author, a self link."""
    body("Both shores", at=clock.now(), codes="TN IT")
    for path in ("/places/TN/feed/", "/corridors/TN/IT/feed/"):
        root = feed(client, prefix + path)
        assert root.tag == f"{ATOM}feed"
        for holder in (root, *root.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                (found,) = holder.findall(f"{ATOM}{name}")
                assert found.text
            moment = datetime.fromisoformat(str(holder.findtext(f"{ATOM}updated")))
            assert moment.tzinfo is not None
        assert root.findtext(f"{ATOM}author/{ATOM}name")
        links = {link.get("rel"): str(link.get("href")) for link in root.findall(f"{ATOM}link")}
        assert links["self"].startswith(f"{settings.DIWAN_ORIGIN}{prefix}/")
        (entry,) = root.findall(f"{ATOM}entry")
        (link,) = entry.findall(f"{ATOM}link")
        assert str(link.get("href")).startswith(f"{settings.DIWAN_ORIGIN}{prefix}/organisations/")
        language = root.get("{http://www.w3.org/XML/1998/namespace}lang")
        assert language == (prefix.strip("/") or "en")


def test_a_feed_is_the_same_every_time_it_is_written(client: Client) -> None:
    empty = client.get("/places/TV/feed/").content
    assert empty == client.get("/places/TV/feed/").content
    assert b"<entry>" not in empty
    body("Both shores", at=clock.now(), codes="TN IT")
    one, other = (client.get(f"/corridors/{way}/feed/").content for way in ("TN/IT", "IT/TN"))
    assert one == other
    root = feed(client, "/places/TN/feed/")
    ids = [str(entry.findtext(f"{ATOM}id")) for entry in root.findall(f"{ATOM}entry")]
    assert all(each.startswith("tag:") for each in ids)
    assert len(set(ids)) == len(ids) == 1


def test_a_feed_asks_as_a_stranger_whoever_reads_it(
    client: Client, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def news(person: Any, *_rest: Any) -> list[slots.News]:
        asked.append(person)
        again = slots.News("Again", "/thing/", NOON + timedelta(hours=1))
        return [again, slots.News("Bell \x07 and <tag>", "/thing/", NOON)]

    registry: Registry[slots.NewsSource] = Registry("source")
    registry.add("things", slots.NewsSource("Thing", news))
    monkeypatch.setattr(slots, "news_sources", registry)
    client.force_login(reader)
    root = feed(client, "/themes/reintegration/feed/")
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Again", "Bell  and <tag>"]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert [person.is_authenticated for person in asked] == [False]


def test_pages_lead_to_their_feeds(client: Client) -> None:
    for page in ("/places/TN/", "/themes/reintegration/", "/corridors/TN/IT/", "/ar/places/TN/"):
        text = client.get(page).content.decode()
        start = text.index('<link rel="alternate" type="application/atom+xml"')
        href = text[start:].split('href="')[1].split('"')[0]
        assert client.get(href).status_code == 200


def test_what_does_not_exist_has_no_feed(client: Client) -> None:
    for path in ("/places/QQ/feed/", "/corridors/TN/TN/feed/", "/themes/none/feed/"):
        assert client.get(path).status_code == 404
