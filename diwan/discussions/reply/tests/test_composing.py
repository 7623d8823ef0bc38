from __future__ import annotations

from hashlib import sha256
from random import Random

import pytest

from diwan.discussions.reply.checks import verify
from diwan.discussions.reply.composing import compose
from diwan.discussions.reply.drafting import Draft, Source
from diwan.texts.passages import Asked, AskedTopic, Outline, Passage

OUTLINE = Outline(
    (
        AskedTopic(
            "T1",
            {"en": "Skills and return"},
            (
                Asked("T1Q1", {"en": "How can workers prove the skills they learned abroad?"}),
                Asked("T1Q2", {"en": "Who pays for the test?"}),
            ),
        ),
    )
)
PLACES = {"MA": ("Morocco", "Maroc", "المغرب"), "TN": ("Tunisia", "Tunisie", "تونس")}


def source(number, *answers, language="en", other=(), **known):
    """A contribution: each answer is (words, targets); ``other`` are (kind, words)."""
    text, passages = "", []
    pieces = [("answer", words, targets) for words, targets in answers]
    for kind, words, targets in [*pieces, *((kind, words, ()) for kind, words in other)]:
        passages.append(Passage(len(text), len(text) + len(words), kind, targets, 1.0, language))
        text += words + "\n\n"
    return Source(number, 1, text, language, tuple(passages), **known)


TEST = "A practical test in a workshop convinces local employers more than a foreign certificate."
TRUST = "Local employers trust a practical test in a workshop more than a foreign certificate."
SOURCES = [
    source(
        1,
        (TEST + " This is cheap too.", ("T1Q1",)),
        ("The chamber pays half of the price and the candidate pays the rest.", ("T1Q2",)),
        kind="research",
        region="015",
    ),
    source(
        2,
        (TRUST, ("T1Q1",)),
        ("The ministry should pay for the first attempt of every returning worker.", ("T1Q2",)),
        kind="migrant",
        as_signed=True,
    ),
    source(
        3,
        ("In Morocco the guild tested 120 masons in 2019 and gave each of them a card.", ("T1Q1",)),
        other=[("signature", "Dele Okonkwo")],
    ),
    source(4, ("Yes, of course. Why not?", ("T1Q1",))),
    source(5, other=[("greeting", "Thank you all for this most interesting discussion, friends.")]),
]


@pytest.fixture(scope="module")
def draft() -> Draft:
    return compose(OUTLINE, SOURCES, PLACES)


def test_every_statement_stands_in_the_words_it_cites(draft):
    for statement in draft.statements:
        first = statement.citations[0]
        cited = SOURCES[first.contribution - 1].text[first.start : first.end]
        assert cited == first.words
        assert sha256(cited.encode()).hexdigest() == first.sha256
        assert statement.text.lower() == " ".join(cited.split()).lower()
        assert not first.is_perhaps


def test_every_check_passes(draft):
    assert [each for each in verify(draft.statements, PLACES) if not each.passed] == []


def test_who_says_the_same_is_cited_beside_as_perhaps(draft):
    joined = next(each for each in draft.statements if each.weight.contributors == 2)
    assert {each.contribution for each in joined.citations} == {1, 2}
    assert [each.is_perhaps for each in joined.citations] == [False, True]
    assert joined.weight.kinds == (("migrant", 1), ("research", 1))
    assert joined.weight.as_signed


def test_a_sentence_that_points_back_stands_nowhere(draft):
    assert not any("This is cheap" in each.text for each in draft.statements)


def test_recommendations_and_experiences_are_told_apart(draft):
    kinds = {each.kind: each for each in draft.statements}
    assert kinds["recommendation"].addressee == "national_government"
    assert kinds["experience"].place == "MA"
    assert kinds["experience"].about == "T1Q1"


def test_who_is_not_cited_is_listed_with_a_reason(draft):
    assert {each.contribution: each.reason for each in draft.unused} == {
        4: "too_short",
        5: "no_answer",
    }


def test_statements_are_numbered_in_their_order(draft):
    assert [each.number for each in draft.statements] == list(range(1, len(draft.statements) + 1))
    assert any(each.is_summary for each in draft.statements)


def test_the_order_of_the_contributions_changes_nothing(draft):
    shuffled = list(SOURCES)
    Random(3).shuffle(shuffled)  # noqa: S311
    assert compose(OUTLINE, shuffled, dict(reversed(PLACES.items()))) == draft


def test_no_contribution_makes_an_honest_empty_draft():
    assert compose(OUTLINE, []) == Draft((), (), ())


def test_progress_ends_where_it_should():
    told = []
    compose(OUTLINE, SOURCES, PLACES, lambda done, of: told.append((done, of)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 0


AGAINST = (
    "A practical test in a workshop does not convince local employers more than a foreign"
    " certificate."
)


def test_one_who_disagrees_stands_beside_as_differing():
    others = [source(n, (each.text, ("T1Q2",))) for n, each in enumerate(SOURCES[:3], start=3)]
    made = compose(
        OUTLINE, [source(1, (TEST, ("T1Q1",))), source(2, (AGAINST, ("T1Q1",))), *others]
    )
    opposed = next(each for each in made.statements if each.about == "T1Q1")
    assert [each.stance for each in opposed.citations] == ["supports", "differs"]
    assert opposed.weight.contributors == 1


def test_a_restated_question_is_no_statement():
    words = "How workers can prove the skills they learned abroad is the first question."
    made = compose(OUTLINE, [source(1, (words, ("T1Q1",)))])
    assert made.statements == ()


def test_one_long_contribution_does_not_capture_the_choice():
    trades = ("masons", "nurses", "cooks", "welders", "drivers", "tailors", "farmers", "bakers")
    long = source(
        1,
        *(
            (f"The old {each} of the river valley keep a blue notebook about winter number {n}.", ("T1Q1",))
            for n, each in enumerate(trades * 4)
        ),
    )  # fmt: skip
    others = [
        source(n, (f"The {each} who came home last spring met in the town hall of their village.", ("T1Q1",)))
        for n, each in enumerate(trades, start=2)
    ]  # fmt: skip
    made = compose(OUTLINE, [long, *others])
    given = [each.citations[0].contribution for each in made.statements]
    assert given.count(1) <= 4
    assert made.unused == ()


def test_no_contribution_fills_the_reply_while_others_have_something_to_say():
    goods = ("nets", "boats", "lamps", "ropes", "sails", "pumps", "stoves", "carts", "looms")
    wordy = source(1, *(
        (f"Cheap {each} help people who return because nobody lends money for number {n}.", ("T1Q1", "T1Q2")[n % 2 :])
        for n, each in enumerate(goods * 3)
    ))  # fmt: skip
    others = [
        source(n, (f"Good {each} matter for work, since the test of town {n} requires them.", ("T1Q1",)))
        for n, each in enumerate(goods, start=2)
    ]  # fmt: skip
    made = compose(OUTLINE, [wordy, *others])
    about = [each.citations[0].contribution for each in made.statements if each.about == "T1Q1"]
    assert about.count(1) <= 2
