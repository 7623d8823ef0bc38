"""The rule of who sees what, as the decision draws it."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from diwan.people import audiences, sensitive
from diwan.people.audiences import AUTHORITY, MEMBER, PARTNER, RANKS, STAFF, STRANGER, sees
from diwan.people.words import Audience

COUNTRIES = st.sets(st.sampled_from(["TN", "IT", "FR", "MA"]))


def test_each_audience_is_wider_than_the_one_before():
    seen = [{rank for rank in RANKS if sees(rank, audience)} for audience in Audience.values]
    assert seen == [set(), {STAFF}, {PARTNER, STAFF}, set(RANKS) - {STRANGER}, set(RANKS)]


def test_only_partners_and_only_if_chosen_change_for_authorities():
    for audience, rank in ((a, r) for a in Audience.values for r in RANKS):
        changed = sees(rank, audience) != sees(rank, audience, partners_include_authorities=True)
        assert changed == (rank == AUTHORITY and audience == "partners")


@given(st.sampled_from(RANKS), st.text())
def test_an_audience_that_is_none_is_seen_by_nobody(rank, audience):
    if audience not in Audience.values:
        assert not sees(rank, audience, partners_include_authorities=True)


@given(st.sampled_from(RANKS), st.booleans(), COUNTRIES, COUNTRIES)
def test_never_to_lowers_the_rank_of_authorities_it_could_mean(rank, is_authority, of, never_to):
    found = audiences.rank_before(
        rank, reader_is_authority=is_authority, reader_of=of, never_to=never_to
    )
    could_mean = is_authority and never_to and (not of or of & never_to)
    assert found == (STRANGER if could_mean else rank)


@given(st.lists(st.sampled_from(["", "a", "b"]), min_size=len(RANKS), max_size=len(RANKS)))
def test_stretches_say_for_each_rank_what_it_sees_once(seen):
    found = list(audiences.stretches(lambda rank: seen[rank]))
    for rank in RANKS:
        told = [what for first, after, what in found if first <= rank < after]
        assert told == ([seen[rank]] if seen[rank] else [])
    assert all(one[1] <= other[0] for one, other in combinations(found, 2))


def test_a_member_is_no_partner():
    assert not sees(MEMBER, "partners")


def test_words_that_tell_too_much_are_noticed_in_three_languages():
    assert [str(topic) for topic in sensitive.telling("I am a Muslim nurse")] == ["religion"]
    assert [str(topic) for topic in sensitive.telling("Je suis demandeur d'asile")]
    assert [str(topic) for topic in sensitive.telling("أعالج من مرض السكري")] == ["health"]
    assert sensitive.telling("Hospital nursing and labour law") == []
