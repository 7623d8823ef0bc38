"""`diwan backup`, `diwan restore`, `diwan backup-key`: a whole site in one file, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.people.actions import directory
from diwan.portal import actions as portal
from diwan.project import backup
from diwan.project.progress import Progress

if TYPE_CHECKING:
    from argparse import Namespace

    from diwan.project.commands import Say


def make_key(options: Namespace, say: Say) -> int:
    """The public key goes on a line of its own, to be copied."""
    public = backup.make_key(options.file)
    say(
        _(
            "The private key is in %(file)s. Keep it away from this machine: without it no backup"
            " made for it can be opened. Back up with --for and its public key:"
        )
        % {"file": options.file}
    )
    say(public)
    return 0


def write(options: Namespace, say: Say) -> int:
    progress = Progress()
    try:
        made = backup.write(options.file, recipients=options.recipients, progress=progress.say)
    finally:
        progress.end()
    rows = sum(each["rows"] for each in made["tables"].values())
    say(
        _("The backup is in %(file)s: %(what)s.")
        % {"file": options.file, "what": _what(rows, len(made["files"]))}
    )
    if not options.recipients:
        say(_("It is not locked: whoever has the file can read everything. Lock it with --for."))
    return 0


def restore(options: Namespace, say: Say) -> int:
    """Into the configured database, or with ``--dry-run`` into one that goes away again."""
    progress = Progress()
    try:
        with backup.opened(options.file, options.key) as found:
            backup.restore(found, progress=progress.say)
            what = _what(sum(rows for rows, _sha in found.tables.values()), len(found.files))
            made_at = found.made_at
    finally:
        progress.end()
    if options.is_homeless:
        say(
            _("Restored on trial and compared with the backup of %(when)s: %(what)s, all the same.")
            % {"when": made_at, "what": what}
        )
        return 0
    portal.reindex_all()
    directory.rebuild()
    say(
        _("Restored and compared with the backup of %(when)s: %(what)s, all the same.")
        % {"when": made_at, "what": what}
    )
    say(_("Everybody signs in anew. Start the site with: diwan run"))
    return 0


def _what(rows: int, files: int) -> str:
    return _("%(rows)s and %(files)s") % {
        "rows": ngettext("%(n)s row", "%(n)s rows", rows) % {"n": rows},
        "files": ngettext("%(n)s file", "%(n)s files", files) % {"n": files},
    }
