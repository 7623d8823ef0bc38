from __future__ import annotations

import pytest

from diwan.core.errors import Refusal
from diwan.mailroom.folders import open_folder

from .letters import simple


def test_a_maildir_gives_what_was_sent_in_the_order_of_the_names(tmp_path):
    for name in ("cur", "new", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "new" / "2.host").write_bytes(simple(b"two"))
    (tmp_path / "cur" / "1.host:2,S").write_bytes(simple(b"one"))
    (tmp_path / "cur" / "3.host:2,ST").write_bytes(simple(b"thrown away"))
    (tmp_path / "cur" / "4.host:2,D").write_bytes(simple(b"draft"))
    (tmp_path / "tmp" / "5.host").write_bytes(simple(b"half"))
    letters = open_folder(tmp_path)
    assert len(letters) == 2
    assert list(letters) == [simple(b"one"), simple(b"two")]


def test_a_folder_of_eml_files_gives_these_alone(tmp_path):
    (tmp_path / "b.EML").write_bytes(simple(b"b"))
    (tmp_path / "a.eml").write_bytes(simple(b"a"))
    (tmp_path / ".hidden.eml").write_bytes(simple(b"hidden"))
    (tmp_path / "notes.txt").write_text("no letter")
    assert list(open_folder(tmp_path)) == [simple(b"a"), simple(b"b")]


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "a folder without letters"), (b" \r\n", "is empty"), (b"x" * 900, "has 900 bytes")],
)
def test_what_cannot_be_taken_is_a_sentence_that_names_the_file(tmp_path, settings, content, said):
    settings.DIWAN_MAIL_MAX_BYTES = 800
    if content is not None:
        (tmp_path / "a.eml").write_bytes(content)
    with pytest.raises(Refusal, match=said) as refused:
        open_folder(tmp_path)
    assert str(tmp_path) in str(refused.value)
