"""`diwan consolidate`, `diwan discussion consolidate`, `diwan reply`: drafts of the reply."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.core.errors import Refusal
from diwan.core.sweeping import swept_seldom
from diwan.discussions import commands as discussions
from diwan.discussions import consolidation
from diwan.discussions.actions import replying
from diwan.discussions.calls import read_call
from diwan.discussions.reply import exported, exporting, forms, rendering
from diwan.discussions.reply.building import build
from diwan.discussions.words import ReplyStep
from diwan.project import outfolder, preparation, press
from diwan.project.progress import Progress
from diwan.project.tables import make_tables
from diwan.vocabularies.actions import load_vocabularies

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from diwan.discussions.consolidation import Drafted
    from diwan.project.commands import Say
    from diwan.project.press import Press


class _Steps(Progress):
    """Names the steps of a draft."""

    def __call__(self, step: str, done: int, total: int) -> None:
        self.say(str(consolidation.STEPS.get(step) or ReplyStep(step).label), done, total)


def consolidate(options: Namespace, say: Say) -> int:
    """A draft of the reply from a call and a mailbox, in a database that is thrown away."""
    read_call(options.call)  # what is wrong with it is said before anything is prepared
    _refuse_missing(options.mailbox)
    progress = _Steps()
    try:
        with (
            swept_seldom(),
            outfolder.written_together(options.out, exporting.NAMES) as place,
            press.started() as printer,
        ):
            progress.say(_("Preparing the database"))
            _prepare_database(keep=options.keep)
            began = time.monotonic()
            drafted = consolidation.from_mailbox(
                options.call,
                options.mailbox,
                attribution=options.attribution,
                made_on=options.date,
                progress=progress,
            )
            progress.say(_("Writing the files"))
            trouble = _write(place, drafted, options.lang, printer, began)
    finally:
        progress.end()
        preparation.close_database()
    if trouble:
        sys.stderr.write(f"{trouble}\n")
    say(_("The draft is in %(folder)s; nobody has moderated it.") % {"folder": options.out})
    team = ", ".join(exporting.FOR_THE_TEAM)
    say(_("For the facilitation team only: %(files)s") % {"files": team})
    if options.keep:
        say(_("The database stays: DIWAN_HOME=%(home)s") % {"home": settings.DIWAN_HOME})
    return 0


def _prepare_database(*, keep: bool) -> None:
    """A new one; one that is kept notes its migrations, so that later ones can follow."""
    if keep:
        call_command("migrate", interactive=False, verbosity=0)
    else:
        make_tables()
    load_vocabularies()


def _refuse_missing(path: Path) -> None:
    """Say so before the database is prepared; what else may be wrong is said when it is read."""
    if not path.exists():
        raise Refusal(
            _("There is no file %(file)s. Check the name and the folder.") % {"file": path}
        )


def _write(
    place: Path, drafted: Drafted, language: str | None, printer: Press, began: float
) -> str:
    """Every file, the report last; returns why there is no paper, or nothing."""
    discussion, trouble = drafted.reply.discussion, ""
    language = language or discussion.languages[0]
    document = build(drafted.reply, language)
    paper = printer.begin(document)
    files = {name: _kept(place / name, content) for name, content in forms.drawn(document)}
    with translation.override(language):
        _write_for_team(place / exporting.PASSAGES, exporting.passages(discussion))
    try:
        files[forms.PAPER] = _kept(place / forms.PAPER, paper())
    except Refusal as refusal:
        trouble = str(refusal)
    _kept(place / forms.DATA, rendering.as_json(document, files).encode())
    with translation.override(language):
        seconds = time.monotonic() - began
        report = exporting.report(discussion, letters=drafted.letters, seconds=seconds)
        _write_for_team(place / exporting.REPORT, report)
    return trouble


def _kept(path: Path, content: bytes) -> str:
    """Write a file; returns its hexadecimal SHA-256."""
    path.write_bytes(content)
    return sha256(content).hexdigest()


def _write_for_team(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)


def consolidate_discussion(options: Namespace, say: Say) -> int:
    """A new draft for a discussion of this site."""
    discussion = discussions.find(options.slug)
    progress = _Steps()
    try:
        reply = replying.consolidate(discussion, by=None, progress=progress)
    finally:
        progress.end()
    said = ngettext("%(n)s statement", "%(n)s statements", reply.statements.count())
    say(
        _("Version %(version)s of the reply is drafted: %(statements)s. Read it at %(address)s")
        % {
            "version": reply.number,
            "statements": said % {"n": reply.statements.count()},
            "address": preparation.absolute(
                reverse("discussions:consolidated", args=[discussion.slug, reply.number])
            ),
        }
    )
    return 0


def verify(options: Namespace, say: Say) -> int:
    """Check an exported reply; exit status 1 when something is wrong."""
    findings = exported.verify(options.folder)
    wrong = [each for each in findings if not each.passed]
    if options.json:
        say(json.dumps([asdict(each) for each in findings], ensure_ascii=False, indent=1))
        return 1 if wrong else 0
    for name in dict.fromkeys(each.check for each in findings):
        passed = [each.passed for each in findings if each.check == name]
        say(f"{name:<12} {sum(passed):>6} / {len(passed)}")
    for each in wrong:
        where = _("statement %(number)s") % {"number": each.statement} if each.statement else "–"
        say(f"{each.check}: {where}: {' · '.join(each.words)[:300]}")
    return 1 if wrong else 0
