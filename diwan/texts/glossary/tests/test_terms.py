"""Fixed terms are found in any form, and told where a translation does without them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.texts.glossary import fixed_terms, lacking
from diwan.texts.glossary.terms import LANGUAGES, _lines


def found(text: str, language: str) -> list[str]:
    return [text[term.start : term.end] for term in fixed_terms(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        (
            "en",
            "Countries of origin need focal points.",
            ["Countries of origin", "focal points"],
        ),
        ("en", "A matching grant and guarantee funds.", ["matching grant", "guarantee funds"]),
        (
            "fr",
            "Les pays d’origine et l’envoi de fonds : des subventions de contrepartie",
            ["pays d’origine", "envoi de fonds", "subventions de contrepartie"],
        ),
        ("fr", "la migration de main-d’œuvre", ["migration de main-d’œuvre"]),
        ("ar", "وتساعد بلدان المنشأ المهاجرين العائدين", ["بلدان المنشأ", "المهاجرين العائدين"]),
        ("ar", "التحويلات المالية والهجرة الدائرية", ["التحويلات المالية", "والهجرة الدائرية"]),
        ("en", "The origin of the country is unknown.", []),
        ("de", "Migration", []),
    ],
)
def test_terms_are_found_in_any_form(language: str, text: str, terms: list[str]) -> None:
    assert found(text, language) == terms


def test_the_longest_term_is_meant() -> None:
    text = "assisted voluntary return and reintegration"
    assert found(text, "en") == [text]


def test_what_a_translation_lacks_is_told() -> None:
    original = "Remittances and the skills bank help."
    assert lacking(original, "en", "Les envois de fonds et la réserve aident.", "fr") == [
        ("skills bank", "banque de compétences")
    ]
    assert lacking(original, "en", "anything", "de") == []


@pytest.mark.parametrize("line", list(_lines()), ids=lambda line: line["en"][0])
def test_every_term_is_found_by_its_own_forms(line: dict[str, list[str]]) -> None:
    for language in LANGUAGES:
        for form in line[language]:
            (term,) = fixed_terms(form, language)
            assert (term.start, term.end) == (0, len(form))
            assert term.names["en"] == line["en"][0]


@given(st.text(), st.sampled_from(LANGUAGES))
def test_terms_stand_in_order_without_overlap(text: str, language: str) -> None:
    ends = 0
    for term in fixed_terms(text, language):
        assert ends <= term.start < term.end <= len(text)
        ends = term.end
