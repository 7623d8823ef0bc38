"""The members' directory: what one reader may see is all that they can find."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from diwan.audit.models import Entry
from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.mailroom.models import OutgoingLetter
from diwan.people import finding, showing
from diwan.people.actions import (
    confirming,
    consenting,
    directory,
    erase,
    reinstate,
    suspend,
    update_profile,
)
from diwan.people.actions.directory import Shown
from diwan.people.actions.profile import Profile as Described
from diwan.people.forms.directory import FindForm
from diwan.people.models import DirectoryEntry, Mandate, Person, Profile
from diwan.people.rules import PROFILE_LIFE
from diwan.people.standing import Standing, standing_of
from diwan.people.words import Audience, ProfileField
from diwan.vocabularies.models import Place, Theme

from .factories import make_organisation, make_person

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.django_db

#: field → a word that stands in that field alone
SECRETS = {
    "name": "Zulaykhapur",
    "organisation": "Qwandabury",
    "about": "glassblowing",
    "expertise": "apiculture",
    "institution": "Xandrapolis",
}
READERS = ("stranger", "member", "partner", "authority", "staff")
#: audience → the readers who see it, where authorities are no partners
SEEN_BY = {
    "private": set(),
    "staff": {"staff"},
    "partners": {"partner", "staff"},
    "members": {"member", "partner", "authority", "staff"},
    "public": set(READERS),
}


def country(code: str) -> Place:
    return Place.objects.get(code=code)


@pytest.fixture
def nour(db: None) -> Person:
    """Somebody who says everything; what is shown is the test's to say."""
    person = make_person(
        "nour@example.org",
        name=f"Nour {SECRETS['name']}",
        kind="diaspora_association",
        organisation=make_organisation(f"House of {SECRETS['organisation']}"),
        countries_of_origin=[country("KM")],
        country_of_residence=country("IS"),
        themes=list(Theme.objects.all()[:1]),
    )
    for purpose in ("directory", "expert_register"):
        consenting.give_consent(person, purpose, by=person, language="en")
    return person


def show(person: Person, audience: str | dict[str, str], **more: Any) -> Profile:
    audiences = (
        audience
        if isinstance(audience, dict)
        else dict.fromkeys((field.value for field in ProfileField), audience)
    )
    shown = Shown(
        about=f"I teach {SECRETS['about']}.",
        expertise=SECRETS["expertise"],
        institution=f"University of {SECRETS['institution']}",
        languages=["rw"],
        audiences=audiences,
        **more,
    )
    return directory.show(person, shown=shown, by=person)


def reader(kind: str, authority_of: str = "IT") -> Person | None:
    if kind == "stranger":
        return None
    person = make_person(f"{kind}-{authority_of}@example.org", name=kind)
    if kind == "staff":
        person.is_steward = True
        person.save()
    if kind in {"partner", "authority"}:
        body = make_organisation(
            f"{kind} of {authority_of}",
            kind="national_government" if kind == "authority" else "research",
            country=country(authority_of),
            is_partner=True,
        )
        now = clock.now()
        Mandate.objects.create(
            organisation=body,
            person=person,
            role="officer",
            starts_on=now.date() - timedelta(days=9),
            asked_at=now,
            confirmed_at=now,
        )
    return person


def browser(person: Person | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def searches() -> Iterable[tuple[str, dict[str, str]]]:
    """Every way to look for what Nour says, by the field that it would betray."""
    for field, word in SECRETS.items():
        yield field, {"q": word}
        yield field, {"q": word[:5]}
        yield field, {"q": f'"{word}"'}
    theme = Theme.objects.first()
    assert theme is not None
    facets = {
        "kind": "diaspora_association",
        "countries_of_origin": "KM",
        "country_of_residence": "IS",
        "themes": theme.key,
        "languages": "rw",
    }
    for field, value in facets.items():
        yield field, {field: value}
    yield "countries_of_origin", {"q": "Comores"}
    yield "country_of_residence", {"q": "Iceland"}
    yield "country_of_residence", {"q": "آيسلندا"}
    yield "languages", {"q": "Kinyarwanda"}
    yield "country_of_residence", {"q": "xxinis"}
    organisation = Person.objects.get(email="nour@example.org").organisation_id
    yield "organisation", {"organisation": str(organisation)}
    yield "organisation", {"q": f"xxfor{organisation}"}


def found(client: Client, asked: dict[str, str]) -> bool:
    page = client.post(reverse("members:index"), asked)
    assert page.status_code == 200
    members = page.context["members"]
    assert members.count == len(members.entries)
    return bool(members.count)


def finds(standing: Standing, asked: dict[str, str]) -> bool:
    """As the page does, without drawing it."""
    wanted = FindForm(asked).wanted(is_expert=False)
    members = finding.find(standing, wanted, now=clock.now())
    assert members.count == len(members.entries)
    return bool(members.count)


@pytest.mark.parametrize(("who", "audience"), list(product(READERS, Audience.values)))
def test_a_field_is_found_by_those_who_see_it_and_by_nobody_else(nour, who, audience):
    """Each field alone has the audience, and another shows Nour to everybody."""
    looking = reader(who)
    client = browser(looking)
    standing = standing_of(looking or AnonymousUser())
    for field in ProfileField.values:
        others = "languages" if field != "languages" else "about"
        profile = show(nour, {field: audience, others: "public"})
        sees = who in SEEN_BY[audience]
        for searched, asked in searches():
            expected = sees if searched == field else searched == others
            assert finds(standing, asked) is expected, (who, audience, field, asked)
        page = client.get(profile.get_absolute_url()).content.decode()
        for searched, word in SECRETS.items():
            expected = sees if searched == field else searched == others
            assert (word in page) is expected, (who, audience, field, searched)


@pytest.mark.parametrize("who", READERS)
def test_what_a_reader_sees_nothing_of_is_not_there_for_them(nour, who):
    client = browser(reader(who))
    empty = client.post(reverse("members:index"), {"q": "nobody-has-this"})
    profile = show(nour, "private")
    for _field, asked in searches():
        assert not found(client, asked)
    assert not client.get(reverse("members:index")).context["members"].count
    assert client.get(profile.get_absolute_url()).status_code == 404
    assert DirectoryEntry.objects.count() == 0
    hidden = client.post(reverse("members:index"), {"q": SECRETS["name"]}).content.decode()
    assert without_words(hidden) == without_words(empty.content.decode())


def without_words(page: str) -> str:
    """A page but for what was typed and the token against forgery."""
    lines = page.replace("nobody-has-this", "").replace(SECRETS["name"], "").splitlines()
    return "\n".join(line for line in lines if "csrf" not in line)


def test_the_order_of_members_tells_no_name_that_is_not_seen(nour):
    for letter in "AMZ":
        other = make_person(f"{letter}@example.org", name=f"{letter}dam")
        consenting.give_consent(other, "directory", by=other, language="en")
        show(other, {"name": "public"})
    shown = {"expertise": "public"}
    places = set()
    for name in ("Aaaa", "Nnnn", "Zzzz"):
        update_profile(nour, profile=Described(name=name), by=nour)
        show(nour, shown)
        cards = browser(None).get(reverse("members:index")).context["cards"]
        places.add(["expertise" in card["told"] for card in cards].index(True))
    assert places == {3}


def test_how_rare_a_hidden_word_is_changes_no_order(nour):
    """Rows that a reader may not see weigh nothing: members come by name, whatever is asked."""
    names = ["Bb apiculture", "Cc apiculture apiculture", "Dd apiculture"]
    for number, name in enumerate(names):
        other = make_person(f"p{number}@example.org", name=name)
        consenting.give_consent(other, "directory", by=other, language="en")
        show(other, {"name": "public"})
    before = order("apiculture")
    for number in range(5):
        hidden = make_person(f"h{number}@example.org", name="apiculture")
        consenting.give_consent(hidden, "directory", by=hidden, language="en")
        show(hidden, {"name": "staff"})
    assert order("apiculture") == before == names


def order(word: str) -> list[str]:
    cards = browser(None).post(reverse("members:index"), {"q": word}).context["cards"]
    return [card["told"]["name"][0] for card in cards]


def test_a_partner_that_is_an_authority_sees_what_members_see_unless_i_chose_so(nour):
    client = browser(reader("authority"))
    profile = show(nour, "partners")
    assert client.get(profile.get_absolute_url()).status_code == 404
    show(nour, "partners", partners_include_authorities=True)
    assert SECRETS["about"] in client.get(profile.get_absolute_url()).content.decode()
    assert found(client, {"q": SECRETS["expertise"]})


def test_never_to_authorities_of_a_country_means_only_what_is_public(nour):
    audiences = dict.fromkeys(ProfileField.values, "members") | {"languages": "public"}
    profile = show(nour, audiences, never_to=["IT"], partners_include_authorities=True)
    kept, other = browser(reader("authority", "IT")), browser(reader("authority", "FR"))
    for field, asked in searches():
        assert found(kept, asked) is (field == "languages"), asked
        assert found(other, asked), asked
    assert SECRETS["about"] not in kept.get(profile.get_absolute_url()).content.decode()
    assert SECRETS["about"] in other.get(profile.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "fields",
    [{"kind": "national_government"}, {"kind": "employment_service"}],
)
def test_an_authority_of_an_unknown_country_could_be_any(nour, fields):
    profile = show(nour, "members", never_to=["IT"])
    assert browser(make_person("a@example.org")).get(profile.get_absolute_url()).status_code == 200
    unknown = browser(make_person("b@example.org", **fields))
    assert unknown.get(profile.get_absolute_url()).status_code == 404
    assert not found(unknown, {"q": SECRETS["about"]})


def test_who_names_an_authority_as_theirs_is_one_and_so_is_an_unconfirmed_mandate(nour):
    body = make_organisation("Ministry", kind="national_government", country=country("IT"))
    named = make_person("n@example.org", organisation=body)
    asked = make_person("m@example.org")
    now = clock.now()
    Mandate.objects.create(
        organisation=body, person=asked, role="officer", starts_on=now.date(), asked_at=now
    )
    assert standing_of(named).countries == standing_of(asked).countries == {"IT"}
    assert standing_of(asked).rank == 1  # not confirmed: no partner
    profile = show(nour, "members", never_to=["IT"])
    for person in (named, asked):
        assert browser(person).get(profile.get_absolute_url()).status_code == 404


def test_without_consent_nobody_finds_anything_from_that_moment(nour):
    profile = show(nour, "public")
    client = browser(None)
    assert found(client, {"q": SECRETS["name"]})
    consenting.withdraw_consent(nour, "directory", by=nour)
    for who in READERS:
        seen_by = browser(reader(who))
        for _field, asked in searches():
            assert not found(seen_by, asked)
        assert seen_by.get(profile.get_absolute_url()).status_code == 404
    consenting.give_consent(nour, "directory", by=nour, language="en")
    assert found(client, {"q": SECRETS["name"]})


def test_a_new_edition_of_the_text_hides_who_agreed_to_the_old_one(nour, monkeypatch):
    profile = show(nour, "public")
    old = slots.consent_purposes.get("directory")
    entries = slots.consent_purposes._entries
    monkeypatch.setitem(
        entries, "directory", (10, 0, dataclasses.replace(old, edition=old.edition + 1))
    )
    assert browser(None).get(profile.get_absolute_url()).status_code == 404
    assert not found(browser(None), {"q": SECRETS["name"]})


def test_the_register_of_experts_lists_only_those_who_agreed_to_it(nour):
    url = reverse("members:experts")
    show(nour, "public")
    assert not browser(None).get(url).context["members"].count
    show(nour, "public", is_in_expert_register=True, is_public_figure=True)
    assert browser(None).get(url).context["members"].count == 1
    assert browser(None).post(url, {"figures": "on"}).context["members"].count == 1
    consenting.withdraw_consent(nour, "expert_register", by=nour)
    assert not browser(None).get(url).context["members"].count
    assert browser(None).get(reverse("members:index")).context["members"].count == 1


def test_a_profile_that_was_not_confirmed_is_hidden_and_comes_back(nour):
    profile = show(nour, "public")
    Profile.objects.update(confirmed_at=clock.now() - PROFILE_LIFE)
    directory.rebuild()
    assert browser(None).get(profile.get_absolute_url()).status_code == 404
    assert confirming.tell_hidden(clock.now()) == 1
    assert confirming.tell_hidden(clock.now()) == 0
    url = confirming.confirm_url(nour)
    browser(None).get(url)
    assert browser(None).get(profile.get_absolute_url()).status_code == 404, "a look is no answer"
    browser(None).post(url)
    assert browser(None).get(profile.get_absolute_url()).status_code == 200


def test_the_letters_that_ask_hold_nothing_of_the_profile(nour):
    show(nour, "public")
    now = clock.now()
    assert confirming.ask_to_confirm(now) == 0
    Profile.objects.update(confirmed_at=now - PROFILE_LIFE + timedelta(days=10))
    assert confirming.ask_to_confirm(now) == 1
    assert confirming.ask_to_confirm(now) == 0
    letter = OutgoingLetter.objects.latest("pk")
    told = f"{letter.subject} {letter.text}"
    assert not [word for word in SECRETS.values() if word in told]


def test_the_log_holds_nothing_of_the_profile(nour):
    show(nour, "public", never_to=["IT"])
    update_profile(nour, profile=Described(name=f"Nour {SECRETS['name']}"), by=nour)
    told = str(list(Entry.objects.values_list("reason", "details", "subject")))
    assert not [word for word in (*SECRETS.values(), "IT") if f"{word}" in told]


def test_others_exports_hold_nothing_of_the_profile(nour, amina):
    show(nour, "public")
    told = browser(amina).get(reverse("people:export")).content.decode()
    assert not [word for word in SECRETS.values() if word in told]


def test_searches_stand_in_no_address(nour):
    show(nour, "public")
    page = browser(None).get(reverse("members:index"), {"q": SECRETS["name"]})
    assert page.context["wanted"].text == ""


# --- the index follows -----------------------------------------------------------------------
def test_a_suspended_or_erased_account_is_found_by_nobody(nour, admin):
    show(nour, "public")
    suspend(nour, by=admin, why="A test.")
    assert not found(browser(None), {"q": SECRETS["name"]})
    reinstate(nour, by=admin)
    assert found(browser(None), {"q": SECRETS["name"]})
    erase(nour, by=nour)
    assert DirectoryEntry.objects.count() == Profile.objects.count() == 0
    assert not found(browser(None), {"q": SECRETS["name"]})


def test_an_organisation_with_a_new_name_is_found_by_it_at_once(nour):
    show(nour, "public")
    body = nour.organisation
    assert body is not None
    body.name = "Newname"
    body.save()
    directory.organisation_changed(body)
    assert found(browser(None), {"q": "Newname"})
    assert not found(browser(None), {"q": SECRETS["organisation"]})


def test_the_index_can_be_made_anew(nour):
    show(nour, {"name": "members", "about": "partners", "languages": "public"})
    before = told_entries()
    DirectoryEntry.objects.all().delete()
    assert directory.rebuild() == len(before)
    assert told_entries() == before


def told_entries() -> list[Any]:
    rows = DirectoryEntry.objects.order_by("person", "audience_from")
    return list(rows.values("person", "audience_from", "audience_to", "sort_name", "seen"))


def test_the_register_needs_its_own_consent(nour):
    consenting.withdraw_consent(nour, "expert_register", by=nour)
    with pytest.raises(Refusal, match="register"):
        show(nour, "public", is_in_expert_register=True)


def test_a_list_asks_the_same_however_many_it_shows(nour, django_assert_max_num_queries):
    show(nour, "public")
    reader_ = reader("partner")
    client = browser(reader_)
    client.get(reverse("members:index"))
    with django_assert_max_num_queries(6):  # session, person, standing (2), count, rows
        client.get(reverse("members:index"))


def test_facets_that_nobody_knows_are_as_if_not_asked(nour):
    show(nour, "public")
    assert found(browser(None), {"country_of_residence": "XX' OR 1=1"})


def test_words_are_found_in_any_form_and_script(nour):
    show(nour, "public")
    update_profile(nour, profile=Described(name="منى الهادي", language="ar"), by=nour)
    for typed in ("مُنى", "هادي", "apicultures", "glass"):
        assert found(browser(None), {"q": typed}), typed


def test_seen_is_what_the_index_holds(nour):
    profile = show(nour, {"name": "members", "kind": "public", "about": "staff"})
    standing = standing_of(make_person("r@example.org"))
    entry = DirectoryEntry.objects.all().seen_by(standing, clock.now()).get()
    assert entry.seen == showing.for_list(showing.seen_of(profile, standing.rank))
    assert finding.find(standing, finding.Wanted(), now=clock.now()).entries == [entry]


@pytest.mark.parametrize("very_many", [4, 9])
def test_of_very_many_some_are_shown_and_none_that_a_reader_may_not_see(
    nour, very_many, monkeypatch
):
    monkeypatch.setattr(finding, "MOST_RESULTS", 3)
    monkeypatch.setattr(finding, "PER_PAGE", 2)
    monkeypatch.setattr(finding, "_VERY_MANY", very_many)
    for number in range(5):
        other = make_person(f"many{number}@example.org", name=f"Many {number}")
        consenting.give_consent(other, "directory", by=other, language="en")
        show(other, {"expertise": "public", "name": "members"})
    show(nour, {"expertise": "staff", "languages": "public"})
    standing = standing_of(make_person("r@example.org"))
    wanted = finding.Wanted(text=SECRETS["expertise"])
    pages = [finding.find(standing, wanted, now=clock.now(), page=page) for page in (1, 2, 3)]
    assert [page.number for page in pages] == [1, 2, 2]
    assert {page.count for page in pages} == {3}
    assert all(page.is_capped for page in pages)
    shown = [entry.handle for page in pages[:2] for entry in page.entries]
    assert len(set(shown)) == 3
    turned = shown.index(min(shown))
    assert shown[turned:] + shown[:turned] == sorted(shown)
    assert Profile.objects.get(person=nour).handle not in shown
    hidden = finding.Wanted(text=SECRETS["name"])
    assert finding.find(standing, hidden, now=clock.now()).count == 0
