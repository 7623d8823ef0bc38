from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.agreements.actions.exchanging import SENTENCES
from diwan.agreements.actions.sharing import FAULTS
from diwan.agreements.rules import sharing as rules
from diwan.agreements.rules.sharing import Answer, Body, Cover, Question, Recipient, answer
from diwan.agreements.words.sharing import (
    DataCategory,
    SharingPurpose,
    SharingStanding,
    SharingState,
)
from diwan.core import slots

DAY = date(2026, 5, 1)
HERE, THERE = 1, 2
OPEN = Question(
    purpose="work",
    data=frozenset({"name", "skills"}),
    recipient=Recipient(Body(THERE, True, frozenset({"IT"}), "no")),
    day=DAY,
    sender=HERE,
    sender_countries=frozenset({"TN"}),
    has_consent=True,
)
COVER = Cover(
    key=7,
    state="signed",
    begins_on=DAY,
    ends_on=DAY,
    purposes=frozenset({"work"}),
    data=frozenset({"name", "skills"}),
    senders=frozenset({HERE}),
    recipients=frozenset({THERE}),
    is_signed_whole=True,
    guarantee="clauses",
    parent_state="in_force",
)


def test_with_every_part_there_it_opens():
    assert answer(OPEN, [COVER]) == Answer("", 7)


YESTERDAY, TOMORROW = DAY - timedelta(1), DAY + timedelta(1)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"purpose": "readmission"}, "enforcement_purpose"),
        ({"purpose": "gossip"}, "unknown_purpose"),
        ({"data": frozenset()}, "no_data"),
        ({"data": frozenset({"religion"})}, "unknown_data"),
        ({"has_consent": False}, "no_consent"),
        ({"has_objected": True}, "objected"),
        ({"never_to": frozenset({"IT"})}, "own_exclusion"),
        ({"recipient": Recipient(Body(THERE, enforcement=""))}, "unexamined_body"),
        ({"recipient": Recipient(Body(THERE, enforcement="yes"))}, "enforcement_body"),
        ({"recipient": Recipient(Body(9, enforcement="no"))}, "no_agreement"),
        ({"sender": None}, "no_agreement"),
        ({"sender": THERE}, "no_agreement"),
        ({"day": YESTERDAY}, "not_begun"),
        ({"day": TOMORROW}, "expired"),
        ({"purpose": "training"}, "purpose_outside"),
        ({"data": frozenset({"name", "contact"})}, "data_outside"),
    ],
)
def test_each_part_of_the_question_closes_it_alone(change, reason):
    assert answer(replace(OPEN, **change), [COVER]) == Answer(reason)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"state": "draft"}, "unsigned"),
        ({"state": "proposed"}, "unsigned"),
        ({"state": "suspended"}, "suspended"),
        ({"state": "ended"}, "ended"),
        ({"is_signed_whole": False}, "changed"),
        ({"parent_state": "signed"}, "parent_not_in_force"),
        ({"parent_state": "suspended"}, "parent_not_in_force"),
        ({"begins_on": TOMORROW, "ends_on": TOMORROW}, "not_begun"),
        ({"begins_on": YESTERDAY, "ends_on": YESTERDAY}, "expired"),
        ({"purposes": frozenset({"training"})}, "purpose_outside"),
        ({"data": frozenset({"name"})}, "data_outside"),
        ({"senders": frozenset({None})}, "no_agreement"),
        ({"recipients": frozenset({HERE})}, "no_agreement"),
        ({"guarantee": ""}, "no_guarantee"),
    ],
)
def test_each_part_of_the_agreement_closes_it_alone(change, reason):
    assert answer(OPEN, [replace(COVER, **change)]) == Answer(reason)


def test_without_an_agreement_it_is_closed():
    assert answer(OPEN, []) == Answer("no_agreement")


def test_one_agreement_that_covers_it_is_enough_and_is_named():
    other = replace(COVER, key=3, state="ended")
    assert answer(OPEN, [other, COVER]) == Answer("", 7)
    assert answer(OPEN, [COVER, other]) == Answer("", 7)


def test_two_halves_are_no_whole_agreement():
    halves = [replace(COVER, data=frozenset({word})) for word in ("name", "skills")]
    assert answer(OPEN, halves) == Answer("data_outside")


def test_within_one_country_no_guarantee_is_needed():
    at_home = replace(OPEN, sender_countries=frozenset({"IT"}))
    assert answer(at_home, [replace(COVER, guarantee="")]).is_open
    nowhere = replace(OPEN, sender_countries=frozenset())
    assert answer(nowhere, [replace(COVER, guarantee="")]) == Answer("no_guarantee")


@pytest.mark.parametrize(
    "relative",
    [
        Body(8, True, frozenset({"LY"})),
        Body(8, True, frozenset({"FR", "LY"})),
        Body(8, True),
    ],
)
def test_an_excluded_authority_behind_the_recipient_closes_it(relative):
    asked = replace(
        OPEN,
        recipient=Recipient(Body(THERE, False, frozenset({"IT"}), "no"), (relative,)),
        never_to=frozenset({"LY"}),
    )
    assert answer(asked, [COVER]) == Answer("own_exclusion")


def test_only_authorities_of_an_excluded_country_are_meant():
    association = Recipient(Body(THERE, False, frozenset({"IT"}), "no"))
    asked = replace(OPEN, recipient=association, never_to=frozenset({"IT"}))
    assert answer(asked, [COVER]).is_open
    assert answer(replace(OPEN, never_to=frozenset({"FR"})), [COVER]).is_open


# --- laws ------------------------------------------------------------------------------
WORDS = st.sampled_from(
    sorted({*rules.CONSENTS, *rules.ENFORCEMENT_PURPOSES, *rules.CATEGORIES, "gossip", ""})
)
SETS = st.frozensets(WORDS, max_size=12)
CODES = st.frozensets(st.sampled_from(["IT", "TN", "LY", "FR"]), max_size=2)
KEYS = st.frozensets(st.sampled_from([None, 1, 2, 3]), max_size=3)
DAYS = st.dates(DAY - timedelta(3), DAY + timedelta(3))
BODIES = st.builds(
    Body,
    key=st.integers(1, 3),
    is_authority=st.booleans(),
    countries=CODES,
    enforcement=st.sampled_from(["", "no", "yes"]),
)
RECIPIENTS = st.builds(Recipient, body=BODIES, family=st.lists(BODIES, max_size=2).map(tuple))
QUESTIONS = st.builds(
    Question,
    purpose=WORDS,
    data=SETS,
    recipient=RECIPIENTS,
    day=DAYS,
    sender=st.sampled_from([None, 1, 2, 3]),
    sender_countries=CODES,
    never_to=CODES,
    has_consent=st.booleans(),
    has_objected=st.booleans(),
)
COVERS = st.builds(
    Cover,
    key=st.integers(1, 9),
    state=st.sampled_from(SharingState.values),
    begins_on=DAYS,
    ends_on=DAYS,
    purposes=SETS,
    data=SETS,
    senders=KEYS,
    recipients=KEYS,
    is_signed_whole=st.booleans(),
    guarantee=st.sampled_from(["", "clauses"]),
    parent_state=st.sampled_from([None, "draft", "in_force", "suspended"]),
)
#: one that covers whatever is asked: what closes then is something else
EVERYTHING = Cover(
    key=1,
    state="signed",
    begins_on=DAY - timedelta(9),
    ends_on=DAY + timedelta(9),
    purposes=frozenset({*rules.CONSENTS, *rules.ENFORCEMENT_PURPOSES, "gossip", ""}),
    data=frozenset({*rules.CATEGORIES, "gossip"}),
    senders=frozenset({None, 1, 2, 3}),
    recipients=frozenset({1, 2, 3}),
    is_signed_whole=True,
    guarantee="clauses",
)


@given(QUESTIONS, st.lists(COVERS, max_size=3), st.sampled_from(sorted(rules.ENFORCEMENT_PURPOSES)))
def test_no_agreement_opens_it_for_enforcement(asked, covers, purpose):
    asked = replace(asked, purpose=purpose)
    assert answer(asked, [*covers, EVERYTHING]) == Answer("enforcement_purpose")


@given(QUESTIONS, st.lists(COVERS, max_size=3), BODIES)
def test_no_agreement_opens_it_to_a_body_of_enforcement_near_or_far(asked, covers, body):
    marked = replace(body, enforcement="yes")
    for recipient in (
        Recipient(marked, asked.recipient.family),
        Recipient(asked.recipient.body, (*asked.recipient.family, marked)),
    ):
        assert not answer(replace(asked, recipient=recipient), [*covers, EVERYTHING]).is_open


@given(QUESTIONS, st.lists(COVERS, max_size=3), BODIES, st.sampled_from(["IT", "TN", "LY"]))
def test_nothing_opens_it_to_an_authority_of_an_excluded_country(asked, covers, body, code):
    excluded = replace(body, is_authority=True, countries=body.countries | {code})
    asked = replace(asked, never_to=asked.never_to | {code})
    for recipient in (
        Recipient(excluded, asked.recipient.family),
        Recipient(asked.recipient.body, (*asked.recipient.family, excluded)),
    ):
        assert not answer(replace(asked, recipient=recipient), [*covers, EVERYTHING]).is_open


@given(QUESTIONS, st.lists(COVERS, max_size=4))
def test_it_opens_only_where_every_part_is_there(asked, covers):
    """The rule said again, the other way round: what must hold whenever it opens."""
    found = answer(asked, [*covers, EVERYTHING])
    if not found.is_open:
        assert found.cover is None
        assert found.reason in rules.REASONS
        return
    assert asked.purpose in rules.CONSENTS
    assert asked.data
    assert asked.data <= rules.CATEGORIES
    assert asked.has_consent
    assert not asked.has_objected
    assert asked.recipient.body.enforcement == "no"
    assert all(body.enforcement != "yes" for body in asked.recipient.family)
    assert any(_covers(cover, asked) for cover in [*covers, EVERYTHING] if cover.key == found.cover)


def _covers(cover: Cover, asked: Question) -> bool:
    return (
        cover.state == "signed"
        and cover.is_signed_whole
        and cover.parent_state in {None, "in_force"}
        and cover.begins_on <= asked.day <= cover.ends_on
        and asked.purpose in cover.purposes
        and asked.data <= cover.data
        and asked.sender in cover.senders
        and asked.recipient.body.key in cover.recipients
        and asked.sender != asked.recipient.body.key
    )


@given(QUESTIONS, st.lists(COVERS, min_size=1, max_size=4))
def test_an_agreement_more_never_closes_it(asked, covers):
    if answer(asked, covers[1:]).is_open:
        assert answer(asked, covers).is_open


@given(QUESTIONS)
def test_asking_for_less_never_closes_it(asked):
    if answer(asked, [EVERYTHING]).is_open:
        for word in asked.data:
            assert answer(replace(asked, data=frozenset({word})), [EVERYTHING]).is_open


# --- words -----------------------------------------------------------------------------
def test_every_reason_has_a_sentence_and_every_fault_too():
    assert set(SENTENCES) == set(rules.REASONS)
    said = rules.Said(frozenset(), frozenset(), frozenset(), frozenset({None}), DAY, YESTERDAY, 0)
    late = replace(said, recipients=frozenset(), ends_on=DAY + timedelta(4000))
    assert set(FAULTS) == {*rules.faults(said), *rules.faults(late)}


def test_what_can_be_chosen_is_what_the_rules_know_and_never_enforcement():
    assert set(SharingPurpose.values) == set(rules.CONSENTS)
    assert set(DataCategory.values) == rules.CATEGORIES
    assert rules.ENFORCEMENT_PURPOSES.isdisjoint(SharingPurpose.values)


def test_every_purpose_asks_for_a_consent_that_can_be_given():
    assert set(rules.CONSENTS.values()) <= set(slots.consent_purposes.names())
    assert len(set(rules.CONSENTS.values())) == len(rules.CONSENTS)


def test_every_state_has_its_moves_and_its_standing():
    assert set(rules.MOVES) == set(SharingState.values)
    shown = {
        rules.standing(state, DAY, DAY, day)
        for state in rules.MOVES
        for day in (YESTERDAY, DAY, TOMORROW)
    }
    assert shown == set(SharingStanding.values)


def test_the_rules_know_no_django():
    tree = ast.parse(Path(rules.__file__).read_text(encoding="utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names += [a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names]
    assert not any(name.startswith(("django", "diwan")) for name in names)
