from __future__ import annotations

import pytest

from diwan.discussions.reply.drafting import Source
from diwan.discussions.reply.resources import resources
from diwan.texts.passages import Passage


def source(number, *parts, language="en"):
    text, passages = "", []
    for kind, words in parts:
        passages.append(Passage(len(text), len(text) + len(words), kind, (), 1.0, language))
        text += words + "\n\n"
    return Source(number, 1, text, language, tuple(passages))


def listed(*sources):
    return [(each.kind, each.name, [m.contribution for m in each.mentions]) for each in resources(sources)]  # fmt: skip


def test_an_organisation_is_one_by_its_name_and_by_its_acronym():
    first = source(1, ("answer", "The Federation of Mountain Carpenters (FMC) tested 40 people."))
    second = source(2, ("answer", "Without the FMC nobody would come, says Philippa Stonebrace."))
    assert listed(first, second) == [
        ("organisation", "Federation of Mountain Carpenters (FMC)", [1, 2])
    ]


def test_what_a_contribution_is_signed_with_is_no_resource():
    own = source(
        1,
        ("answer", "Our Kutaro Polytechnic College tests plumbers."),
        ("signature", "Josephat Wekoye\nKutaro Polytechnic College"),
    )
    assert listed(own) == []


def test_documents_are_one_an_entry_without_their_heading():
    text = (
        "References\nKutaro County (2024) Review of Skills Assessment, Kutaro.\n"
        "Okemba, J., Practical hours, www.kutaro-college.example/pdf/portf."
    )
    assert listed(source(1, ("reference", text))) == [
        ("document", "Kutaro County (2024) Review of Skills Assessment, Kutaro.", [1]),
        ("document", "Okemba, J., Practical hours", [1]),
    ]
    assert resources([source(1, ("reference", text))])[1].url == (
        "http://www.kutaro-college.example/pdf/portf"
    )


def test_links_are_found_broken_and_glued_to_words():
    text = "See “Plan”,http://port.example/a). Also www.desk.example; and kutaro.example/b."
    assert [name for _kind, name, _who in listed(source(1, ("answer", text)))] == [
        "kutaro.example/b",
        "port.example/a",
        "www.desk.example",
    ]


def test_arabic_names_are_found():
    text = "شاركت منظمة العمل الدولية في مبادرة «جسور العودة» منذ سنتين."
    assert listed(source(1, ("answer", text), language="ar")) == [
        ("organisation", "منظمة العمل الدولية", [1]),
        ("initiative", "مبادرة «جسور العودة»", [1]),
    ]


def test_every_mention_is_the_exact_words():
    text = "The Federation of Mountain Carpenters tested 40 people."
    mention = resources([source(1, ("answer", text))])[0].mentions[0]
    assert text[mention.start : mention.end] == mention.words == "Federation of Mountain Carpenters"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("We wrote to the League of Kutaro towns (LKT) twice.", "League of Kutaro towns (LKT)"),
        ("Paid by the Kutaro Relief Fund and Switzerland, it began.", "Kutaro Relief Fund"),
        ("The Kutaro Savings Bank opens a counter.", "Kutaro Savings Bank"),
    ],
)
def test_a_name_ends_where_it_ends(sentence, name):
    assert [each for _kind, each, _who in listed(source(1, ("answer", sentence)))] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "Il dépend du Ministère des Relations extérieures du Kutaro.",
        "It is led by the Ministry of Harbours and Lake fishermen’s affairs.",
        "The Highland, Lakeland and Harbour (HLH) people met.",
        "Les Provinces et Communes paient la moitié.",
        "They come as Network Partners and leave as friends.",
        "National Consultative Committees in Kutaro were heard.",
        "It was paid by its Development Fund in full.",
        "Supporting and Promoting National Initiatives: adopt what works.",
        "Le Secrétariat d'État a signé.",
    ],
)
def test_what_is_cut_off_or_names_nobody_is_not_listed(sentence):
    assert listed(source(1, ("answer", sentence))) == []


def test_an_entry_among_answers_is_a_document_and_one_line_may_hold_two():
    entry = "Kutaro County (2024) 'Review of Skills Assessment' Kutaro, 4 May"
    two = (
        "Okemba, J., Practical hours, Kutaro, 2009. Lake Institute, Plan, http://a.example/b, 2008."
    )
    read = source(1, ("answer", entry), ("reference", two))
    assert [name for _kind, name, _who in listed(read)] == [
        entry,
        "Lake Institute, Plan, 2008.",
        "Okemba, J., Practical hours, Kutaro, 2009.",
    ]
