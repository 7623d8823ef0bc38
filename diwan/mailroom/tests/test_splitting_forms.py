"""Forms of letters that no client is alone in: wrapped twice, announced in any words, listed."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.mailroom.reading import html
from diwan.mailroom.splitting import dates, lines_of, restore, split

OWN = (
    "Our office works with those who return since five years, and asks that it be open on Saturday"
    " mornings, too.\n\nThank you."
)
QUOTE = "> Dear all,\n>\n> What do you think of the service?\n> The team\n"


def kept(text: str, *, writer: str = "Zed Young") -> str:
    result = split(lines_of(text), subject="Re: service", writer=writer, answers=True)
    assert restore(result.text, result.cuttings) == text
    return result.text.strip()


def wrapped(text: str, width: int) -> str:
    """As a server wraps a letter that passes: no piece but the first keeps its “>”."""
    lines = []
    for line in text.split("\n"):
        is_long = len(line) > width
        lines += textwrap.wrap(line, width, break_on_hyphens=False) if is_long else [line]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "attribution",
    [
        "Rafik Hamzaoui <r@example.net>, le 10/11/2026 à 09:12 :",
        "Rafik nous disait, le 10/11/2026 09:12 :",
        "Selon Rafik Hamzaoui <r@example.net> :",
        "Le lun. 2 nov. 2026 à 9 h 12, Rafik Hamzaoui <r@example.net> a écrit :",
        "Dans un courriel daté du 10/11/2026 09:12:44, r@example.net a écrit :",
        "بتاريخ الثلاثاء، ١٠ نوفمبر ٢٠٢٦، جاء من رفيق الحمزاوي <r@example.net>:",
        "أرسل رفيق الحمزاوي <r@example.net> بتاريخ 10/11/2026 09:12:",
        "ردا على رفيق الحمزاوي <r@example.net>:",
        "---- Activé lun., 2 nov. 2026 09:12:44 +0100 Rafik <r@example.net> a écrit ----",
        "On\n2 Nov 2026, at\n09:12, Rafik\nHamzaoui <r@example.net> wrote:",
        "في الإثنين 2 نونبر 2026\nعلى الساعة 09:12، كتب رفيق\nالحمزاوي <r@example.net>:",
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_line_above_a_quote_that_has_the_form_of_an_attribution_is_cut(attribution, between):
    assert kept(f"{OWN}\n\n{attribution}{between}{QUOTE}") == OWN


@pytest.mark.parametrize(
    "block",
    [
        "-----Message d'origine-----\n\nBonjour,\nEt le service ?",
        "-------- الرسالة الأصلية --------\n\nالسلام عليكم،\nما رأيكم؟",
        (
            "-------- Original message --------\nFrom: T <t@example.org> Date: 2/11/2026 09:00 "
            "To: all@example.org Subject: Service\n\nDear all,"
        ),
        "---- Team wrote ----\n\nDear all,",
        "_____________\nTeam <t@example.org>\n02/11/2026 09:00\n\nDear all,",
        (
            "----- Message précédent -----\nDe : T <t@example.org>\nReçu : lundi 2 novembre 2026\n"
            "À : tous\nObjet : Service\n\nBonjour,"
        ),
        (
            "De : T <t@example.org>\nEnvoyé : lundi 2 novembre 2026\nÀ : A <a@example.org>;\n"
            "B <b@example.org>;\nC <c@example.org>;\nD <d@example.org>;\nE <e@example.org>\n"
            "Objet : Service\n\nBonjour,"
        ),
    ],
)
def test_an_old_letter_below_its_mark_is_cut(block):
    assert kept(f"{OWN}\n\n{block}\n") == OWN


@pytest.mark.parametrize("width", range(48, 81, 4))
def test_pieces_that_a_server_broke_off_a_quote_are_cut(width):
    own = "It has one desk.\n\nNobody, since March."
    letter = wrapped(
        "On Tue, Nov 3, 2026 at 2:02 PM Team <team@example.org> wrote:\n\n"
        "> How many desks does the service have in the towns of the valley and are they open to"
        " all who come back?\n\n"
        "It has one desk.\n\n"
        "> Who answers the telephone in the afternoon when the offices of the council are closed"
        " for the day?\n\n"
        "Nobody, since March.\n",
        width,
    )
    assert " ".join(kept(letter).split()) == " ".join(own.split())


@pytest.mark.parametrize(
    "letter",
    [
        "We ask for:\n> a desk\n> a bus\n> a doctor\nThat is all.\n",
        "First point.\n--\nWe need a bus in the evening.\nWe need a doctor.\n",
        "First point.\n--\nThe second one.\n--\nMany thanks.\n",
        (
            "Our work of 2025.\n\n----------\nOur group keeps a mailing list of three hundred people,"
            " write to desk@example.org to be on it, all are welcome.\n"
        ),
        (
            "A first word.\n_____________\nZed Young <zed@example.org>\n02/11/2026 09:00\n\nP.S. And"
            " thank you.\n"
        ),
        "My uncle spoke.\n\nLe 12 mars 2025 à 10:00, mon oncle a écrit :\nrien de plus.\n",
    ],
)
def test_what_only_looks_quoted_or_signed_stays(letter):
    assert kept(letter) == letter.strip()


def test_a_line_right_above_an_attribution_stays():
    letter = f"Il faudrait une convention entre les ministères.\nLe 3 mars 2024 nous l'avons dit\n\
Équipe <t@example.org> a écrit :\n{QUOTE}"
    assert kept(letter).endswith("Le 3 mars 2024 nous l'avons dit")


def test_a_list_behind_marks_stays_above_the_old_letter():
    letter = f"We ask for:\n> a desk\n> a bus\nThat is all.\n\nOn Mon, 2 Nov 2026 at 09:00, T\
 <t@example.org> wrote:\n\n{QUOTE}"
    assert kept(letter) == "We ask for:\n> a desk\n> a bus\nThat is all."


def test_further_paragraphs_of_an_answer_under_a_tag_stay():
    letter = (
        "My replies are marked [ZY].\n\n-----Original Message-----\nFrom: T <t@example.org>\n"
        "Sent: 2 November 2026 09:00\nTo: Zed\nSubject: Service\n\n1. Who pays?\n[ZY] The town.\n\n"
        "The receipts stay with us for five years.\n\n2. Who keeps the box?\n[ZY] The treasurer.\n"
    )
    assert "The receipts stay with us" in kept(letter)
    assert "Who keeps" not in kept(letter)


def test_a_quote_stays_when_it_is_said_to_hold_answers_that_nothing_tells():
    letter = f"My answers are in your text.\n\nOn Mon, 2 Nov 2026 at 09:00, T <t@example.org>\
 wrote:\n\n{QUOTE}"
    assert "What do you think of the service?" in kept(letter)
    thanks = letter.replace("My answers are in your text.", OWN)
    assert kept(thanks) == OWN


@pytest.mark.parametrize(
    "look",
    [
        '<span style="color:hsl(0, 75%, 60%)">{}</span>',
        '<span style="color:var(--red, #c82613)">{}</span>',
        "<mark>{}</mark>",
        '<span style="color:rgba(200,38,19,1)">{}</span>',
    ],
)
def test_answers_in_a_colour_of_any_notation_are_the_writers(look):
    body = (
        "<div>My answers are in red.</div><div class=gmail_quote><div class=gmail_attr>On Mon, 2 Nov"
        " 2026 at 09:00, T &lt;t@example.org&gt; wrote:</div><blockquote class=gmail_quote>"
        f"<div>Who pays?</div><div>{look.format('The town.')}</div><div>Thanks</div></blockquote>"
        "</div>"
    )
    result = split(html.lines(body), subject="Re: service", answers=True)
    assert result.text.split("\n")[-1] == "The town."
    assert "Who pays" not in result.text


@pytest.mark.parametrize(
    "text",
    [
        "le",
        "lundi 2 novembre",
        "في الاثنين، 2 نونبر 2026",
        "2 nov 2026, at",
        "21 جمادى الأولى 1448 ه",
    ],
)
def test_the_beginning_of_a_date_is_known(text):
    assert dates.is_only_date(text)


@pytest.mark.parametrize("text", ["", "le maire", "merci", "2 bus", "من تونس"])
def test_other_words_are_no_date(text):
    assert not dates.is_only_date(text)


LINES = st.sampled_from(
    ["", "Words of the writer.", "and more of them", "> quoted words that go on and on to the", "> end.",
     "-- ", "--", "_______", "---- Team wrote ----", "T <t@example.org>", "02/11/2026 09:00", "On", "Le",
     "Le 2 nov. 2026 à 09:00, T <t@example.org> a", "écrit :", "-----Original Message-----",
     "From: T <t@example.org> Date: 2/11/26 09:00 To: a@example.org Subject: x", "[ZY] yes",
     "My answers in red below.", "Sent from my", "phone"]
)  # fmt: skip


@given(st.lists(LINES, max_size=25), st.booleans())
def test_nothing_is_ever_thrown_away(lines, answers):
    text = "\n".join(lines)
    result = split(lines_of(text), subject="Re: x", writer="Zed Young", answers=answers)
    assert restore(result.text, result.cuttings) == text
