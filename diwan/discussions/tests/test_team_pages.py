from __future__ import annotations

import pytest
from django.urls import reverse

from diwan.discussions.actions import calling, teamwork
from diwan.discussions.calls import Reader
from diwan.discussions.models import Facilitator, FacilitatorInvitation
from diwan.mailroom.models import OutgoingLetter
from diwan.people.tests.factories import make_person

from .conftest import call_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def chloe_helps(discussion, chloe):
    """Chloé facilitates, and does not lead."""
    return Facilitator.objects.create(discussion=discussion, person=chloe, languages=["fr"])


@pytest.fixture
def zaki(discussion, admin):
    """Facilitates another discussion."""
    person = make_person("zaki@example.org", name="Zaki")
    other = calling.create(Reader("test").call(call_data(slug="other")), by=None)
    teamwork.appoint(other, person, by=admin, is_lead=True)
    return person


def url(name, discussion, *more):
    return reverse(f"discussions:{name}", args=[discussion.slug, *more])


def accept_url(invitation):
    return reverse("discussions:accept_facilitation", args=[invitation.token])


@pytest.fixture
def invitation(discussion, bilal):
    return teamwork.invite_facilitator(
        discussion, email="dele@example.org", languages=["ar"], by=bilal
    )


@pytest.mark.parametrize("name", ["team", "share"])
def test_only_the_team_sees_its_pages(client, discussion, dele, zaki, bilal, admin, name):
    page = url(name, discussion)
    assert client.get(page).status_code == 302
    for person, status in ((dele, 403), (zaki, 403), (bilal, 200), (admin, 200)):
        client.force_login(person)
        assert client.get(page).status_code == status


def test_the_lead_invites_and_others_do_not(client, discussion, bilal, chloe_helps, dele):
    data = {"email": "New@example.org", "languages": ["ar"]}
    for person in (chloe_helps.person, dele):
        client.force_login(person)
        assert client.post(url("team", discussion), data).status_code == 403
    client.force_login(bilal)
    assert client.post(url("team", discussion), {"email": "nobody"}).status_code == 422
    client.post(url("team", discussion), data)
    invitation = FacilitatorInvitation.objects.get()
    assert (invitation.email, invitation.languages) == ("new@example.org", ["ar"])
    assert OutgoingLetter.objects.get(to_address="new@example.org")


def test_addresses_of_people_invited_are_for_the_lead_alone(
    client, discussion, bilal, chloe_helps, invitation
):
    client.force_login(bilal)
    assert "dele@example.org" in client.get(url("team", discussion)).content.decode()
    client.force_login(chloe_helps.person)
    page = client.get(url("team", discussion)).content.decode()
    assert "dele@example.org" not in page
    assert "1 invitation waits" in page


def test_the_team_costs_the_same_for_one_and_three(
    client, discussion, bilal, django_assert_max_num_queries
):
    client.force_login(bilal)
    client.get(url("team", discussion))
    with django_assert_max_num_queries(20) as one:
        client.get(url("team", discussion))
    for number in range(2):
        person = make_person(f"helper{number}@example.org", name=f"Helper {number}")
        Facilitator.objects.create(discussion=discussion, person=person)
    with django_assert_max_num_queries(len(one)):
        page = client.get(url("team", discussion))
    assert "Helper 1" in page.content.decode()


# --- accepting -------------------------------------------------------------------------
def test_a_stranger_is_asked_to_sign_in_first_and_comes_back(client, invitation):
    page = client.get(accept_url(invitation)).content.decode()
    assert f"?next={accept_url(invitation)}" in page
    assert "dele@example.org" not in page
    client.post(accept_url(invitation))
    assert not Facilitator.objects.filter(person__email="dele@example.org").exists()


def test_whoever_was_invited_joins_once(client, invitation, dele):
    client.force_login(dele)
    assert client.get(accept_url(invitation)).context["is_theirs"]
    answer = client.post(accept_url(invitation))
    assert answer["Location"] == url("queue", invitation.discussion)
    assert dele.facilitates.get().languages == ["ar"]
    assert client.post(accept_url(invitation)).status_code == 422
    assert dele.facilitates.count() == 1


def test_another_address_is_told_so_and_does_not_join(client, invitation, chloe):
    client.force_login(chloe)
    page = client.get(accept_url(invitation)).content.decode()
    assert "another address" in page
    assert "dele@example.org" not in page
    assert client.post(accept_url(invitation)).status_code == 422
    assert not chloe.facilitates.exists()


def test_an_unknown_token_is_not_found(client):
    page = reverse("discussions:accept_facilitation", args=["nothing"])
    assert client.get(page).status_code == 404


# --- leaving ---------------------------------------------------------------------------
def test_a_facilitator_leaves_and_the_lead_takes_off(client, discussion, bilal, chloe_helps, dele):
    other = Facilitator.objects.create(discussion=discussion, person=dele)
    client.force_login(chloe_helps.person)
    assert client.post(url("leave_team", discussion, other.pk)).status_code == 403
    answer = client.post(url("leave_team", discussion, chloe_helps.pk))
    assert answer["Location"] == reverse("portal:desk")
    client.force_login(bilal)
    client.post(url("leave_team", discussion, other.pk))
    assert [row.person for row in discussion.team.all()] == [bilal]


def test_the_last_lead_stays(client, discussion, bilal):
    client.force_login(bilal)
    client.post(url("leave_team", discussion, discussion.team.get().pk))
    assert discussion.team.get().person == bilal
    assert client.get(url("leave_team", discussion, discussion.team.get().pk)).status_code == 405


# --- sharing ---------------------------------------------------------------------------
def test_a_link_is_made_with_a_text_in_each_language(client, discussion, bilal):
    client.force_login(bilal)
    assert client.post(url("share", discussion), {"channel": ""}).status_code == 422
    client.post(url("share", discussion), {"channel": "Newsletter"})
    invitation = discussion.invitations.get()
    texts = client.get(url("share", discussion)).context["shared"][0]["texts"]
    assert [text.language for text in texts] == ["en", "fr", "ar"]
    for text in texts:
        assert f"/discussions/call/{invitation.token}/" in text.text
        assert discussion.mail_address in text.text
    assert "Petites villes" in texts[1].text
    assert "/ar/" in texts[2].text


def test_the_links_cost_the_same_for_one_and_three(
    client, discussion, bilal, django_assert_max_num_queries
):
    client.force_login(bilal)
    calling.share(discussion, channel="One", by=bilal)
    client.get(url("share", discussion))
    with django_assert_max_num_queries(20) as one:
        client.get(url("share", discussion))
    for channel in ("Two", "Three"):
        calling.share(discussion, channel=channel, by=bilal)
    with django_assert_max_num_queries(len(one)):
        assert "Three" in client.get(url("share", discussion)).content.decode()
