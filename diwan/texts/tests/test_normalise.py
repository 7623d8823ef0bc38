from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.texts.normalise import MOST_TERMS, asked, fold, folded, index_text, query_terms

#: (language of the document, its words, what somebody types)
PAIRS = [
    ("fr", "Les migrants réfugiés en ville", "refugie"),
    ("fr", "un accompagnement des réfugiées", "RÉFUGIÉ"),
    ("fr", "Les écoles du quartier", "école"),
    ("fr", "L’ÉPARGNE DES FAMILLES", "épargne"),
    ("fr", "l'emploi des jeunes", "emplois"),
    ("fr", "un emploi durable", "l’emploi"),
    ("fr", "la main-d'œuvre qualifiée", "oeuvre"),
    ("fr", "les œuvres sociales", "œuvre"),
    ("fr", "les régions développées", "développée"),
    ("fr", "les initiatives locales", "local"),
    ("fr", "jusqu'aujourd'hui rien", "aujourd’hui"),
    ("fr", "Ministère de l’intérieur", "interieur"),
    ("fr", "le transfert de compétences", "competence"),
    ("fr", "aux communautés d'accueil", "communauté accueil"),
    ("ar", "الهجرة والتنمية", "هجرة"),
    ("ar", "الهِجْرَةُ وَالتَّنْمِيَة", "الهجرة"),
    ("ar", "مسائل الهجره", "الهجرة"),
    ("ar", "الإدماج المهني", "ادماج"),
    ("ar", "إعادة الأسر", "الاسر"),
    ("ar", "آليات التمويل", "اليات"),
    ("ar", "التحويلات المالية", "تحويلات"),
    ("ar", "للمهاجرين العائدين", "مهاجر"),
    ("ar", "وبالتنمية المحلية", "محلي"),
    ("ar", "المشروعات الصغيرة", "مشروع"),
    ("ar", "مستشفى القرية", "مستشفي"),
    ("ar", "المسؤولون عن البرنامج", "مسوول"),
    ("ar", "التـــعـــاون الدولي", "التعاون"),
    ("ar", "خطة ٢٠١٢", "2012"),
    ("ar", "شبکة المهندسین", "شبكة المهندسين"),
    ("en", "migrants returning home", "return"),
    ("en", "The agreements were signed", "agreement"),
    ("en", "skilled workers", "Worker"),
    ("en", "municipalities and regions", "municipality"),
    ("en", "ﬁnancial inclusion", "FINANCIAL"),
]


def finds(query: str, language: str, document: str) -> bool:
    indexed = index_text(document, language).split()
    return all(any(term in indexed for term in terms) for terms in query_terms(query))


@pytest.mark.parametrize(("language", "document", "query"), PAIRS)
def test_the_word_finds_the_document(language: str, document: str, query: str) -> None:
    assert query_terms(query)
    assert finds(query, language, document)


@pytest.mark.parametrize(
    ("language", "document", "query"),
    [
        ("fr", "les écoles du quartier", "épargne"),
        ("ar", "الهجرة والتنمية", "تمويل"),
        ("en", "returning nurses", "agreement"),
        ("en", "a fund", "found"),
    ],
)
def test_another_word_does_not(language: str, document: str, query: str) -> None:
    assert not finds(query, language, document)


def test_the_index_holds_the_words_and_below_them_their_stems() -> None:
    assert index_text("L’Épargne !", "fr").split("\n") == ["epargne", "epargn"]


def test_each_typed_word_has_its_own_alternatives() -> None:
    assert query_terms("les migrations") == [["les", "le"], ["migrat", "migrations"]]
    assert query_terms("« » -- *") == []


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.sampled_from(["en", "fr", "ar", "es", "zz", ""]))
def test_the_index_holds_letters_digits_and_blanks_only(text: str, language: str) -> None:
    words, _, stems = index_text(text, language).partition("\n")
    assert all(part.isalnum() for part in (words + " " + stems).split())


@given(st.text())
def test_query_terms_need_no_escaping(text: str) -> None:
    assert all(terms and all(term.isalnum() for term in terms) for terms in query_terms(text))


@given(st.text(alphabet=st.characters(categories=["L", "Nd", "Zs", "Po"]), max_size=60))
def test_a_document_finds_itself_whatever_its_language(text: str) -> None:
    assert finds(text, "fr", text)
    assert finds(text.upper(), "fr", text.upper())


# --- what somebody looks for -----------------------------------------------------------------
def test_the_last_word_may_be_unfinished() -> None:
    assert asked("les format") == [["les", "le"], ["format", "format*"]]
    assert asked("تحوي")[-1] == ["تحو", "تحوي", "تحوي*"]
    assert asked("الهجر") == [["هجر", "الهجر", "الهجر*", "هجر*"]]
    assert asked("a")[-1] == ["a"]  # every word that begins with it would be too many


@pytest.mark.parametrize(
    "typed", ['"Retour DES jeunes"', "“retour des jeunes”", "«\u00a0retour des jeunes\u00a0»"]
)
def test_what_stands_between_quotation_marks_is_kept_in_order(typed: str) -> None:
    assert asked(typed) == [['"retour des jeunes"']]
    assert asked(f"{typed} ici") == [['"retour des jeunes"'], ["ici", "ici*"]]


@pytest.mark.parametrize("typed", ["", '"', '""', "« »", "* -- ()", '" " AND', "x" * 10_000])
def test_nothing_that_is_typed_is_an_error(typed: str) -> None:
    assert len(asked(typed)) <= 1


@given(st.text(alphabet=st.characters(categories=["L", "Nd", "Zs", "Po", "Pi", "Pf"])))
def test_what_is_asked_needs_no_escaping(typed: str) -> None:
    found = asked(typed)
    assert len(found) <= MOST_TERMS
    for alternatives in found:
        assert alternatives
        for each in alternatives:
            bare = each[1:-1] if each.startswith('"') else each.removesuffix("*")
            assert all(word.isalnum() for word in bare.split(" "))


@given(st.text(), st.text(), st.sampled_from(["en", "fr", "ar", "zz"]))
def test_title_and_text_are_folded_apart(title: str, text: str, language: str) -> None:
    made = folded(title, text, language)
    assert "\n".join(made[:2]) == index_text(title, language)
    assert "\n".join(made[2:]) == index_text(text, language)


@given(st.text(max_size=60))
def test_a_text_is_folded_letter_by_letter(text: str) -> None:
    each = map(fold, unicodedata.normalize("NFKC", text))
    assert fold(text) == unicodedata.normalize("NFKC", "".join(each))
