"""Letters out of a folder: a Maildir, or files that each hold one letter (.eml)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from diwan.core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

#: flags of a Maildir's file names: draft, and trashed
_NOT_SENT = frozenset("DT")


class Folder:
    """The letters of a folder, found whole; each is read when its turn comes."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files

    def __len__(self) -> int:
        return len(self._files)

    def __iter__(self) -> Iterator[bytes]:
        for file in self._files:
            yield file.read_bytes()


def open_folder(path: Path) -> Folder:
    """The letters of the folder at ``path``, in the order of the files' names.

    Of a Maildir, what is in ``cur`` and ``new``, but no drafts and nothing thrown away.

    Raises:
        Refusal: there are none, one cannot be read, is empty, or is larger than
            ``DIWAN_MAIL_MAX_BYTES``; names the file and says what to do.
    """
    try:
        files = _files(path)
        for file in files:
            _refuse_unusable(file)
    except OSError as error:
        raise Refusal(
            _(
                "The file %(file)s may not be read. "
                "Give the account that runs Diwan the right to read it."
            )
            % {"file": error.filename or path}
        ) from None
    if not files:
        raise Refusal(
            _(
                "%(file)s is a folder without letters. Name a mailbox file (mbox), a Maildir "
                "(with the folders cur and new), or a folder of .eml files."
            )
            % {"file": path}
        )
    return Folder(files)


def _files(path: Path) -> list[Path]:
    if (path / "cur").is_dir() or (path / "new").is_dir():
        found = [file for name in ("cur", "new") for file in _inside(path / name)]
        return sorted((file for file in found if not _is_unsent(file)), key=lambda file: file.name)
    return [file for file in _inside(path) if file.suffix.lower() == ".eml"]


def _inside(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    found = (file for file in folder.iterdir() if not file.name.startswith("."))
    return sorted(file for file in found if file.is_file())


def _is_unsent(file: Path) -> bool:
    flags = file.name.partition(":2,")[2]
    return bool(_NOT_SENT & set(flags))


def _refuse_unusable(file: Path) -> None:
    size, most = file.stat().st_size, settings.DIWAN_MAIL_MAX_BYTES
    with file.open("rb") as opened:
        is_empty = not opened.read(1000).strip()
    if is_empty:
        raise Refusal(
            _("The file %(file)s is empty. Copy the mailbox again, then try once more.")
            % {"file": file}
        )
    if size > most:
        raise Refusal(
            _(
                "%(file)s has %(size)s bytes; at most %(most)s are taken. Take it out of the "
                "folder, or raise DIWAN_MAIL_MAX_BYTES, and import again. Nothing was imported."
            )
            % {
                "file": file,
                "size": number_format(size, force_grouping=True),
                "most": number_format(most, force_grouping=True),
            }
        )
