from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.discussions.reply.likeness import SAME, Likeness, dot, middle

features = st.sampled_from([f"#{name}" for name in "abcdefgh"] + [f"={name}" for name in "pqrst"])
vectors = st.dictionaries(features, st.floats(0.1, 3), min_size=1, max_size=8).map(
    lambda weights: middle([weights])
)
sentences = st.lists(st.tuples(vectors, st.sampled_from(["en", "fr", "ar"])), max_size=14)


@given(sentences)
def test_no_leader_says_the_same_as_another_and_every_member_as_its_leader(drawn):
    likeness = Likeness([vector for vector, _l in drawn], [language for _v, language in drawn])
    groups = likeness.groups(range(len(drawn)))
    assert sorted(n for members in groups.values() for n in members) == list(range(len(drawn)))
    for leader, members in groups.items():
        assert members[0] == leader
        assert all(likeness.closeness(leader, member) >= SAME for member in members[1:])
        assert all(likeness.closeness(leader, other) < SAME for other in groups if other != leader)


@given(sentences)
def test_whatever_says_the_same_is_near(drawn):
    likeness = Likeness([vector for vector, _l in drawn], [language for _v, language in drawn])
    for number in range(len(drawn)):
        others = [other for other in range(len(drawn)) if other != number]
        same = [other for other in others if likeness.closeness(number, other) > SAME + 1e-9]
        assert set(same) <= set(likeness.near(number))


@given(vectors, vectors)
def test_closeness_lies_between_nought_and_one_and_has_no_direction(one, other):
    likeness = Likeness([one, other], ["en", "fr"])
    closeness = likeness.closeness(0, 1)
    assert 0 <= closeness <= 1 + 1e-9
    assert closeness == pytest.approx(likeness.closeness(1, 0))


def test_sentences_of_two_languages_are_compared_by_their_concepts_alone():
    shared = {"#a": 1.0, "#b": 1.0, "#c": 1.0}
    english = middle([{**shared, "=word": 3.0}])
    french = middle([{**shared, "=mot": 3.0}])
    assert dot(english, french) < SAME
    assert Likeness([english, french], ["en", "fr"]).closeness(0, 1) > 0.99
    assert Likeness([english, french], ["en", "en"]).closeness(0, 1) < SAME
