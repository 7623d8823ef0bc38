"""A name that the profile hides stands elsewhere by other switches; the pages say where."""

from __future__ import annotations

import pytest
from django.urls import reverse

from diwan.people.actions import consenting
from diwan.people.actions import conversations as actions
from diwan.people.models import Conversation, Mandate

from .factories import make_mandate, make_organisation
from .talkers import FIRST, handle, member, talking
from .test_pages import assert_house_rules

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def amina(client):
    made = member("amina")
    client.force_login(made, backend=_BACKEND)
    return made


@pytest.fixture
def bilal():
    return member("bilal")


def page(client, name):
    text = client.get(reverse(name)).content.decode()
    assert_house_rules(text)
    return text


def test_where_a_name_stands_is_listed_with_its_switch(client, amina, bilal):
    jossour = make_organisation("Jossour")
    mandate = make_mandate(amina, jossour, "officer")
    for name in ("people:directory", "people:seen"):
        assert "Where your name stands besides" not in page(client, name)
    Mandate.objects.filter(pk=mandate.pk).update(is_shown=True)
    actions.ask(bilal, by=amina, text=FIRST, is_named=True)
    for name in ("people:directory", "people:seen"):
        text = page(client, name)
        assert f'href="{jossour.get_absolute_url()}"><bdi>Jossour · Officer' in text
        assert "1 conversation<" in text


def test_a_hidden_name_is_told_only_on_purpose(client, amina, bilal):
    text = client.get(reverse("messages:ask", args=[handle(bilal)])).content.decode()
    box = text[text.index('name="is_named"') - 60 :][:200]
    assert "checked" not in box


def test_what_was_typed_is_given_back_where_nobody_takes_it(client, amina, bilal):
    known, unknown = handle(bilal), "bcdfghjkmn"
    consenting.withdraw_consent(bilal, "contact", by=bilal)
    answers = [
        client.post(reverse("messages:ask", args=[each]), {"text": "My long words"})
        for each in (known, unknown)
    ]
    for answer in answers:
        text = answer.content.decode()
        assert answer.status_code == 404
        assert "This was not sent" in text
        assert "My long words</textarea>" in text
    assert client.get(reverse("messages:ask", args=[known])).status_code == 404


def test_what_was_typed_is_given_back_where_it_was_closed(client, amina, bilal):
    conversation = talking(amina, bilal)
    actions.end(conversation, by=bilal)
    url = reverse("messages:reply", args=[conversation.key])
    answer = client.post(url, {"text": "My long words"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "This was not sent" in text
    assert "My long words</textarea>" in text
    Conversation.objects.all().delete()
    answer = client.post(url, {"text": "My long words"})
    assert answer.status_code == 404
    assert "My long words</textarea>" in answer.content.decode()


def test_words_of_a_link_are_said_not_to_be_searched(client):
    address = reverse("members:index")
    assert "Words in a link are not searched" in client.get(f"{address}?q=amina").content.decode()
    assert "Words in a link are not searched" not in client.get(address).content.decode()
