from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib

import pytest

from diwan.core.files import check_file

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def zipped(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def photo(turn: int = 6) -> bytes:
    tiff = b"MM\x00*" + struct.pack(">IH", 8, 2)
    tiff += struct.pack(">HHIHH", 0x0112, 3, 1, turn, 0)
    tiff += struct.pack(">HHII", 0x8825, 4, 1, 60) + b"\x00" * 4
    tiff += b"GPS 36.8065N 10.1815E Amina's phone"
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
        + segment(0xE1, b"Exif\x00\x00" + tiff)
        + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x>Amina Benali</x>")
        + segment(0xFE, b"taken by Amina")
        + segment(0xDB, b"\x00" * 65)
        + segment(0xDA, b"\x01\x01\x00\x00?\x00")
        + b"the picture itself\xff\xd9 trailing Amina"
    )


def test_a_photograph_loses_place_and_person_and_keeps_its_turn():
    kept = check_file("me.jpg", photo()).content
    assert b"Amina" not in kept
    assert b"GPS" not in kept
    assert b"the picture itself\xff\xd9" in kept
    assert struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in kept


def test_a_photograph_of_which_the_particulars_are_damaged_is_still_taken():
    damaged = photo().replace(b"MM\x00*\x00\x00\x00\x08", b"MM\x00*\xff\xff\xff\xff")
    checked = check_file("me.jpg", damaged)
    assert not checked.refused
    assert b"Amina" not in checked.content


def test_a_png_loses_its_words():
    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    content = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
        + chunk(b"tEXt", b"Author\x00Amina Benali")
        + chunk(b"eXIf", b"MM\x00*Amina")
        + chunk(b"IDAT", zlib.compress(b"\x00\x00"))
        + chunk(b"IEND", b"")
    )
    kept = check_file("a.png", content).content
    assert b"Amina" not in kept
    assert kept.endswith(b"IEND\xaeB`\x82")
    assert b"IDAT" in kept


def test_a_word_file_forgets_who_wrote_it_and_its_pictures_where_they_were_taken():
    content = zipped(
        **{
            "[Content_Types].xml": b"<Types/>",
            "docProps/core.xml": b"<dc:creator>Amina Benali</dc:creator>",
            "docProps/app.xml": b"<Company>Amina SARL</Company>",
            "word/document.xml": b'<w:t>Our words</w:t><w:ins w:id="1" w:author="Amina Benali"'
            b' w:date="2025-01-01T00:00:00Z">more</w:ins>',
            "word/media/image1.jpeg": photo(),
        }
    )
    checked = check_file("paper.docx", content)
    assert checked.content_type == DOCX
    with zipfile.ZipFile(io.BytesIO(checked.content)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert b"Our words" in archive.read("word/document.xml")
        assert b"more</w:ins>" in archive.read("word/document.xml")
        assert archive.testzip() is None
    assert b"Amina" not in everything
    assert b"GPS" not in everything


def test_an_open_document_forgets_who_wrote_it():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<dc:creator>Amina</dc:creator><text:p>Our words</text:p>")
        archive.writestr("meta.xml", "<meta:initial-creator>Amina</meta:initial-creator>")
    kept = check_file("paper.odt", made.getvalue()).content
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert b"Our words" in archive.read("content.xml")
        assert not any(b"Amina" in archive.read(name) for name in archive.namelist())


def pdf(info: bytes = b"<< /Author (Amina \\(B.\\) Benali) /Title <416d696e61> >>") -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n4 0 obj\n" + info + b"\nendobj\n"
        b"5 0 obj\n<< /Type /Metadata /Length 70 >>\nstream\n"
        b"<?xpacket begin?><x:xmpmeta><dc:creator>Amina</dc:creator></x:xmpmeta>\nendstream\n"
        b"endobj\ntrailer\n<< /Info 4 0 R /Root 1 0 R >>\n%%EOF\n"
    )


def test_a_pdf_forgets_its_author_and_nothing_in_it_moves():
    checked = check_file("paper.pdf", pdf())
    assert not checked.refused
    assert b"Amina" not in checked.content
    assert b"416d696e61" not in checked.content
    assert len(checked.content) == len(pdf())
    assert b"/Info 4 0 R" in checked.content


def packed(inside: bytes, first: int) -> bytes:
    data = zlib.compress(inside)
    return (
        b"%%PDF-1.5\n9 0 obj\n<< /Type /ObjStm /N 2 /First %d /Filter /FlateDecode >>\nstream\n"
        % first
        + data
        + b"\nendstream\nendobj\n10 0 obj\n<< /Type /XRef /Info 4 0 R >>\nstream\n\nendstream\n"
        b"endobj\n%%EOF\n"
    )


def test_a_pdf_with_a_packed_author_forgets_him_too():
    index = b"4 0 6 26 "
    content = packed(index + b"<< /Author (Amina Benali)>><< /Kept (Our words) >>", len(index))
    kept = check_file("paper.pdf", content).content
    start = kept.index(b"stream\n") + 7
    inside = zlib.decompressobj().decompress(kept[start:])
    assert b"Amina" not in inside
    assert b"Our words" in inside


@pytest.mark.parametrize(
    "content",
    [
        pdf(b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"),
        pdf(b"<< /OpenAction << /S /J#61vaScript >> >>"),
        packed(b"4 0 << /S /Launch /F (x.exe) >>", 4),
        zipped(
            **{"[Content_Types].xml": b"", "word/document.xml": b"", "word/vbaProject.bin": b"x"}
        ),
        zipped(
            **{
                "[Content_Types].xml": b"",
                "word/document.xml": b"",
                "word/embeddings/oleObject1.bin": b"x",
            }
        ),
    ],
)
def test_what_acts_by_itself_is_refused_however_it_hides(content):
    checked = check_file("paper", content)
    assert checked.refused
    assert checked.content == b""


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n" + b"stream\n" * 1_000_000,
        b"%PDF-1.4\n" + b"stream\nendstream\n" * 400_000,
        b"%PDF-1.4\n" + b"".join(b"/Info %d 0 R " % n for n in range(400_000)),
        b"%PDF-1.4\n4 0 obj " + b"((" * 3_000_000 + b" endobj /Info 4 0 R",
        b"\xff\xd8" + segment(0xE0, b"") * 1_500_000,
        b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x00tEXt\x00\x00\x00\x00" * 500_000,
        b"{\\rtf1 {\\info " + b"{" * 6_000_000,
    ],
)
def test_a_file_made_to_keep_us_busy_is_checked_within_seconds(content):
    began = time.monotonic()
    check_file("paper", content)
    assert time.monotonic() - began < 8


def test_an_archive_that_unpacks_without_end_is_refused():
    bomb = zipped(
        **{
            "[Content_Types].xml": b"",
            "word/document.xml": b"\x00" * 100_000_000,
            "word/more.xml": b"\x00" * 80_000_000,
        }
    )
    assert len(bomb) < 1_000_000
    assert check_file("paper.docx", bomb).refused


def test_an_archive_that_is_damaged_is_refused_and_breaks_nothing():
    whole = zipped(mimetype=b"application/vnd.oasis.opendocument.text" * 4, a=b"b" * 999)
    for place in range(0, len(whole), 3):
        broken = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        assert check_file("paper.odt", broken).content_type
