"""No form of the house lets through what turns the direction of words."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from diwan.core.directions import DirectionsMiddleware, without_turns

_NAME = "diwan.core.directions.DirectionsMiddleware"
#: what programs post; the last press a button for their reader, without words
_DOORS = {
    "diwan.mailroom.webhooks",
    "diwan.discussions.views.method.letters",
    "diwan.forum.views.stopping",
    "diwan.people.views.letters",
    "diwan.portal.places.following",
}


def posted(view, **data):
    request = RequestFactory().post("/", data)
    DirectionsMiddleware(lambda _request: HttpResponse()).process_view(request, view, (), {})
    return request.POST


def test_turns_go_and_honest_marks_stay():
    turns = "".join(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
    honest = "نص\u200f a\u200e می\u200cخواهم ab\u200d \u061c"
    assert without_turns(f"{turns}{honest}{turns}") == honest


def test_every_value_of_a_form_is_cleaned():
    typed = posted(lambda: None, title="pay \u202e001\u202c now", tick=["a", "\u2066b\u2069"])
    assert typed["title"] == "pay 001 now"
    assert typed.getlist("tick") == ["a", "b"]


def test_what_programs_post_is_left_as_it_came():
    def door():
        return None

    door.csrf_exempt = True
    assert posted(door, title="\u202eraw")["title"] == "\u202eraw"


def test_it_stands_where_every_form_passes():
    stand = settings.MIDDLEWARE
    assert stand.index("django.middleware.csrf.CsrfViewMiddleware") < stand.index(_NAME)


def test_no_form_for_people_is_exempt():
    exempt = {
        view.__module__
        for view in views(get_resolver().url_patterns)
        if getattr(view, "csrf_exempt", False) and view.__module__.startswith("diwan.")
    }
    assert exempt <= _DOORS


def views(patterns):
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from views(each.url_patterns)
        elif isinstance(each, URLPattern):
            yield each.callback


@pytest.mark.django_db
def test_a_page_takes_no_override(client):
    answer = client.post("/members/", {"q": "one \u202eowt"})
    assert "\u202e" not in answer.content.decode()
    assert "one owt" in answer.content.decode()
