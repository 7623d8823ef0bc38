"""Write files into a folder, or a whole folder, all together or not at all."""

from __future__ import annotations

import secrets
import shutil
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from diwan.core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
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
    # in the folder itself, so that moving is renaming; named first, so that it can always go
    place = folder / f".diwan-{secrets.token_hex(8)}"
    try:
        _make(place, folder)
        yield place
        _move(place, folder, names)
    except BaseException:
        shutil.rmtree(folder if is_new else place, ignore_errors=True)
        raise
    place.rmdir()


def _make(place: Path, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place.mkdir(mode=0o700)
    except (FileExistsError, NotADirectoryError):
        sentence = _("%(folder)s is a file, not a folder; name another folder with --out.")
    except OSError:
        sentence = _(
            "%(folder)s cannot be written to: give your account the permission, or name another "
            "folder with --out."
        )
    else:
        return
    raise Refusal(sentence % {"folder": folder})


def _move(place: Path, folder: Path, names: Sequence[str]) -> None:
    for name in names:
        if (place / name).exists():
            (place / name).replace(folder / name)
        else:
            (folder / name).unlink(missing_ok=True)


@contextmanager
def replaced(folder: Path, *, is_ours: Callable[[Path], bool]) -> Iterator[Path]:
    """A new folder beside ``folder``, which takes its place whole when all went well.

    Args:
        is_ours: whether a folder that is not empty is one of ours, and so may be replaced.

    Raises:
        Refusal: ``folder`` cannot be made, or holds something else.
    """
    folder = folder.absolute()
    _refuse_foreign(folder, is_ours)
    place = _new_beside(folder)
    try:
        yield place
        _swap(place, folder)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _refuse_foreign(folder: Path, is_ours: Callable[[Path], bool]) -> None:
    try:
        is_taken = folder.is_dir() and any(folder.iterdir()) and not is_ours(folder)
    except OSError:
        raise _refused(folder) from None
    if is_taken:
        raise Refusal(
            _("%(folder)s holds other files; name a new or an empty folder with --out.")
            % {"folder": folder}
        )
    if folder.exists() and not folder.is_dir():
        raise Refusal(_is_a_file() % {"folder": folder})


def _new_beside(folder: Path) -> Path:
    """In the same folder as ``folder``, so that moving is renaming; readable as others are."""
    place = folder.with_name(f".{folder.name}.diwan-{uuid.uuid4().hex[:8]}")
    try:
        place.mkdir(parents=True)
    except (FileExistsError, NotADirectoryError):
        raise Refusal(_is_a_file() % {"folder": folder.parent}) from None
    except OSError:
        raise _refused(folder.parent) from None
    return place


def _swap(place: Path, folder: Path) -> None:
    """``place`` becomes ``folder``; what stood there goes only afterwards, or comes back."""
    if not folder.exists():
        place.rename(folder)
        return
    before = folder.with_name(f"{place.name}.before")
    try:
        folder.rename(before)
    except OSError:
        raise _refused(folder) from None
    try:
        place.rename(folder)
    except BaseException:
        before.rename(folder)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _is_a_file() -> str:
    return _("%(folder)s is a file, not a folder; name another folder with --out.")


def _refused(folder: Path) -> Refusal:
    return Refusal(
        _(
            "%(folder)s cannot be written to: give your account the permission, or name another "
            "folder with --out."
        )
        % {"folder": folder}
    )
