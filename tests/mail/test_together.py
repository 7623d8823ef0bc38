"""A real door that is killed again and again while several servers bring letters at once."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

from bench.mail_faults.sending import Sender, marker
from diwan.mailroom.reading import read
from tests.ports import free_port

from .servers import Program

if TYPE_CHECKING:
    from pathlib import Path

#: the tables the door writes to; its own boxes need no others
_TABLES = """
import django; django.setup()
from django.core.management import call_command
for room in ("mailroom", "django_tasks_database"):
    call_command("migrate", room, verbosity=0)
"""
_DOOR = """
import django; django.setup()
from diwan.mailroom import listener
listener.serve()
"""
LETTERS = 200


def test_whatever_was_acknowledged_is_stored_once(tmp_path: Path):
    port = free_port()
    environment = os.environ | {
        "DIWAN_HOME": str(tmp_path),
        "DATABASE_URL": "",
        "DIWAN_SECRET_KEY": "x" * 50,
        "DIWAN_MAIL_LISTEN": f"127.0.0.1:{port}",
        "DIWAN_MAIL_PROTOCOL": "lmtp",
        "DJANGO_SETTINGS_MODULE": "diwan.project.settings.base",
    }
    subprocess.run([sys.executable, "-c", _TABLES], env=environment, check=True)
    door = Program("door", tmp_path, [sys.executable, "-c", _DOOR], port, environment)
    chance, kills = random.Random(5), 0  # noqa: S311 - moments of death are no secret
    sender = Sender(port, "help@diwan.localhost")
    door.start()
    try:
        door.wait()
        threads = sender.send_all(range(LETTERS))
        while any(thread.is_alive() for thread in threads):
            time.sleep(chance.uniform(0.05, 0.3))
            if kills < 4:
                door.kill()
                kills += 1
                door.start()
                door.wait()
        for thread in threads:
            thread.join()
    finally:
        door.kill()
    assert kills == 4
    assert sorted(sender.acknowledged) == list(range(LETTERS))
    with closing(sqlite3.connect(tmp_path / "diwan.sqlite3")) as database:
        raws = database.execute("SELECT content FROM mailroom_rawletter").fetchall()
        tasks = database.execute(
            "SELECT count(*) FROM django_tasks_database_dbtaskresult"
        ).fetchone()
    stored = Counter(read(bytes(raw)).message_id for (raw,) in raws)
    assert stored == {f"{marker(number)}@example.org": 1 for number in range(LETTERS)}
    assert tasks == (LETTERS,), "each has its task, in its own commit"
