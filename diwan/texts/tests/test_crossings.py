from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.texts.crossings import crossings


def told(text):
    return [(text[one.start : one.end], one.number) for one in crossings(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("As contribution no. 7 says, desks help.", [("contribution no. 7", 7)]),
        ("I agree with contribution 7.", [("contribution 7", 7)]),
        ("See message #12 and what follows.", [("message #12", 12)]),
        ("See Message  number 12!", [("Message  number 12", 12)]),
        ("(contribution No 204)", [("contribution No 204", 204)]),
        ("The contribution (no. 3) is right.", [("contribution (no. 3)", 3)]),
        ("With contribution no. 1204 we agree.", [("contribution no. 1204", 1204)]),
        ("as contribution\n7 says", [("contribution\n7", 7)]),
        ("Post #4 and e-mail no. 5.", [("Post #4", 4), ("e-mail no. 5", 5)]),
        ("contributor no. 9 asked", [("contributor no. 9", 9)]),
        ("Contributions no. 7, 9 and 12 agree.", [("Contributions no. 7", 7), ("9", 9), ("12", 12)]),
        ("messages 3-5", [("messages 3", 3), ("5", 5)]),
        ("contribution no. 7 and no. 9", [("contribution no. 7", 7), ("no. 9", 9)]),
        ("contribution no. 7 and 3 new ideas", [("contribution no. 7", 7)]),
        ("message no. 12 of 3 March", [("message no. 12", 12)]),
        ("Comme la contribution n° 7 le dit", [("contribution n° 7", 7)]),
        ("Comme la contribution n°\u00a07 le dit", [("contribution n°\u00a07", 7)]),
        ("l’intervention nº 3", [("intervention nº 3", 3)]),
        ("les contributions nos 7 et 9", [("contributions nos 7", 7), ("9", 9)]),
        ("les messages n° 7 à 9", [("messages n° 7", 7), ("9", 9)]),
        ("le message numéro 8", [("message numéro 8", 8)]),
        ("كما قالت المساهمة رقم 7 فإن", [("المساهمة رقم 7", 7)]),
        ("كما قالت المساهمة رقم ٧ فإن", [("المساهمة رقم ٧", 7)]),
        ("وفقا للمساهمة رقم (١٢).", [("للمساهمة رقم (١٢)", 12)]),
        ("والمداخلة رقم ۳", [("والمداخلة رقم ۳", 3)]),
        ("المساهمة عدد 7 مفيدة", [("المساهمة عدد 7", 7)]),
        ("المساهمات رقم 7 و9", [("المساهمات رقم 7", 7), ("9", 9)]),
        ("الرسالة رقم 12", [("الرسالة رقم 12", 12)]),
    ],
)  # fmt: skip
def test_contributions_are_found_in_three_languages(text, found):
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "See page 7 of the report, and question 3 of topic 2.",
        "our contribution, p. 7",
        "Contribution to question 7",
        "Contribution: law no. 7 of 2011",
        "la loi n° 2005-12 et le décret n° 7",
        "la contribution n° 2005-12 du ministère",
        "contribution no. 97/45",
        "Contribution No. 12 of 2011",
        "key message 3: act now",
        "nationally determined contribution 2",
        "a contribution of 7 euros",
        "a yearly contribution 7 % of pay",
        "une contribution 500 euros par an",
        "contribution 2012",
        "the post-2015 agenda and post 2015",
        "Our contribution\n\n7. We think that desks help.",
        "Our contribution\n7. We think that desks help.",
        "contribution [7]",
        "contribution no. 0",
        "General comment no. 4",
        "contribution no. 3.5 and contribution no. 1,200",
        "contribution no. 7bis",
        "microcontribution 7",
        "مساهمة عدد 7 من الخبراء",
        "السؤال رقم 7 في الصفحة ٩",
        "القانون رقم 7 لسنة 2011",
        "المساهمة رقم 7 لسنة 2011",
        "بلغت المساهمة 7 في المئة",
        "",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert told(text) == []


pieces = st.sampled_from(
    ["contribution", "contributions", " ", "\n", "no.", "n°", "#", "7", "12", "٣", "(", ")", ",",
     " and ", " و", "المساهمة", "رقم", "page", "message", "-", "/", "%", ".", "x"]
)  # fmt: skip


@given(st.lists(pieces, max_size=30).map("".join))
def test_each_stretch_ends_with_its_number_and_none_overlap(text):
    last = 0
    for one in crossings(text):
        assert last <= one.start < one.end <= len(text)
        digits = text[one.start : one.end].rstrip(")").split("(")[-1]
        assert int("".join(letter for letter in digits if letter.isdigit())) == one.number >= 1
        last = one.end


@given(
    st.integers(1, 9999),
    st.sampled_from(["contribution no. {}", "la contribution n° {}", "المساهمة رقم {}", "message #{}"]),
    st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]),
    st.sampled_from(["", "As ", "(", "« ", "قال: "]),
    st.sampled_from(["", ".", " says so", ") ", "، ثم", ", we think"]),
)  # fmt: skip
def test_any_number_in_any_digits_is_read(number, form, digits, before, after):
    written = "".join(digits[int(digit)] for digit in str(number))
    text = before + form.format(written) + after
    assert [one.number for one in crossings(text)] == [number]
    assert written in text[crossings(text)[0].start : crossings(text)[0].end]
