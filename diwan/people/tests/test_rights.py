"""See, take along, correct, erase."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from diwan.audit.models import Entry
from diwan.core import slots
from diwan.core.errors import Refusal
from diwan.people import actions
from diwan.people.models import Organisation, Person
from diwan.people.words import ActorKind, Attribution
from diwan.vocabularies.models import Place, Theme
from diwan.vocabularies.words import PlaceKind

from .factories import make_organisation, make_person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def tunisia() -> Place:
    return Place.objects.get_or_create(
        code="TN", defaults={"kind": PlaceKind.COUNTRY, "names": {"en": "Tunisia", "ar": "تونس"}}
    )[0]


@pytest.fixture
def theme() -> Theme:
    return Theme.objects.get_or_create(key="labour-matching", defaults={"names": {"en": "Work"}})[0]


TYPED = {
    "name": "Amina",
    "language": "ar",
    "time_zone": "Africa/Tunis",
    "attribution": "organisation",
    "kind": "migrant",
    "countries_of_origin": ["TN"],
    "country_of_residence": "TN",
    "themes": ["labour-matching"],
    "gender": "woman",
}


class TestProfile:
    def test_it_keeps_what_was_said(self, client: Client, tunisia: Place, theme: Theme) -> None:
        client.force_login(make_person())
        answer = client.post(reverse("people:profile"), TYPED)
        assert answer["Location"] == reverse("people:profile")
        person = Person.objects.get()
        assert (person.name, person.language, person.time_zone) == ("Amina", "ar", "Africa/Tunis")
        assert (person.attribution, person.kind) == (Attribution.ORGANISATION, ActorKind.MIGRANT)
        assert list(person.countries_of_origin.all()) == [tunisia]
        assert (person.country_of_residence, person.gender) == (tunisia, "woman")
        assert list(person.themes.all()) == [theme]
        assert not person.wants_announcements

    def test_it_shows_what_was_said(self, client: Client, tunisia: Place) -> None:
        client.force_login(make_person(name="Amina", countries_of_origin=[tunisia]))
        answer = client.get(reverse("people:profile"))
        assert 'value="Amina"' in answer.content.decode()
        ticked = [
            box for box in answer.context["form"]["countries_of_origin"] if box.data["selected"]
        ]
        assert [box.choice_label for box in ticked] == ["Tunisia"]

    def test_an_organisation_is_added_with_it(
        self, client: Client, tunisia: Place, theme: Theme
    ) -> None:
        client.force_login(make_person())
        new = {
            "new_organisation": "Rihla",
            "new_organisation_kind": "private_sector",
            "new_organisation_country": "TN",
        }
        client.post(reverse("people:profile"), TYPED | new)
        organisation = Organisation.objects.get()
        assert Person.objects.get().organisation == organisation
        assert (organisation.name, organisation.country) == ("Rihla", tunisia)

    def test_a_twin_organisation_is_refused_and_typing_kept(
        self, client: Client, tunisia: Place, theme: Theme
    ) -> None:
        make_organisation("rihla", country=tunisia)
        client.force_login(make_person())
        new = {
            "new_organisation": "Rihla",
            "new_organisation_kind": "private_sector",
            "new_organisation_country": "TN",
        }
        answer = client.post(reverse("people:profile"), TYPED | new)
        assert answer.status_code == 422
        assert 'value="Rihla"' in answer.content.decode()
        assert Person.objects.get().name == ""

    def test_a_new_organisation_needs_its_kind(self, client: Client, tunisia: Place) -> None:
        client.force_login(make_person())
        answer = client.post(reverse("people:profile"), TYPED | {"new_organisation": "Rihla"})
        assert answer.status_code == 422
        assert not Organisation.objects.exists()

    def test_nobody_writes_it_for_another(self) -> None:
        other = make_person("b@example.org")
        with pytest.raises(Refusal):
            actions.update_profile(make_person(), profile=actions.Profile(), by=other)

    def test_times_are_shown_in_the_time_zone_of_the_person(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from django.utils import timezone  # noqa: PLC0415

        seen: list[str] = []
        monkeypatch.setattr(
            "diwan.people.forms.account.ProfileForm.values_of",
            lambda _person: {"name": seen.append(timezone.get_current_timezone_name())},  # type: ignore[func-returns-value]
        )
        client.force_login(make_person(time_zone="Africa/Tunis"))
        client.get(reverse("people:profile"))
        assert seen == ["Africa/Tunis"]

    def test_a_zone_that_is_none_does_no_harm(self, client: Client) -> None:
        client.force_login(make_person(time_zone="Mars/Olympus"))
        assert client.get(reverse("people:profile")).status_code == 200


class TestMyData:
    def test_the_page_and_the_file_hold_everything(self, client: Client, tunisia: Place) -> None:
        person = make_person(name="Amina", gender="woman", countries_of_origin=[tunisia])
        client.force_login(person)
        page = client.get(reverse("people:my_data")).content.decode()
        assert "amina@example.org" in page
        answer = client.get(reverse("people:export"))
        assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
        held = json.loads(answer.content)["data"]
        assert set(held) == set(slots.personal_data.names())
        assert held["people"]["name"] == "Amina"
        assert held["people"]["gender"] == "woman"
        assert held["people"]["countries_of_origin"] == ["TN"]

    def test_a_stranger_is_asked_to_sign_in(self, client: Client) -> None:
        for name in ("people:my_data", "people:export", "people:erase", "people:profile"):
            assert client.get(reverse(name))["Location"].startswith(reverse("account_login"))


class TestErase:
    def test_it_asks_first(self, client: Client) -> None:
        client.force_login(make_person())
        assert client.get(reverse("people:erase")).status_code == 200
        assert client.post(reverse("people:erase")).status_code == 422
        assert Person.objects.get().erased_at is None

    def test_nothing_of_the_person_stays(self, client: Client, tunisia: Place) -> None:
        person = make_person(
            name="Amina",
            password="long enough to be safe",
            gender="woman",
            kind=ActorKind.MIGRANT,
            organisation=make_organisation(),
            country_of_residence=tunisia,
            countries_of_origin=[tunisia],
        )
        TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        actions.one_time_link(person)
        client.force_login(person)
        heard: list[int] = []
        slots.personal_data.add(
            "test",
            slots.PersonalData("Test", lambda _p: {}, lambda p: heard.append(p.email.count("@"))),
        )
        try:
            actions.erase(person, by=person)
        finally:
            del slots.personal_data._entries["test"]
        row = Person.objects.values().get()
        assert heard == [1]
        assert row["email"].startswith("erased-")
        assert row["email"].endswith("@invalid")
        assert (row["name"], row["gender"], row["kind"]) == ("", "", "")
        assert row["organisation_id"] is None
        assert row["country_of_residence_id"] is None
        assert not row["is_active"]
        assert row["erased_at"] is not None
        person.refresh_from_db()
        assert not person.has_usable_password()
        assert not person.countries_of_origin.exists()
        assert not EmailAddress.objects.exists()
        assert not Authenticator.objects.exists()
        assert not person.sign_in_links.exists()
        assert not Session.objects.exists()
        assert "amina" not in str(list(Entry.objects.values())).lower()

    def test_it_signs_out_and_says_so(self, client: Client) -> None:
        client.force_login(make_person())
        answer = client.post(reverse("people:erase"), {"sure": "on"})
        assert answer["Location"] == reverse("portal:home")
        assert "_auth_user_id" not in client.session

    def test_the_last_administrator_stays(self, client: Client) -> None:
        person = make_person(is_administrator=True)
        client.force_login(person)
        assert client.post(reverse("people:erase"), {"sure": "on"}).status_code == 422
        person.refresh_from_db()
        assert person.erased_at is None

    def test_nobody_erases_another(self) -> None:
        with pytest.raises(PermissionDenied):
            actions.erase(make_person(), by=make_person("b@example.org", is_administrator=True))

    def test_with_a_password_it_is_asked_for_again(self, client: Client) -> None:
        client.force_login(make_person(password="long enough to be safe"))
        answer = client.post(reverse("people:erase"), {"sure": "on"})
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
        assert Person.objects.get().erased_at is None
