"""Open a backup, and believe nothing in it that its hashes do not prove."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from diwan.core.errors import Refusal

from . import keys
from .manifest import FILES, FORMAT, MANIFEST, SECRET, table_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BLOCK = 1024 * 1024
_BROKEN = (OSError, EOFError, zipfile.BadZipFile, ValueError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class Backup:
    """An open backup; ``tables`` holds (rows, SHA-256) by name, ``files`` SHA-256 by path."""

    archive: zipfile.ZipFile
    migrations: tuple[tuple[str, str], ...]
    tables: dict[str, tuple[int, str]]
    files: dict[str, str]
    made_at: str

    def lines(self, table: str) -> Iterator[bytes]:
        with self.archive.open(table_path(table)) as member:
            yield from member

    def extract(self, name: str, target: Path) -> None:
        """Raises:
        Refusal: the file is not what was backed up.
        """
        sha256 = hashlib.sha256()
        target.parent.mkdir(parents=True, exist_ok=True)
        with self.archive.open(FILES + name) as member, target.open("wb") as file:
            while piece := member.read(_BLOCK):
                sha256.update(piece)
                file.write(piece)
        if sha256.hexdigest() != self.files[name]:
            raise damaged(name)


@contextmanager
def opened(path: Path, key: Path | None = None) -> Iterator[Backup]:
    """Raises:
    Refusal: no backup, damaged, or locked and the key is missing or another one.
    """
    try:
        source = path.open("rb")
    except OSError:
        raise Refusal(
            _("The file %(file)s cannot be read. Check the name and the folder.") % {"file": path}
        ) from None
    with source, tempfile.TemporaryFile() as plain:
        is_locked = source.read(len(keys.AGE)) == keys.AGE
        source.seek(0)
        if is_locked and key is None:
            raise Refusal(_("This backup is locked; name the file of its key with --key."))
        if is_locked and key is not None:
            keys.unlock(source, plain, key)
        try:
            archive = zipfile.ZipFile(plain if is_locked else source)
            backup = _backup(archive, json.loads(archive.read(MANIFEST)))
        except _BROKEN:
            raise Refusal(
                _("%(file)s is no backup of Diwan, or is not whole. Use another copy.")
                % {"file": path}
            ) from None
        try:
            yield backup
        except (zipfile.BadZipFile, EOFError, KeyError):
            raise damaged(path.name) from None


def _backup(archive: zipfile.ZipFile, said: dict[str, Any]) -> Backup:
    if said["format"] != FORMAT:
        raise ValueError(said["format"])
    files = {name: str(each["sha256"]) for name, each in said["files"].items()}
    if not all(map(_is_safe, files)):
        raise ValueError("a file would be written outside of its folder")
    return Backup(
        archive=archive,
        migrations=tuple((str(app), str(name)) for app, name in said["migrations"]),
        tables={
            str(name): (int(each["rows"]), str(each["sha256"]))
            for name, each in said["tables"].items()
        },
        files=files,
        made_at=str(said["made_at"]),
    )


def _is_safe(name: str) -> bool:
    path = PurePosixPath(name)
    is_ours = name == SECRET or (path.parts[:1] == ("media",) and len(path.parts) > 1)
    return is_ours and ".." not in path.parts and "\\" not in name and "\0" not in name


def damaged(name: str) -> Refusal:
    return Refusal(
        _("The backup is damaged: %(name)s is not what was written. Use another copy.")
        % {"name": name}
    )
