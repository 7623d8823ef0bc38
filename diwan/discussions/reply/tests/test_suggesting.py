from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.discussions.reply.suggesting import (
    MOST,
    WORDS_AT_LEAST,
    Pool,
    Sentence,
    sentences_of,
    twins,
)

FEES = [
    ("Sending money to the family costs far too much.", "en"),
    ("Les frais de transfert restent trop chers pour les familles.", "fr"),
    ("ما زالت تكلفة تحويل الأموال إلى العائلة مرتفعة جدا.", "ar"),
]
OTHERS = [
    ("Landlords refuse strangers even when they can pay the rent.", "en"),
    ("Le consulat ne répond au téléphone que le matin.", "fr"),
    ("الجفاف يدفع شباب القرى إلى الرحيل عنها.", "ar"),
    ("Nurses wait two years for a post in a public hospital.", "en"),
    ("Les diplômes étrangers ne sont pas reconnus par le ministère.", "fr"),
]
CHEAP = ("Sending money to the family does not cost too much.", "en")


def _pool(*texts: tuple[str, str]) -> Pool:
    return Pool(
        Sentence(place, 0, len(text), text, language)
        for place, (text, language) in enumerate(texts)
    )


def test_the_same_is_found_in_three_languages_before_anything_else():
    pool = _pool(*FEES, *OTHERS)
    for text, language in FEES:
        near = pool.near(text, language, without=lambda each: each.text == text)  # noqa: B023
        assert {each.sentence.text for each in near[:2]} == {t for t, _l in FEES} - {text}


def test_what_is_cited_lends_its_words():
    said = "Out of every hundred euros that I wire to my mother, nine stay with the agency."
    pool = _pool((said, "en"), *OTHERS)
    text, language = "It is too expensive.", "en"
    cited = Sentence(99, 0, 50, "The agency keeps nine euros of every hundred.", "en")
    assert pool.near(text, language, cited=[cited])[0].sentence.text == said


def test_sentences_are_found_by_where_they_stand():
    pool = Pool([Sentence(1, 0, 10, "Fees.", "en"), Sentence(1, 12, 20, "Rents.", "en")])
    assert [each.text for each in pool.at(1, [(9, 12)])] == ["Fees."]
    assert [each.text for each in pool.at(1, [(10, 12)])] == []
    assert pool.at(2, [(0, 99)]) == []


def test_a_cue_of_disagreement_is_told():
    pool = _pool(*FEES, *OTHERS, CHEAP)
    found = {each.sentence.text: each.is_contrary for each in pool.near(*FEES[0])}
    assert found[CHEAP[0]]
    assert not found[FEES[0][0]]


sentences = st.lists(st.sampled_from([*FEES, *OTHERS, CHEAP, ("…", "")]), min_size=1, max_size=12)


@settings(max_examples=60)
@given(sentences, st.sets(st.integers(0, 11)))
def test_suggestions_are_few_in_order_each_once_and_none_that_is_left_out(drawn, out):
    pool = _pool(*drawn)
    near = pool.near(*drawn[0], without=lambda each: each.version in out)
    places = [each.sentence.version for each in near]
    assert len(places) == len(set(places)) <= MOST
    assert not out & set(places)
    likeness = [each.likeness for each in near]
    assert likeness == sorted(likeness, reverse=True)
    assert all(0 <= each <= 1 for each in likeness)
    assert 0 in out or drawn[0][0] in {"…", *(each.sentence.text for each in near)}


def test_nothing_is_near_what_says_nothing():
    assert _pool(*FEES).near("…", "en") == []
    assert Pool([]).near(*FEES[0]) == []


def test_sentences_of_answers_keep_their_place_and_leave_out_what_is_too_short():
    masked = (
        "Hello all.\n\n1. Fees eat the savings of the poor. Yes. Banks close at noon on Friday."
    )
    start = masked.index("1. Fees")
    found = list(sentences_of(7, masked, [(start, len(masked), "en")]))
    assert [masked[each.start : each.end] for each in found] == [
        "Fees eat the savings of the poor.",
        "Banks close at noon on Friday.",
    ]
    assert all(len(each.text.split()) >= WORDS_AT_LEAST for each in found)
    assert {each.version for each in found} == {7}


def test_statements_that_nearly_say_the_same_are_twins_and_their_contrary_is_none():
    shorter = ("Sending money costs families too much.", "en")
    assert twins([OTHERS[0], FEES[0], OTHERS[1], shorter]) == [(1, 3)]
    assert (0, 1) not in twins([FEES[0], CHEAP])
    assert twins([]) == []
