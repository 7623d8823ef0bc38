"""Ways round the directory: what is hidden is not told by the pages beside it either."""

from __future__ import annotations

from itertools import product

import pytest
from django.urls import reverse

from diwan.core import clock
from diwan.people import finding
from diwan.people.actions import consenting
from diwan.people.models import Mandate
from diwan.people.standing import standing_of

from . import test_directory as directory
from .factories import make_person
from .test_directory import READERS, SECRETS, browser, reader, show

pytestmark = pytest.mark.django_db
nour = directory.nour


def addresses(person):
    """Every page on which a name, a word or a number of Nour could stand."""
    body = person.organisation
    name = SECRETS["name"]
    return [
        reverse("members:index"),
        reverse("members:experts"),
        body.get_absolute_url(),
        reverse("organisations:index") + f"?q={name}",
        reverse("organisations:export", args=["json"]),
        reverse("portal:search") + f"?q={name}",
        reverse("portal:search") + f"?q={SECRETS['expertise']}",
        reverse("portal:place", args=["KM"]),
        reverse("portal:place", args=["IS"]),
        reverse("portal:places"),
    ]


@pytest.mark.parametrize("who", READERS)
def test_no_page_beside_the_directory_names_who_is_hidden(nour, who):
    show(nour, {"organisation": "public", "kind": "public"})
    client = browser(reader(who))
    for address in addresses(nour):
        answer = client.get(address)
        assert answer.status_code in {200, 302}, address
        text = answer.content.decode().replace(f"?q={SECRETS['name']}", "")
        text = text.replace(f'value="{SECRETS["name"]}"', "").replace(
            f"Search: {SECRETS['name']}", ""
        )
        text = text.replace(f"Found: “{SECRETS['name']}”", "")
        text = text.replace(f"%3Fq%3D{SECRETS['name']}", "")  # where a sign-in leads back to
        assert SECRETS["name"] not in text, address
        assert "I teach" not in text, address


@pytest.mark.parametrize("who", READERS)
def test_pages_of_places_count_no_people(nour, who):
    """One member from a place would be a number of one."""
    client = browser(reader(who))
    before = [bare(client, code) for code in ("KM", "IS")]
    show(nour, "public")
    assert [bare(client, code) for code in ("KM", "IS")] == before


def bare(client, code):
    text = client.get(reverse("portal:place", args=[code])).content.decode()
    return [line for line in text.splitlines() if "csrf" not in line and "nonce" not in line]


@pytest.mark.parametrize(
    ("who", "seen", "hidden"),
    list(
        product(
            ("stranger", "member", "partner"),
            (("kind", {"kind": "diaspora_association"}), ("languages", {"languages": "rw"})),
            (
                {"q": SECRETS["name"]},
                {"q": SECRETS["expertise"]},
                {"country_of_residence": "IS"},
                {"countries_of_origin": "KM"},
            ),
        )
    ),
)
def test_what_is_seen_joined_with_what_is_not_finds_nobody(nour, who, seen, hidden):
    field, asked = seen
    show(nour, {field: "public"})
    standing = standing_of(directory.reader(who) or directory.AnonymousUser())
    assert directory.finds(standing, asked)
    assert not directory.finds(standing, asked | hidden)


def test_the_list_of_who_acts_for_a_body_names_only_those_who_said_so(nour, amina):
    now = clock.now()
    mandate = Mandate.objects.create(
        organisation=nour.organisation,
        person=nour,
        role="officer",
        starts_on=now.date(),
        asked_at=now,
        confirmed_at=now,
    )
    address = nour.organisation.get_absolute_url()
    for person in (None, amina, reader("partner")):
        assert SECRETS["name"] not in browser(person).get(address).content.decode()
    Mandate.objects.filter(pk=mandate.pk).update(is_shown=True)
    assert SECRETS["name"] in browser(amina).get(address).content.decode()
    assert SECRETS["name"] not in browser(None).get(address).content.decode()


def test_of_very_many_others_come_first_on_another_day(nour, monkeypatch):
    """Fair: nobody stands first for ever because of the letters of a handle."""
    for name, value in (("MOST_RESULTS", 3), ("PER_PAGE", 3), ("_VERY_MANY", 5)):
        monkeypatch.setattr(finding, name, value)
    for number in range(12):
        other = make_person(f"many{number}@example.org", name=f"Many {number}")
        consenting.give_consent(other, "directory", by=other, language="en")
        show(other, {"expertise": "public"})
    standing, wanted = standing_of(nour), finding.Wanted(text=SECRETS["expertise"])
    now = clock.now()
    days = [
        tuple(
            entry.handle
            for entry in finding.find(
                standing, wanted, now=now + directory.timedelta(days=day)
            ).entries
        )
        for day in range(20)
    ]
    assert all(len(set(day)) == 3 for day in days)
    assert len({handle for day in days for handle in day}) > 6
    assert (
        finding.find(standing, wanted, now=now).entries
        == finding.find(standing, wanted, now=now).entries
    )
