"""`diwan discussion archive`: a discussion as a folder that needs no server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.core.wording import HOUSE_LANGUAGES
from diwan.discussions import archive as archives
from diwan.discussions import commands as discussions
from diwan.project import outfolder
from diwan.project.progress import Progress

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from diwan.project.commands import Say


def archive(options: Namespace, say: Say) -> int:
    """Write every file beside, then put the folder in its place."""
    discussion = discussions.find(options.slug)
    languages = (options.layout[:2].lower(),) if options.layout else HOUSE_LANGUAGES
    day = options.date or archives.last_change(discussion, with_draft=options.with_draft)
    progress = Progress()
    count = 0
    try:
        with outfolder.replaced(options.out, is_ours=_is_archive) as place:
            for path, content in archives.files(
                discussion, languages=languages, day=day, with_draft=options.with_draft
            ):
                _write(place / path, content)
                count += 1
                progress.say(_("Writing the files"), count, 0)
    finally:
        progress.end()
    said = ngettext("%(n)s file", "%(n)s files", count) % {"n": count}
    say(
        _("The archive is in %(folder)s: %(files)s. Open %(page)s in a browser.")
        % {"folder": options.out, "files": said, "page": options.out / "index.html"}
    )
    return 0


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _is_archive(folder: Path) -> bool:
    """Whether an earlier archive lies there, and so may be replaced."""
    try:
        manifest = json.loads((folder / archives.MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("format") == archives.FORMAT
