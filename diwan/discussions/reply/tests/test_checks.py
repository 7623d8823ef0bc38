from __future__ import annotations

from hashlib import sha256

import pytest

from diwan.discussions.reply.checks import verify
from diwan.discussions.reply.document import Citation, Statement, Weight

PLACES = {
    "MA": ("Morocco", "Maroc", "المغرب"),
    "TN": ("Tunisia", "Tunisie", "تونس"),
    "ML": ("Mali", "Mali", "مالي"),
}


def cited(words, *, contribution=1, language="en", stance="supports"):
    return Citation(
        contribution,
        1,
        0,
        len(words),
        sha256(words.encode()).hexdigest(),
        language,
        words,
        stance,
    )


def statement(text, *citations, language="en"):
    return Statement(1, "point", text, language, "T1Q1", Weight(1), citations)


def offending(made):
    return {each.check: each.words for each in verify([made], PLACES) if not each.passed}


WORDS = "In Morocco the Kutaro fund lent 4,500 euros to 38 returnees on 3 March 2012."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (WORDS, {}),
        ("The Kutaro fund lent 4500 euros to 38 returnees.", {}),
        ("The Kutaro fund lent 4.500 euros in Morocco in March 2012.", {}),
        ("The Kutaro fund lent 4,600 euros.", {"figures": ("4,600 euros.",)}),
        ("The Kutaro fund lent 4,500 dollars.", {"figures": ("4,500 dollars.",)}),
        ("The Kutaro fund lent to 38 teachers.", {"figures": ("38 teachers.",)}),
        ("The Kutaro fund lent in 2013.", {"dates": ("2013",)}),
        ("The Kutaro fund lent on 4 March 2012.", {"dates": ("4 March 2012",)}),
        ("The Kutaro fund lent in April 2012.", {"dates": ("April 2012",)}),
        ("The Kutaro fund lent in Tunisia.", {"names": ("tunisia",)}),
        ("The Sandrell fund lent to returnees.", {"names": ("sandrell",)}),
        ("The Kutaro fund lent, says Mr Brankovitz.", {"names": ("mr brankovitz",)}),
        ("Write to fund@kutaro.example about loans.", {"contacts": ("fund@kutaro.example",)}),
        ("Members agree that the fund lent to returnees.", {"voice": ("members agree",)}),
    ],
)
def test_what_no_cited_word_holds_is_named(text, found):
    assert offending(statement(text, cited(WORDS))) == found


@pytest.mark.parametrize(
    ("words", "text", "language", "checks"),
    [
        ("Les frais tombent de 12,5 % à 5 % en mai 2009.", "De 12.5 pour cent à 5 %, en mai 2009.", "fr", set()),
        ("Les frais tombent de 12,5 % en mai 2009.", "Les frais tombent de 13,5 % en mai 2009.", "fr", {"figures"}),
        ("Dix-huit mois suffisent au Maroc.", "Au Maroc, 18 mois suffisent.", "fr", set()),
        ("Dix-huit mois suffisent au Maroc.", "En Tunisie, 18 mois suffisent.", "fr", {"names"}),
        ("Dix-huit mois suffisent.", "Les membres estiment que 18 ans suffisent.", "fr", {"figures", "voice"}),
        ("أقرض الصندوق 4500 يورو في المغرب سنة 2014.", "في المغرب أقرض الصندوق ٤٬٥٠٠ يورو سنة ٢٠١٤.", "ar", set()),
        ("أقرض الصندوق 4500 يورو في المغرب.", "أقرض الصندوق 4500 دولار في تونس.", "ar", {"figures", "names"}),
        ("نحتاج إلى دعم مالي.", "نحتاج إلى دعم مالي.", "ar", set()),
        ("نجح الصندوق.", "يتفق الأعضاء على أن الصندوق نجح.", "ar", {"voice"}),
    ],
)  # fmt: skip
def test_french_and_arabic_are_read_as_they_are_written(words, text, language, checks):
    made = statement(text, cited(words, language=language), language=language)
    assert set(offending(made)) == checks


def test_a_fact_may_be_said_in_another_language_than_its_words():
    words = cited("أقرض الصندوق 4500 يورو في المغرب في 3 مارس 2012.", language="ar")
    assert not offending(statement("In Morocco it lent 4,500 euros on 3 March 2012.", words))
    assert set(offending(statement("In Tunisia it lent 4,500 euros.", words))) == {"names"}


def test_changed_words_do_not_fit_their_hash():
    original = cited(WORDS)
    changed = Citation(1, 1, 0, len(WORDS), original.sha256, "en", WORDS.replace("38", "83"))
    assert "hashes" in offending(statement("The fund lent to returnees.", changed))


def test_many_voices_may_be_called_members():
    text = "Members agree that the fund lent."
    two = (cited(WORDS), cited(WORDS, contribution=2))
    assert not offending(statement(text, *two))
    assert "voice" in offending(statement(text, two[0], cited(WORDS, contribution=2, stance="differs")))  # fmt: skip


def test_a_statement_without_support_is_not_cited():
    assert "cited" in offending(statement("The fund lent."))
    assert "cited" in offending(statement("The fund lent.", cited(WORDS, stance="differs")))


def test_words_that_were_withdrawn_are_not_held_against_a_statement():
    gone = Citation(1, 1, 0, 9, "0" * 64, "en", "")
    assert not offending(statement("The fund lent 9 euros.", gone))
