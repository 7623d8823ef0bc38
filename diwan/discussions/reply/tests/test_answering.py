from __future__ import annotations

import pytest

from diwan.discussions.reply.answering import answering, claims
from diwan.discussions.reply.standing import stands


@pytest.mark.parametrize(
    "sentence",
    [
        "Migrants invest more when the bank lends in their own language.",
        "Le retour dépend avant tout de l'accueil des voisins.",
        "التدريب المهني يساعد العائدين لأن أصحاب العمل يثقون به.",
    ],
)
def test_a_reasoned_view_is_a_claim(sentence):
    assert claims(sentence)
    assert answering(sentence, ()) > 0


@pytest.mark.parametrize(
    "sentence",
    [
        "The Harbour Desk has been active in the old port since 2008.",
        "The importance of partners has been highlighted in many papers.",
        "L'atelier existe depuis douze ans dans la vieille ville.",
    ],
)
def test_background_is_none(sentence):
    assert not claims(sentence)
    assert answering(sentence, ()) < 0


def test_what_a_question_asks_for_counts():
    lack = "The main difficulty is a lack of nurses who speak both languages."
    asked = ("What challenges do hospitals face?",)
    assert answering(lack, asked) > answering(lack, ("How old is the hospital of the town?",))


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("The Observatory will work with schools to gather what is known.", "en"),
        ("We go back to the local relevance and the vested interests.", "en"),
        ("Other agencies have since joined with this body to help more people.", "en"),
        ("Nous allons ouvrir un bureau dans chaque quartier du port.", "fr"),
        ("سنقوم بفتح مكتب في كل حي من أحياء المدينة.", "ar"),
    ],
)
def test_plans_and_pointers_do_not_stand_alone(sentence, language):
    assert not stands(sentence, language)
