"""Letters that are more than words: invitations, signatures, containers, files in the text."""

from __future__ import annotations

import base64
import binascii
import os
import struct
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.mailroom.reading import cms, read, rich, tnef
from diwan.mailroom.splitting import restore
from diwan.mailroom.words import Problem, Sort

from . import containers
from .letters import made, simple

INVITE = (
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n"
    "END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nSUMMARY:{what}\r\n"
    "DTSTART;TZID=Europe/Paris:20261103T100000\r\nDTEND;TZID=Europe/Paris:20261103T113000\r\n"
    "LOCATION:Town hall\\, ro\r\n om 2\r\nBEGIN:VALARM\r\nSUMMARY:ring\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def part(kind: str, body: bytes, *more: bytes) -> bytes:
    return simple(body, b"MIME-Version: 1.0", b"Content-Type: " + kind.encode(), *more)


def coded(kind: str, body: bytes, *more: bytes) -> bytes:
    return part(kind, base64.encodebytes(body), b"Content-Transfer-Encoding: base64", *more)


# --- invitations ---------------------------------------------------------------------------
def test_an_invitation_says_what_when_and_where_and_its_file_is_kept():
    reading = read(part("text/calendar; method=REQUEST", INVITE.format(what="Meeting").encode()))
    assert reading.text == (
        "Invitation: Meeting\nWhen: Tuesday 3 November 2026, 10:00 – 11:30 (Europe/Paris)\n"
        "Where: Town hall, room 2"
    )
    assert [file.name for file in reading.attachments] == ["invitation.ics"]
    assert reading.sort == Sort.PERSONAL


@pytest.mark.parametrize(
    ("language", "begins"), [(b"fr", "Invitation : Rencontre"), (b"ar", "دعوة: Rencontre")]
)
def test_the_sentence_is_in_the_language_of_the_letter(language, begins):
    raw = part(
        "text/calendar", INVITE.format(what="Rencontre").encode(), b"Content-Language: " + language
    )
    assert read(raw).text.startswith(begins)


def test_an_arabic_invitation_is_told_in_arabic():
    reading = read(
        part("text/calendar; charset=utf-8", INVITE.format(what="لقاء العائدين").encode())
    )
    assert reading.text.startswith("دعوة: لقاء العائدين\nالموعد: ")


def test_own_words_beside_an_invitation_are_the_text():
    message = made("Please come.")
    message.add_attachment(
        INVITE.format(what="Meeting"), subtype="calendar", filename="meeting.ics"
    )
    reading = read(message.as_bytes())
    assert reading.text == "Please come."
    assert [file.name for file in reading.attachments] == ["meeting.ics"]


def test_an_answer_to_an_invitation_is_automatic():
    body = INVITE.format(what="Meeting").replace("REQUEST", "REPLY").encode()
    assert read(part("text/calendar", body)).sort == Sort.AUTOMATIC


# --- signatures ----------------------------------------------------------------------------
INNER = b"Content-Type: text/plain; charset=utf-8\r\n\r\nThe words that were signed, and more than fifty of them."


@pytest.mark.parametrize("in_pieces", [False, True])
def test_the_words_inside_a_signature_are_read(in_pieces):
    raw = coded(
        'application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"',
        containers.signed(INNER, in_pieces=in_pieces),
    )
    reading = read(raw)
    assert reading.text.startswith("The words that were signed")
    assert not reading.attachments


def test_an_encrypted_letter_is_said_to_be_one():
    raw = coded(
        "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", containers.encrypted()
    )
    reading = read(raw)
    assert Problem.ENCRYPTED in reading.problems
    assert reading.sort == Sort.EMPTY
    assert [file.name for file in reading.attachments] == ["smime.p7m"]


def test_pgp_encrypted_letters_are_said_to_be_so():
    block = b"-----BEGIN PGP MESSAGE-----\r\n\r\nabc\r\n-----END PGP MESSAGE-----\r\n"
    inline = read(part("text/plain", block))
    mime = read(
        part(
            "multipart/encrypted; boundary=b",
            b"--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n"
            b"--b\r\nContent-Type: application/octet-stream; name=encrypted.asc\r\n\r\n"
            + block
            + b"--b--\r\n",
        )
    )
    for reading in (inline, mime):
        assert Problem.ENCRYPTED in reading.problems
        assert reading.sort == Sort.EMPTY
        assert len(reading.attachments) == 1


ARMOURED = (
    "{before}-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nMy words.\n- - a point\n"
    "-----BEGIN PGP SIGNATURE-----\n\niQEz\n=abcd\n-----END PGP SIGNATURE-----{after}"
)


@pytest.mark.parametrize("before", ["", "Above.\n"])
@pytest.mark.parametrize("after", ["", "\nBelow."])
def test_the_armour_of_a_signed_text_is_cut_and_kept(before, after):
    whole = ARMOURED.format(before=before, after=after)
    reading = read(part("text/plain", whole.encode()))
    assert reading.text == f"{before}My words.\n- a point{after}"
    assert restore(reading.text, reading.cuttings) == whole.replace("- - a", "- a")
    assert all(cut.reason == "signature" for cut in reading.cuttings)


# --- Outlook -------------------------------------------------------------------------------
def winmail() -> bytes:
    wide = "تقرير العودة.pdf\x00".encode("utf-16-le")
    return containers.winmail(
        containers.attribute(0x9003, containers.properties((30, 0x1000, b"What I wrote.\x00"))),
        containers.attribute(0x9002, bytes(14), level=2),
        containers.attribute(0x8010, b"REPORT~1.PDF\x00", level=2),
        containers.attribute(0x800F, b"%PDF-1.4", level=2),
        containers.attribute(0x9005, containers.properties((31, 0x3707, wide)), level=2),
        containers.attribute(0x9002, bytes(14), level=2),
        containers.attribute(0x8010, "صورة.png\x00".encode("cp1256"), level=2),
        containers.attribute(0x800F, b"\x89PNG", level=2),
    )


def test_an_outlook_container_gives_its_files_with_their_names_and_its_words():
    reading = read(coded("application/ms-tnef; name=winmail.dat", winmail()))
    assert reading.text == "What I wrote."
    assert [(file.name, file.content) for file in reading.attachments] == [
        ("تقرير العودة.pdf", b"%PDF-1.4"),
        ("صورة.png", b"\x89PNG"),
    ]


def test_a_container_that_is_none_is_kept_and_said():
    reading = read(coded("application/ms-tnef; name=winmail.dat", b"nothing"))
    assert Problem.OUTLOOK_DATA in reading.problems
    assert [file.name for file in reading.attachments] == ["winmail.dat"]


def test_rich_text_is_read_without_its_fonts():
    source = (
        rb"{\rtf1\ansi\ansicpg1256{\fonttbl{\f0 Arial;}}{\*\htmltag <p>}First \'c3\'e3\par "
        rb"\u1571?\u1605?{\b bold}\htmlrtf hidden\htmlrtf0 \{x\}}"
    )
    assert rich.plain(rich.unpacked(containers.stored_rich(source))) == "First أم\nأمbold{x}"


def test_packed_rich_text_is_unpacked():
    """The example of MS-OXRTFCP, 4.1.1."""
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af320"
        "68656c090020627705b06c647d0a800fa0"
    )
    assert rich.unpacked(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


# --- files in the text ---------------------------------------------------------------------
def test_files_written_into_the_text_are_files():
    inside = bytes(range(256))
    lines = [binascii.b2a_uu(inside[at : at + 45]) for at in range(0, 256, 45)]
    uu = b"begin 644 report.bin\n" + b"".join(lines) + b"`\nend\n"
    y = bytes((byte + 42) % 256 for byte in b"yes, a file")
    yenc = b"=ybegin line=128 size=11 name=second.bin\r\n" + y + b"\r\n=yend size=11\r\n"
    reading = read(
        part("text/plain", b"Before.\n" + uu + b"Between.\n" + yenc + b"begin 644 nothing\nAfter.")
    )
    assert reading.text == "Before.\nBetween.\nbegin 644 nothing\nAfter."
    assert [(file.name, file.content) for file in reading.attachments] == [
        ("report.bin", inside),
        ("second.bin", b"yes, a file"),
    ]


def test_what_did_not_come_is_said():
    piece = read(part('message/partial; id="a@b"; number=2; total=3', b"the middle"))
    assert piece.text == "This is piece 2/3 of a letter that was sent in pieces.\n\nthe middle"
    assert Problem.PIECE in piece.problems
    elsewhere = read(
        part(
            'message/external-body; access-type=URL; URL="https://example.org/a.pdf"',
            b"Content-Type: application/pdf\n\n",
        )
    )
    assert "https://example.org/a.pdf" in elsewhere.text
    assert Problem.ELSEWHERE in elsewhere.problems


# --- charsets ------------------------------------------------------------------------------
@pytest.mark.parametrize("wrong", ["windows-1252", "windows-1256"])
@pytest.mark.parametrize(
    "text", ["Déjà rentrés à Évreux, dès l’été", "افتتحت بلديتنا مكتبا", "à côté du café"]
)
def test_what_was_misread_on_the_way_is_mended_when_certain(wrong, text):
    table = {byte: bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in range(256)}
    misread = "".join(table[byte] for byte in text.encode())
    reading = read(part("text/plain; charset=utf-8", misread.encode()))
    expected = (
        text
        if sum(each > "\x7f" for each in text) >= (3 if wrong == "windows-1252" else 6)
        else misread
    )
    assert reading.text == expected.strip()
    assert (Problem.CHARSET in reading.problems) == (expected == text)


@pytest.mark.parametrize(
    "text", ["They wrote Ã© for é, and Ã¨ for è", "Ã©", "اپ دژ و گچ", "São Paulo, Ñandú, œuvre"]
)
def test_what_is_not_certain_stays(text):
    assert read(part("text/plain; charset=utf-8", text.encode())).text == text


def test_a_letter_that_only_says_it_is_utf7_is_read_as_it_stands():
    assert (
        read(part("text/plain; charset=utf-7", b"1 + 1 = 2, C++ and +x")).text
        == "1 + 1 = 2, C++ and +x"
    )


@pytest.mark.parametrize(
    "charset", ["unicode_escape", "raw_unicode_escape", "punycode", "undefined"]
)
def test_what_python_calls_a_charset_is_none_of_mail(charset):
    assert read(part(f"text/plain; charset={charset}", rb"a \d \x41-b")).text == r"a \d \x41-b"


# --- whatever comes ------------------------------------------------------------------------
@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 400))
def test_broken_containers_never_raise(noise, cut):
    for whole in (winmail(), containers.signed(INNER, in_pieces=True), containers.signed(INNER)):
        broken = whole[:cut] + noise + whole[cut + len(noise) :]
        assert cms.opened(broken) is not None
        tnef.opened(broken)
    rich.plain(rich.unpacked(struct.pack("<IIII", 0, 2**31, 0x75465A4C, 0) + noise))
    rich.plain(noise)


@pytest.mark.parametrize(
    "data",
    [
        b"\x30\x80" * 100_000,
        b"\x24\x80" * 100_000,
        containers.signed(INNER)[:30] + b"\x24\x80" * 50_000,
    ],
)
def test_nested_values_end_in_time(data):
    started = time.process_time()
    cms.opened(data)
    assert time.process_time() - started < 1


def test_the_reader_needs_no_settings():
    ask = (
        "from diwan.mailroom.reading import read;"
        "print(ascii(read(b'Content-Language: fr\\n"
        "Content-Type: text/calendar\\n\\nBEGIN:VEVENT\\nSUMMARY:Rencontre\\n"
        "DTSTART;VALUE=DATE:20261103\\nEND:VEVENT').text))"
    )
    environment = {key: value for key, value in os.environ.items() if "DJANGO" not in key}
    told = subprocess.run(
        [sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == ascii("Invitation : Rencontre\nQuand : mardi 3 novembre 2026")
