"""The trials on one database, in a process of their own; prints what was found as JSON."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from diwan.discussions.models import Discussion  # noqa: E402
from diwan.discussions.tests.factories import make_discussion  # noqa: E402
from diwan.mailroom.models import Letter, RawLetter  # noqa: E402
from diwan.project.supervisor import own_command  # noqa: E402

from . import pressure  # noqa: E402
from .trial import Ground, Plan, under_fire  # noqa: E402


def main(letters: int, kills: int) -> None:
    home = Path(settings.DIWAN_HOME)
    (home / "disk").mkdir()
    full = _on_a_full_disk(home)
    if full is None:
        _prepare()
    ground = _ground(home)
    try:
        ground.start()
        fire = under_fire(ground, Plan(letters, kills))
        address = settings.DATABASES["default"]["NAME"]
        if connection.vendor == "postgresql":
            address = os.environ["DATABASE_URL"]
        locked = pressure.locked(ground.sender, str(address), number=letters)
    finally:
        ground.end()
        connection.close()
    print(json.dumps({"full": full, "fire": asdict(fire), "locked": locked}))


def _prepare() -> None:
    subprocess.run(own_command("setup"), check=True, stdout=sys.stderr)
    make_discussion("faults")


def _ground(home: Path) -> Ground:
    to = Discussion.objects.get(slug="faults").mail_address
    return Ground.of(home, dict(os.environ), own_command(), to)


def _on_a_full_disk(home: Path) -> dict[str, int] | None:
    """Try it, and leave the prepared database on the large disk; None when it is not allowed."""
    place, kept = home / "disk", home / "kept"
    try:
        with pressure.small_disk(place):
            if connection.vendor == "postgresql":
                _prepare()
                with pressure.raw_letters_on(
                    place, Path(settings.DATABASES["default"]["HOST"]).owner()
                ):
                    return _full(home, place)
            _prepare()
            found = _full(home, place)
            connection.close()
            shutil.copytree(place, kept)
    except PermissionError:
        return None
    shutil.copytree(kept, place, dirs_exist_ok=True)
    return found


def _full(home: Path, place: Path) -> dict[str, int]:
    ground = _ground(home)
    ground.door.start()
    try:
        ground.door.wait()
        return pressure.full_disk(ground.sender, place, number=999_999)
    finally:
        ground.end()
        RawLetter.objects.all().delete()
        Letter.objects.all().delete()


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
