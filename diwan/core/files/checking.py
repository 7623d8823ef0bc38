"""What a file really is, and whether it may be shown."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

import puremagic
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from . import pdf, points
from .stripping import BROKEN, TooMuchError, is_listed_in_measure, without_metadata

#: What may be shown, by what the content is (not by what the name says).
ALLOWED = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "text/plain": ".txt",
    "application/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
}
_OFFICE = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx"}
#: how archives begin, which are never opened here
_ARCHIVES: tuple[bytes, ...] = (
    *(b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07"),
    *(b"\x1f\x8b", b"\x1f\x9d", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"),
    b"MSCF",
)
#: more points than this fill a reader's memory: 4 bytes each
_MOST_POINTS = 100_000_000
_BY_SUFFIX = {suffix: kind for kind, suffix in ALLOWED.items()}
#: parts of an office file that act when it is opened
_ACTIVE_PARTS = re.compile(r"vbaproject|^basic/|(?:^|/)activex/|oleobject\d*\.bin$")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file with its real type; ``refused`` is a sentence when it may not be shown."""

    name: str
    content: bytes
    content_type: str
    suffix: str
    refused: str = ""


def check_file(name: str, content: bytes) -> Checked:
    """Sniff the type and say whether the file may be kept for showing.

    What is kept does not say who made it, where and when (P-14).
    """
    name = clean_name(name)
    kind = sniff(content)
    refused = _why_refused(content, kind)
    kept = b""
    if not refused:
        try:
            kept = without_metadata(content, kind)
        except TooMuchError:
            refused = _(
                "The file would unpack to far more than it should; save it anew and send it again."
            )
        except ValueError:
            refused = _not_taken()
    return Checked(
        name=name,
        content=kept,
        content_type=kind or "application/octet-stream",
        suffix=ALLOWED.get(kind, ".bin"),
        refused=refused,
    )


def clean_name(name: str) -> str:
    """The last part of a file name, without control characters, at most 120 long."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    return shown[-120:] or "file"


def sniff(content: bytes) -> str:
    """The media type that the bytes themselves show, or an empty string."""
    if content[:4] == b"PK\x03\x04":
        return _zipped(content)
    if content[:5] == b"{\\rtf":
        return "application/rtf"
    try:
        kind = puremagic.from_string(content[:4096], mime=True)
    except (puremagic.PureError, ValueError):
        kind = ""
    if kind in ALLOWED:
        return kind
    return "text/plain" if _is_text(content) else kind


def _zipped(content: bytes) -> str:
    if not is_listed_in_measure(content):
        return "application/zip"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
                return kind if kind in ALLOWED else "application/zip"
    except BROKEN:
        return "application/zip"
    if "[Content_Types].xml" in names:
        for folder, suffix in _OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return _BY_SUFFIX[suffix]
    return "application/zip"


def _is_text(content: bytes) -> bool:
    if b"\x00" in content or content.lstrip()[:1] == b"<":
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _why_refused(content: bytes, kind: str) -> str:
    limit: int = settings.DIWAN_ATTACHMENT_MAX_BYTES
    if not content:
        return _("The file is empty.")
    if len(content) > limit:
        return _("The file is larger than %(size)s; send a smaller one.") % {
            "size": filesizeformat(limit)
        }
    if kind not in ALLOWED:
        return _why_unopened() if _is_archive(content) else _not_taken()
    if points.count(content, kind) > _MOST_POINTS:
        return _("The picture has more points than can be shown safely; send a smaller one.")
    if _is_active(content, kind):
        return _("The file holds macros or scripts; send it without, for example as a plain PDF.")
    return ""


def _is_archive(content: bytes) -> bool:
    return content.startswith(_ARCHIVES) or content[257:262] == b"ustar"


def _why_unopened() -> str:
    return _("Archives are not opened here; send the files one by one.")


def _not_taken() -> str:
    return _("Files of this type are not taken; send a PDF, a text document or a picture.")


def _is_active(content: bytes, kind: str) -> bool:
    if kind == "application/pdf":
        return pdf.is_active(content)
    if ALLOWED[kind] in {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"}:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name.lower() for name in archive.namelist()]
        return any(_ACTIVE_PARTS.search(name) for name in names)
    return False
