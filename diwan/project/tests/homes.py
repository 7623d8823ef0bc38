"""Sites in folders of their own, run by real commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

from diwan.project.backup.manifest import MANIFEST

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


def manifest(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        said: dict[str, Any] = json.loads(archive.read(MANIFEST))
    return said
