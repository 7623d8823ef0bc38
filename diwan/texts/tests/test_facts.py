from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.texts.facts import facts
from diwan.texts.gazetteer import Gazetteer
from diwan.texts.proper import names


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("12,500 people", {12.5, 12500}, "person"),
        ("12 500 personnes", {12500}, "person"),
        ("١٢٬٥٠٠ شخص", {12.5, 12500}, "person"),
        ("3,5 %", {3.5}, "%"),
        ("3.5 per cent", {3.5}, "%"),
        ("٣٫٥ في المئة", {3.5}, "%"),
        ("€40", {40}, "euro"),
        ("2.5 million dollars", {2_500_000}, "dollar"),
        ("40 ألف دينار", {40_000}, "dinar"),
        ("twenty-five months", {25}, "month"),
        ("quatre-vingt-dix jours", {90}, "day"),
        ("ثلاثمئة وخمسة وعشرون يورو", {325}, "euro"),
    ],
)
def test_a_figure_is_the_same_in_every_spelling(text, values, unit):
    (figure,) = facts(text).figures
    assert figure.values == values
    assert figure.unit == unit


@pytest.mark.parametrize(
    "text", ["3 March 2012", "le 3 mars 2012", "في ٣ مارس ٢٠١٢", "March 3, 2012", "2012-03-03", "3/3/2012"]
)  # fmt: skip
def test_a_day_is_the_same_in_every_spelling(text):
    (day,) = facts(text).days
    assert (day.day, day.month, day.year) == (3, 3, 2012)
    assert facts(text).figures == ()


def test_a_year_is_told_from_other_figures():
    found = facts("In 2012 the town paid 2012 euros, from 2007-2010.")
    assert [figure.is_year for figure in found.figures] == [True, False, True, True]


@given(st.text(max_size=80))
def test_places_of_facts_lie_in_the_text(text):
    found = facts(text)
    assert all(0 <= each.start < each.end <= len(text) for each in (*found.figures, *found.days))


def test_countries_are_found_in_three_languages_and_no_common_word_is_one():
    places = Gazetteer(
        {"ML": ("Mali", "مالي"), "RE": ("Réunion",), "CI": ("Côte d’Ivoire", "كوت ديفوار")}
    )
    assert places.codes("Une réunion en Côte d'Ivoire sur le Mali") == ["CI", "ML"]
    assert places.codes("دعم مالي للقرى") == []
    assert places.codes("القرى في مالي وكوت ديفوار") == ["ML", "CI"]


def test_names_are_capitals_that_no_full_stop_explains():
    text = "The Kutaro fund lent. Nobody asked Mr Brankovitz or the FACM."
    assert [each.words for each in names(text) if each.words] == [
        ("kutaro",),
        ("mr", "brankovitz"),
        ("facm",),
    ]
