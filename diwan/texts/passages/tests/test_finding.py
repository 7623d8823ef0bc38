from __future__ import annotations

import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diwan.texts.passages import KINDS, Asked, AskedTopic, Declared, Outline, Writing, find

CALL = Outline(
    (
        AskedTopic(
            "T1",
            {"en": "Leaving", "fr": "Partir", "ar": "الرحيل"},
            (
                Asked(
                    "T1Q1",
                    {
                        "en": "How much do people pay to the agencies before they leave?",
                        "fr": "Combien paie-t-on aux agences avant de partir ?",
                        "ar": "كم يدفع الناس للوكالات قبل السفر؟",
                    },
                ),
                Asked(
                    "T1Q2",
                    {
                        "en": "Where do people learn the language?",
                        "fr": "Où apprend-on la langue ?",
                        "ar": "أين يتعلم الناس اللغة؟",
                    },
                ),
            ),
        ),
        AskedTopic(
            "T2",
            {"en": "Coming home", "fr": "Rentrer", "ar": "العودة"},
            (
                Asked(
                    "T2Q1",
                    {
                        "en": "Who helps returning people to find housing?",
                        "fr": "Qui aide ceux qui rentrent à trouver un logement ?",
                        "ar": "من يساعد العائدين على إيجاد سكن؟",
                    },
                ),
            ),
        ),
    )
)
KEYS = {"T1", "T1Q1", "T1Q2", "T2", "T2Q1"}
PIECES = st.sampled_from(
    [
        *("Dear all,", "We pay 900 euros to the agency.", "1)", "T1Q2:", "II –", "\n", "\n\n"),
        *("Où apprend-on la langue ?", "السؤال الأول:", "ندفع ألف دينار.", "Best regards", "\r\n"),
        *("[phone]", "😀", "\u202eabc\u202c", "References", "http://x.example/?p=", "« Oui. »"),
        *("- item;", "P.S. ", "\t1\t2\t3", " ", "…", "؟", "?", ":"),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map(" ".join))


def told(
    text: str, language: str = "en", declared: tuple[Declared, ...] = ()
) -> list[tuple[str, tuple[str, ...], str]]:
    (passages,) = find(CALL, [Writing(text, language, declared)])
    return [(p.kind, p.targets, text[p.start : p.end]) for p in passages]


def targets(text: str, language: str = "en") -> dict[str, tuple[str, ...]]:
    """First word of each answer → its targets."""
    return {
        words.split()[0]: keys for kind, keys, words in told(text, language) if kind == "answer"
    }


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sampled_from(["en", "fr", "ar", "", "und", "sw"]))
@example("", "en")
@example(" \r\n\t ", "")
@example("😀😀", "en")
@example("a" * 5_000, "und")
def test_every_character_that_is_not_blank_lies_in_exactly_one_passage(text, language) -> None:
    (passages,) = find(CALL, [Writing(text, language)])
    places = [place for p in passages for place in range(p.start, p.end)]
    assert places == sorted(set(places))
    assert {n for n, letter in enumerate(text) if not letter.isspace()} <= set(places)
    for p in passages:
        assert text[p.start : p.end] == text[p.start : p.end].strip() != ""
        assert p.kind in KINDS
        assert 0 <= p.confidence <= 1
        assert set(p.targets) <= KEYS
        assert p.kind == "answer" or not p.targets


@settings(max_examples=15, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_the_same_input_gives_the_same_passages(texts) -> None:
    writings = [Writing(text, "fr") for text in texts]
    assert find(CALL, writings) == find(CALL, writings)


def test_nothing_is_found_in_no_writings() -> None:
    assert find(CALL, []) == []


def test_a_text_without_a_blank_is_one_passage() -> None:
    assert len(told("x" * 100_000)) == 1


def test_headings_and_letters_give_the_kinds_of_a_plain_contribution() -> None:
    text = (
        "Dear members,\n\n"
        "I am a teacher of nurses and write on behalf of our association, founded in 2009.\n\n"
        "How much is paid to agencies\n\n"
        "The agencies take nine hundred euros from each of them, and give no receipt for it.\n\n"
        "Learning the language\n\n"
        "They learn it in the evening, at the school behind the market, four times a week.\n\n"
        "Yours sincerely,\n"
        "Amina Bel Hadj\n"
        "[phone]"
    )
    found = told(text)
    assert [kind for kind, _keys, _words in found][:6] == [
        "greeting",
        "introduction",
        "question",
        "answer",
        "question",
        "answer",
    ]
    assert {kind for kind, _keys, _words in found[6:]} == {"signature"}
    assert targets(text) == {"The": ("T1Q1",), "They": ("T1Q2",)}


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("T1Q1:", "T1Q2:", "T2Q1:"),
        ("Topic 1, Q1.", "Topic 1, Q2.", "Topic 2, Q1."),
        ("1. (a)", "1. (b)", "2. (a)"),
        ("I.1", "I.2", "II.1"),
        ("1)", "2)", "3)"),
        ("Sujet 1 – question 1 :", "Sujet 1 – question 2 :", "Sujet 2 – question 1 :"),
        (
            "المحور الأول، السؤال الأول:",
            "المحور الأول، السؤال الثاني:",
            "المحور الثاني، السؤال الأول:",
        ),
        ("١-أ)", "١-ب)", "٢-أ)"),
    ],
)
def test_numbers_tell_the_question_when_words_do_not(first, second, third) -> None:
    text = (
        "Hello everybody,\n\n"
        f"{first} Nine hundred, or so my cousin says, and it was seven when my father left. In "
        "our village nobody has ever got one coin of it back.\n\n"
        f"{second} In the evening, behind the market, four times a week. Since 2019 two rooms "
        "stand there, and 60 of us sit on the floor when it rains.\n\n"
        f"{third} The old men of the mosque, who know every empty room of the town. Last year "
        "they did so for 31 families and took nothing for it."
    )
    keys = [keys for kind, keys, _words in told(text) if kind == "answer"]
    assert keys == [("T1Q1",), ("T1Q2",), ("T2Q1",)]


def test_stacked_questions_are_answered_together() -> None:
    text = (
        "- How much do people pay to the agencies?\n"
        "- Where do people learn the language?\n\n"
        "It is one bill in our town, since the school belongs to the agency and takes its share."
    )
    assert targets(text) == {"It": ("T1Q1", "T1Q2")}


def test_a_question_in_another_language_than_the_answer_is_known() -> None:
    text = (
        "Où apprend-on la langue ?\n\n"
        "We have two rooms above the bakery and a teacher who comes on her bicycle.\n\n"
        "Qui aide ceux qui rentrent à trouver un logement ?\n\n"
        "The baker himself, who asks everybody that buys a loaf whether a room is free."
    )
    assert targets(text) == {"We": ("T1Q2",), "The": ("T2Q1",)}


def test_what_was_put_under_a_question_of_the_form_answers_it() -> None:
    text = "We ask three things only: who are you? What did you do? What do you need?\n\nTen euros."
    border = text.index("Ten")
    declared = (Declared(0, border, "T2Q1"), Declared(border, len(text), "T1Q1"))
    assert [(kind, keys) for kind, keys, _words in told(text, declared=declared)] == [
        ("answer", ("T2Q1",)),
        ("answer", ("T1Q1",)),
    ]


def test_a_passage_never_crosses_the_border_of_a_declared_stretch() -> None:
    text = "one two three four five six seven eight nine ten"
    declared = (Declared(0, 13, "T1Q1"), Declared(14, len(text), None))
    assert told(text, declared=declared)[0][2] == "one two three"


def test_lists_of_sources_are_kept_out() -> None:
    text = (
        "How much do people pay to the agencies?\n\n"
        "Nine hundred euros in most villages, as the survey of the parish found out last year.\n\n"
        "References\n"
        "Parish of Oum, Survey of fees, 2019, p.\n"
        "http://oum.example/fees?id="
    )
    assert {kind for kind, _keys, _words in told(text)[2:]} == {"reference"}


def test_passages_keep_the_language_of_their_contribution_when_short() -> None:
    (passages,) = find(CALL, [Writing("Oui.\n\nDix euros.", "fr")])
    assert {p.language for p in passages} == {"fr"}


def test_contributions_teach_each_other_the_words_of_a_question() -> None:
    labelled = [
        Writing(f"Hello,\n\nT1Q1: {fee}\n\nT1Q2: {school}", "en")
        for fee, school in (
            ("The zimbo takes a goat from each of us.", "In the quonset, with chalk and a slate."),
            (
                "A goat and a hen go to the zimbo first.",
                "There is a quonset with a stove, no more.",
            ),
            ("My zimbo wanted the goat at once.", "We sit in the quonset and repeat after her."),
        )
    ]
    text = (
        "Hello,\n\nI am a weaver of the hills, and I was asked to write to you.\n\n"
        "Our quonset has a stove, and we are warm there in the winter when the others are cold.\n\n"
        "A goat for the zimbo is what each of us gave in the end, and some gave a second goat."
    )
    together = find(CALL, [*labelled, Writing(text, "en")])[-1]
    assert [p.targets for p in together if p.kind == "answer"] == [("T1Q2",), ("T1Q1",)]


def test_a_label_in_words_fixes_the_question_whatever_the_words_say() -> None:
    text = "Topic 1, question 2: It went well. Housing helps returning people to find housing.\n"
    assert {found for kind, found in told_targets(text) if kind == "answer"} == {("T1Q2",)}


def test_numbers_under_a_named_topic_count_its_questions() -> None:
    text = (
        "Dear all,\n\nTopic 1: Leaving\n\n"
        "1) Nine hundred euros, and nobody gives a receipt for that.\n\n"
        "2) In the evening, at the centre of the parish, with my sister.\n\n"
        "Topic 2: Coming home\n\n"
        "1) We pay the agencies much before we leave, too much, as they say.\n\nBest regards\nA"
    )
    found = [found for kind, found in told_targets(text) if kind == "answer"]
    assert found[:2] == [("T1Q1",), ("T1Q2",)]
    assert found[2] in {("T2",), ("T2Q1",)}


@pytest.mark.parametrize("piece", ["A", ".\n\n", "We say it again and again. ", "Why? ", "1) "])
def test_twice_as_much_of_anything_takes_at_most_some_more_than_twice_the_steps(piece) -> None:
    assert steps(piece * 400) < 3 * steps(piece * 200)


def steps(text: str) -> int:
    count = 0

    def step(_frame: object, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    find(CALL, [Writing(text, "en")])
    before = sys.getprofile()
    sys.setprofile(step)
    try:
        find(CALL, [Writing(text, "en")])
    finally:
        sys.setprofile(before)
    return count


def told_targets(text: str) -> list[tuple[str, tuple[str, ...]]]:
    (passages,) = find(CALL, [Writing(text, "en")])
    return [(passage.kind, passage.targets) for passage in passages]


def test_questions_with_a_gap_between_are_answered_together_where_the_answer_says_so() -> None:
    text = (
        "Hello,\n\n1) How much do people pay to the agencies before they leave?\n\n"
        "2) Where do people learn the language?\n\n"
        "I take both questions together, because nobody pays or learns alone in our village.\n"
    )
    assert {found for kind, found in told_targets(text) if kind == "answer"} == {("T1Q1", "T1Q2")}


def test_the_only_topic_that_is_named_is_answered_where_no_heading_stands() -> None:
    text = (
        "Hello,\n\nA few words on the second topic, from a village of weavers.\n\n"
        "A cousin with a lorry and a dry room is worth more than any office, they say.\n"
    )
    found = {keys for kind, keys in told_targets(text) if kind == "answer"}
    assert found <= {("T2",), ("T2Q1",)}


def test_a_list_that_begins_again_under_a_numbered_heading_counts_no_questions() -> None:
    text = (
        "Hello,\n\n2) Where do people learn the language?\n\n"
        "Our evening school teaches the language in three steps:\n\n"
        "1. the letters, in a month of winter evenings;\n\n"
        "2. the words of the kitchen and of the street;\n\n"
        "3. the words of the office, with a retired clerk.\n"
    )
    assert {keys for kind, keys in told_targets(text) if kind == "answer"} == {("T1Q2",)}
