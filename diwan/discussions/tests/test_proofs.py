from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.discussions.offices import office
from diwan.discussions.proofs import Stretch, between, blocks, left_of_author, stretches
from diwan.texts.normalise import fold
from diwan.texts.sentences import sentences

words = st.lists(st.sampled_from(["one", "two", "\n\n", "[phone]", "+216", "ثلاثة"])).map(" ".join)


@dataclass
class Cut:
    position: int
    restored_at: None = None


@given(words, words)
def test_each_side_is_whole(text, masked):
    assert "".join(s.text for s in stretches(text, masked, "before")) == text
    assert "".join(s.text for s in stretches(text, masked, "after")) == masked


@given(words, words, st.lists(st.integers(-3, 90)))
def test_cuts_stand_among_the_words_and_take_none_away(text, masked, positions):
    cuts = [Cut(position) for position in sorted(positions)]
    (block,) = blocks(text, masked, [], "before", cuts)
    assert [thing for thing in block.items if isinstance(thing, Cut)] == cuts
    kept = [thing.text for thing in block.items if isinstance(thing, Stretch)]
    assert "".join(kept) == text


@given(words, st.integers(0, 60), st.integers(0, 60))
def test_a_slice_of_stretches_is_the_slice_of_the_text(text, start, end):
    run = [Stretch(letter, is_marked=False) for letter in text]
    assert "".join(s.text for s in between(run, start, end)) == text[start : max(start, end)]


def test_answers_stand_under_their_questions():
    parts = [
        {"question": "Q1", "start": 0, "end": 9, "masked_start": 0, "masked_end": 12},
        {"question": "Q2", "start": 11, "end": 15, "masked_start": 14, "masked_end": 18},
    ]
    text, masked = "Call +216\n\nLast", "Call [phone]\n\nLast"
    before, after = (blocks(text, masked, parts, side) for side in ("before", "after"))
    assert [block.question for block in before] == ["Q1", "Q2"]
    assert ["".join(s.text for s in block.items) for block in before] == ["Call +216", "Last"]
    assert ["".join(s.text for s in block.items) for block in after] == ["Call [phone]", "Last"]


def left(text, attribution="anonymous", name="Amina Trabelsi", organisation="Deux Rives"):
    found = left_of_author(text, attribution=attribution, name=name, organisation=organisation)
    return [(one.kind, one.text) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nothing tells.", []),
        ("As TRABELSI said", [("name", "Trabelsi")]),
        ("Trabelsians said", []),
        ("We of deux rives", [("organisation", "Deux Rives")]),
        ("Words.\n\nBest regards,\nThe president", [("signature", "The president")]),
        ("Words.\n\nBien cordialement,\nLa présidente", [("signature", "La présidente")]),
        ("كلام.\n\nمع التحية،\nالرئيسة", [("signature", "الرئيسة")]),
        ("Thank you for the question.\n" + "A long paragraph follows. " * 40, []),
        ("Words.\n\nBest regards,", []),
    ],
)
def test_what_may_still_tell_the_author_is_found(text, found):
    assert left(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "As president of the Two Shores association, I think that towns can help.",
        "Dear all,\n\nAs the national coordinator of the network I have seen it.",
        "It works. In my capacity as Vice-President of the chamber I can say so.",
        "Bonjour à tous, en tant que présidente de l’association, je crois que oui.",
        "Je suis le coordinateur régional du programme.",
        "En qualité de maire de la ville, j’ai vu.",
        "السلام عليكم،\n\nأنا منسق الشبكة في تونس.",
        "بصفتي رئيسةً لجمعية الضفتين أرى أن المدن قادرة.",
        "وباعتباري المسؤولة عن البرنامج أقول هذا.",
    ],
)
@pytest.mark.parametrize("attribution", ["anonymous", "organisation"])
def test_an_office_that_somebody_says_to_hold_tells_who_it_is(text, attribution):
    assert [kind for kind, _text in left(text, attribution)] == ["office"]
    assert left(text, "named") == []


@pytest.mark.parametrize(
    "text",
    [
        "As a migrant I think so.",
        "The president of the association works as director of it.",
        "As far as I know the mayor agrees.",
        "En tant que migrant, je pense que la présidente a raison.",
        "أنا مهاجر عدت إلى بلدي، ورئيس البلدية يوافق.",
        "As one of many I say that the office of a mayor should be open.",
    ],
)
def test_an_office_that_somebody_else_holds_tells_nothing(text):
    assert left(text) == []


def test_a_short_name_is_looked_for_where_people_sign():
    assert left("Much has changed.\n\nAwa", name="Awa Diallo") == [("name", "Awa")]
    assert left("كلام كثير في البيوت.\n\nنور", name="نور") == [("name", "نور")]
    assert (
        left(
            "For Awa and all the others in this town, we built the houses at last.\n\nX",
            name="Awa Diallo",
        )
        == []
    )


def test_a_signature_that_is_hidden_is_no_warning():
    assert left("Mots.\n\nCordialement,\n[nom]") == []
    assert left("Mots.\n\nCordialement,\n[nom]\nMaire") == [("signature", "[nom]\nMaire")]


def test_an_organisation_may_stand_where_it_is_named_and_a_name_where_all_is():
    assert left("We of Deux Rives", "organisation") == []
    assert left("Amina Trabelsi of Deux Rives", "named") == []


_SAYING = st.lists(
    st.sampled_from(
        [
            *("As", "as", "I am", "the", "president", "co-founder", "of", "mayor.", "head", "en"),
            *("tant que", "Je suis", "l'élue", "moi,", "présidente", "بصفتي", "رئيس", "انا", "،"),
            *(
                "؟ ",
                "…",
                "»",
                ".”",
                ". ",
                "! ",
                "(",
                "\n",
                "\n\n",
                "- ",
                "\u00a0",
                "\u2028",
                "text",
            ),
        ]
    ),
    max_size=14,
)


@given(_SAYING, st.sampled_from([" ", "", "\n"]))
def test_what_a_sentence_says_is_said_by_the_whole_text(words, between_words):
    text = between_words.join(words)
    told = [text[span.start : span.end] for span in sentences(text)]
    first = next((said for each in told if (said := office(each, fold(each)))), "")
    assert office(text, fold(text)) == first
