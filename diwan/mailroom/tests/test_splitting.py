from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.mailroom.reading import html
from diwan.mailroom.splitting import Line, lines_of, restore, split
from diwan.mailroom.words import CutReason

from . import mails_ar, mails_en, mails_fr, mails_others

if TYPE_CHECKING:
    from .mails import Mail

MAILS = [*mails_en.MAILS, *mails_fr.MAILS, *mails_ar.MAILS, *mails_others.MAILS]


def split_mail(mail: Mail):
    lines = html.lines(mail.body) if mail.html else lines_of(mail.body.strip())
    return split(lines, subject=mail.subject), "\n".join(line.text for line in lines)


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
    ]
)  # fmt: skip
MARKS = st.sampled_from(["", "", "", "attribution", "reply"])


@given(
    st.lists(
        st.builds(Line, st.one_of(PIECES, st.text().map(lambda t: t.replace("\n", ""))), MARKS)
    ),
    st.sampled_from(["", "Re: x", "Fwd: x", "TR : x"]),
)
def test_nothing_is_ever_lost(lines, subject):
    result = split(lines, subject=subject)
    assert restore(result.text, result.cuttings) == "\n".join(line.text for line in lines)
    assert all(cut.reason in CutReason.values and cut.text for cut in result.cuttings)
    positions = [cut.position for cut in result.cuttings]
    assert positions == sorted(positions)


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


def test_a_huge_letter_of_header_like_lines_is_split_in_time():
    body = "\n".join(["Mine.", *["From: x", "wrote: y", "> q"] * 20_000])
    result = split(lines_of(body))
    assert restore(result.text, result.cuttings) == body
