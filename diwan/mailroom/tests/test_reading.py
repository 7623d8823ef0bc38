from __future__ import annotations

import base64
import quopri
import time
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.mailroom.reading import html, read
from diwan.mailroom.splitting import restore
from diwan.mailroom.words import Problem, Sort

from .letters import made, simple

ARABIC = "افتتحت بلديتنا مكتبًا لاستقبال العائدين"
FRENCH = "Notre commune a déjà ouvert un guichet à Évreux, où l’on écoute"


def typed(body: bytes, content_type: str, coding: str = "8bit") -> bytes:
    return simple(
        body,
        b"MIME-Version: 1.0",
        b"Content-Type: " + content_type.encode(),
        b"Content-Transfer-Encoding: " + coding.encode(),
    )


@pytest.mark.parametrize(
    ("declared", "actual", "text"),
    [
        ("utf-8", "utf-8", ARABIC),
        ("windows-1256", "windows-1256", ARABIC.replace("ً", "")),
        ("iso-8859-6", "iso-8859-6", ARABIC),
        ("iso-8859-1", "windows-1252", FRENCH),
        ("iso-8859-1", "utf-8", FRENCH),
        ("us-ascii", "utf-8", ARABIC),
        ("us-ascii", "windows-1256", "افتتحت بلديتنا مكتبا لاستقبال العائدين"),
        ("us-ascii", "windows-1252", FRENCH),
        ("utf-8", "windows-1252", FRENCH),
        ("utf-8", "windows-1256", "افتتحت بلديتنا مكتبا"),
        ("x-no-such-charset", "utf-8", FRENCH),
        ("utf-16", "utf-16", FRENCH),
        ("utf-7", "utf-7", FRENCH),
        ("koi8-r", "koi8-r", "Мы вернулись домой"),
        ("iso-2022-jp", "iso-2022-jp", "帰国しました"),
    ],
)
@pytest.mark.parametrize("coding", ["8bit", "base64", "quoted-printable"])
def test_any_charset_is_read_declared_or_not(declared, actual, text, coding):
    body = text.encode(actual)
    if coding == "8bit" and actual == "utf-16":
        pytest.skip("no program sends UTF-16 without a coding")
    encoded = {
        "8bit": body,
        "base64": base64.encodebytes(body),
        "quoted-printable": quopri.encodestring(body),
    }[coding]
    assert read(typed(encoded, f'text/plain; charset="{declared}"', coding)).text == text


def test_a_letter_that_says_nothing_of_its_charset_is_read():
    assert read(simple(ARABIC.encode())).text == ARABIC
    assert read(simple(FRENCH.encode("windows-1252"))).text == FRENCH


def test_an_uncertain_charset_is_reported():
    reading = read(typed(FRENCH.encode("windows-1252"), "text/plain; charset=utf-8"))
    assert Problem.CHARSET in reading.problems


def test_a_few_broken_bytes_do_not_spoil_utf8():
    body = ARABIC.encode()[:-1] + b" end"
    assert read(typed(body, "text/plain; charset=utf-8")).text.startswith(ARABIC[:-1])


@pytest.mark.parametrize(
    ("header", "name", "address"),
    [
        (b'From: \r\n "Name" <a@b.example>', "Name", "a@b.example"),
        (
            b"From: =?utf-8?q?Andr=C3=A9?= Dupr=?utf-8?q?=C3=A9?= <A@B.example>",
            "André Dupré",
            "a@b.example",
        ),
        (b"From: =?utf-8?B?2KPZhQ==?= =?utf-8?B?2YrZhtip?= <a@b.example>", "أمينة", "a@b.example"),
        (b"From: =?windows-1256?B?48PI?= <a@b.example>", "مأب", "a@b.example"),
        ("From: Chloé <a@b.example>".encode(), "Chloé", "a@b.example"),
        ("From: Chloé <a@b.example>".encode("latin-1"), "Chloé", "a@b.example"),
        (b'From: "Dupont, Jean" <a@b.example>', "Dupont, Jean", "a@b.example"),
        (b"From: Dupont, Jean <a@b.example>", "Jean", "a@b.example"),
        (b"From: a@b.example (Jean)", "Jean", "a@b.example"),
        (b"From: a@b.example", "", "a@b.example"),
        (b'From: "boss@bank.example" <a@b.example>', "boss@bank.example", "a@b.example"),
        (b'From: "<boss@bank.example>" <a@b.example>', "<boss@bank.example>", "a@b.example"),
        (
            b"From: =?utf-8?q?Boss_=3Cboss=40bank=2Eexample=3E?= <a@b.example>",
            "Boss <boss@bank.example>",
            "a@b.example",
        ),
        (b"From: nobody at all", "nobody at all", ""),
        (b"From:", "", ""),
        (b'From: "unclosed <a@b.example>', "unclosed", "a@b.example"),
    ],
)
def test_the_sender_is_read_however_it_is_written(header, name, address):
    reading = read(header + b"\r\nSubject: x\r\n\r\nHello")
    assert (reading.from_name, reading.from_address) == (name, address)


def test_the_first_header_may_have_an_empty_first_line():
    reading = read(
        b'From: \n "Amina" <amina@example.org>\nTo: x@y.example\nSubject:\n  home\n\nHello'
    )
    assert (reading.from_name, reading.subject, reading.text) == ("Amina", "home", "Hello")


def test_a_subject_split_inside_a_letter_is_joined():
    data = "جمعية".encode()
    words = b" ".join(
        b"=?utf-8?B?" + base64.b64encode(part) + b"?=" for part in (data[:3], data[3:])
    )
    assert read(b"Subject: " + words + b"\r\n\r\nx").subject == "جمعية"


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (b"Mon, 3 Mar 2025 10:12:00 +0100", datetime(2025, 3, 3, 9, 12, tzinfo=UTC)),
        (b"Mon, 3 Mar 2025 10:12:00 -0000", datetime(2025, 3, 3, 10, 12, tzinfo=UTC)),
        (b"3 Mar 2025 10:12", datetime(2025, 3, 3, 10, 12, tzinfo=UTC)),
        (b"2025-03-03T10:12:00+01:00", datetime(2025, 3, 3, 9, 12, tzinfo=UTC)),
        (b"yesterday", None),
        (b"Mon, 3 Mar 99999 10:12:00 +0100", None),
        (b"Mon, 31 Feb 2025 10:12:00 +9999", None),
        (b"", None),
    ],
)
def test_dates_are_utc_or_none(value, moment):
    reading = read(b"From: a@b.example\r\nDate: " + value + b"\r\n\r\nx")
    assert reading.sent_at == moment
    assert (Problem.NO_DATE in reading.problems) == (moment is None)


def test_ids_are_bare():
    reading = read(
        simple(
            b"x",
            b"In-Reply-To: <call@x.example> (call)",
            b"References: <a@x.example>\r\n <b@x.example>",
        )
    )
    assert reading.message_id == "one@example.org"
    assert reading.in_reply_to == "call@x.example"
    assert reading.references == ("a@x.example", "b@x.example")
    assert reading.to == ("talk@diwan.localhost",)


def test_html_keeps_blocks_and_lists_and_leaves_scripts():
    source = (
        "<html><head><title>No</title><style>p{}</style></head><body><h1>Title</h1>"
        "<p>One<br>two &amp; three</p><ol><li>first</li><li>second<ul><li>inner</li></ul></li></ol>"
        "<script>alert(1)</script><img src='https://spy.example/x.gif'><pre>a\n  b</pre>"
        "<p>See <a href='https://example.org/p'>this page</a>.</p>"
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></body></html>"
    )
    assert read(made(html=source).as_bytes()).text == (
        "Title\n\nOne\ntwo & three\n\n1. first\n2. second\n  - inner\n\na\n  b\n\n"
        "See this page <https://example.org/p>.\n\na | b\nc | d"
    )


def test_plain_text_is_preferred_unless_it_is_a_stub():
    both = made("The whole answer in plain words.", "<p>The whole answer in <b>HTML</b> words.</p>")
    assert read(both.as_bytes()).text == "The whole answer in plain words."
    long = "<p>" + "A long answer. " * 30 + "</p>"
    stub = made("This message needs an HTML reader.", long)
    assert read(stub.as_bytes()).text.startswith("A long answer.")
    empty = made(" \n", long)
    assert read(empty.as_bytes()).text.startswith("A long answer.")


def test_attachments_keep_their_names_but_no_folders():
    message = made("See the files.")
    for name in (
        "تقرير العودة.pdf",
        "présentation.pdf",
        "../../etc/passwd",
        "C:\\boot\\a:b.txt",
        "x" * 300 + ".pdf",
    ):
        message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename=name)
    reading = read(message.as_bytes())
    names = [file.name for file in reading.attachments]
    assert names[:4] == ["تقرير العودة.pdf", "présentation.pdf", "passwd", "a_b.txt"]
    assert len(names[4]) == 120
    assert names[4].endswith(".pdf")
    assert reading.attachments[0].content == b"%PDF-"
    assert reading.text == "See the files."


@pytest.mark.parametrize(
    "disposition",
    [
        b"attachment; filename*=utf-8''r%C3%A9sum%C3%A9.pdf",
        b"attachment;\r\n filename*0*=utf-8''r%C3%A9s;\r\n filename*1*=um%C3%A9.pdf",
        b'attachment; filename="=?utf-8?q?r=C3=A9sum=C3=A9=2Epdf?="',
        b"attachment; filename=\"utf-8''r%C3%A9sum%C3%A9.pdf\"",
        b'attachment; filename="r\xc3\xa9sum\xc3\xa9.pdf"',
        b'attachment; filename="r\xe9sum\xe9.pdf"',
        b"attachment; filename*=iso-8859-1'fr'r%E9sum%E9.pdf",
    ],
)
def test_attachment_names_are_read_however_they_are_coded(disposition):
    raw = simple(b"%PDF-", b"Content-Type: application/pdf", b"Content-Disposition: " + disposition)
    assert [file.name for file in read(raw).attachments] == ["résumé.pdf"]


def test_text_round_an_attachment_is_joined_and_files_in_an_alternative_are_kept():
    outer = EmailMessage()
    outer["From"] = "a@b.example"
    outer.set_content("Before.")
    outer.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    outer.attach(made("After."))
    reading = read(outer.as_bytes())
    assert reading.text == "Before.\n\nAfter."
    assert [file.name for file in reading.attachments] == ["a.pdf"]


def test_an_enclosed_letter_is_kept_as_a_file_and_speaks_when_nobody_else_does():
    inner = made("What the forwarded letter says.", Subject="A practice")
    outer = EmailMessage()
    outer["From"] = "a@b.example"
    outer["Subject"] = "Fwd: A practice"
    outer.add_attachment(inner)
    reading = read(outer.as_bytes())
    assert reading.text == "What the forwarded letter says."
    assert [file.name for file in reading.attachments] == ["A practice.eml"]
    outer = made("My own words.")
    outer.add_attachment(inner)
    assert read(outer.as_bytes()).text == "My own words."


def test_flowed_text_is_joined():
    body = b"One long line that \r\nwas broken. \r\nStill the same.\r\n\r\n> quoted \r\n> line\r\n-- \r\nName"
    reading = read(typed(body, "text/plain; charset=utf-8; format=flowed"))
    assert reading.text == "One long line that was broken. Still the same."
    assert restore(reading.text, reading.cuttings).split("\n")[2] == "> quoted line"


def test_nothing_that_a_database_refuses_is_left():
    reading = read(
        simple(b"Hel\x00lo \xed\xa0\x80 \x08all", b"X: y").replace(b"Amina", b"Am\x00ina")
    )
    everything = repr(reading)
    assert "\\x00" not in everything
    assert "\\ud" not in everything
    assert reading.text.startswith("Hello")


def test_the_quote_of_an_html_letter_is_cut():
    html = "<p>Mine.</p><blockquote type='cite'><p>Theirs.</p></blockquote>"
    reading = read(made(html=html).as_bytes())
    assert reading.text == "Mine."
    assert "Theirs." in reading.cuttings[0].text


def test_a_forwarded_letter_keeps_its_words():
    body = "See below.\n\n---------- Forwarded message ---------\nFrom: B <b@example.org>\nDate: 3 March 2025\nSubject: x\n\nThe words."
    assert read(made(body, Subject="Fwd: x").as_bytes()).text == body


UGLY = [
    b"",
    b"\n",
    b"\x00" * 50,
    b"no headers at all",
    b"Content-Type: multipart/mixed\n\nno boundary",
    b'Content-Type: multipart/mixed; boundary=""\n\n----\n',
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\nnever closed",
    b"Content-Type: text/plain; charset=\x00\n\nx",
    b"Content-Type: text/plain; charset*=bad''%zz\n\nx",
    b"Content-Type: text/html\n\n<<<<p><b>unclosed",
    b"Content-Transfer-Encoding: base64\n\n!!!notbase64===",
    b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 f\n!!!\n",
    b"From: =?utf-8?b?====?= <\xff@\xfe>\nDate: \xff\n\n\xff",
    b"Subject: " + b"=?utf-8?q?a?= " * 5000 + b"\n\nx",
    b"From: " + b'"' * 5001 + b"\n\nx",
    b"Content-Disposition: attachment; filename*0*=''%; filename*9999999999*=x\n\nx",
    b"Content-Type: message/rfc822\n\n" * 200 + b"deep",
    b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000)
    ),
    b"Content-Type: text/html\n\n" + b"<div>" * 50_000 + b"deep",
    b"Content-Type: text/html\n\n<blockquote type=cite>" + b"<blockquote type=cite>" * 2000 + b"x",
]


@pytest.mark.parametrize("raw", UGLY, ids=range(len(UGLY)))
def test_ugly_bytes_never_raise_and_never_hang(raw):
    started = time.process_time()
    reading = read(raw)
    assert reading.sort in Sort.values
    assert time.process_time() - started < 5


HEADER = st.sampled_from(
    [
        b"Content-Type: multipart/alternative; boundary=b", b"Content-Type: text/html; charset=utf-8",
        b"Content-Type: message/rfc822", b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: quoted-printable",
        b"--b", b"--b--", b"", b"From: \xd8\xa3 <a@b>", b"Subject: =?utf-8?b?2KM=?=", b"Date: x", b'Content-Disposition: attachment; filename="\xff"',
        b"On Mon, 3 Mar 2025 X <x@y.z> wrote:", b"> q", b"<p>x<blockquote type=cite>y",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(HEADER, st.binary(max_size=60)), max_size=25))
def test_any_bytes_are_read(lines):
    reading = read(b"\r\n".join(lines))
    assert "\x00" not in reading.text
    assert Problem.UNREADABLE not in reading.problems
    (reading.text + reading.subject + reading.from_name + reading.from_address).encode()


@pytest.mark.parametrize("unit", [b"\n", b"> \n", b"a \n", b"x\n", b"=\n"])
@pytest.mark.parametrize("kind", [b"text/plain", b"text/plain; format=flowed"])
def test_a_letter_of_nothing_but_line_ends_is_read_in_time(unit, kind):
    raw = b"From: a@b.c\nContent-Type: " + kind + b"\n\nhello\n" + unit * 700_000 + b"bye"
    started = time.process_time()
    read(raw)
    assert time.process_time() - started < 8


def test_of_an_endless_letter_the_beginning_is_shown_and_the_rest_is_kept_aside():
    words = "word " * 300_000 + "the end"
    reading = read(b"From: a@b.c\nContent-Type: text/plain\n\n" + words.encode())
    assert len(reading.text) == 300_000
    (rest,) = reading.cuttings
    assert rest.reason == "long"
    assert restore(reading.text, reading.cuttings) == words


_PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<br>", "<div>", "</div>", "<b>", "</b>", "<mark>", "<font color=red>"),
        *("<blockquote>", "</blockquote>", "<div class=gmail_quote>", "<p style='color:#c00'>"),
        *("On 2 March 2026 at 10:12, Team &lt;team@example.org&gt; wrote:", "a = b < c", "Yes."),
        *("From: team@example.org", "Sent: 2 March 2026 10:12", "To: us", "Subject: Re", "<body"),
    ]
)


@given(st.lists(_PIECES, max_size=12))
def test_only_html_that_may_have_marks_has_some(pieces):
    source = "".join(pieces)
    assert html.may_mark(source) or not any(line.mark for line in html.lines(source))
