from __future__ import annotations

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage

from diwan.core.doing import done, posted, typed
from diwan.core.errors import Refusal


class Named(forms.Form):
    name = forms.CharField()


@pytest.fixture
def asked(rf):
    def ask(**said):
        request = rf.post("/", said) if said else rf.get("/")
        request._messages = CookieStorage(request)
        return request

    return ask


def refused():
    raise Refusal("Not today.")


def told(request):
    return [(each.level_tag, str(each)) for each in get_messages(request)]


def test_what_is_done_is_said_and_leads_back(asked):
    request = asked(x="1")
    assert done(request, lambda: None, "Done.", back="/there/").url == "/there/"
    assert told(request) == [("success", "Done.")]


def test_what_is_refused_is_said_and_leads_back_too(asked):
    request = asked(x="1")
    assert done(request, refused, "Done.", back="/there/").url == "/there/"
    assert told(request) == [("error", "Not today.")]


def form_page(request, act):
    form = Named(posted(request))
    page = "core/tests/none.html"
    return typed(request, form, act, template=page, context={"x": 1}, sentence="Kept.", back="/b/")


@pytest.fixture
def shown(monkeypatch):
    """What the page would be drawn from, and its status."""
    seen: list[tuple[dict, int]] = []
    monkeypatch.setattr(
        "diwan.core.doing.render", lambda _r, _t, told, status: seen.append((told, status))
    )
    return seen


def test_a_page_with_a_form_is_shown_until_something_is_typed(asked, shown):
    form_page(asked(), refused)
    assert [status for _told, status in shown] == [200]
    assert shown[0][0]["x"] == 1


def test_what_was_typed_is_kept_when_it_is_refused(asked, shown):
    form_page(asked(name="Amina"), refused)
    told_, status = shown[0]
    assert status == 422
    assert told_["form"].non_field_errors() == ["Not today."]
    assert told_["form"]["name"].value() == "Amina"


def test_what_was_typed_is_done_once(asked, shown):
    did: list[int] = []
    request = asked(name="Amina")
    assert form_page(request, lambda: did.append(1)).url == "/b/"
    assert (did, told(request), shown) == ([1], [("success", "Kept.")], [])
