from __future__ import annotations

import pytest

from diwan.discussions.reply.experiencing import localities, places, tells
from diwan.texts.gazetteer import Gazetteer

PLACES = Gazetteer(
    {
        "MA": ("Morocco", "Maroc", "المغرب"),
        "TN": ("Tunisia", "Tunisie", "تونس"),
        "SN": ("Senegal", "Sénégal", "السنغال"),
    }
)


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Morocco opened an office when 40 families left Tunisia.", ("MA",)),
        ("Le Maroc savait qu'il y avait en Tunisie 300 familles.", ("MA",)),
        ("With money from Morocco a school was built in Senegal.", ("SN",)),
        ("The scheme focused on Morocco and Tunisia for six years.", ("MA", "TN")),
        ("The training books were used by women in Tunisia.", ()),
        ("Un projet entre le Maroc et le Sénégal a commencé.", ()),
        ("أنشأت الجمعية صندوقا في تونس بدعم من المغرب.", ("TN",)),
        ("In our country the guild tested 120 masons.", ("TN",)),
        ("A port office was opened in Kutaro.", ("SN",)),
    ],
)
def test_the_place_is_where_it_was_done(sentence, codes):
    assert places(sentence, PLACES, "TN", {"kutaro": "SN"}) == codes


def test_a_region_belongs_to_the_country_that_the_letter_names_with_it():
    text = "I write from the Region of Kutaro, in Senegal. Dans la ville de Lamba (Maroc) aussi."
    assert localities(text, PLACES) == {"kutaro": "SN", "lamba": "MA"}


def test_a_meeting_is_no_experience():
    assert tells("In Morocco the guild tested 120 masons.")
    assert not tells("Une importante réunion a eu lieu au Maroc en 1997 sur le projet.")
