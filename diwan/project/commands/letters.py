"""`diwan mail`: take letters from a server, a pipe or a mailbox."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.project import leash
from diwan.project.progress import Progress

if TYPE_CHECKING:
    from argparse import Namespace

    from diwan.project.commands import Say


def listen(options: Namespace, say: Say) -> int:
    """Take letters from a mail server until a signal comes."""
    from diwan.mailroom import listener

    leash.hold(options.leash)
    listener.serve()
    return 0


def deliver(options: Namespace, say: Say) -> int:
    """Take one letter from standard input, as a mail server's pipe gives it."""
    from diwan.mailroom import saying
    from diwan.mailroom.actions import pacing, receive

    raw = sys.stdin.buffer.read(settings.DIWAN_MAIL_MAX_BYTES + 1)
    if not raw.strip():
        raise Refusal(_("There is no letter on standard input. Pipe one letter into the command."))
    if len(raw) > settings.DIWAN_MAIL_MAX_BYTES:
        raise Refusal(
            _("The letter is larger than %(size)s bytes. Send it smaller, or raise %(setting)s.")
            % {"size": settings.DIWAN_MAIL_MAX_BYTES, "setting": "DIWAN_MAIL_MAX_BYTES"}
        )
    for address in options.to:
        _refuse_unknown(address)
    if pacing.is_over([options.sender, pacing.from_address(raw)], clock.now()):
        sys.stderr.write(saying.sender_too_fast() + "\n")
        return os.EX_TEMPFAIL
    receive(
        raw,
        recipients=options.to,
        envelope_from=options.sender,
        channel="pipe",
        received_at=clock.now(),
    )
    return 0


def _refuse_unknown(address: str) -> None:
    """Tell the sending server now, so that the writer hears of it; the listener does the same."""
    from diwan.mailroom.listener import is_taken, why_refused

    if not is_taken(address):
        raise Refusal(
            _("Nobody takes letters at %(address)s. Look for the address on the discussion’s page.")
            % {"address": address}
        )
    if why := why_refused(address):
        raise Refusal(why)


def fetch(options: Namespace, say: Say) -> int:
    """Take what waits in the hosted mailbox, until nothing does."""
    from diwan.mailroom.actions import fetching

    done = fetching.fetch_all(again=options.again)
    say(ngettext("%(n)s letter", "%(n)s letters", done.letters) % {"n": done.letters})
    if done.unknown:
        say(_("To addresses at which nobody takes letters: %(n)s") % {"n": done.unknown})
    if done.too_large:
        say(_("Too large, left in the mailbox: %(n)s") % {"n": done.too_large})
    return 0


def import_mailbox(options: Namespace, say: Say) -> int:
    """Take the letters of a mailbox and say what became of each."""
    from diwan.discussions import commands
    from diwan.discussions.consolidation import STEPS

    progress = Progress()
    try:
        report = commands.import_mailbox(
            options.mailbox,
            options.to,
            attribution=options.attribution,
            progress=lambda done, total: progress.say(str(STEPS["letters"]), done, total),
        )
    finally:
        progress.end()
    for line in report.lines():
        say(line)
    return 0


def dkim(options: Namespace, say: Say) -> int:
    """Print what the name server of the domain must say; make the key if there is none."""
    from diwan.mailroom import signing

    path = settings.DIWAN_DKIM_KEY_FILE
    try:
        if not path.exists():
            signing.make_key(path)
            say(_("A new key was made: %(file)s. Keep it secret.") % {"file": path})
        record = signing.record()
    except OSError as error:
        raise Refusal(
            _("The key file %(file)s cannot be used: %(why)s.")
            % {"file": path, "why": error.strerror or type(error).__name__}
        ) from None
    say(_("Letters are signed from now on. Enter this TXT record where your domain is managed:"))
    say(f"{record.name}. IN TXT ( {' '.join(_quoted(record.strings))} )")
    return 0


def _quoted(strings: list[str]) -> list[str]:
    return [f'"{each}"' for each in strings]
