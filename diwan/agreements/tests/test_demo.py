"""The agreements of the demo, and what is on record of real ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import override_settings

from diwan.agreements import demo
from diwan.agreements.demo import files, living
from diwan.agreements.models import Agreement, Dialogue, Milestone, Party, Round, SignOff
from diwan.agreements.queries import present_parts
from diwan.agreements.rules import missing_parts
from diwan.agreements.words import AgreementKind, AgreementState
from diwan.core import clock, slots
from diwan.mailroom.models import OutgoingLetter

_BEFORE = ("people", "people-organisations", "portal.places")
_FILES = ("bodies.json", "recorded.json", "dialogues.json")
_WORDED = {"title", "summary", "name", "task", "role", "what", "plan", "topics", "outcome", "town"}
_WORDED |= {"beneficiary", "condition", "limit", "for_migrants", "contributor"}
#: signed in 2008 … 2016; see the sources in recorded.json
SIGNED_ON = {
    "moldova": date(2008, 6, 5),
    "cape-verde": date(2008, 6, 5),
    "georgia": date(2009, 11, 30),
    "armenia": date(2011, 10, 27),
    "morocco": date(2013, 6, 7),
    "azerbaijan": date(2013, 12, 5),
    "tunisia": date(2014, 3, 3),
    "jordan": date(2014, 10, 9),
    "belarus": date(2016, 10, 13),
}


# --- the files ---------------------------------------------------------------------------
def read() -> dict[str, Any]:
    names = [*_FILES, *(f"living/{slug}.json" for slug in living.SLUGS)]
    return {name: files.data(name) for name in names}


def wordings(value: Any, key: str = "") -> list[tuple[str, Any]]:
    """Every list of three texts, however deep it lies."""
    if isinstance(value, dict):
        return [found for name, each in value.items() for found in wordings(each, name)]
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return [(key, value)] if key in _WORDED else []
    if isinstance(value, list):
        return [found for each in value for found in wordings(each, key)]
    return []


@pytest.mark.parametrize("name", sorted(read()))
def test_everything_is_said_in_three_languages(name):
    said = read()[name]
    lacking = [(key, texts) for key, texts in wordings(said) if len([t for t in texts if t]) != 3]
    assert lacking == []


def test_what_is_confirmed_of_real_ones_has_a_source():
    recorded, dialogues = files.data("recorded.json"), files.data("dialogues.json")
    dates = [row for one in recorded["partnerships"] + recorded["others"] for row in one["dates"]]
    rounds = [
        row
        for one in dialogues
        if one.get("agreement") not in living.SLUGS
        for row in one["rounds"]
    ]
    bare = [row for row in dates + rounds if row.get("is_confirmed", True) and not row["source"]]
    assert bare == []


# --- loaded ------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def community(django_db_setup, django_db_blocker):
    """Loaded once, since no test changes it."""
    with django_db_blocker.unblock(), override_settings(DIWAN_DEMO=True), transaction.atomic():
        for name in _BEFORE:
            slots.demo.get(name).load()
        demo.load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(community, db):
    return Agreement.objects.order_by("pk")


def test_there_is_a_living_one_of_each_kind(loaded):
    ours = loaded.filter(is_recorded=False)
    assert set(ours.values_list("kind", flat=True)) == set(AgreementKind.values)
    states = dict(ours.values_list("slug", "state"))
    assert states.pop("employment-services") == AgreementState.DRAFT, "until its data are said"
    assert states.pop("nurses-twinning") == AgreementState.PROPOSED
    assert states.pop("regions-convention") == AgreementState.SUSPENDED
    assert set(states.values()) == {AgreementState.IN_FORCE}


def test_each_has_what_its_kind_asks_for(loaded):
    lacking = {
        row.slug: missing_parts(row.kind, present_parts(row))
        for row in loaded.filter(is_recorded=False)
    }
    assert lacking.pop("employment-services") == ["data_sharing"]
    assert not any(lacking.values())


def test_every_party_has_signed_what_is_in_force_and_nobody_for_both_sides(loaded):
    for row in loaded.filter(state=AgreementState.IN_FORCE):
        signed = SignOff.objects.filter(terms__agreement=row).select_related("party")
        assert {each.party_id for each in signed} == set(row.parties.values_list("pk", flat=True))
        by = {(each.signed_by_id, each.party.side) for each in signed}
        assert len(by) >= len({person for person, _side in by})
        assert all(each.signed_at <= clock.now() for each in signed)


def test_the_nine_partnerships_are_on_record_with_their_days(loaded):
    for name, on in SIGNED_ON.items():
        one = loaded.get(slug=f"{name}-mobility-partnership")
        signed = one.milestones.get(kind="signed")
        assert (signed.on, signed.is_confirmed) == (on, True)
        assert signed.source.startswith("http")
        assert one.is_recorded
        assert one.parties.filter(side="origin").count() == 1
    assert Milestone.objects.filter(agreement__is_recorded=True, is_confirmed=False).count() == 1


def test_real_bodies_are_named_and_never_in_the_register(loaded):
    parties = Party.objects.filter(agreement__is_recorded=True)
    assert not parties.filter(organisation__isnull=False).exists()
    assert not SignOff.objects.filter(party__in=parties).exists()


def test_what_nothing_shows_of_a_dialogue_is_marked(loaded):
    unsure = Round.objects.filter(is_confirmed=False, on__lte=clock.now().date())
    assert {row.dialogue.slug for row in unsure} == {"five-plus-five", "prague-process"}
    assert not unsure.exclude(source="").exists()
    assert Dialogue.objects.visible_to(AnonymousUser()).count() == Dialogue.objects.count()


def test_one_letter_waits_for_its_signature_and_no_other_stays(loaded):
    letters = OutgoingLetter.objects.filter(kind__startswith="agreements/")
    assert [letter.to_address.partition("@")[0] for letter in letters] == ["chloe"]


def test_a_second_load_does_nothing(loaded):
    before = loaded.count()
    demo.load()
    assert loaded.count() == before


def test_strangers_read_what_was_signed_and_no_draft(client, loaded):
    page = client.get("/agreements/?kind=twinning").content.decode()
    assert "Bourg-les-Noyers" in page
    assert "dispensary" not in page
    for row in loaded.visible_to(AnonymousUser())[:25]:
        assert client.get(row.get_absolute_url()).status_code == 200
