"""The pages of conversations: without scripts, in a fixed number of queries, for their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from diwan.mailroom.models import OutgoingLetter
from diwan.people.actions import conversations as actions
from diwan.people.actions import directory
from diwan.people.actions.conversations import notices
from diwan.people.models import Block, Conversation, Message, Person

from .factories import make_person
from .talkers import FIRST, asked, handle, letters_to, member, talking

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client: Client) -> Callable[[Person], None]:
    return lambda person: client.force_login(person, backend=_BACKEND)


@pytest.fixture
def amina() -> Person:
    return member("amina")


@pytest.fixture
def bilal() -> Person:
    return member("bilal")


def test_a_member_is_written_to_from_their_page(client, sign_in, amina, bilal):
    sign_in(amina)
    profile = client.get(reverse("members:member", args=[handle(bilal)])).content.decode()
    address = reverse("messages:ask", args=[handle(bilal)])
    assert address in profile
    assert client.get(address).status_code == 200
    response = client.post(address, {"text": FIRST, "is_named": "on"}, follow=True)
    assert "waiting" not in response.redirect_chain[-1][0]
    assert "Contact details in it are hidden until they accept" in response.content.decode()
    assert Conversation.objects.get().sender_is_named
    again = client.get(address)
    assert again["Location"] == Conversation.objects.get().get_absolute_url()


def test_whoever_cannot_be_reached_has_no_page_to_write_on(client, sign_in, amina, bilal):
    hidden, silent = handle(bilal), make_person("s@example.org", name="Silent")
    directory.show(bilal, shown=directory.Shown(), by=bilal)
    sign_in(amina)
    for each in (hidden, "bcdfghjkmn", directory.profile_of(silent).handle, handle(amina)):
        for ask in (client.get, client.post):
            response = ask(reverse("messages:ask", args=[each]), {"text": "Hello"})
            assert response.status_code == 404
    assert not Conversation.objects.exists()


def test_what_was_typed_stays_where_it_is_refused(client, sign_in, amina, bilal, settings):
    settings.DIWAN_REQUESTS_A_DAY = 1
    asked(amina, member("dele"))
    sign_in(amina)
    response = client.post(reverse("messages:ask", args=[handle(bilal)]), {"text": "My words"})
    assert response.status_code == 422
    assert "My words" in response.content.decode()
    assert "1 member a day" in response.content.decode()


def test_the_whole_way_by_buttons(client, sign_in, amina, bilal):
    conversation = asked(amina, bilal)
    url = conversation.get_absolute_url()
    sign_in(bilal)
    assert 'badge">1' in client.get(reverse("messages:index")).content.decode()
    page = client.get(url).content.decode()
    assert "May they write to you?" in page
    assert "98 123 456" not in page
    assert 'badge">' not in client.get(reverse("messages:index")).content.decode()
    client.post(f"{url}accept/")
    page = client.get(url).content.decode()
    assert "98 123 456" in page, "accepted: all of it is shown"
    response = client.post(f"{url}reply/", {"text": "Gladly."})
    assert response["Location"] == f"{url}#m{Message.objects.get(text='Gladly.').pk}"
    assert client.post(f"{url}reply/", {"text": ""}).status_code == 422
    client.post(f"{url}name/", {"show": "1"})
    conversation.refresh_from_db()
    assert conversation.recipient_is_named
    client.post(f"{url}block/")
    assert Block.objects.get().blocked == amina
    page = client.get(reverse("messages:blocked")).content.decode()
    assert url in page
    client.post(reverse("messages:unblock", args=[Block.objects.get().pk]))
    assert not Block.objects.exists()


def test_declined_and_ended_by_buttons(client, sign_in, amina, bilal):
    sign_in(bilal)
    url = asked(amina, bilal).get_absolute_url()
    client.post(f"{url}decline/")
    assert "This conversation is closed" in client.get(url).content.decode()
    assert client.post(f"{url}reply/", {"text": "Well…"}).status_code == 422
    url = talking(amina, member("dele")).get_absolute_url()
    assert client.get(url).status_code == 404, "another's"
    sign_in(amina)
    client.post(f"{url}end/")
    assert Conversation.objects.get(key=url.split("/")[-2]).state == "ended"


def test_the_link_of_the_letter_asks_before_it_does_anything(client, amina, bilal):
    conversation = asked(amina, bilal)
    (link,) = re.findall(r"http\S+/answer/\S+", letters_to(bilal, "asked")[0].text)
    path = "/" + link.split("/", 3)[3]
    page = client.get(path)
    assert (page.status_code, page["X-Robots-Tag"]) == (200, "noindex, nofollow")
    conversation.refresh_from_db()
    assert conversation.state == "asked", "a look changes nothing"
    assert client.post(path).status_code == 410
    assert "Accepted" in client.post(path, {"answer": "accept"}).content.decode()
    assert client.post(path, {"answer": "decline"}).status_code == 410
    conversation.refresh_from_db()
    assert conversation.state == "accepted"
    assert client.get("/messages/answer/forged/").status_code == 410


def test_the_link_of_a_suspended_account_does_nothing(client, amina, bilal):
    path = notices.answer_url(asked(amina, bilal)).split("/", 3)[3]
    Person.objects.filter(pk=bilal.pk).update(is_active=False)
    assert client.post(f"/{path}", {"answer": "accept"}).status_code == 410
    assert Conversation.objects.get().state == "asked"


def test_the_list_asks_as_often_for_three_as_for_one(client, sign_in, amina, assert_same_queries):
    def _row(number: int) -> None:
        conversation = talking(amina, member(f"m{number}"))
        actions.reply(conversation, by=conversation.recipient, text="Hello.")

    sign_in(amina)
    assert_same_queries(reverse("messages:index"), _row)


def test_reports_are_decided_on_their_page(client, sign_in, amina, bilal):
    report = actions.report(talking(amina, bilal).messages.get(), by=bilal, reason="Money")
    sign_in(make_person("widad@example.org", is_administrator=True))
    assert report.get_absolute_url() in client.get(reverse("messages:reports")).content.decode()
    url = report.get_absolute_url()
    assert client.post(url, {"outcome": "warned"}).status_code == 422
    assert client.post(url, {"outcome": "warned", "note": "Ask for no money."}).status_code == 302
    assert "Ask for no money." in client.get(url).content.decode()
    assert OutgoingLetter.objects.filter(kind="people/conversation_warned").count() == 1


def test_a_message_is_reported_by_a_form(client, sign_in, amina, bilal):
    conversation = talking(amina, bilal)
    message = conversation.messages.get()
    sign_in(bilal)
    url = reverse("messages:report", args=[conversation.key, message.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 422
    client.post(url, {"reason": "Money"})
    assert message.reports.get().reason == "Money"
    sign_in(amina)
    assert client.get(url).status_code == 404, "one's own words are not reported"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_and_letters_are_in_the_language_of_their_reader(
    client, sign_in, amina, bilal, language
):
    Person.objects.filter(pk=bilal.pk).update(language=language)
    bilal.refresh_from_db()
    conversation = asked(amina, bilal)
    (letter,) = letters_to(bilal, "asked")
    assert letter.subject == {"fr": "Un message pour vous", "ar": "رسالة لك"}[language]
    assert f"/{language}/messages/answer/" in letter.text
    sign_in(bilal)
    page = client.get(f"/{language}/messages/{conversation.key}/").content.decode()
    assert {"fr": "Accepter", "ar": "اقبل"}[language] in page
