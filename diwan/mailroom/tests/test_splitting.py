from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.mailroom.reading import html
from diwan.mailroom.splitting import Line, answered, lines_of, restore, split
from diwan.mailroom.words import CutReason

from . import mails_ar, mails_en, mails_fr, mails_others, mails_programs

if TYPE_CHECKING:
    from .mails import Mail

MAILS = [
    *mails_en.MAILS,
    *mails_fr.MAILS,
    *mails_ar.MAILS,
    *mails_others.MAILS,
    *mails_programs.MAILS,
]


ANSWERING = ("re", "aw", "رد", "tr", "fw", "إ")


def split_mail(mail: Mail):
    lines = html.lines(mail.body) if mail.html else lines_of(mail.body.strip())
    result = split(lines, subject=mail.subject, answers=mail.subject.lower().startswith(ANSWERING))
    ends = [*(line.end for line in lines[:-1]), ""]
    return result, "".join(line.text + end for line, end in zip(lines, ends, strict=True))


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_what_the_writer_wrote_is_kept_and_what_was_quoted_is_cut(mail):
    result, _whole = split_mail(mail)
    assert result.text == mail.own


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_kept_text_and_cuttings_are_the_whole_letter(mail):
    result, whole = split_mail(mail)
    assert restore(result.text, result.cuttings) == whole


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_there_are_a_dozen_mails_in_each_language(language):
    assert sum(mail.name.startswith(language) for mail in MAILS) >= 12


PIECES = st.sampled_from(
    [
        "", "Words of the writer.", "> quoted", ">> deeper", "-- ", "--", "_____________", "Sent from my phone",
        "On Mon, 3 Mar 2025 at 10:12, Team <team@example.org> wrote:", "Le 3 mars 2025, X <x@example.org> a", "écrit :",
        "From: X <x@example.org>", "Sent: 3 March 2025", "To: Y", "Subject: Z", "-----Original Message-----",
        "في 3 مارس 2025 كتب فريق <t@example.org>:", "من: فريق <t@example.org>", "إلى: الأعضاء", "الموضوع: العودة",
        "---------- Forwarded message ---------", "mailing list", "\u200f> نص", "   ", "\t",
        "    On Mon, 3 Mar 2025 at 10:12, X <x@example.org> wrote:  ", ">>> X <x@example.org> 3/3/2025 10:12", "> 50 %",
        "[AB] answer", "[AB] again", "=> answer", "My answers in red below.", "orphan", "PS: more", "Team wrote:",
    ]
)  # fmt: skip
MARKS = st.sampled_from(
    ["", "", "", "attribution", "reply", "quoted", "signature", "own", "flowed"]
)


@given(
    st.lists(
        st.builds(Line, st.one_of(PIECES, st.text().map(lambda t: t.replace("\n", ""))), MARKS)
    ),
    st.sampled_from(["", "Re: x", "Fwd: x", "TR : x"]),
    st.booleans(),
)
def test_nothing_is_ever_lost(lines, subject, answers):
    result = split(lines, subject=subject, writer="Amina B.", answers=answers)
    assert restore(result.text, result.cuttings) == "\n".join(line.text for line in lines)
    assert all(cut.reason in CutReason.values and cut.text for cut in result.cuttings)
    positions = [cut.position for cut in result.cuttings]
    assert positions == sorted(positions)
    for position, line in answered(result.text, result.cuttings):
        assert result.text[position:].strip()
        assert line.strip()


@given(st.lists(st.text(alphabet="abc é ح.\n", min_size=1), min_size=1))
def test_plain_prose_is_never_cut(paragraphs):
    assert split(lines_of("\n\n".join(paragraphs))).cuttings == ()


def test_each_cutting_says_why():
    body = "Mine.\n> theirs\nMine too.\n-- \nName\n"
    reasons = [cut.reason for cut in split(lines_of(body)).cuttings]
    assert reasons == ["quoted", "signature"]


def test_a_letter_of_headers_alone_keeps_them():
    body = "From: X <x@example.org>\nSent: 3 March 2025\nTo: Y\nSubject: Z\n\nWhat helps?"
    assert split(lines_of(body)).text == body


UNITS = [
    ["From: x", "wrote: y", "> q"],
    ["From: x@y.z", "Sent: 3 March 2025", "To: y"],
    ["On 3 March 2025 at 10:12, X <x@example.org> wrote:", "", ""],
    ["--", ""],
    ["-- ", "> q"],
    ["_____", "", "a list"],
    ["[AB] yes", "no?", ""],
    ["> a line that is long enough to have been broken off by some program", "orphan"],
    ["Sent from my iPhone", "> q"],
    ["> 50 %", ""],
    ["", ""],
]


@pytest.mark.parametrize("unit", UNITS, ids=range(len(UNITS)))
@pytest.mark.parametrize("first", ["Mine.", "", "My answers in red below."])
def test_a_huge_letter_is_split_in_time(unit, first):
    body = "\n".join([first, *unit * 15_000])
    started = time.process_time()
    result = split(lines_of(body), writer="Amina B.")
    assert restore(result.text, result.cuttings) == body
    answered(result.text, result.cuttings)
    assert time.process_time() - started < 5


def test_each_answer_is_kept_with_the_line_it_answers():
    body = (
        "Hello,\n\nOn 3 March 2025 at 10:12, Team <team@example.org> wrote:\n> Dear all,\n>\n"
        "> 1. Which of the families came back to the village last year, and\n> what for?\n\n"
        "The young, for land.\n\n> > deeper\n> 2. What helps?\nA fund.\n\n> Thank you\n> The team\n"
    )
    result = split(lines_of(body))
    told = [(result.text[at:].split("\n")[0], line) for at, line in answered_of(result)]
    assert told == [
        (
            "The young, for land.",
            "1. Which of the families came back to the village last year, and what for?",
        ),
        ("A fund.", "2. What helps?"),
    ]


def answered_of(result):
    return answered(result.text, result.cuttings)


def test_words_below_a_whole_letter_answer_no_line_of_it():
    head = "On 3 March 2025 at 10:12, Team <team@example.org> wrote:\n"
    several = split(lines_of(head + "> Dear all,\n>\n> Who returns?\n>\n> The team\n\nThe young."))
    assert answered_of(several) == ()
    one = split(lines_of(head + "> Who returns?\n\nThe young."))
    assert [line for _at, line in answered_of(one)] == ["Who returns?"]
    above = split(lines_of("The young.\n\n" + head + "> Who returns?\n"))
    assert answered_of(above) == ()
