"""Write files into a folder all together or not at all; what else lies there stays."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from diwan.core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@contextmanager
def written_together(folder: Path, names: Sequence[str]) -> Iterator[Path]:
    """A place beside to write to; its files move into ``folder`` when all went well.

    Args:
        names: what may be written; a file of these names that was not written this time is
            removed, so that nothing of an earlier run stands beside.

    Raises:
        Refusal: ``folder`` cannot be made or written to.
    """
    is_new = not folder.exists()
    place = _beside(folder)
    try:
        yield place
        _move(place, folder, names)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        if is_new:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    place.rmdir()


def _beside(folder: Path) -> Path:
    """In the folder itself, so that moving is renaming."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return folder.__class__(tempfile.mkdtemp(prefix=".diwan-", dir=folder))
    except (FileExistsError, NotADirectoryError):
        sentence = _("%(folder)s is a file, not a folder; name another folder with --out.")
    except OSError:
        sentence = _(
            "%(folder)s cannot be written to: give your account the permission, or name another "
            "folder with --out."
        )
    raise Refusal(sentence % {"folder": folder})


def _move(place: Path, folder: Path, names: Sequence[str]) -> None:
    for name in names:
        if (place / name).exists():
            (place / name).replace(folder / name)
        else:
            (folder / name).unlink(missing_ok=True)
