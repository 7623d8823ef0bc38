"""`diwan discussion archive`: where it writes, what it refuses, and what it leaves as it was."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import date

import pytest

from diwan.core.errors import Refusal
from diwan.discussions import archive as archives
from diwan.discussions.tests.factories import make_discussion
from diwan.project import cli, outfolder
from diwan.project.commands import archiving

pytestmark = pytest.mark.django_db


def run(folder, slug="harbour", **changes):
    options = {"layout": None, "date": date(2026, 3, 9), "with_draft": False} | changes
    said = []
    status = archiving.archive(Namespace(slug=slug, out=folder, **options), said.append)
    assert status == 0
    return said


def test_it_writes_the_folder_and_says_what_to_open(tmp_path):
    make_discussion()
    folder = tmp_path / "new" / "archive"
    (said,) = run(folder)
    assert str(folder / "index.html") in said
    listed = {each["path"] for each in json.loads((folder / "manifest.json").read_text())["files"]}
    written = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert written == listed | {"manifest.json"}
    assert list(folder.parent.iterdir()) == [folder]


def test_an_earlier_archive_is_replaced_whole(tmp_path):
    make_discussion()
    folder = tmp_path / "archive"
    run(folder)
    (folder / "en" / "old.html").write_text("of yesterday")
    run(folder, layout="fr")
    assert not (folder / "en").exists()
    assert (folder / "fr" / "index.html").exists()
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_with_other_files_is_refused_and_stays(tmp_path):
    make_discussion()
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(Refusal, match="holds other files"):
        run(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_and_a_path_through_a_file_are_refused(tmp_path):
    make_discussion()
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(Refusal, match="is a file, not a folder"):
            run(folder)


def test_when_it_breaks_off_what_was_there_stays(tmp_path, monkeypatch):
    make_discussion()
    folder = tmp_path / "archive"
    run(folder)
    before = (folder / "manifest.json").read_bytes()

    def _break(*_args, **_options):
        yield "index.html", b"half"
        raise KeyboardInterrupt

    monkeypatch.setattr(archives, "files", _break)
    for place in (folder, tmp_path / "other"):
        with pytest.raises(KeyboardInterrupt):
            run(place)
    assert (folder / "manifest.json").read_bytes() == before
    assert list(tmp_path.iterdir()) == [folder]


def test_when_the_last_move_fails_what_was_there_comes_back(tmp_path, monkeypatch):
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "old").write_text("old")
    renamed = type(folder).rename

    def _fail(path, target):
        if path.name.endswith(".before") or path == folder:
            return renamed(path, target)
        raise OSError("The disk is gone")

    monkeypatch.setattr(type(folder), "rename", _fail)
    with (
        pytest.raises(OSError, match="disk"),
        outfolder.replaced(folder, is_ours=lambda _folder: True) as place,
    ):
        (place / "new").write_text("new")
    assert [path.name for path in folder.iterdir()] == ["old"]
    assert list(tmp_path.iterdir()) == [folder]


def test_a_discussion_in_preparation_leaves_no_folder(tmp_path):
    make_discussion("quiet", stage="draft")
    with pytest.raises(Refusal, match="in preparation"):
        run(tmp_path / "archive", "quiet")
    assert list(tmp_path.iterdir()) == []


def test_the_layout_is_one_of_the_house():
    parser = cli.build_parser(str)
    words = ["discussion", "archive", "harbour", "--out", "x"]
    assert parser.parse_args([*words, "--language", "fr_FR"]).layout == "fr_FR"
    with pytest.raises(SystemExit) as ended:
        parser.parse_args([*words, "--language", "de"])
    assert ended.value.code == cli.REFUSED
