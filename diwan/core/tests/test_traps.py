"""Files made to harm whoever opens them: each is refused with a sentence that helps."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import time
import tracemalloc
import zipfile

import pytest

from diwan.core.files import check_file, points

from .test_files import segment, zipped

TYPES = {"[Content_Types].xml": b"<Types/>"}


def office(**members: bytes) -> bytes:
    return zipped(**TYPES, **{"word/document.xml": b"<w:document/>"} | members)


def tarred() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        entry = tarfile.TarInfo("../../etc/cron.d/x")
        entry.size = 1
        archive.addfile(entry, io.BytesIO(b"x"))
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        zipped(**{"../../evil.txt": b"x"}),
        zipped(**{"inner.zip": zipped(a=b"\x00" * 1_000_000)}),
        zipped()[:22],
        tarred(),
        gzip.compress(b"\x00" * 10_000_000),
        b"7z\xbc\xaf\x27\x1c\x00\x04" + b"\x00" * 24,
        b"Rar!\x1a\x07\x01\x00" + b"\x00" * 24,
        b"BZh91AY&SY" + b"\x00" * 24,
        b"\xfd7zXZ\x00" + b"\x00" * 24,
    ],
    ids=["zip", "nested", "empty", "tar", "gzip", "7z", "rar", "bzip2", "xz"],
)
def test_archives_are_not_opened_and_the_sender_is_told_what_to_do(content):
    checked = check_file("files.bin", content)
    assert checked.refused == "Archives are not opened here; send the files one by one."
    assert checked.content == b""


def test_an_office_file_that_swells_is_refused_before_it_does():
    bomb = office(**{"word/more.xml": b"\x00" * 60_000_000})
    assert len(bomb) < 100_000
    tracemalloc.start()
    checked = check_file("paper.docx", bomb)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "far more than it should" in checked.refused
    assert peak < 10 * len(bomb)


def test_an_office_file_that_lies_about_its_sizes_is_refused():
    whole = bytearray(office(**{"word/more.xml": b"\x00" * 30_000_000}))
    true_size = (30_000_000).to_bytes(4, "little")
    assert true_size in whole
    lie = bytes(whole).replace(true_size, (10).to_bytes(4, "little"))
    assert check_file("paper.docx", lie).refused


@pytest.mark.parametrize(
    "name", ["word/../../evil.xml", "/word/evil.xml", "C:\\evil.xml", "word\\..\\..\\x.xml"]
)
def test_an_office_file_with_a_name_outside_is_refused(name):
    assert check_file("paper.docx", office(**{name: b"x"})).refused


def test_an_office_file_whose_entities_grow_is_refused():
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert check_file("paper.docx", office(**{"word/styles.xml": laughs})).refused


def test_a_list_of_entries_without_end_is_not_read():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(40_000):
            archive.writestr(f"word/{number}", b"")
    started = time.process_time()
    assert check_file("paper.docx", made.getvalue()).refused
    assert time.process_time() - started < 1


def test_a_plain_office_file_is_still_taken():
    assert not check_file("paper.docx", office()).refused
    words = b"<w:p>" + b"the same words again and again " * 100_000 + b"</w:p>"
    assert not check_file("paper.docx", office(**{"word/long.xml": words})).refused


PICTURES = {
    "image/png": lambda w, h: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", w, h) + b"\x08\x02" + b"\x00" * 60,
    "image/gif": lambda w, h: b"GIF89a" + struct.pack("<HH", w, h) + b"\x00" * 60,
    "image/jpeg": lambda w, h: b"\xff\xd8" + segment(0xE0, b"JFIF\x00" + b"\x00" * 9) + segment(0xC2, b"\x08" + struct.pack(">HH", h, w) + b"\x00" * 10) + b"\xff\xd9",
    "image/webp": lambda w, h: b"RIFF\x40\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00" + b"\x00" * 4 + (w - 1).to_bytes(3, "little") + (h - 1).to_bytes(3, "little") + b"\x00" * 60,
}  # fmt: skip


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_with_more_points_than_memory_is_refused(kind):
    small, huge = PICTURES[kind](640, 480), PICTURES[kind](16_000, 16_000)
    assert points.count(small, kind) == 640 * 480
    assert points.count(huge, kind) == 16_000 * 16_000
    assert "more points" in check_file("map", huge).refused


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_cut_anywhere_is_counted_without_harm(kind):
    whole = PICTURES[kind](640, 480)
    for end in range(len(whole)):
        assert points.count(whole[:end], kind) >= 0
