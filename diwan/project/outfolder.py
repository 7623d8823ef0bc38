"""Write files into a folder, or a whole folder, all together or not at all."""

from __future__ import annotations

import secrets
import shutil
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
        raise _is_file(folder) from None
    except OSError:
        raise _is_closed(folder) from None


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
    folder = folder.resolve()
    _refuse_foreign(folder, is_ours)
    place = folder.with_name(f".{folder.name}.diwan-{secrets.token_hex(8)}")
    try:
        _make_beside(place)
        yield place
        _swap(place, folder)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _refuse_foreign(folder: Path, is_ours: Callable[[Path], bool]) -> None:
    try:
        entries = [*folder.iterdir()] if folder.exists() else []
    except NotADirectoryError:
        raise _is_file(folder) from None
    except OSError:
        raise _is_closed(folder) from None
    if entries and not is_ours(folder):
        raise Refusal(
            _("%(folder)s holds other files; name a new or an empty folder with --out.")
            % {"folder": folder}
        )


def _make_beside(place: Path) -> None:
    """In the same folder, so that moving is renaming; readable as other folders are."""
    try:
        place.mkdir(parents=True)
    except (FileExistsError, NotADirectoryError):
        raise _is_file(place.parent) from None
    except OSError:
        raise _is_closed(place.parent) from None


def _swap(place: Path, folder: Path) -> None:
    """``place`` becomes ``folder``; what stood there goes only afterwards, or comes back."""
    if not folder.exists():
        place.rename(folder)
        return
    before = folder.with_name(f"{place.name}.before")
    try:
        folder.rename(before)
    except OSError:
        raise _is_closed(folder) from None
    try:
        place.rename(folder)
    except BaseException:
        before.rename(folder)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _is_file(folder: Path) -> Refusal:
    sentence = _("%(folder)s is a file, not a folder; name another folder with --out.")
    return Refusal(sentence % {"folder": folder})


def _is_closed(folder: Path) -> Refusal:
    sentence = _(
        "%(folder)s cannot be written to: give your account the permission, or name another "
        "folder with --out."
    )
    return Refusal(sentence % {"folder": folder})
