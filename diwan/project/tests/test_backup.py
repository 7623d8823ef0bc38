"""A whole site in one file, and back: real commands, real homes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.conf import settings

from diwan.core.errors import Refusal
from diwan.mailroom.models import Letter
from diwan.project import backup
from diwan.project.backup import restoring
from diwan.project.backup.manifest import MANIFEST, table_path
from diwan.vocabularies.models import Place

from .homes import KEPT, RAW, manifest, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.xdist_group("backup"),
    pytest.mark.skipif(
        "postgresql" in settings.DATABASES["default"]["ENGINE"],
        reason="between homes on SQLite: runs with the tests on SQLite",
    ),
]


@pytest.fixture(scope="module")
def restored(made, tmp_path_factory):
    """Another home, filled from the backup."""
    home = tmp_path_factory.mktemp("homes") / "restored"
    done = run(home, "restore", str(made))
    assert done.returncode == 0, done.stderr
    assert "all the same" in done.stdout
    return home


def changed(path: Path, target: Path, *, member: str, content: bytes) -> Path:
    """The same backup with another ``content`` of one member."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    return target


def test_a_backup_is_for_its_owners_eyes_and_holds_everything(made):
    said = manifest(made)
    assert made.stat().st_mode & 0o077 == 0
    assert said["tables"]["mailroom.rawletter"]["rows"] == 90
    assert said["tables"]["audit.entry"]["rows"] == 45
    assert set(said["files"]) == {"media/letters/pièce.pdf", "secret"}
    assert "sessions.session" not in said["tables"]


def test_a_backup_of_what_was_restored_says_the_same(made, restored, tmp_path):
    done = run(restored, "backup", str(tmp_path / "again.diwan"))
    assert done.returncode == 0, done.stderr
    again = manifest(tmp_path / "again.diwan")
    assert again["tables"] == manifest(made)["tables"]
    assert again["files"] == manifest(made)["files"]


def test_what_was_restored_is_the_same_and_goes_on(restored, site):
    kept = run(restored, code=f"RAW = {RAW!r}\n{KEPT}")
    assert kept.stdout == "kept\n", kept.stderr
    assert (restored / "secret").read_bytes() == (site / "secret").read_bytes()
    assert (restored / "media/letters/pièce.pdf").read_bytes() == RAW


def test_a_backup_can_be_tried_without_leaving_anything(made, tmp_path):
    done = run(tmp_path / "home", "restore", str(made), "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "on trial" in done.stdout
    assert not (tmp_path / "home").exists()


def test_a_locked_backup_opens_with_its_own_key_alone(site, tmp_path):
    public = run(site, "backup-key", str(tmp_path / "key")).stdout.splitlines()[-1]
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    locked = tmp_path / "locked.diwan"
    assert run(site, "backup", str(locked), "--for", public).returncode == 0
    assert RAW[:100] not in locked.read_bytes()
    assert not zipfile.is_zipfile(locked)
    run(site, "backup-key", str(tmp_path / "other"))
    for key, sentence in (
        (None, "name the file of its key"),
        (tmp_path / "other", "does not open this backup"),
        (locked, "no private key"),
    ):
        with pytest.raises(Refusal, match=sentence), backup.opened(locked, key):
            pass
    with backup.opened(locked, tmp_path / "key") as opened:
        assert opened.tables["mailroom.rawletter"][0] == 90
        assert opened.archive.testzip() is None


def test_nothing_is_written_over(made, site):
    for words in (("restore", str(made)), ("backup", str(made))):
        refused = run(site, *words)
        assert refused.returncode == 2
        assert "already" in refused.stderr


def test_a_backup_that_was_changed_is_refused_and_leaves_no_rows(
    made, tmp_path, db, settings, monkeypatch
):
    with zipfile.ZipFile(made) as archive:
        lines = archive.read(table_path("mailroom.letter"))
    bad = changed(
        made,
        tmp_path / "bad.diwan",
        member=table_path("mailroom.letter"),
        content=lines.replace(b"a@example.org", b"c@example.org", 1),
    )
    # into the tables of the tests: others are not made for it once more
    monkeypatch.setattr(restoring, "_demand_nothing_here", lambda: None)
    monkeypatch.setattr(restoring, "_tables_as_then", lambda _backup: apps)
    settings.DIWAN_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    with (
        backup.opened(bad) as found,
        pytest.raises(Refusal, match="damaged: mailroom"),
    ):
        backup.restore(found)
    assert not Letter.objects.exists()
    assert Place.objects.exists(), "nothing of what was there is gone"


@pytest.mark.parametrize("kept", [0, 10, 5000])
def test_a_backup_that_was_cut_short_is_refused(made, tmp_path, kept):
    (tmp_path / "short.diwan").write_bytes(made.read_bytes()[:kept])
    with (
        pytest.raises(Refusal, match="not whole"),
        backup.opened(tmp_path / "short.diwan"),
    ):
        pass


@pytest.mark.parametrize("name", ["../out", "media/../../out", "/etc/out", "media\\..\\out", "db"])
def test_no_file_is_written_outside_of_its_folder(made, tmp_path, name):
    said = manifest(made)
    said["files"] = {name: {"size": 1, "sha256": "0" * 64}}
    bad = changed(made, tmp_path / "bad.diwan", member=MANIFEST, content=json.dumps(said).encode())
    with pytest.raises(Refusal, match="no backup"), backup.opened(bad):
        pass


def test_a_backup_of_a_newer_version_says_so(made, tmp_path):
    said = manifest(made)
    said["migrations"].append(["mailroom", "0999_of_next_year"])
    bad = changed(made, tmp_path / "bad.diwan", member=MANIFEST, content=json.dumps(said).encode())
    refused = run(tmp_path / "home", "restore", str(bad))
    assert refused.returncode == 2
    assert "newer version" in refused.stderr


def test_rows_of_one_moment_while_letters_come_in(site, tmp_path):
    home = tmp_path / "busy"
    shutil.copytree(site, home)
    writer = (
        "import django; django.setup()\n"
        "from diwan.core import clock\nfrom diwan.mailroom import actions\n"
        "print('on', flush=True)\n"
        "from itertools import count\n"
        "for n in count():\n"
        "    actions.receive(b'%d' % n, recipients=['a@example.org'], envelope_from='',"
        " channel='smtp', received_at=clock.now())\n"
    )
    env = {**os.environ, "DIWAN_HOME": str(home)}
    env["DJANGO_SETTINGS_MODULE"] = "diwan.project.settings.base"
    env.pop("DATABASE_URL", None)
    with subprocess.Popen(
        [sys.executable, "-c", writer], env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as busy:
        try:
            assert busy.stdout is not None
            busy.stdout.readline()
            done = run(home, "backup", str(tmp_path / "busy.diwan"))
            assert busy.poll() is None
        finally:
            busy.kill()
    assert done.returncode == 0, done.stderr
    tables = manifest(tmp_path / "busy.diwan")["tables"]
    assert tables["mailroom.letter"]["rows"] == tables["mailroom.rawletter"]["rows"] > 90
