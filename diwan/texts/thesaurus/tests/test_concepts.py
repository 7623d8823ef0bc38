"""The concepts of sentences that say the same, and what the matching promises."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.texts.thesaurus import broader, concepts, known
from diwan.texts.thesaurus.loading import LANGUAGES, read_line

#: (language, text, concepts that must be found, concepts that must not)
FOUND = [
    ("en", "The recruitment agencies asked for fees.", "recruitment_agency fee", "recruitment"),
    ("fr", "L’agence de recrutement exige des frais.", "recruitment_agency fee", "recruitment"),
    ("ar", "تطلب وكالات التوظيف رسوما.", "recruitment_agency fee", "recruitment"),
    ("ar", "وبالتكاليف", "fee", ""),
    ("ar", "أجورهم", "wage", ""),
    ("ar", "تطلب", "application_procedure", "student"),
    ("ar", "لا", "", "governorate"),
    ("ar", "مرت سنة", "", "age_life"),
    ("fr", "sans papiers", "irregular_migration", ""),
    ("fr", "ils empruntent et nous investissons", "loan investment", ""),
    ("fr", "très", "", "country_morocco"),
    ("fr", "l’ÉPARGNE des salariés", "saving worker", ""),
    ("fr", "l'epargne des salaries", "saving worker", ""),
    ("en", "He sends back 2,000 euros, 15 % of his pay", "money_amount percentage wage", "date"),
    ("fr", "1 500 dinars en trois mois", "money_amount duration", "date"),
    ("ar", "٢٠٠٠ درهم خلال ثلاثة أشهر", "money_amount duration", "date"),
    ("ar", "خلال سنتين ٥٠ في المائة", "duration percentage", ""),
    ("en", "since 12 March 2012", "date", "money_amount"),
    ("fr", "le 1er janvier", "date", ""),
    ("ar", "في 3 فبراير 2015", "date", ""),
    ("es", "visa, chômage and wages", "visa unemployment wage", ""),
    ("en", "the word شكوى means a complaint", "complaint", ""),
    ("ar", "برنامج training للشباب", "training", ""),
]


@pytest.mark.parametrize(("language", "text", "wanted", "unwanted"), FOUND)
def test_words_and_phrases_are_found(language: str, text: str, wanted: str, unwanted: str) -> None:
    found = concepts(text, language)
    assert set(wanted.split()) <= set(found)
    assert not set(unwanted.split()) & set(found)


def test_each_mention_counts() -> None:
    assert concepts("a fee, another fee and many fees", "en")["fee"] == 3


def test_words_of_another_latin_language_are_not_looked_up_in_a_known_one() -> None:
    assert concepts("chômage", "en") == {}


def test_every_entry_of_the_data_is_found_as_its_own_concept() -> None:
    lost = [
        (concept.id, language, words)
        for concept in known().values()
        for language in LANGUAGES
        for words in concept.words[language]
        if concept.id not in concepts(words, language)
    ]
    assert lost == []


def test_broader_concepts_are_known_and_never_go_round() -> None:
    def above(concept: str, *below: str) -> None:
        assert concept not in below
        for wider in broader(concept):
            assert wider in known()
            above(wider, concept, *below)

    for concept in known():
        above(concept)
    assert broader("no such concept") == frozenset()


def test_quantities_are_concepts_too() -> None:
    assert {"money_amount", "percentage", "duration", "date"} <= known().keys()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("fee\tmoney\tfee\tfrais", "4 fields"),
        ("Fee\t\tfee\tfrais\tرسوم", "“Fee” is no id"),
        ("fee\tMoney\tfee\tfrais\tرسوم", "“Money” is no id"),
        ("fee\t\tfee\t ; \tرسوم", "no words in “fr”"),
    ],
)
def test_a_wrong_line_is_named(line: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault) as caught:
        read_line(line, "money.tsv, line 7")
    assert str(caught.value).startswith("money.tsv, line 7: ")


@given(st.text(), st.text(), st.sampled_from(["en", "fr", "ar", "es", ""]))
def test_any_text_is_read_and_lines_add_up(one: str, other: str, language: str) -> None:
    both = concepts(f"{one}\n{other}", language)
    assert all(count > 0 for count in both.values())
    assert set(both) <= set(known())


def test_the_order_of_concepts_is_the_same_in_every_process() -> None:
    code = (
        "from diwan.texts.thesaurus import concepts; "
        "print(list(concepts('The commission must inform and complete.', 'en')))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3", "6")
    }
    assert len(told) == 1
