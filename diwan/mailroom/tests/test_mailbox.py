from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import translation

from diwan.core.errors import Refusal
from diwan.mailroom.mailbox import read_mailbox
from diwan.mailroom.reading import read
from diwan.mailroom.words import Sort

FIRST = b"From amina@example.org Mon Mar  3 10:12:00 2025\nFrom: amina@example.org\nSubject: one\n\nFirst.\n>From the village.\n>>From deeper.\n\nFrom here on, more.\n\n"
SECOND = b"From bilal@example.org Mon Mar  3 10:13:00 2025\nFrom: bilal@example.org\nSubject: two\n\nSecond.\n\n"
MULTIPART = b'From x@example.org Mon Mar  3 10:14:00 2025\nFrom: x@example.org\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\nText\n--b--\n\n'


@pytest.fixture
def file(tmp_path):
    def write(content: bytes, name: str = "inbox.mbox") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def test_letters_come_out_as_they_were_sent(file):
    first, second = read_mailbox(file(FIRST + SECOND))
    assert (
        first
        == b"From: amina@example.org\nSubject: one\n\nFirst.\nFrom the village.\n>From deeper.\n\nFrom here on, more.\n"
    )
    assert second == b"From: bilal@example.org\nSubject: two\n\nSecond.\n"


def test_windows_newlines_are_taken(file):
    letters = read_mailbox(file((FIRST + SECOND).replace(b"\n", b"\r\n")))
    assert [read(raw).subject for raw in letters] == ["one", "two"]


def test_a_single_letter_is_a_mailbox_of_one(file):
    raw = b"Received: from x\n\tby y\nFrom: amina@example.org\nSubject: one\n\nFirst."
    assert read_mailbox(file(raw, "letter.eml")) == [raw]


@pytest.mark.parametrize(
    "content",
    [
        MULTIPART,
        SECOND.rstrip(b"\n") + b"\n",
        b"From x Mon Mar  3 10:14:00 2025\nSubject: no body\n\n",
        b"From x Mon Mar  3 10:14:00 2025\nSubject: x\nContent-Transfer-Encoding: base64\n\naGVsbG8=\n\n",
        b"From x Mon Mar  3 10:14:00 2025\nSubject: x\nContent-Transfer-Encoding: quoted-printable\n\na =3D b=\nc\n\n",
        b'From x Mon Mar  3 10:14:00 2025\nSubject: x\nContent-Type: multipart/mixed; boundary="b"\n\nno parts at all\n\n',
    ],
)
def test_odd_but_whole_letters_are_not_refused(file, content):
    assert len(read_mailbox(file(FIRST + content))) == 2


@pytest.mark.parametrize(
    "content",
    [
        FIRST + SECOND[:60],
        FIRST + SECOND[:-4],
        FIRST + MULTIPART[: MULTIPART.index(b"--b--")],
        FIRST
        + b"From x Mon Mar  3 10:14:00 2025\nSubject: x\nContent-Transfer-Encoding: base64\n\naGVsbG8\n",
        FIRST
        + b"From x Mon Mar  3 10:14:00 2025\nSubject: x\nContent-Transfer-Encoding: quoted-printable\n\na line that goes on=\n",
    ],
)
def test_a_mailbox_that_was_cut_short_is_refused_with_its_place(file, content):
    path = file(content)
    with pytest.raises(Refusal) as refused:
        read_mailbox(path)
    sentence = str(refused.value)
    assert str(path) in sentence
    assert "letter 2, which begins at line 11" in sentence
    assert "cut short" in sentence


def test_a_letter_that_is_too_large_is_refused_with_its_place(file, settings):
    settings.DIWAN_MAIL_MAX_BYTES = 60
    path = file(SECOND + FIRST)
    with pytest.raises(Refusal, match=r"letter 2, which begins at line 7, has \d+ bytes"):
        read_mailbox(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"PK\x03\x04 a zip file", "not a mailbox"),
        (b"Dear all,\n\nthis is a text file.\n", "not a mailbox"),
        (b'{"json": true}', "not a mailbox"),
        (b"Note: only one line that looks like a header\n\nx", "not a mailbox"),
    ],
)
def test_what_is_no_mailbox_is_refused(file, content, sentence):
    path = file(content)
    with pytest.raises(Refusal) as refused:
        read_mailbox(path)
    assert sentence in str(refused.value)
    assert str(path) in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(Refusal, match="There is no file"):
        read_mailbox(tmp_path / "nothing.mbox")
    with pytest.raises(Refusal, match="is a folder"):
        read_mailbox(tmp_path)


def test_a_file_that_may_not_be_read_is_refused(file, monkeypatch):
    def refuse(_path: Path, _mode: str) -> bytes:
        raise PermissionError

    path = file(FIRST)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Refusal, match="may not be read"):
        read_mailbox(path)


def test_refusals_speak_the_language_of_the_reader(tmp_path):
    with translation.override("fr"), pytest.raises(Refusal, match="est un dossier"):
        read_mailbox(tmp_path)
    with translation.override("ar"), pytest.raises(Refusal, match="مجلد"):
        read_mailbox(tmp_path)


@pytest.mark.peer
def test_the_real_mailbox_is_read_whole(tmp_path):
    folder = Path(os.environ.get("DIWAN_DATA_DIR") or django_settings.BASE_DIR.parent / "shared")
    path = folder / "ediscussion" / "inbox.mbox"
    if not path.exists():
        pytest.skip(f"LOUD SKIP: the real mailbox is not at {path}; set DIWAN_DATA_DIR to find it")
    readings = [read(raw) for raw in read_mailbox(path)]
    sorts = [reading.sort for reading in readings]
    assert {sort: sorts.count(sort) for sort in set(sorts)} == {
        Sort.BOUNCE: 1,
        Sort.AUTOMATIC: 1,
        Sort.SPAM: 1,
        Sort.PERSONAL: 15,
    }
    assert len({reading.message_id for reading in readings}) == 17
    assert sum(bool(reading.cuttings) for reading in readings) == 1
    assert sum(len(reading.attachments) for reading in readings) == 1
    (tmp_path / "cut.mbox").write_bytes(path.read_bytes()[:100_000])
    with pytest.raises(Refusal, match="cut short"):
        read_mailbox(tmp_path / "cut.mbox")
