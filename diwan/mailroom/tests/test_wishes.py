from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.mailroom import wishes
from diwan.mailroom.words import Wish

LINE = st.text(
    st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Zs", "Po", "Sc", "Mn"]), max_size=40
)


@pytest.mark.parametrize(
    ("text", "wish", "language"),
    [
        ("unsubscribe", Wish.STOP, "en"),
        ("  UNSUBSCRIBE!\n", Wish.STOP, "en"),
        ("Please unsubscribe me.", Wish.STOP, "en"),
        ("Stop", Wish.STOP, "en"),
        ("Désinscription", Wish.STOP, "fr"),
        ("desabonnement", Wish.STOP, "fr"),
        ("Merci de me désabonner", Wish.STOP, "fr"),
        ("إلغاء الاشتراك", Wish.STOP, "ar"),
        ("الغاء الاشتراك.", Wish.STOP, "ar"),
        ("أوقفوا الرسائل!", Wish.STOP, "ar"),
        ("unsubscribe\n\nJean Dupont", Wish.STOP, "en"),
        ("Supprimez mes données", Wish.ERASE, "fr"),
        ("please delete my data", Wish.ERASE, "en"),
        ("احذفوا بياناتي", Wish.ERASE, "ar"),
        ("help", Wish.HELP, "en"),
        ("À l’aide", Wish.HELP, "fr"),
        ("مساعدة؟", Wish.HELP, "ar"),
    ],
)
def test_a_bare_word_is_a_wish_in_its_language(text, wish, language):
    assert wishes.said(text) == (wish, language)


@pytest.mark.parametrize(
    "text",
    [
        "Stop\n\nWe must stop the violence.",
        "Stop\n\nviolence now",
        "Stop the violence at the border.",
        "Unsubscribe? I would rather stay, and say that fees are too high for most of us.",
        "Help for those who return should begin before they leave.",
        "L’aide au retour doit commencer avant le départ.",
        "توقف بناء المكتب منذ عامين",
        "",
        "yes",
    ],
)
def test_a_contribution_that_holds_the_word_is_none(text):
    assert wishes.said(text) is None


def test_the_subject_counts_only_where_nothing_else_was_written():
    assert wishes.said("", "Re: Unsubscribe") == (Wish.STOP, "en")
    assert wishes.said("", "رد: إلغاء الاشتراك") == (Wish.STOP, "ar")
    assert wishes.said("", "Small towns") is None
    assert wishes.said("My answer.", "Unsubscribe") is None


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "Yes.",
        "OUI\n\nJean",
        "نعم",
        "موافق!",
        "\n\n  d’accord \n",
        "Bonjour,\n\noui",
    ],
)
def test_a_yes_confirms(text):
    assert wishes.is_yes(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "yes, but not today",
        "I am out of the office until Monday.",
        "Merci de votre message. Je suis absent.",
        "أنا في إجازة حتى الأحد",
        "yesterday",
        "no\nyes",
        "I am away.\nBack on Monday.\nyes",
        "Good day to you all\nyes",
    ],
)
def test_whatever_else_does_not(text):
    assert not wishes.is_yes(text)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "NO!\n\nJean",
        "No, thank you.",
        "No, that was not me.",
        "Non merci",
        "Bonjour,\n\nnon",
        "Ce n’était pas moi, je ne comprends pas.",
        "لا.",
        "لا، لم أطلب ذلك",
        "كلا، شكرًا",
    ],
)
def test_a_no_is_a_no(text):
    assert wishes.is_no(text)
    assert not wishes.is_yes(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "no problem",
        "No, delete it all",
        "yes\nno",
        "Why?",
        "Nobody",
        "لا بأس",
        "لا مانع",
    ],
)
def test_what_is_not_surely_a_no_is_none(text):
    assert not wishes.is_no(text)


@given(LINE, LINE)
def test_no_text_breaks_it_and_a_longer_one_is_never_a_wish(first, second):
    wishes.said(f"{first}\n{second}", first)
    both = f"{first}\n{second}"
    assert not (wishes.is_yes(both) and wishes.is_no(both))
    long = (
        f"{first} The towns need one door for all papers, and help for those who return. {second}"
    )
    assert wishes.said(long) is None
