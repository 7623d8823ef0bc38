"""Public pages, and what all pages of the room have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.db import models
from django.urls import reverse

from diwan.core import purposes, slots
from diwan.people import claims, queries
from diwan.people.models import Person

from .factories import make_organisation, make_person

if TYPE_CHECKING:
    from django.test import Client, RequestFactory

pytestmark = pytest.mark.django_db

PUBLIC = (
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
    "people:purposes",
    "organisations:index",
)
OWN = (
    "account_email",
    "account_logout",
    "account_set_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "people:profile",
    "people:my_data",
    "people:erase",
)
ADMINISTRATION = ("people:people", "people:invite", "people:retention")


def assert_house_rules(page: str) -> None:
    """One h1, our frame, nothing inline that the content policy would refuse."""
    assert page.count("<h1") == 1
    assert 'class="page wrap"' in page
    assert "style=" not in page
    assert not re.search(r"\son[a-z]+=", page)
    for script in re.findall(r"<script[^>]*>", page):
        assert "src=" in script or 'type="application/json"' in script, script


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("name", [*PUBLIC, *OWN, *ADMINISTRATION])
def test_every_page_keeps_the_rules_of_the_house(client: Client, name: str, language: str) -> None:
    if name not in PUBLIC:
        client.force_login(make_person(is_administrator=name in ADMINISTRATION))
    prefix = "" if language == "en" else f"/{language}"
    answer = client.get(prefix + reverse(name))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert_house_rules(page)


def test_the_pages_of_a_second_factor_keep_them_too(client: Client) -> None:
    person = make_person(password="long enough to be safe")
    TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    client.post(
        reverse("account_login"), {"login": person.email, "password": "long enough to be safe"}
    )
    assert_house_rules(client.get(reverse("mfa_authenticate")).content.decode())
    client.force_login(person)
    for name in ("mfa_index", "account_change_password", "account_reauthenticate"):
        assert_house_rules(client.get(reverse(name)).content.decode())


def test_names_of_organisations_are_public(client: Client) -> None:
    organisation = make_organisation(
        "Jossour", names={"ar": "جسور"}, website="https://jossour.example"
    )
    make_person(name="Amina", organisation=organisation)
    page = client.get("/ar" + reverse("organisations:index")).content.decode()
    assert "جسور" in page
    page = client.get(organisation.get_absolute_url()).content.decode()
    assert "Jossour" in page
    assert "جسور" in page
    assert "Amina" not in page


def test_the_register_names_no_field_in_english_on_an_arabic_page(client):
    page = client.get("/ar/account/purposes/").content.decode()
    assert "Exception class path" not in page
    assert "<strong><bdi>عنوان البريد الإلكتروني</bdi></strong>" in page
    assert "Exception class path" in client.get("/account/purposes/").content.decode()


def test_the_register_says_what_each_field_is_for(client: Client) -> None:
    page = client.get(reverse("people:purposes")).content.decode()
    assert "To let you sign in and to send you letters." in page
    assert len(page) > 5000
    assert sum(len(fields) for _title, fields in queries.purpose_register()) == len(
        purposes.personal
    )


def test_every_personal_field_of_this_room_is_declared() -> None:
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField)
    silent = []
    for model in apps.get_app_config("people").get_models():
        for field in (*model._meta.fields, *model._meta.many_to_many):
            points_here = field.is_relation and field.related_model is Person
            path = f"people.{model.__name__}.{field.name}"
            if (isinstance(field, kinds) or points_here) and not purposes.is_declared(path):
                silent.append(path)
    assert silent == []


def test_rooms_hear_of_proven_addresses_when_somebody_signs_in(client: Client) -> None:
    person = make_person(password="long enough to be safe")
    EmailAddress.objects.create(user=person, email="other@example.org", verified=False)
    heard: list[tuple[int, str]] = []
    claims.address_claimed.add("test", lambda who, address: heard.append((who.pk, address)))
    try:
        client.post(
            reverse("account_login"),
            {"login": person.email, "password": "long enough to be safe"},
        )
    finally:
        del claims.address_claimed._entries["test"]
    assert heard == [(person.pk, "amina@example.org")]
    assert queries.verified_addresses(person) == ["amina@example.org"]


def test_the_desk_asks_newcomers_to_say_who_they_are(rf: RequestFactory) -> None:
    panel = slots.desk_panels.get("people-profile")
    request = rf.get("/")
    request.user = make_person()
    assert panel.context(request) == {"url": reverse("people:profile")}
    request.user = make_person("b@example.org", name="B")
    assert panel.context(request) is None
