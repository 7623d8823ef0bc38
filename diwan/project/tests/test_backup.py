"""A whole site in one file, and back: real commands, real homes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from diwan.core.errors import Refusal
from diwan.project import backup
from diwan.project.backup.manifest import MANIFEST, table_path

if TYPE_CHECKING:
    from pathlib import Path

RAW = bytes(range(256)) * 40
FILL = f"""
import django; django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from diwan.core import clock
from diwan.audit.actions import record
from diwan.mailroom import actions
from diwan.people.models import Person
amina = Person.objects.create(email="amina@example.org", name="أمينة", time_zone="Africa/Tunis")
for n in range(45):
    actions.receive({RAW!r} + bytes([n]), recipients=["a@example.org", "b@example.org"],
        envelope_from="x@example.net", channel="smtp", received_at=clock.now())
    record("consolidate", by=amina, on=amina, details={{"z": n, "a": [1.5, None, "é"]}})
default_storage.save("letters/pièce.pdf", ContentFile({RAW!r}))
"""
KEPT = """
import django; django.setup()
from diwan.audit.models import Entry
from diwan.mailroom import actions
from diwan.mailroom.models import Letter, RawLetter
from diwan.people.models import Person
assert bytes(RawLetter.objects.order_by("letter").first().content) == RAW + bytes([0])
assert Person.objects.get().name == "أمينة"
entries = Entry.objects.order_by("id")
assert entries.count() == 45
from diwan.audit.actions import first_broken
assert first_broken() is None
last = Letter.objects.order_by("id").last().pk
assert Letter.objects.create(channel="smtp", recipient="n@example.org", received_at=entries[0].at).pk > last
print("kept")
"""


def run(home: Path, *words: str, url: str = "", code: str = "") -> subprocess.CompletedProcess[str]:
    """A command of ``diwan``, or a piece of Python, in the site at ``home``."""
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DIWAN_", "DATABASE_URL"))
    }
    env |= {"DIWAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "diwan.project.settings.base"}
    env |= {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"} | ({"DATABASE_URL": url} if url else {})
    command = ["-c", code] if code else ["-m", "diwan.project.cli", *words]
    return subprocess.run(
        [sys.executable, *command],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site on SQLite with letters, a log and a file."""
    home = tmp_path_factory.mktemp("site")
    assert run(home, "setup").returncode == 0
    filled = run(home, code=FILL)
    assert filled.returncode == 0, filled.stderr
    return home


@pytest.fixture(scope="module")
def made(site):
    """Its backup."""
    path = site / "site.diwan"
    done = run(site, "backup", str(path))
    assert done.returncode == 0, done.stderr
    assert "whoever has the file can read everything" in done.stdout
    return path


@pytest.fixture(scope="module")
def restored(made, tmp_path_factory):
    """Another home, filled from the backup."""
    home = tmp_path_factory.mktemp("homes") / "restored"
    done = run(home, "restore", str(made))
    assert done.returncode == 0, done.stderr
    assert "all the same" in done.stdout
    return home


def manifest(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        said: dict[str, Any] = json.loads(archive.read(MANIFEST))
    return said


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


def test_a_backup_that_was_changed_is_refused_and_leaves_no_rows(made, tmp_path):
    with zipfile.ZipFile(made) as archive:
        lines = archive.read(table_path("mailroom.letter"))
    bad = changed(
        made,
        tmp_path / "bad.diwan",
        member=table_path("mailroom.letter"),
        content=lines.replace(b"a@example.org", b"c@example.org", 1),
    )
    refused = run(tmp_path / "home", "restore", str(bad))
    assert refused.returncode == 2
    assert "damaged: mailroom.letter" in refused.stderr
    left = run(
        tmp_path / "home",
        code="import django; django.setup()\n"
        "from diwan.mailroom.models import Letter; print(Letter.objects.count())",
    )
    assert left.stdout == "0\n"


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


@pytest.fixture
def server(db):
    """Makes a new, empty database on the PostgreSQL server of the tests: its address."""
    if connection.vendor != "postgresql":
        pytest.skip("runs with the tests on PostgreSQL, between the two")
    given = connection.settings_dict
    name = f"restored_{uuid4().hex[:8]}"
    plain = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"]}
    plain = {key: value for key, value in plain.items() if value}
    if given["PASSWORD"]:
        plain["password"] = given["PASSWORD"]
    with psycopg.connect(dbname="postgres", autocommit=True, **plain) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield _url(given, name)
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _url(given: dict[str, Any], name: str) -> str:
    who = given["USER"] + (f":{given['PASSWORD']}" if given["PASSWORD"] else "")
    host = str(given["HOST"])
    if host.startswith("/"):
        return f"postgresql://{who}@/{name}?host={host}&port={given['PORT'] or 5432}"
    return f"postgresql://{who}@{host}:{given['PORT'] or 5432}/{name}"


def test_a_backup_moves_a_site_from_one_database_to_the_other_and_back(made, tmp_path, server):
    there = run(tmp_path / "there", "restore", str(made), url=server)
    assert there.returncode == 0, there.stderr
    kept = run(tmp_path / "there", code=f"RAW = {RAW!r}\n{KEPT}", url=server)
    assert kept.stdout == "kept\n", kept.stderr
    run(tmp_path / "there", "backup", str(tmp_path / "there.diwan"), url=server)
    back = run(tmp_path / "back", "restore", str(tmp_path / "there.diwan"))
    assert back.returncode == 0, back.stderr
    before, after = manifest(made)["tables"], manifest(tmp_path / "there.diwan")["tables"]
    assert after["audit.entry"] == before["audit.entry"]
    assert after["mailroom.rawletter"] == before["mailroom.rawletter"]
    assert after["mailroom.letter"]["rows"] == before["mailroom.letter"]["rows"] + 1
