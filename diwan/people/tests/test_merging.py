"""Two entries become one: what is shown first, what is refused, who signs afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.mailroom.models import OutgoingLetter
from diwan.people.actions import organisations as actions
from diwan.people.models import Mandate, Merge, Organisation
from diwan.vocabularies.models import Place

from .factories import make_mandate, make_organisation, make_person
from .test_pages import assert_house_rules

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def ingrid():
    return make_person("ingrid@example.org", name="Ingrid", is_steward=True)


@pytest.fixture
def pair():
    source = make_organisation("Jossour Tunis", country=Place.objects.get(code="TN"))
    target = make_organisation(
        "Jossour", names={"en": "Municipality of Aïn Zitoun", "ar": "جسور"}, kind="civil_society"
    )
    return source, target


def signs(person):
    return set(Organisation.objects.may_act_for(person, clock.now().date()))


def send(client, source, **data):
    return client.post(reverse("organisations:merge", args=[source.slug]), data)


def test_one_press_shows_and_the_second_merges(client, ingrid, pair):
    source, target = pair
    amina = make_person("amina@example.org", name="Amina Secret", organisation=source)
    make_mandate(amina, source, "manager")
    client.force_login(ingrid, backend=_BACKEND)
    answer = send(client, source, other="municipality of ain zitoun", why="Twice.")
    text = answer.content.decode()
    assert_house_rules(text)
    assert answer.status_code == 200
    assert not Merge.objects.exists()
    assert "Stop: these look like two bodies" in text
    assert "Tunisia" in text
    assert "1 mandate to sign comes over without its confirmation" in text
    assert "Amina Secret" not in text
    answer = send(client, source, other=target.slug, why="Twice.", confirm=target.slug)
    assert answer.status_code == 302
    assert Merge.objects.get().why == "Twice."


def test_a_press_for_another_one_does_not_confirm(client, ingrid, pair):
    source, target = pair
    third = make_organisation("Third", kind="civil_society")
    client.force_login(ingrid, backend=_BACKEND)
    send(client, source, other=third.slug, confirm=target.slug)
    assert not Merge.objects.exists()


def test_whoever_signed_for_one_does_not_sign_for_both(ingrid, pair):
    source, target = pair
    amina, bilal = make_person("amina@example.org"), make_person("bilal@example.org")
    moved = make_mandate(amina, source, "officer")
    staff = make_mandate(amina, source, "member")
    make_mandate(bilal, target, "manager")
    was = moved.confirmed_at
    made = actions.merge(source, into=target, by=ingrid)
    assert signs(amina) == set()
    assert signs(bilal) == {target}
    staff.refresh_from_db()
    assert staff.confirmed_at is not None
    moved.refresh_from_db()
    actions.confirm_mandate(moved, by=bilal)
    assert signs(amina) == {target}
    actions.undo_merge(made, by=ingrid)
    moved.refresh_from_db()
    assert (moved.organisation, moved.confirmed_at, moved.confirmed_by) == (source, was, None)
    assert signs(amina) == {source}


def test_an_authority_is_no_twin_of_a_body_that_is_none(client, ingrid, pair):
    town = make_organisation("Town of Jossour", kind="local_authority")
    with pytest.raises(Refusal, match="is an authority"):
        actions.merge(pair[0], into=town, by=ingrid)
    client.force_login(ingrid, backend=_BACKEND)
    answer = send(client, pair[0], other=town.slug)
    assert answer.status_code == 422
    assert "is an authority" in answer.content.decode()


def test_a_room_that_knows_better_is_asked(ingrid, pair, monkeypatch):
    monkeypatch.setattr(
        slots, "merge_checks", [slots.MergeCheck(lambda one, other: f"{one} is not {other}.")]
    )
    with pytest.raises(Refusal, match="Jossour Tunis is not Jossour"):
        actions.merge(pair[0], into=pair[1], by=ingrid)
    assert not Merge.objects.exists()


def test_a_name_that_is_only_near_is_offered(client, ingrid, pair):
    client.force_login(ingrid, backend=_BACKEND)
    answer = send(client, pair[0], other="Municipality of Aïn")
    assert answer.status_code == 422
    assert "Which one do you mean" in answer.content.decode()


def test_the_managers_hear_that_it_is_verified(ingrid, pair):
    make_mandate(make_person("manager@example.org", name="Zebra"), pair[0], "manager")
    make_mandate(make_person("officer@example.org"), pair[0], "officer")
    day = clock.now().date() + timedelta(days=90)
    actions.verify(pair[0], review_due=day, by=ingrid)
    letter = OutgoingLetter.objects.get()
    assert (letter.kind, letter.to_address) == ("people/verified", "manager@example.org")
    assert "Jossour" in letter.text
    assert "Ingrid" not in letter.text


def merged(pair, ingrid):
    """Amina signed for the source; after the merge she waits for a confirmation at the target."""
    source, target = pair
    amina = make_person("amina@example.org")
    mandate = make_mandate(amina, source, "officer")
    was = (mandate.confirmed_at, mandate.starts_on, mandate.ends_on)
    return actions.merge(source, into=target, by=ingrid), mandate, was


def test_who_was_declined_after_a_merge_signs_again_where_it_is_taken_apart(ingrid, pair):
    made, mandate, was = merged(pair, ingrid)
    mandate.refresh_from_db()
    actions.decline_mandate(mandate, by=ingrid)
    mandate.refresh_from_db()
    assert mandate.organisation == pair[1]
    assert mandate.ends_on < clock.now().date()
    assert signs(mandate.person) == set()
    actions.undo_merge(made, by=ingrid)
    mandate.refresh_from_db()
    assert (mandate.confirmed_at, mandate.starts_on, mandate.ends_on) == was
    assert signs(mandate.person) == {pair[0]}


def test_who_gave_it_up_after_a_merge_does_not_sign_again(ingrid, pair):
    made, mandate, was = merged(pair, ingrid)
    mandate.refresh_from_db()
    actions.end_mandate(mandate, by=mandate.person)
    actions.undo_merge(made, by=ingrid)
    mandate.refresh_from_db()
    assert mandate.organisation == pair[0]
    assert mandate.confirmed_at == was[0]
    assert mandate.ends_on < clock.now().date()


def test_a_mandate_declined_after_a_merge_waits_no_more(client, ingrid, pair):
    _made, mandate, _was = merged(pair, ingrid)
    mandate.refresh_from_db()
    page = reverse("organisations:mandates", args=[pair[1].slug])
    client.force_login(ingrid, backend=_BACKEND)
    assert [row.pk for row in client.get(page).context["asked"]] == [mandate.pk]
    actions.decline_mandate(mandate, by=ingrid)
    shown = client.get(page).context
    assert (shown["asked"], shown["past"]) == ([], [])


def test_a_request_that_no_merge_knows_goes(ingrid, pair):
    mandate = make_mandate(make_person("amina@example.org"), pair[0], confirmed_at=None)
    actions.decline_mandate(mandate, by=ingrid)
    assert not Mandate.objects.exists()
