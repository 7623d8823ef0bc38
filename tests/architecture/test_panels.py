"""Every panel of the page of a place or a corridor asks the database at most twice.

``fill`` puts something for each of them there: a room that registers a panel adds to it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.agreements.tests.factories import make_dialogue, make_signed
from diwan.core import clock, slots
from diwan.discussions.models import Discussion
from diwan.forum.tests.factories import make_forum, make_topic
from diwan.groups.models import Council, Opinion, Question
from diwan.library.tests.factories import make_published
from diwan.people.tests.factories import make_organisation, make_person
from diwan.plans.tests.factories import make_indicator, make_project
from diwan.portal.places.corridors import Corridor
from diwan.portal.places.showing import rendered
from diwan.services.tests.factories import make_service
from diwan.vocabularies.models import Place, Theme

if TYPE_CHECKING:
    from django.test import RequestFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 2
#: more than any panel shows at once
MANY = 15


def fill(origin: Place, destination: Place) -> None:
    """Much of everything about both places, and what links them."""
    today = clock.now()
    theme = Theme.objects.get(key="reintegration")
    for number in range(MANY):
        here = make_organisation(f"Here {number}", country=origin, seat=origin)
        here.places.set([destination])
        here.themes.set([theme])
        abroad = make_organisation(f"Abroad {number}", country=destination)
        abroad.origins.set([origin])
        discussion = Discussion.objects.create(
            slug=f"talk-{number}",
            address=f"talk-{number}",
            title={"en": f"Talk {number}"},
            stage="open" if number % 2 else "closed",
            opens_on=today.date(),
            closes_on=today.date(),
            opened_at=today,
        )
        discussion.places.set([origin, destination])
        discussion.themes.set([theme])
        elsewhere = make_organisation(f"Everywhere {number}", country=origin)
        agreement = make_signed(
            f"agreed-{number}", origin=here, destination=abroad, common=elsewhere
        )
        agreement.themes.set([theme])
        make_dialogue(f"Dialogue {number}").places.set([origin, destination])
    _projects(origin, destination)
    _services(origin, destination)
    _items(origin, destination)
    _councils_and_questions(origin, destination, theme)


def _councils_and_questions(origin: Place, destination: Place, theme: Theme) -> None:
    """An authority over there that was asked about here, and a council that advises it."""
    now = clock.now()
    today = now.date()
    clock_of = {"due_on": today, "theme": theme}
    for number in range(MANY):
        authority = make_organisation(
            f"Ministry {number}", kind="national_government", country=destination
        )
        Question.objects.create(
            authority=authority,
            language="en",
            title="When?",
            masked="When does it open?",
            state="open",
            place=origin,
            asked_at=now,
            opened_on=today,
            began_on=today,
            **clock_of,
        )
        council = Council.objects.create(
            slug=f"council-{number}",
            name={"en": "Council"},
            authority=authority,
            secretariat=authority,
            place=origin,
            created_at=now,
        )
        Opinion.objects.create(
            council=council,
            number=1,
            title={"en": "Opinion"},
            authority=authority,
            state="adopted",
            adopted_on=today,
            created_at=now,
            **clock_of,
        )


def _projects(origin: Place, destination: Place) -> None:
    steward = make_person("wrote@example.org", is_steward=True)
    for number in range(MANY):
        project = make_project(
            steward,
            make_organisation(f"Lead {number}"),
            state="running",
            themes=["reintegration"],
            origins=[origin.code],
            destinations=[destination.code],
        )
        make_indicator(project, steward)
        make_topic(make_forum(f"of-{number}", project=project), steward, f"Topic {number}")


def _items(origin: Place, destination: Place) -> None:
    """Of the library, about both places, made by an organisation of one of them."""
    member = make_person("library@example.org")
    for number in range(MANY):
        make_published(
            member,
            f"Item {number}",
            origins=[origin.code],
            destinations=[destination.code],
            bodies=[("publisher", f"Here {number}")],
        )


def _services(origin: Place, destination: Place) -> None:
    """In both lands, each with a place in one and people whom it serves in the other."""
    steward = make_person("services@example.org", is_steward=True)
    for number in range(MANY):
        make_service(
            steward,
            make_organisation(f"Service {number}"),
            place=origin.code,
            areas=[destination.code],
            themes=["reintegration"],
        )


@pytest.fixture
def places(db: None) -> tuple[Place, Place]:
    return Place.objects.get(code="TN"), Place.objects.get(code="IT")


def queries(rf: RequestFactory, person: Any, panel: Any, subject: Any) -> tuple[int, Any]:
    request = rf.get("/")
    request.user = person
    with CaptureQueriesContext(connection) as captured:
        html = rendered(panel, request, subject)
    return len(captured), html


def people() -> list[Any]:
    return [AnonymousUser(), make_person("member@example.org")]


@pytest.mark.parametrize("name", slots.place_panels.names())
def test_a_panel_of_a_place_asks_at_most_twice(
    rf: RequestFactory, places: tuple[Place, Place], name: str
) -> None:
    panel = slots.place_panels.get(name)
    subject = places[1] if panel.side == "destination" else places[0]
    _check(rf, panel, subject, places)


@pytest.mark.parametrize("name", slots.corridor_panels.names())
def test_a_panel_of_a_corridor_asks_at_most_twice(
    rf: RequestFactory, places: tuple[Place, Place], name: str
) -> None:
    _check(rf, slots.corridor_panels.get(name), Corridor(*places), places)


def _check(rf: RequestFactory, panel: Any, subject: Any, places: tuple[Place, Place]) -> None:
    readers = people()
    for person in readers:
        asked, html = queries(rf, person, panel, subject)
        assert asked <= MOST_QUERIES, "on an empty place"
        assert html is None, "nothing is there yet: the panel returns None"
    fill(*places)
    for person in readers:
        asked, html = queries(rf, person, panel, subject)
        assert html is not None, "fill() in this file puts nothing there for this panel"
        assert asked <= MOST_QUERIES, "on a filled place"


@pytest.mark.parametrize("name", slots.news_sources.names())
def test_a_source_of_news_asks_at_most_twice(places: tuple[Place, Place], name: str) -> None:
    source = slots.news_sources.get(name)
    origin, destination = places
    since = clock.now() - timedelta(days=1)
    fill(origin, destination)
    theme = Theme.objects.get(key="reintegration")
    for scope in (
        slots.Scope(place=origin),
        slots.Scope(place=origin, other=destination),
        slots.Scope(theme=theme),
    ):
        with CaptureQueriesContext(connection) as captured:
            news = list(source.news(AnonymousUser(), scope, since, 5))
        assert 0 < len(news) <= 10
        assert len(captured) <= MOST_QUERIES


@pytest.mark.parametrize("name", slots.place_counts.names())
def test_a_count_of_places_asks_at_most_twice(places: tuple[Place, Place], name: str) -> None:
    room = slots.place_counts.get(name)
    fill(*places)
    for count in (room.counts, room.pairs):
        with CaptureQueriesContext(connection) as captured:
            found = count(AnonymousUser())
        assert len(captured) <= MOST_QUERIES
        assert all(number > 0 for number in found.values())
    assert room.counts(AnonymousUser())["TN"] >= MANY
    assert room.pairs(AnonymousUser())["IT", "TN"] >= MANY


@pytest.mark.parametrize("registry", [slots.place_panels, slots.corridor_panels])
def test_every_panel_says_what_belongs_there(registry: Any) -> None:
    assert [name for name, panel in registry.items() if not str(panel.belongs)] == []
