"""What discussions show on pages of places, on the map and in feeds, and to whom."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from diwan.core import clock, slots
from diwan.discussions.models import Discussion, Reply
from diwan.discussions.tests.factories import make_discussion
from diwan.discussions.words import Stage
from diwan.vocabularies.models import Place, Theme

if TYPE_CHECKING:
    from django.test import Client

    from diwan.people.models import Person

pytestmark = pytest.mark.django_db
PLACES = ["TN", "IT"]
SOURCE = slots.news_sources.get("discussions")
COUNT = slots.place_counts.get("discussions")


def told(person: object, scope: slots.Scope) -> list[str]:
    since = clock.now() - timedelta(days=30)
    with override("en"):  # a page in French leaves its language behind
        return [news.title for news in SOURCE.news(person, scope, since, 9)]


def tunisia() -> slots.Scope:
    return slots.Scope(place=Place.objects.get(code="TN"))


def test_a_place_shows_what_is_discussed_about_it_open_ones_first(client: Client) -> None:
    make_discussion("past", stage=Stage.CLOSED, places=PLACES)
    make_discussion("now", places=["TN"])
    page = client.get("/places/TN/").content.decode()
    assert page.index("The now") < page.index("The past")
    region = client.get("/places/015/").content.decode()
    assert "The now" in region
    assert "The now" not in client.get("/places/IT/").content.decode()
    assert "The now" not in client.get("/corridors/TN/IT/").content.decode()
    assert "The past" in client.get("/corridors/IT/TN/").content.decode()


def test_members_discussions_are_hidden_from_strangers_everywhere(
    client: Client, dele: Person
) -> None:
    make_discussion("inside", audience="members", places=PLACES)
    stranger = AnonymousUser()
    paths = ("/places/TN/", "/corridors/TN/IT/", "/places/TN/feed/", "/fr/places/TN/feed/")
    for path in paths:
        text = client.get(path).content.decode()
        assert "The inside" not in text
        assert "Le inside" not in text
    assert not COUNT.counts(stranger)
    assert not COUNT.pairs(stranger)
    assert told(stranger, tunisia()) == []
    assert 'aria-label="TN Tunisia: 0"' in client.get("/places/").content.decode()
    client.force_login(dele)
    for path in paths[:2]:
        assert "The inside" in client.get(path).content.decode()
    for path in paths[2:]:
        assert b"inside" not in client.get(path).content
    assert COUNT.counts(dele)["TN"] == 1
    assert told(dele, tunisia()) == ["The inside"]


def test_drafts_show_nowhere_not_even_to_their_team(client: Client, bilal: Person) -> None:
    make_discussion("draft", stage=Stage.DRAFT, lead=bilal, places=PLACES)
    client.force_login(bilal)
    for path in ("/places/TN/", "/corridors/TN/IT/"):
        assert "The draft" not in client.get(path).content.decode()
    assert not COUNT.counts(bilal)
    assert told(bilal, tunisia()) == []


def test_an_opening_and_a_published_reply_are_news_and_a_draft_is_not(dele: Person) -> None:
    made = make_discussion("harbour", stage=Stage.CLOSED, places=PLACES, themes=["reintegration"])
    assert told(dele, tunisia()) == ["The harbour"]
    now = clock.now()
    reply = Reply.objects.create(
        discussion=made, number=1, state="draft", made_on=now.date(), made_at=now
    )
    assert told(dele, tunisia()) == ["The harbour"]
    Reply.objects.filter(pk=reply.pk).update(
        state="published", published_at=now, content_sha256="0" * 64
    )
    title = "The reply to “The harbour”"
    assert told(dele, tunisia()) == ["The harbour", title]
    theme = slots.Scope(theme=Theme.objects.get(key="reintegration"))
    assert told(dele, theme) == ["The harbour", title]
    italy = slots.Scope(place=tunisia().place, other=Place.objects.get(code="IT"))
    assert told(dele, italy) == ["The harbour", title]
    france = slots.Scope(place=tunisia().place, other=Place.objects.get(code="FR"))
    assert told(dele, france) == []


def test_an_entry_of_a_feed_keeps_its_id_when_the_discussion_goes_on(client: Client) -> None:
    made = make_discussion("harbour", places=PLACES)
    before = client.get("/places/TN/feed/").content
    Discussion.objects.filter(pk=made.pk).update(stage=Stage.CLOSED, title={"en": "Renamed"})
    after = client.get("/places/TN/feed/").content
    assert b"Renamed" in after
    assert _ids(before) == _ids(after)
    assert len(_ids(before)) == 2


def _ids(feed: bytes) -> list[bytes]:
    return [part.partition(b"</id>")[0] for part in feed.split(b"<id>")[1:]]
