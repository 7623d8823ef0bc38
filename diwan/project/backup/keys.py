"""Keys that lock a backup: the public one writes it, only the private one opens it again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

import pyrage
from django.utils.translation import gettext as _

from diwan.core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_COMMENT = "#"
AGE = b"age-encryption.org/v1"


def make_key(path: Path) -> str:
    """Write a new private key to ``path``, for its owner's eyes; returns the public one.

    Raises:
        Refusal: there is a file already, or it cannot be written.
    """
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refusal(
            _("There is a file %(file)s already; a key is never replaced. Name another file.")
            % {"file": path}
        ) from None
    except OSError:
        raise Refusal(
            _("The file %(file)s cannot be written. Name another folder.") % {"file": path}
        ) from None
    with os.fdopen(number, "w") as file:
        file.write(f"{_COMMENT} {public}\n{identity}\n")
    return public


def lock(source: BinaryIO, target: BinaryIO, recipients: Sequence[str]) -> None:
    """Raises:
    Refusal: a recipient is no public key.
    """
    pyrage.encrypt_io(source, target, [recipient(each) for each in recipients])


def recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise Refusal(
            _("“%(key)s” is no public key; it begins with age1. “diwan backup-key” makes one.")
            % {"key": text}
        ) from None


def unlock(source: BinaryIO, target: BinaryIO, key: Path) -> None:
    """Raises:
    Refusal: the key cannot be read, or does not open this backup.
    """
    try:
        pyrage.decrypt_io(source, target, [_identity(key)])
    except pyrage.DecryptError:
        raise Refusal(
            _(
                "The key in %(file)s does not open this backup, or the backup was changed or cut"
                " short. Use the key it was made for, or another copy."
            )
            % {"file": key}
        ) from None


def _identity(key: Path) -> pyrage.x25519.Identity:
    try:
        said = key.read_text(encoding="utf-8").splitlines()
        (line,) = (line.strip() for line in said if line.strip() and not line.startswith(_COMMENT))
        return pyrage.x25519.Identity.from_str(line)
    except (OSError, ValueError, pyrage.IdentityError):
        raise Refusal(
            _("There is no private key in %(file)s. Name the file that “diwan backup-key” made.")
            % {"file": key}
        ) from None
