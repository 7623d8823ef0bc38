from __future__ import annotations

import pytest

from diwan.discussions.reply.naming import responsible
from diwan.discussions.reply.recommending import LEAST, addressees, advice, chance, score


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry would do well to open one desk for all papers.",
        "Banks should accept the contract of a ship as a guarantee.",
        "Open the registry to the families of those who left!",
        "It is high time somebody counted the nurses.",
        "Le ministère gagnerait à confier la saisie aux consulats.",
        "Il conviendrait que chaque commune publie ses comptes.",
        "Ouvrez le registre aux familles de ceux qui sont partis !",
        "ينبغي للبنوك أن تقبل عقد السفينة ضمانا.",
        "ندعو الحكومة إلى فتح شباك واحد لجميع الأوراق.",
        "افتحوا السجل لأسر المغادرين قبل الصيف.",
    ],
)
def test_who_asks_for_something_recommends(sentence):
    assert score(sentence) >= LEAST


@pytest.mark.parametrize(
    "sentence",
    [
        "You must bring a letter from your former employer.",
        "The council recommended a single form in 2010.",
        "Why did nobody count the nurses?",
        "If I had known the price, I would have stayed at home.",
        "We do not recommend any transfer of reserves.",
        "The test takes four hours and costs nine dollars.",
        "L'usager est tenu de présenter son acte de naissance.",
        "Le comité avait demandé en 2018 une liste plus courte.",
        "أوصت اللجنة سنة 2011 بإنشاء وحدة استقبال.",
        "يكلف الاختبار تسعة دولارات من النحاس.",
    ],
)
def test_rules_memories_and_regrets_do_not(sentence):
    assert score(sentence) < LEAST


def test_items_under_a_heading_that_asks_recommend():
    text = "We recommend:\n\n- a bench at the bus stop\n- a lamp above the bench"
    assert [each.recommends for each in advice(text)[1:]] == [True, True]
    assert not any(each.recommends for each in advice(text.replace("We recommend", "We own")))


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Banks should lend to the municipality.", ("banks",)),
        ("We invite the European Union and its member states to listen.", ("european_union",)),
        ("Municipalities and banks should share the cost.", ("local_authority", "banks")),
        ("Les communes devraient publier leurs comptes.", ("local_authority",)),
        ("ندعو الحكومة إلى فتح شباك.", ("national_government",)),
        ("Somebody should listen.", ()),
    ],
)
def test_the_addressee_stands_by_the_words_that_ask(sentence, asked):
    assert addressees(sentence)[: len(asked) or None] == asked


@pytest.mark.parametrize(
    ("sentence", "language", "asked"),
    [
        ("A visa should last as long as the contract.", "en", ("national_government",)),
        ("Le prêt devrait commencer petit.", "fr", ("banks",)),
        ("The soup should be hot.", "en", ()),
    ],
)
def test_who_is_not_named_is_told_by_the_matter(sentence, language, asked):
    assert responsible(sentence, language) == asked


def test_a_list_counts_only_under_its_heading():
    text = "We recommend:\n\n- a bench\n- a lamp\n\nThe bus is late.\n\n- a bench"
    assert [each.recommends for each in advice(text)[1:]] == [True, True, False, False]


def test_the_chance_is_that_of_the_signs_together():
    assert chance(["a", "b"], {"": -1.0, "a": 3.0, "b": -2.0, "c": 9.0}) == 0.5
