from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from diwan.discussions.reply.balance import (
    LEAST,
    LEAST_OF_GENDER,
    OTHER,
    Answer,
    Cited,
    Voice,
    sides,
    uncited,
    weigh,
)

codes = st.sampled_from(["", "a", "b", "c"])
voices = st.lists(codes, max_size=20).map(
    lambda drawn: [Voice(number, code, code, code) for number, code in enumerate(drawn, start=1)]
)
genders = st.dictionaries(st.integers(1, 20), st.sampled_from(["woman", "man"]))
counted = st.dictionaries(st.integers(1, 20), st.integers(0, 9), max_size=8)
answers = st.dictionaries(
    st.integers(1, 3),
    st.lists(
        st.tuples(
            st.integers(0, 30),
            st.integers(1, 10),
            st.lists(st.sampled_from(["T1Q1", "T1Q2", "T1"]), unique=True),
        ).map(lambda drawn: Answer(drawn[0], drawn[0] + drawn[1], tuple(drawn[2]))),
        max_size=5,
    ),
)
cited = st.lists(
    st.builds(
        lambda statement, contribution, start, length, supports: Cited(
            statement, contribution, contribution, start, start + length, supports
        ),
        st.sampled_from("abc"),
        st.integers(1, 3),
        st.integers(0, 40),
        st.integers(1, 10),
        st.booleans(),
    ),
    max_size=12,
)
KEYS = ("T1Q1", "T1Q2", "T1")


@given(voices, genders, counted)
def test_no_group_under_the_threshold_is_told_and_shares_are_of_one_whole(voices, genders, counted):
    for side in sides(voices, genders, counted):
        if side.name == "gender" or not side.pairs:
            continue
        assert all(pair.contributions >= LEAST for pair in side.pairs)
        assert sum(pair.contributions for pair in side.pairs) == len(voices)
        known = {voice.contribution for voice in voices}
        got = sum(count for contribution, count in counted.items() if contribution in known)
        assert sum(pair.citations for pair in side.pairs) == got
        assert abs(sum(pair.contributed for pair in side.pairs) - 1) < 1e-9
        assert all(0 <= pair.cited <= 1 for pair in side.pairs)


@given(voices, genders, counted)
def test_gender_is_told_in_tenths_of_large_groups_and_never_counted(voices, genders, counted):
    (side,) = (each for each in sides(voices, genders, counted) if each.name == "gender")
    sizes = Counter(genders.get(voice.contribution, "") for voice in voices)
    for pair in side.pairs:
        assert pair.contributions is None
        assert pair.citations is None
        assert (pair.contributed * 10).is_integer()
        assert (pair.cited * 10).is_integer()
        assert pair.code == OTHER or sizes[pair.code] >= LEAST_OF_GENDER


@given(voices, genders, st.integers(2, 50))
def test_citing_somebody_again_tells_nothing_of_their_gender(voices, genders, times):
    for contribution in range(1, len(voices) + 1):
        once, often = (sides(voices, genders, {contribution: n})[-1] for n in (1, times))
        assert once == often


@given(answers, cited)
def test_an_answer_is_uncited_until_a_citation_shares_a_character_with_it(answers, cited):
    def touched(version, answer):
        own = set(range(answer.start, answer.end))
        return any(
            each.version == version and own & set(range(each.start, each.end)) for each in cited
        )

    told = {each.key: each for each in uncited(answers, cited, KEYS)}
    for key in KEYS:
        mine = [(v, each) for v, given in answers.items() for each in given if key in each.targets]
        if not mine:
            assert key not in told
            continue
        assert told[key].answers == len(mine)
        assert told[key].uncited == sum(not touched(*each) for each in mine)


@given(cited)
def test_a_statement_has_no_citation_one_voice_or_several(cited):
    voices = [Voice(number, "en", "", "") for number in (1, 2, 3)]
    found = weigh(voices, {}, {}, cited, ["c", "a", "b"], ())
    for key in "abc":
        mine = [each for each in cited if each.statement == key]
        supporting = {each.contribution for each in mine if each.supports}
        assert (key in found.bare) == (not mine)
        assert (key in found.one_voice) == (len(supporting) == 1)
    assert list(found.one_voice) == [key for key in "cab" if key in found.one_voice]


def test_words_of_a_contribution_that_is_not_shown_are_no_citation():
    voices = [Voice(1, "en", "", "")]
    gone = Cited("a", 2, 2, 0, 5, supports=True)
    found = weigh(voices, {}, {2: [Answer(0, 5, ("T1Q1",))]}, [gone], ["a"], ["T1Q1"])
    assert found.citations == 0
    assert found.bare == ("a",)
    assert found.uncited[0].uncited == 1


def test_what_is_not_said_comes_last_and_small_groups_are_put_together():
    voices = [
        Voice(number, code, "", "")
        for number, code in enumerate(["", "", "", "", "", "en", "en", "en", "fr", "ar", "es"])
    ]
    side = sides(voices, {}, {5: 2, 8: 1, 9: 1})[0]
    assert [(pair.code, pair.contributions, pair.citations) for pair in side.pairs] == [
        ("en", 3, 2),
        (OTHER, 3, 2),
        ("", 5, 0),
    ]
