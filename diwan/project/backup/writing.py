"""Write a backup while the site runs."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

import diwan
from diwan.core import clock
from diwan.core.errors import Refusal

from . import keys
from .manifest import FILES, FORMAT, MANIFEST, SECRET, table_path
from .snapshot import snapshot
from .tables import lines, name_of, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .tables import Model

_BLOCK = 1024 * 1024


def write(
    path: Path,
    *,
    recipients: Sequence[str] = (),
    progress: Callable[[str, int, int], None] = lambda _what, _done, _of: None,
) -> dict[str, Any]:
    """Write the whole site into the file at ``path``; returns what the manifest says.

    All rows are of one moment; files are copied after it, so that each a row names is there.
    The file appears whole or not at all, readable by its owner alone.

    Args:
        recipients: public keys; with any, only their private keys open the backup.
        progress: is told (name of a table or ``files``, done, of all).

    Raises:
        Refusal: there is a file already, it cannot be written, or a key is none.
    """
    for each in recipients:
        keys.recipient(each)
    with _appearing(path) as place, _plain(place, is_locked=bool(recipients)) as inner:
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            manifest = _fill(archive, progress)
        if recipients:
            inner.seek(0)
            with place.open("wb") as outer:
                keys.lock(inner, outer, recipients)
    return manifest


@contextmanager
def _appearing(path: Path) -> Iterator[Path]:
    """A file beside, which becomes ``path`` when all went well."""
    if path.exists():
        raise Refusal(
            _("There is a file %(file)s already; a backup is never replaced. Name another file.")
            % {"file": path}
        )
    place = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        place.touch(0o600, exist_ok=False)
    except OSError:
        raise Refusal(
            _("The file %(file)s cannot be written. Name another folder.") % {"file": path}
        ) from None
    try:
        yield place
        os.link(place, path)  # never over a file that came meanwhile
    except FileExistsError:
        raise Refusal(_("There is a file %(file)s by now.") % {"file": path}) from None
    except OSError as error:
        raise Refusal(
            _("The backup could not be written (%(why)s). Make room, or name another folder.")
            % {"why": error.strerror}
        ) from None
    finally:
        place.unlink(missing_ok=True)


@contextmanager
def _plain(place: Path, *, is_locked: bool) -> Iterator[BinaryIO]:
    """Where the readable ZIP goes: the file itself, or one beside that nobody else can open."""
    if not is_locked:
        with place.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        return
    aside = place.with_name(f"{place.name}.plain")
    with os.fdopen(os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        aside.unlink()  # it has no name any more, and goes with this process
        yield file


def _fill(archive: zipfile.ZipFile, progress: Callable[[str, int, int], None]) -> dict[str, Any]:
    models = tables(apps)
    with snapshot():
        manifest: dict[str, Any] = {
            "format": FORMAT,
            "made_at": clock.now().isoformat(),
            "diwan": diwan.__version__,
            "database": connection.vendor,
            "migrations": sorted(map(list, MigrationRecorder(connection).applied_migrations())),
            "tables": {},
            "files": {},
        }
        for number, model in enumerate(models):
            progress(name_of(model), number, len(models))
            manifest["tables"][name_of(model)] = _write_table(archive, model)
        # inside: a file that is erased meanwhile is gone here too, one that comes is no harm
        found = sorted(_files())
        for number, (name, path) in enumerate(found):
            progress("files", number, len(found))
            with path.open("rb") as source:
                manifest["files"][name] = _write(archive, FILES + name, _blocks(source))
    archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return manifest


def _write_table(archive: zipfile.ZipFile, model: Model) -> dict[str, Any]:
    count = 0

    def counted() -> Iterator[bytes]:
        nonlocal count
        for line in lines(model):
            count += 1
            yield line

    written = _write(archive, table_path(name_of(model)), counted())
    return {"rows": count, "sha256": written["sha256"]}


def _write(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> dict[str, Any]:
    sha256, size = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as member:
        for piece in pieces:
            sha256.update(piece)
            size += len(piece)
            member.write(piece)
    return {"size": size, "sha256": sha256.hexdigest()}


def _blocks(source: BinaryIO) -> Iterator[bytes]:
    while piece := source.read(_BLOCK):
        yield piece


def _files() -> Iterator[tuple[str, Path]]:
    """What lies beside the database: uploads, and the secret that signs links and addresses."""
    root = Path(settings.MEDIA_ROOT)
    for path in root.rglob("*"):
        if path.is_file() and not path.is_symlink():
            yield f"media/{path.relative_to(root).as_posix()}", path
    secret = Path(settings.DIWAN_HOME) / SECRET
    if secret.is_file():
        yield SECRET, secret
