"""Home, desk, tour, the house's own pages, and what to say when something fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import reverse
from django.utils.translation import override

from diwan.core import slots
from diwan.core.registry import Registry
from diwan.people.tests.factories import make_person
from diwan.portal import views
from diwan.portal.words import PageSlug

if TYPE_CHECKING:
    from django.test import Client, RequestFactory
    from pytest_django import Settings

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr", "ar")


def _panel(title: str, context: dict[str, Any] | None) -> slots.Panel:
    return slots.Panel(title, "core/ui/notice.html", lambda _request: context)


@pytest.fixture
def panels(monkeypatch: pytest.MonkeyPatch) -> Registry[slots.Panel]:
    registry: Registry[slots.Panel] = Registry("panel")
    monkeypatch.setattr(slots, "home_sections", registry)
    monkeypatch.setattr(slots, "desk_panels", registry)
    return registry


def test_home_shows_what_rooms_register_and_skips_the_empty(
    client: Client, panels: Registry[slots.Panel]
) -> None:
    panels.add("one", _panel("Open now", {"text": "A discussion"}))
    panels.add("two", _panel("Hidden", None))
    html = client.get(reverse("portal:home")).content.decode()
    assert "Open now" in html
    assert "A discussion" in html
    assert "Hidden" not in html


def test_an_empty_house_says_so(client: Client, panels: Registry[slots.Panel]) -> None:
    assert "Nothing is open now" in client.get(reverse("portal:home")).content.decode()


def test_the_desk_greets_whoever_gave_no_name_without_one(
    client: Client, panels: Registry[slots.Panel]
) -> None:
    client.force_login(make_person(name=""))
    page = client.get(reverse("portal:desk")).content.decode()
    assert "Welcome. Here is what concerns you." in page


def test_the_desk_is_for_members(client: Client, panels: Registry[slots.Panel]) -> None:
    url = reverse("portal:desk")
    response = client.get(url)
    assert response.status_code == 302
    assert response.headers["Location"].endswith(f"?next={url}")
    client.force_login(make_person(name="Amina"))
    html = client.get(url).content.decode()
    assert "Welcome, <bdi>Amina</bdi>" in html
    assert "Nothing waits for you" in html


def test_the_tour_goes_by_role_and_begins_with_everybody(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tour: Registry[slots.TourStop] = Registry("tour stop")
    tour.add("a", slots.TourStop("Queue", "Read it", lambda: None, role="Facilitator"))
    tour.add("b", slots.TourStop("Search", "Find it", lambda: "/search/"))
    tour.add("c", slots.TourStop("Reply", "Write it", lambda: "/x/", role="Facilitator"))
    monkeypatch.setattr(slots, "tour", tour)
    html = client.get(reverse("portal:tour")).content.decode()
    body = html[html.index("<h1") : html.index("</main>")]
    places = [
        body.index(words)
        for words in ("For everybody", "Find it", "Facilitator", "Read it", "Write it")
    ]
    assert places == sorted(places)
    assert body.count("Facilitator") == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", PageSlug.values)
def test_the_houses_own_pages_stand_in_every_language(
    client: Client, slug: str, language: str
) -> None:
    with override(language):
        response = client.get(reverse("portal:page", args=[slug]))
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in html
    assert len(html) < 60_000


def test_pages_are_really_translated(client: Client) -> None:
    texts = {client.get(f"{prefix}/about/").content for prefix in ("", "/fr", "/ar")}
    assert len(texts) == 3
    assert "Une équipe de facilitation" in client.get("/fr/about/").content.decode()
    assert "فريق التيسير" in client.get("/ar/about/").content.decode()


def test_an_operator_who_has_not_spoken_is_not_invented(client: Client, settings: Settings) -> None:
    settings.DIWAN_OPERATOR_NAME = settings.DIWAN_OPERATOR_CONTACT = ""
    assert "has not yet said" in client.get(reverse("portal:page", args=["legal"])).content.decode()
    settings.DIWAN_OPERATOR_NAME, settings.DIWAN_OPERATOR_CONTACT = "Maison <X>", "x@example.org"
    html = client.get(reverse("portal:page", args=["legal"])).content.decode()
    assert "Maison &lt;X&gt;" in html
    assert 'href="mailto:x@example.org"' in html
    assert "has not yet said" not in html


def test_health_answers_plainly(client: Client) -> None:
    response = client.get(reverse("portal:health"))
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_robots_stay_out_of_accounts_and_queues(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    for line in (
        "Disallow: /account/",
        "Disallow: /ar/desk/",
        "Disallow: /fr/discussions/*/queue/",
    ):
        assert line in text.splitlines()


@pytest.mark.parametrize(
    ("prefix", "words"), [("", "no such page"), ("/fr", "n’existe pas"), ("/ar", "لا توجد")]
)
def test_a_missing_page_says_so_in_the_readers_language(
    client: Client, prefix: str, words: str
) -> None:
    response = client.get(f"{prefix}/nowhere/at/all/")
    assert response.status_code == 404
    assert words in response.content.decode()


def test_other_failures_say_what_to_do(rf: RequestFactory, client: Client) -> None:
    request = client.get(reverse("portal:home")).wsgi_request
    for response, status, words in (
        (views.bad_request(request, SuspiciousOperation()), 400, "send it once more"),
        (
            views.forbidden(request, PermissionDenied("Only for stewards.")),
            403,
            "Only for stewards.",
        ),
        (views.csrf_failure(request), 403, "paste it and send it"),
        (views.server_error(rf.get("/")), 500, "try again in a few minutes"),
    ):
        assert response.status_code == status
        assert words in response.content.decode()


@pytest.mark.django_db(databases=[])
def test_the_page_of_a_broken_server_asks_the_database_nothing(rf: RequestFactory) -> None:
    assert views.server_error(rf.get("/")).status_code == 500


def test_signing_out_is_a_form_that_is_posted(client: Client) -> None:
    client.force_login(make_person(name="Amina"))
    html = client.get(reverse("portal:home")).content.decode()
    assert f'<form method="post" action="{reverse("account_logout")}">' in html
    assert "csrfmiddlewaretoken" in html


def test_a_page_without_account_sets_no_cookie(client: Client) -> None:
    assert not client.get(reverse("portal:home")).cookies


@pytest.mark.django_db
def test_a_request_for_another_host_is_refused_with_a_page(
    client: Client, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["diwan.example"]
    for demo in (True, False):
        settings.DIWAN_DEMO = demo
        answer = client.get("/", HTTP_HOST="evil.example")
        assert answer.status_code == 400
        assert "evil.example" not in answer.content.decode()
