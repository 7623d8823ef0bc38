"""The letters of people: neutral subjects, three languages, no names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from diwan.mailroom import actions as mailroom
from diwan.mailroom.models import OutgoingLetter
from diwan.people.adapters import LETTERS, AccountAdapter

from .factories import make_person

if TYPE_CHECKING:
    from django.test import RequestFactory

pytestmark = pytest.mark.django_db

SAID: dict[str, Any] = {
    "code": "ABCD-EFGH",
    "password_reset_url": "https://diwan.example/reset",
    "signup_url": "https://diwan.example/signup",
    "url": "https://diwan.example/invitation",
    "days": 14,
    "change": "totp_activated",
}
KINDS = sorted({*LETTERS.values(), "people/account_changed", "people/invitation"})
CHANGES = (
    *("password_changed", "password_set", "email_changed", "email_deleted", "email_confirm"),
    *("totp_activated", "totp_deactivated", "webauthn_added", "webauthn_removed"),
    *("recovery_codes_generated", "something_new"),
)


def write(kind: str, language: str, **said: str) -> OutgoingLetter:
    return mailroom.send(kind, to="amina@example.org", language=language, context=SAID | said)


@pytest.mark.parametrize("kind", KINDS)
def test_each_letter_is_written_in_three_languages(kind: str) -> None:
    letters = {language: write(kind, language) for language in ("en", "fr", "ar")}
    assert len({letter.text for letter in letters.values()}) == 3
    for letter in letters.values():
        assert letter.subject.strip()
        assert "amina" not in letter.subject.lower()
        assert SAID["code"] not in letter.subject
        assert "\n" not in letter.subject
    assert any("\u0600" <= character <= "\u06ff" for character in letters["ar"].subject)


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_to_an_account_is_told_in_its_own_words(change: str) -> None:
    others = {write("people/account_changed", "fr", change=other).text for other in CHANGES}
    assert write("people/account_changed", "fr", change=change).text in others
    assert len(others) == len(CHANGES)


def test_a_letter_goes_out_in_the_language_of_its_reader(rf: RequestFactory) -> None:
    make_person(language="ar")
    AccountAdapter(rf.get("/fr/")).send_mail(
        "account/email/login_code", "Amina@example.org", {"code": "ABCD-EFGH", "request": object()}
    )
    letter = OutgoingLetter.objects.get()
    assert (letter.kind, letter.language) == ("people/code", "ar")
    assert "ABCD-EFGH" in letter.text
