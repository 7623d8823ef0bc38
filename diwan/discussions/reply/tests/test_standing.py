from __future__ import annotations

import pytest

from diwan.discussions.reply.standing import beginning, shown, stands


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("A practical test in a workshop convinces employers more than a certificate.", "en"),
        ("It is necessary to open the registry of every town before the summer.", "en"),
        ("Il faut ouvrir le registre de chaque commune avant la fin de l'été.", "fr"),
        ("Il existe dans la vallée un fonds que les femmes gèrent seules.", "fr"),
        ("يكلف الاختبار العملي في الورشة تسعة دولارات من النحاس.", "ar"),
    ],
)
def test_a_whole_sentence_stands_alone(sentence, language):
    assert stands(sentence, language)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("This also convinces most of the employers in our small valley town.", "en"),
        ("When they come home, the town hall has nothing to offer at all.", "en"),
        ("It proposes readmission clauses as constitutive elements of any partnership.", "en"),
        ("What kind of incentives can governments provide to promote skills?", "en"),
        ("The town pays late, and the", "en"),
        ("The town pays late.", "en"),
        ("THE TOWN PAYS LATE AND THE COUNTY NEVER PAYS ANYTHING AT ALL.", "en"),
        ("Thank you for this most interesting discussion on the return of workers.", "en"),
        ("Write to the secretary at [e-mail] before the end of the current month.", "en"),
        ("Okemba, J., Practical hours in the county, Kutaro University Press, pp. 12-19.", "en"),
        ("Elle combine la visite, la rencontre et le suivi de chaque personne revenue.", "fr"),
        ("Cela suppose que la commune ouvre enfin son registre à tous les habitants.", "fr"),
        ("ولذلك ينبغي أن تفتح البلدية سجلها لجميع السكان قبل الصيف.", "ar"),
        ("لكن البلدية لم تفتح سجلها لجميع السكان قبل الصيف.", "ar"),
        ("كيف يمكن للبلدية أن تفتح سجلها لجميع السكان؟", "ar"),
    ],
)
def test_what_leans_on_its_neighbours_does_not(sentence, language):
    assert not stands(sentence, language)


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("1) The town pays late.", "The town pays late."),
        ("(b) the town pays late.", "the town pays late."),
        ("- Moreover, the town pays late.", "the town pays late."),
        ("Enfin, la commune paie tard.", "la commune paie tard."),
        ("وأخيراً، تدفع البلدية متأخرة.", "تدفع البلدية متأخرة."),
        ("3.5 million people left.", "3.5 million people left."),
        ("A mayor pays late.", "A mayor pays late."),
    ],
)
def test_marks_and_words_that_only_add_are_left_off(sentence, own):
    assert sentence[beginning(sentence) :] == own


def test_words_are_shown_on_one_line_with_a_capital():
    assert shown("the town\n  pays late.") == "The town pays late."
