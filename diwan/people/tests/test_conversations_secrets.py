"""Secrets of each of the two are planted, and looked for in every letter and page of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from diwan.mailroom import posting
from diwan.mailroom.models import OutgoingLetter
from diwan.people.actions import consenting, directory
from diwan.people.actions import conversations as actions
from diwan.people.actions.conversations import notices
from diwan.people.panels.conversations import export

from .factories import make_organisation, make_person
from .talkers import answer, asked, handle, letters_to, member

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from diwan.people.models import Person

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client: Client) -> Callable[[Person], None]:
    return lambda person: client.force_login(person, backend=_BACKEND)


#: of each: what stands in the account alone, hidden from members
SECRETS = {
    "amina": ("Zulaykhapur", "secret-amina", "Ombrelle", "0612345678"),
    "bilal": ("Qwandabury", "secret-bilal", "Parapluie", "0687654321"),
}


def _plant(local: str, organisation: str) -> Person:
    return member(local, organisation=make_organisation(f"House of {organisation}"))


@pytest.fixture
def amina() -> Person:
    return _plant("amina", "Ombrelle")


@pytest.fixture
def bilal() -> Person:
    return _plant("bilal", "Parapluie")


def live_through(amina: Person, bilal: Person, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A conversation with every turn there is; the keys of all conversations."""
    first = actions.decline(asked(amina, bilal, "Call 06 12 34 56 78 or 0612345678."), by=bilal)
    second = asked(bilal, amina, "Write to bilal@secret-bilal.example or 0687654321, please.")
    answer(monkeypatch, letters_to(amina, "asked")[0], "Who is that? Amina Zulaykhapur, Ombrelle")
    answer(monkeypatch, letters_to(amina, "asked")[0], "yes")
    signed = "Gladly.\n\n-- \nBilal Qwandabury\nHouse of Parapluie\n0687654321\n"
    answer(monkeypatch, letters_to(bilal, "accepted")[0], signed)
    said = letters_to(amina, "said")[0]
    quoting = f"So do I.\n\nBilal <{said.reply_to}> a écrit :\n> Gladly.\n"
    answer(monkeypatch, said, quoting)
    answer(monkeypatch, said, "Not mine.", sender="x@elsewhere.example")
    moderator = make_person("widad@example.org", is_steward=True)
    report = actions.report(second.messages.get(text="Gladly."), by=amina, reason="Ombrelle!")
    actions.decide(report, by=moderator, outcome="warned", note="Be kind.")
    OutgoingLetter.objects.update(state="sent")
    consenting.withdraw_consent(amina, "contact", by=amina)
    actions.block(second, by=bilal)
    second.refresh_from_db()
    assert second.state == "ended"
    return [first.key, second.key]


def whole(letter: OutgoingLetter) -> str:
    """A letter as it is handed to the relay, without the line that names its own reader."""
    made = posting.message(letter)
    del made["To"]
    bodies = [part.get_content() for part in made.walk() if not part.is_multipart()]
    return "\n".join([*(f"{name}: {value}" for name, value in made.items()), *bodies])


@pytest.mark.parametrize(("reader", "other"), [("amina", "bilal"), ("bilal", "amina")])
def test_no_letter_and_no_page_tells_what_the_other_hides(
    amina, bilal, client, sign_in, monkeypatch, reader, other
):
    keys = live_through(amina, bilal, monkeypatch)
    people = {"amina": amina, "bilal": bilal}
    texts = {f"letter {each.kind}": whole(each) for each in letters_to(people[reader])}
    assert len(texts) >= 4
    sign_in(people[reader])
    texts |= {url: _get(client, url) for url in _pages(keys, people[other])}
    texts["export"] = repr(export(people[reader]))
    found = {
        f"{secret} in {place}"
        for place, text in texts.items()
        for secret in SECRETS[other]
        if secret in text
    }
    assert _deliberate(found, other) == set()


def _deliberate(found: set[str], other: str) -> set[str]:
    """Bilal wrote his number into the first words himself; they are shown once accepted."""
    shown = {"0687654321", "secret-bilal"} if other == "bilal" else set()
    own_words = ("/messages/", "/account/data/", "export")
    return {
        each
        for each in found
        if not (each.split(" in ")[0] in shown and each.split(" in ")[1].startswith(own_words))
    }


def _pages(keys: list[str], other: Person) -> list[str]:
    return [
        reverse("messages:index"),
        reverse("messages:blocked"),
        reverse("portal:desk"),
        reverse("people:my_data"),
        reverse("members:index"),
        *(reverse("messages:conversation", args=[key]) for key in keys),
        reverse("members:member", args=[handle(other)]),
    ]


def _get(client: Any, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    text: str = response.content.decode()
    return text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_of_the_link_tells_no_more_than_the_letter(amina, bilal, client, language):
    bilal.language = language
    bilal.save()
    conversation = asked(amina, bilal, "My number is 0612345678.")
    with override(language):
        page = _get(client, notices.answer_url(conversation).partition("8000")[2])
    assert not [each for each in (*SECRETS["amina"], *SECRETS["bilal"]) if each in page]
    assert f'lang="{language}"' in page


def test_a_name_is_told_where_its_owner_says_so_and_nowhere_else(amina, bilal, client, sign_in):
    conversation = actions.ask(bilal, by=amina, text="It is me.", is_named=True)
    assert "Amina Zulaykhapur" in letters_to(bilal, "asked")[0].text
    assert "Zulaykhapur" not in letters_to(bilal, "asked")[0].subject
    actions.choose_name(conversation, by=amina, is_named=False)
    sign_in(bilal)
    assert "Zulaykhapur" not in _get(client, conversation.get_absolute_url())
    other = asked(bilal, member("dele"))
    assert "Qwandabury" not in letters_to(other.recipient, "asked")[0].text


def test_a_name_that_the_profile_shows_to_members_is_shown(amina, bilal):
    shown = directory.Shown(expertise="Boats", audiences={"name": "members"})
    directory.show(amina, shown=shown, by=amina)
    asked(amina, bilal)
    assert "Amina Zulaykhapur asks to write to you" in letters_to(bilal, "asked")[0].text


def test_moderators_see_the_reported_message_with_its_context_alone(amina, bilal, client, sign_in):
    conversation = actions.accept(asked(amina, bilal, "One, 0612345678."), by=bilal)
    for text in ("Two two", "Three three", "Four 0612345678", "Five five", "Six six"):
        actions.reply(conversation, by=amina, text=text)
    report = actions.report(conversation.messages.all()[3], by=bilal, reason="A number")
    sign_in(make_person("widad@example.org", is_steward=True))
    page = _get(client, report.get_absolute_url())
    assert [each in page for each in ("One", "Two two", "Three three", "Five five", "Six six")] == [
        *(False, False, True, True, False)
    ]
    for secret in (*SECRETS["amina"], *SECRETS["bilal"]):
        assert secret not in page
