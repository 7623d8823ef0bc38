"""Coming in: by code, by password, with a second factor, by link, by invitation."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.urls import reverse

from diwan.audit.models import Entry
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.mailroom.models import OutgoingLetter
from diwan.people import actions, claims
from diwan.people.models import Invitation, Person, SignInLink

from .factories import make_person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def last_letter() -> OutgoingLetter:
    letter = OutgoingLetter.objects.order_by("-id").first()
    assert letter is not None
    return letter


def code_in(letter: OutgoingLetter) -> str:
    found = re.search(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)\s*$", letter.text, re.MULTILINE)
    assert found, letter.text
    return found[1]


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_stranger_signs_up_with_an_address_and_a_code(client: Client) -> None:
    client.post("/fr/account/signup/", {"email": "Amina@Example.org"})
    letter = last_letter()
    assert (letter.to_address, letter.language) == ("amina@example.org", "fr")
    assert "amina" not in letter.subject.lower()
    client.post("/fr/account/confirm-email/", {"code": code_in(letter)})
    person = Person.objects.get()
    assert is_signed_in(client)
    assert (person.email, person.language, person.name) == ("amina@example.org", "fr", "")
    assert EmailAddress.objects.get().verified
    assert not person.has_usable_password()


def test_a_member_signs_in_with_a_code_in_their_own_language(client: Client) -> None:
    make_person(language="ar")
    client.post("/account/login/code/", {"email": "amina@example.org"})
    letter = last_letter()
    assert letter.language == "ar"
    client.post("/account/login/code/confirm/", {"code": code_in(letter)})
    assert is_signed_in(client)


def test_a_wrong_code_signs_nobody_in(client: Client) -> None:
    make_person()
    client.post("/account/login/code/", {"email": "amina@example.org"})
    client.post("/account/login/code/confirm/", {"code": "WRONG1"})
    assert not is_signed_in(client)


def test_a_member_signs_in_with_a_password(client: Client) -> None:
    make_person(password="long enough to be safe")
    client.post(
        "/account/login/",
        {"login": "amina@example.org", "password": "long enough to be safe"},
    )
    assert is_signed_in(client)


def test_an_unknown_address_is_answered_like_a_known_one(client: Client) -> None:
    make_person()
    known = client.post("/account/login/code/", {"email": "amina@example.org"})
    client.cookies.clear()
    unknown = client.post("/account/login/code/", {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)  # type: ignore[attr-defined]


def test_a_second_factor_is_asked_for_after_the_code(client: Client) -> None:
    person = make_person()
    TOTP.activate(person, SECRET)
    client.post("/account/login/code/", {"email": person.email})
    answer = client.post("/account/login/code/confirm/", {"code": code_in(last_letter())})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    client.post("/account/2fa/authenticate/", {"code": code})
    assert is_signed_in(client)


def test_a_suspended_member_does_not_come_in(client: Client) -> None:
    make_person(password="long enough to be safe", is_active=False)
    client.post(
        "/account/login/",
        {"login": "amina@example.org", "password": "long enough to be safe"},
    )
    assert not is_signed_in(client)


def test_a_demo_account_does_not_come_into_a_real_site(client: Client, settings: Any) -> None:
    person = make_person(password="long enough to be safe", is_demo=True)
    typed = {"login": person.email, "password": "long enough to be safe"}
    client.post("/account/login/", typed)
    assert not is_signed_in(client)
    settings.DIWAN_DEMO = True
    client.post("/account/login/", typed)
    assert is_signed_in(client)


def test_a_demo_session_ends_when_the_site_becomes_real(client: Client, settings: Any) -> None:
    settings.DIWAN_DEMO = True
    client.force_login(make_person(is_demo=True))
    assert client.get(reverse("people:profile")).status_code == 200
    settings.DIWAN_DEMO = False
    client.get(reverse("people:profile"))
    assert not is_signed_in(client)


class TestSignInLink:
    def test_it_signs_in_once(self, client: Client) -> None:
        person = make_person(name="Amina", language="fr")
        link = actions.one_time_link(person)
        assert link.startswith("http://127.0.0.1:8000/fr/account/link/")
        path = link.removeprefix("http://127.0.0.1:8000")
        page = client.get(path)
        assert "Amina" in page.content.decode()
        assert not is_signed_in(client)
        client.post(path)
        assert is_signed_in(client)
        client.logout()
        assert client.post(path).status_code == 410
        assert client.get(path).status_code == 410
        assert not is_signed_in(client)

    def test_only_a_hash_of_it_is_kept(self) -> None:
        token = actions.one_time_link(make_person()).rstrip("/").rpartition("/")[2]
        assert token not in str(SignInLink.objects.values().get())
        assert token not in str(list(Entry.objects.values()))

    def test_it_expires_after_a_day_and_in_the_demo_after_a_week(self) -> None:
        for is_demo, lasts in ((False, timedelta(days=1)), (True, timedelta(days=7))):
            person = make_person(f"demo-{is_demo}@example.org", is_demo=is_demo)
            actions.one_time_link(person)
            link = person.sign_in_links.get()
            assert link.expires_at - link.created_at == lasts

    def test_it_does_not_work_after_its_time(self) -> None:
        token = actions.one_time_link(make_person()).rstrip("/").rpartition("/")[2]
        later = clock.now() + timedelta(hours=25)
        with patch.object(clock, "now", return_value=later), pytest.raises(Refusal):
            actions.use_link(token)

    def test_none_is_made_for_a_suspended_account(self) -> None:
        with pytest.raises(Refusal):
            actions.one_time_link(make_person(is_active=False))

    def test_it_does_not_go_round_the_second_factor(self, client: Client) -> None:
        person = make_person()
        TOTP.activate(person, SECRET)
        path = actions.one_time_link(person).removeprefix("http://127.0.0.1:8000")
        assert client.post(path)["Location"] == reverse("mfa_authenticate")
        assert not is_signed_in(client)


class TestInvitation:
    def test_accepting_makes_a_confirmed_account_and_signs_in(self, client: Client) -> None:
        administrator = make_person("salma@example.org", is_administrator=True)
        heard: list[str] = []
        claims.address_claimed.add("test", lambda _person, address: heard.append(address))
        try:
            actions.invite("New@Example.org", language="ar", by=administrator)
            letter = last_letter()
            assert (letter.to_address, letter.language) == ("new@example.org", "ar")
            path = re.search(r"http://127\.0\.0\.1:8000(/ar/account/invitation/\S+)", letter.text)
            assert path
            page = client.get(path[1])
            assert 'dir="rtl"' in page.content.decode()
            answer = client.post(path[1])
        finally:
            del claims.address_claimed._entries["test"]
        assert answer["Location"] == "/ar/account/profile/"
        assert is_signed_in(client)
        person = Person.objects.get(email="new@example.org")
        assert person.language == "ar"
        assert EmailAddress.objects.get(user=person).verified
        assert heard[0] == "new@example.org"
        client.logout()
        assert client.post(path[1]).status_code == 410

    def test_only_an_administrator_invites(self, client: Client) -> None:
        client.force_login(make_person())
        answer = client.post(reverse("people:invite"), {"email": "b@example.org", "language": "en"})
        assert answer.status_code == 403
        assert not Invitation.objects.exists()

    def test_a_member_is_not_invited_again(self) -> None:
        administrator = make_person(is_administrator=True)
        with pytest.raises(Refusal):
            actions.invite("AMINA@example.org", language="en", by=administrator)

    def test_a_second_invitation_replaces_the_first(self) -> None:
        administrator = make_person(is_administrator=True)
        actions.invite("b@example.org", language="en", by=administrator)
        actions.invite("b@example.org", language="fr", by=administrator)
        assert Invitation.objects.get().language == "fr"


class TestSecondFactorOfStaff:
    @pytest.fixture(autouse=True)
    def required(self, settings: Any) -> None:
        settings.DIWAN_REQUIRE_SECOND_FACTOR = True

    def test_staff_without_one_are_sent_to_enrol(self, client: Client) -> None:
        client.force_login(make_person(is_steward=True))
        answer = client.get(reverse("people:profile"))
        assert answer["Location"] == reverse("mfa_index")
        assert client.get(reverse("mfa_index")).status_code == 200
        assert client.get(reverse("mfa_activate_totp")).status_code == 200
        assert client.post(reverse("account_logout")).status_code == 302
        assert not is_signed_in(client)

    def test_staff_with_one_go_on(self, client: Client) -> None:
        person = make_person(is_administrator=True)
        TOTP.activate(person, SECRET)
        client.force_login(person)
        assert client.get(reverse("people:people")).status_code == 200

    def test_recovery_codes_alone_are_none(self, client: Client) -> None:
        from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes  # noqa: PLC0415

        person = make_person(is_administrator=True)
        RecoveryCodes.activate(person)
        client.force_login(person)
        assert client.get(reverse("people:people")).status_code == 302

    def test_members_are_left_alone(self, client: Client) -> None:
        client.force_login(make_person())
        assert client.get(reverse("people:profile")).status_code == 200

    @pytest.mark.django_db(transaction=True)  # allauth speaks after the commit
    def test_enrolling_through_the_page_shows_the_recovery_codes(self, client: Client) -> None:
        person = make_person(is_administrator=True)
        client.force_login(person)
        page = client.get(reverse("mfa_activate_totp"))
        secret = page.context["form"].secret
        code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
        answer = client.post(reverse("mfa_activate_totp"), {"code": code})
        codes = client.get(answer["Location"])
        assert codes.status_code == 200
        assert 'id="recovery_codes"' in codes.content.decode()
        assert mfa_adapter().is_mfa_enabled(person)
        assert last_letter().kind == "people/account_changed"
        assert client.get(reverse("people:people")).status_code == 200


def test_changing_the_language_keeps_the_page(client: Client) -> None:
    page = client.get("/fr/account/signup/").content.decode()
    assert 'href="/ar/account/signup/"' in page
    assert 'href="/account/signup/"' in page


def test_signing_out_stays_in_the_language(client: Client) -> None:
    client.force_login(make_person())
    assert client.post("/ar/account/logout/")["Location"] == "/ar/"


def test_a_forgotten_password_is_set_anew_through_the_letter(client: Client) -> None:
    person = make_person(password="long enough to be safe", language="fr")
    client.post("/account/password/reset/", {"email": person.email})
    letter = last_letter()
    assert (letter.kind, letter.language) == ("people/password_reset", "fr")
    found = re.search(r"https?://[^/\s]+(/\S+)", letter.text)
    assert found
    page = client.get(found[1], follow=True)
    url = page.redirect_chain[-1][0]
    new = "quite another long one"
    client.post(url, {"password1": new, "password2": new})
    person.refresh_from_db()
    assert person.check_password(new)
    assert last_letter().kind == "people/account_changed"


def test_a_new_address_counts_once_it_is_confirmed(client: Client) -> None:
    person = make_person()
    client.force_login(person)
    client.post("/account/email/", {"email": "new@example.org", "action_add": ""})
    letter = last_letter()
    assert letter.to_address == "new@example.org"
    person.refresh_from_db()
    assert person.email == "amina@example.org"
    client.post("/account/confirm-email/", {"code": code_in(letter)})
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert [row.email for row in EmailAddress.objects.filter(user=person)] == ["new@example.org"]


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", "a code to confirm it comes by mail"),
        ("/fr", "un code pour la confirmer"),
        ("/ar", "رمز لتأكيده"),
    ],
)
def test_the_page_to_sign_up_says_what_comes_next_and_what_is_kept(client, prefix, words):
    page = client.get(f"{prefix}/account/signup/").content.decode()
    assert words in page
    assert f'href="{prefix}/account/purposes/"' in page
    assert f'href="{prefix}/account/login/' in page


@pytest.mark.parametrize(
    ("name", "asked", "said"),
    [
        ("", "This link signs you in. It works once.", "You are signed in."),
        ("Salma", "This link signs you in as <bdi>Salma</bdi>.", "You are signed in as Salma."),
    ],
)
def test_nobody_is_called_a_member_when_a_link_signs_them_in(client, name, asked, said):
    link = actions.one_time_link(make_person(name=name))
    path = link[link.index("/account/") :]
    assert asked in client.get(path).content.decode()
    assert said in client.post(path, follow=True).content.decode()
