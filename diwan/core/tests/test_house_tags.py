"""The frame of every page: navigation, languages, pager."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.translation import override

from diwan.core import slots
from diwan.core.registry import Registry
from diwan.core.templatetags import house

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.test import RequestFactory


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> Registry[slots.NavigationItem]:
    registry: Registry[slots.NavigationItem] = Registry("navigation item")
    monkeypatch.setattr(slots, "navigation", registry)
    return registry


def _request(rf: RequestFactory, path: str) -> HttpRequest:
    request = rf.get(path)
    request.user = AnonymousUser()
    return request


def test_navigation_marks_the_page_and_what_waits(
    rf: RequestFactory, links: Registry[slots.NavigationItem]
) -> None:
    links.add("tour", slots.NavigationItem("Tour", "portal:tour", count_waiting=lambda _r: 3))
    links.add("search", slots.NavigationItem("Search", "portal:search"))
    links.add("desk", slots.NavigationItem("Desk", "portal:desk", is_shown=lambda _r: False))
    found = house.main_navigation({"request": _request(rf, "/tour/")})["links"]
    assert [(link.title, link.current, link.waiting) for link in found] == [
        ("Tour", "page", 3),
        ("Search", "", 0),
    ]


def test_below_a_page_its_link_is_still_current(
    rf: RequestFactory, links: Registry[slots.NavigationItem]
) -> None:
    links.add("tour", slots.NavigationItem("Tour", "portal:tour"))
    (link,) = house.main_navigation({"request": _request(rf, "/tour/one/")})["links"]
    assert link.current == "true"


def test_pages_of_a_group_stand_under_its_title_where_the_first_would(
    rf: RequestFactory,
    links: Registry[slots.NavigationItem],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    groups: Registry[slots.NavigationGroup] = Registry("navigation group")
    groups.add("reading", slots.NavigationGroup("Reading"))
    groups.add("alone", slots.NavigationGroup("Alone"))
    monkeypatch.setattr(slots, "navigation_groups", groups)
    links.add("tour", slots.NavigationItem("Tour", "portal:tour", group="reading"))
    links.add("desk", slots.NavigationItem("Desk", "portal:desk", group="alone"))
    links.add(
        "search",
        slots.NavigationItem("Search", "portal:search", lambda _r: True, lambda _r: 2, "reading"),
    )
    found = house.main_navigation({"request": _request(rf, "/search/")})["links"]
    assert [(link.title, link.url, link.current, link.waiting) for link in found] == [
        ("Reading", "/tour/", "true", 2),
        ("Desk", "/desk/", "", 0),
    ]
    assert [(link.title, link.current) for link in found[0].links] == [
        ("Tour", ""),
        ("Search", "page"),
    ]
    assert found[1].links == ()


def test_the_language_switch_keeps_page_and_query_and_names_languages_in_themselves(
    rf: RequestFactory,
) -> None:
    with override("en"):
        found = house.language_links({"request": _request(rf, "/search/?q=abeille")})["links"]
    assert [(link.code, link.name, link.url, link.direction) for link in found] == [
        ("fr", "Français", "/fr/search/?q=abeille", "ltr"),
        ("ar", "العربيّة", "/ar/search/?q=abeille", "rtl"),
    ]


def test_the_language_switch_of_an_unknown_page_leads_home(rf: RequestFactory) -> None:
    with override("fr"):
        found = house.language_links({"request": _request(rf, "/fr/nowhere/at/all/")})["links"]
    assert [link.url for link in found] == ["/", "/ar/"]


def test_the_language_switch_never_leaves_the_site(rf: RequestFactory) -> None:
    with override("en"):
        found = house.language_links({"request": _request(rf, "//evil.example/")})["links"]
    assert [link.url for link in found] == ["/fr/", "/ar/"]


def test_the_pager_keeps_the_query(rf: RequestFactory) -> None:
    page = Paginator(range(30), 10).page(2)
    request = _request(rf, "/search/?q=a&page=2")
    html = render_to_string("core/ui/pager.html", {"page": page}, request)
    assert 'href="?q=a&amp;page=1"' in html
    assert 'href="?q=a&amp;page=3"' in html


def test_one_page_needs_no_pager() -> None:
    page = Paginator(range(3), 10).page(1)
    assert render_to_string("core/ui/pager.html", {"page": page}).strip() == ""
