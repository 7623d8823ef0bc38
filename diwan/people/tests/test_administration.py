"""Roles, suspension, retention, the first administrator."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from diwan.audit.models import Entry
from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.people import actions, checks
from diwan.people.models import Invitation, Person, RetentionRun, SignInLink
from diwan.people.words import Role

from .factories import make_organisation, make_person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Person:
    return make_person("salma@example.org", name="Salma", is_administrator=True)


class TestRoles:
    def test_an_administrator_gives_and_takes_them(
        self, client: Client, administrator: Person
    ) -> None:
        person = make_person()
        client.force_login(administrator)
        for role, field in (("administrator", "is_administrator"), ("steward", "is_steward")):
            client.post(reverse("people:give_role", args=[person.pk, role]))
            person.refresh_from_db()
            assert getattr(person, field)
            client.post(reverse("people:take_role", args=[person.pk, role]))
            person.refresh_from_db()
            assert not getattr(person, field)
        assert Entry.objects.filter(actor=f"person:{administrator.pk}").count() == 4

    def test_members_cannot(self, client: Client, administrator: Person) -> None:
        person = make_person()
        client.force_login(person)
        answer = client.post(reverse("people:give_role", args=[person.pk, "administrator"]))
        assert answer.status_code == 403
        with pytest.raises(PermissionDenied):
            actions.give_role(person, role=Role.ADMINISTRATOR, by=person)
        person.refresh_from_db()
        assert not person.is_administrator

    def test_the_last_administrator_keeps_theirs(
        self, client: Client, administrator: Person
    ) -> None:
        make_person("gone@example.org", is_administrator=True, is_active=False)
        client.force_login(administrator)
        client.post(reverse("people:take_role", args=[administrator.pk, "administrator"]))
        with pytest.raises(Refusal):
            actions.suspend(administrator, by=administrator, why="Tired.")
        administrator.refresh_from_db()
        assert administrator.is_administrator
        assert administrator.is_active

    def test_a_role_that_is_none_is_not_found(self, client: Client, administrator: Person) -> None:
        client.force_login(administrator)
        answer = client.post(reverse("people:give_role", args=[administrator.pk, "emperor"]))
        assert answer.status_code == 404


class TestSuspension:
    def test_it_ends_open_sessions_and_says_so(self, client: Client, administrator: Person) -> None:
        person = make_person()
        client.force_login(person)
        Person.objects.filter(pk=person.pk).update(is_active=False)
        answer = client.get(reverse("people:profile"))
        assert answer["Location"] == reverse("portal:home")
        assert "_auth_user_id" not in client.session

    def test_it_is_done_with_a_reason_that_is_logged(
        self, client: Client, administrator: Person
    ) -> None:
        person = make_person()
        client.force_login(administrator)
        url = reverse("people:suspend", args=[person.pk])
        assert client.post(url, {"why": " "}).status_code == 422
        assert client.post(url, {"why": "Sold things."}).status_code == 302
        person.refresh_from_db()
        assert not person.is_active
        assert person.suspended_at is not None
        assert Entry.objects.get(verb="suspend").reason == "Sold things."

    def test_reinstating_opens_the_account_again(
        self, client: Client, administrator: Person
    ) -> None:
        person = make_person(is_active=False, suspended_at=clock.now())
        client.force_login(administrator)
        client.post(reverse("people:reinstate", args=[person.pk]))
        person.refresh_from_db()
        assert (person.is_active, person.suspended_at) == (True, None)

    def test_an_erased_account_stays_closed(self, administrator: Person) -> None:
        person = make_person()
        actions.erase(person, by=person)
        with pytest.raises(Refusal):
            actions.reinstate(person, by=administrator)


class TestListOfPeople:
    def test_only_whole_addresses_are_found(self, client: Client, administrator: Person) -> None:
        make_person(name="Amina")
        client.force_login(administrator)
        found = client.post(reverse("people:find"), {"email": "AMINA@example.org"})
        assert [person.name for person in found.context["page"]] == ["Amina"]
        assert (
            not client.post(reverse("people:find"), {"email": "min@example.org"})
            .context["page"]
            .object_list
        )

    def test_it_shows_no_address_and_no_erased_person(
        self, client: Client, administrator: Person
    ) -> None:
        gone = make_person("gone@example.org", name="Gone")
        actions.erase(gone, by=gone)
        make_person(name="Amina")
        client.force_login(administrator)
        page = client.get(reverse("people:people")).content.decode()
        assert "Amina" in page
        assert "amina@example.org" not in page
        assert "erased-" not in page

    def test_three_rows_cost_as_many_queries_as_one(
        self, client: Client, administrator: Person, django_assert_num_queries: Any
    ) -> None:
        from django.db import connection  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        client.force_login(administrator)
        for url in (reverse("people:people"), reverse("organisations:index")):
            organisation = make_organisation(f"One {url}")
            make_person(f"one{len(url)}@example.org", organisation=organisation)
            client.get(url)
            with CaptureQueriesContext(connection) as one:
                client.get(url)
            for number in range(2):
                organisation = make_organisation(f"More {number} {url}")
                make_person(f"more{number}{len(url)}@example.org", organisation=organisation)
            with django_assert_num_queries(len(one)):
                client.get(url)

    def test_members_and_strangers_do_not_see_it(self, client: Client) -> None:
        assert client.get(reverse("people:people")).status_code == 302
        client.force_login(make_person())
        for name in ("people:people", "people:invite", "people:retention"):
            assert client.get(reverse(name)).status_code == 403


class TestRetention:
    def test_the_page_counts_and_does_not_touch(
        self, client: Client, administrator: Person
    ) -> None:
        _leftovers(administrator)
        client.force_login(administrator)
        page = client.get(reverse("people:retention"))
        counts = {outcome.name: outcome.count for outcome in page.context["due"]}
        assert (counts["people-leftovers"], counts["people-unconfirmed"]) == (2, 1)
        assert SignInLink.objects.count() == 1

    def test_posting_removes_what_is_due(self, client: Client, administrator: Person) -> None:
        _leftovers(administrator)
        client.force_login(administrator)
        client.post(reverse("people:retention"))
        assert not SignInLink.objects.exists()
        assert not Invitation.objects.exists()
        assert not Person.objects.filter(email="never@example.org").exists()
        assert Person.objects.filter(email="amina@example.org").exists()
        run = RetentionRun.objects.get()
        assert (run.ran_by, run.total) == (administrator, 3)
        assert "3 records were removed." in client.get(reverse("people:retention")).content.decode()

    def test_the_clock_runs_it_daily_and_twice_does_nothing_more(
        self, administrator: Person
    ) -> None:
        _leftovers(administrator)
        job = slots.jobs.get("people-retention")
        assert job.every == timedelta(days=1)
        assert job.run(clock.now()) == 3
        assert job.run(clock.now()) == 0
        assert RetentionRun.objects.get().ran_by is None


def _leftovers(administrator: Person) -> None:
    """One old link, one old invitation, one account never confirmed, and one that is fine."""
    long_ago = clock.now() - timedelta(days=40)
    person = make_person()
    Person.objects.update(joined_at=long_ago)
    actions.one_time_link(person)
    SignInLink.objects.update(expires_at=long_ago)
    actions.invite("b@example.org", language="en", by=administrator)
    Invitation.objects.update(expires_at=long_ago)
    make_person("never@example.org", verified=False)
    Person.objects.filter(email="never@example.org").update(joined_at=long_ago)


class TestFirstAdministrator:
    def test_an_account_and_a_link_are_made(self, client: Client) -> None:
        link = actions.make_first_administrator(" First@Example.org ")
        person = Person.objects.get()
        assert (person.email, person.is_administrator) == ("first@example.org", True)
        client.post(link.removeprefix("http://127.0.0.1:8000"))
        assert client.session["_auth_user_id"] == str(person.pk)

    @pytest.mark.parametrize("address", ["", "salma", "salma@", "a b@example.org"])
    def test_an_address_that_is_none_is_refused(self, address: str) -> None:
        with pytest.raises(Refusal):
            actions.make_first_administrator(address)
        assert not Person.objects.exists()

    def test_none_is_made_on_a_demo_site(self, settings: Any) -> None:
        settings.DIWAN_DEMO = True
        with pytest.raises(Refusal):
            actions.make_first_administrator("first@example.org")


class TestDemo:
    def test_its_people_cannot_be_made_on_a_real_site(self) -> None:
        with pytest.raises(Refusal):
            actions.make_demo_person("bilal@demo.diwan.localhost")
        with pytest.raises(Refusal):
            slots.demo.get("people").load()

    def test_it_brings_people_of_all_kinds_in_three_languages(self, settings: Any) -> None:
        from diwan.people.words import ActorKind  # noqa: PLC0415

        settings.DIWAN_DEMO = True
        loader = slots.demo.get("people")
        loader.load()
        people = Person.objects.all()
        assert people.count() >= 25
        assert {person.language for person in people} == {"en", "fr", "ar"}
        assert {person.kind for person in people} == set(ActorKind)
        assert all(person.is_demo for person in people)
        addresses = {person.email for person in people}
        assert {address for _title, address in loader.roles} <= addresses
        assert "bilal@demo.diwan.localhost" in addresses

    def test_a_real_site_refuses_to_start_on_it(self, settings: Any) -> None:
        actions.refuse_demo_accounts()
        assert checks.demo_accounts_stay_out(app_configs=None, databases=["default"]) == []
        make_person(is_demo=True)
        with pytest.raises(Refusal):
            actions.refuse_demo_accounts()
        found = checks.demo_accounts_stay_out(app_configs=None, databases=["default"])
        assert [error.id for error in found] == ["people.E001"]
        settings.DIWAN_DEMO = True
        actions.refuse_demo_accounts()
