"""The pages of the second factor and of signing in say what to do, in three languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from django.utils import translation

from diwan.people.queries import purpose_register

from .factories import make_person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr", "ar")


def _signed_in(client: Client) -> None:
    client.force_login(make_person())


def _page(client: Client, name: str, language: str) -> str:
    with translation.override(language):
        answer = client.get(reverse(name))
    assert answer.status_code == 200, (name, language, answer.headers)
    return answer.content.decode()


@pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn"])
def test_a_page_to_set_up_is_wholly_in_its_language(client: Client, name: str) -> None:
    _signed_in(client)
    headings = {re.search("<h1>(.*?)</h1>", _page(client, name, each))[1] for each in LANGUAGES}  # type: ignore[index]
    assert len(headings) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_setting_up_an_app_goes_step_by_step(client: Client, language: str) -> None:
    _signed_in(client)
    page = _page(client, "mfa_activate_totp", language)
    assert page.count("<li><p>") == 3
    assert 'inputmode="numeric"' in page
    assert "Authenticator secret" not in page


def test_a_wrong_code_is_said_beside_the_field(client: Client) -> None:
    _signed_in(client)
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert 'data-kind="error"' in page
    assert "Six digits from the app" in page


@pytest.mark.parametrize("name", ["mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_somebody_protected_opens(client: Client, name: str, language: str) -> None:
    person = make_person()
    TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    client.force_login(person)
    client.post(reverse("mfa_reauthenticate"), {"code": code})
    assert "<h1>" in _page(client, name, language)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "E-mail address"),
        ("fr", "Adresse de courriel"),
        ("ar", "عنوان البريد الإلكتروني"),
    ],
)
def test_signing_in_and_signing_up_call_the_address_the_same(
    client: Client, language: str, label: str
) -> None:
    assert _page(client, "account_login", language).count(f">{label}</label>") == 2
    assert f">{label}</label>" in _page(client, "account_signup", language)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_record_of_the_register_has_its_english_name(language: str) -> None:
    with translation.override(language):
        titles = [title for title, _fields in purpose_register()]
    assert not {"Authenticator", "Task Result"} & set(titles)
