"""Consents: given and taken back as easily, with the text that was read, and a witness."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from diwan.core import clock, slots
from diwan.core.errors import Conflict, Refusal
from diwan.people.actions import erase
from diwan.people.actions.consenting import give_consent, withdraw_consent
from diwan.people.consents import asked, has_consent, states_of
from diwan.people.models import Consent, ConsentText, Person

pytestmark = pytest.mark.django_db


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> list[Person]:
    """A purpose of a room, ``tea``; whoever takes it back is noted here."""
    left: list[Person] = []
    purpose = slots.ConsentPurpose("Tea", "I drink tea.", withdrawn=left.append)
    monkeypatch.setitem(slots.consent_purposes._entries, "tea", (90, 99, purpose))
    return left


def next_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = slots.consent_purposes._entries
    old = slots.consent_purposes.get("tea")
    monkeypatch.setitem(entries, "tea", (90, 99, dataclasses.replace(old, edition=2)))


def test_the_words_are_kept_in_every_language_with_their_digest(amina, noted):
    consent = give_consent(amina, "tea", by=amina, language="fr")
    assert consent.text.texts == {"en": "I drink tea.", "fr": "I drink tea.", "ar": "I drink tea."}
    assert consent.text.digest == asked("tea").digest
    assert (consent.language, consent.method) == ("fr", "web")
    assert has_consent(amina, "tea")


def test_one_press_gives_and_one_takes_back(amina, noted):
    client = browser(amina)
    page = client.get(reverse("people:consents")).content.decode()
    assert "I drink tea." in page
    client.post(reverse("people:give_consent", args=["tea"]), {"digest": asked("tea").digest})
    assert has_consent(amina, "tea")
    client.post(reverse("people:withdraw_consent", args=["tea"]))
    assert not has_consent(amina, "tea")
    assert noted == [amina]
    page = client.get(reverse("people:consents")).content.decode()
    assert "taken back on" in page


def test_what_withdrawal_stops_and_the_withdrawal_are_one(amina, monkeypatch):
    def fails(_person: Any) -> None:
        raise RuntimeError

    purpose = slots.ConsentPurpose("Tea", "I drink tea.", withdrawn=fails)
    monkeypatch.setitem(slots.consent_purposes._entries, "tea", (90, 99, purpose))
    give_consent(amina, "tea", by=amina, language="en")
    with pytest.raises(RuntimeError):
        withdraw_consent(amina, "tea", by=amina)
    assert has_consent(amina, "tea")


def test_giving_twice_is_once_and_taking_back_twice_is_no_mistake(amina, noted):
    first = give_consent(amina, "tea", by=amina, language="en")
    assert give_consent(amina, "tea", by=amina, language="fr") == first
    withdraw_consent(amina, "tea", by=amina)
    withdraw_consent(amina, "tea", by=amina)
    assert noted == [amina]
    assert Consent.objects.count() == 1


def test_a_text_that_changed_meanwhile_is_not_agreed_to(amina, noted):
    with pytest.raises(Conflict, match="changed"):
        give_consent(amina, "tea", by=amina, language="en", digest="0" * 64)
    assert not has_consent(amina, "tea")


def test_a_consent_to_an_earlier_edition_holds_no_more(amina, noted, monkeypatch):
    give_consent(amina, "tea", by=amina, language="en")
    next_edition(monkeypatch)
    assert not has_consent(amina, "tea")
    state = next(state for state in states_of(amina) if state.asked.purpose == "tea")
    assert state.is_asked_anew
    assert state.in_force is None
    give_consent(amina, "tea", by=amina, language="en")
    assert has_consent(amina, "tea")
    assert Consent.objects.filter(withdrawn_at=None).count() == 1


def test_other_words_of_the_same_edition_still_hold(amina, noted, monkeypatch):
    give_consent(amina, "tea", by=amina, language="en")
    old = slots.consent_purposes.get("tea")
    better = dataclasses.replace(old, text="I do drink tea.")
    monkeypatch.setitem(slots.consent_purposes._entries, "tea", (90, 99, better))
    assert has_consent(amina, "tea")
    assert Consent.objects.get().shown.text == "I drink tea."


# --- written down by staff -------------------------------------------------------------------
@pytest.mark.parametrize("method", ["oral", "thumb"])
def test_spoken_consent_needs_a_witness_who_is_somebody_else(amina, admin, bilal, noted, method):
    told: dict[str, Any] = {"by": admin, "language": "ar", "method": method}
    for witness in (None, amina, admin):
        with pytest.raises(Refusal, match="witness"):
            give_consent(amina, "tea", witness=witness, **told)
    consent = give_consent(amina, "tea", witness=bilal, **told)
    assert (consent.witness, consent.recorded_by) == (bilal, admin)


def test_the_database_knows_it_too(amina, admin, noted):
    text = give_consent(amina, "tea", by=amina, language="en").text
    withdraw_consent(amina, "tea", by=amina)
    now = clock.now()
    whole = {"person": amina, "purpose": "tea", "text": text, "language": "en"}
    for wrong in (
        {"method": "oral", "recorded_by": admin},
        {"method": "oral", "recorded_by": admin, "witness": admin},
        {"method": "web", "recorded_by": amina, "withdrawn_at": now - timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.create(given_at=now, **whole, **wrong)


def test_only_administrators_write_down_what_others_said(amina, bilal, admin, noted):
    with pytest.raises(PermissionDenied):
        give_consent(amina, "tea", by=bilal, language="en", method="written")
    with pytest.raises(PermissionDenied):
        withdraw_consent(amina, "tea", by=bilal)
    with pytest.raises(Refusal, match="in writing"):
        give_consent(amina, "tea", by=admin, language="en")
    with pytest.raises(Refusal, match="My consents"):
        give_consent(amina, "tea", by=amina, language="en", method="oral", witness=bilal)


def test_an_administrator_writes_down_and_takes_back(amina, admin, bilal, noted, client):
    client.force_login(admin, backend=settings.AUTHENTICATION_BACKENDS[0])
    url = reverse("people:person_consents", args=[amina.pk])
    said = {"purpose": "tea", "method": "oral", "language": "ar", "witness": bilal.email}
    assert client.post(url, said | {"witness": ""}).status_code == 422
    assert client.post(url, said | {"witness": "nobody@example.org"}).status_code == 422
    assert client.post(url, said).status_code == 302
    assert has_consent(amina, "tea")
    shown = browser(amina).get(reverse("people:consents")).content.decode()
    assert "Witness" in shown
    assert bilal.name in shown
    client.post(reverse("people:withdraw_for", args=[amina.pk, "tea"]))
    assert not has_consent(amina, "tea")


# --- rights ----------------------------------------------------------------------------------
def test_the_export_tells_each_consent_with_its_words(amina, noted):
    give_consent(amina, "tea", by=amina, language="en")
    withdraw_consent(amina, "tea", by=amina)
    data = browser(amina).get(reverse("people:export")).json()["data"]["people-directory"]
    assert data["consents"][0]["purpose"] == "tea"
    assert data["consents"][0]["text"] == "I drink tea."
    assert data["consents"][0]["withdrawn_at"]


def test_erasing_an_account_erases_its_consents_and_keeps_the_texts(amina, noted):
    give_consent(amina, "tea", by=amina, language="en")
    erase(amina, by=amina)
    assert Consent.objects.count() == 0
    assert ConsentText.objects.count() == 1


def test_an_unknown_purpose_is_no_page(amina):
    client = browser(amina)
    assert client.post(reverse("people:give_consent", args=["nothing"])).status_code == 404
    assert client.post(reverse("people:withdraw_consent", args=["nothing"])).status_code == 404


def test_one_comes_back_to_pages_of_this_site_only(amina, noted):
    client = browser(amina)
    url = reverse("people:give_consent", args=["tea"])
    assert client.post(url, {"next": "https://example.com/"})["Location"] == reverse(
        "people:consents"
    )
    assert client.post(url, {"next": "/account/directory/"})["Location"] == "/account/directory/"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_purpose_is_asked_in_each_language(language):
    words = [asked(name) for name in slots.consent_purposes.names()]
    assert all(each.titles[language] and each.texts[language] for each in words)
    if language != "en":
        assert [each.purpose for each in words if each.texts[language] == each.texts["en"]] == []
