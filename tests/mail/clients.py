"""Mail programs as people use them: swaks and mutt to send, IMAP to read."""

from __future__ import annotations

import imaplib
import subprocess
import time
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import TYPE_CHECKING, TypeVar

from diwan.mailroom.tests.proofs import SERVER

from .servers import PASSWORD, program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")
_PATIENCE_SECONDS = 30


def eventually(look: Callable[[], T], what: str) -> T:
    """What ``look`` sees as soon as it sees anything."""
    last_moment = time.monotonic() + _PATIENCE_SECONDS
    while not (seen := look()):
        assert time.monotonic() < last_moment, f"There is still no {what}."
        time.sleep(0.2)
    return seen


def letter(subject: str, text: str, **headers: str) -> EmailMessage:
    """A letter as a good program makes it; header names are written with underscores."""
    made = EmailMessage()
    made["Subject"] = subject
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


@dataclass(frozen=True)
class Clients:
    """Programs that speak with the mail server at ``smtp`` and the mailboxes at ``imap``."""

    home: Path
    smtp: int
    imap: int

    def swaks(
        self, message: EmailMessage, *, sender: str, to: str, server: str | None = SERVER
    ) -> str:
        """Send ``message`` as a mail server in the world does; returns what both sides said.

        Args:
            to: one address or several, with commas.
            server: its network address (Postfix is told so by XCLIENT); None: this machine.
        """
        for name, value in (("From", sender), ("To", to)):
            if name not in message:
                message[name] = value
        there = ["--server", f"127.0.0.1:{self.smtp}", "--from", sender, "--to", to]
        here = ["--xclient-addr", server, "--xclient-name", "[UNAVAILABLE]"] if server else []
        return subprocess.run(
            ["swaks", *there, *here, "--data", "-"],
            input=message.as_string(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        ).stdout

    def mutt(self, subject: str, text: str, *, sender: str, to: str, file: Path) -> None:
        """Send a letter with a file, typed by somebody whose mutt knows only the server."""
        settings = self.home / "muttrc"
        settings.write_text(
            f'set from="{sender}" use_from=yes realname="Dora" charset=utf-8 copy=no\n'
            f'set smtp_url="smtp://127.0.0.1:{self.smtp}/" ssl_starttls=no ssl_force_tls=no\n'
        )
        command = ["mutt", "-n", "-F", str(settings), "-s", subject, "-a", str(file), "--", to]
        environment = {"HOME": str(self.home), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
        subprocess.run(command, input=text, encoding="utf-8", env=environment, check=True)

    def flush(self) -> None:
        """Have Postfix try again at once what it keeps."""
        subprocess.run([program("postqueue"), "-c", str(self.home / "postfix"), "-f"], check=True)

    def mailbox(self, user: str) -> list[bytes]:
        """The letters in the inbox of ``user`` as they came, oldest first, read over IMAP."""
        with imaplib.IMAP4("127.0.0.1", self.imap, timeout=10) as client:
            client.login(user, PASSWORD)
            client.select("INBOX", readonly=True)
            parts = client.uid("fetch", "1:*", "(BODY.PEEK[])")[1]
        return [part[1] for part in parts if isinstance(part, tuple)]

    def answers(self, user: str, message_id: str) -> list[EmailMessage]:
        """The letters to ``user`` that answer the one with ``message_id``."""
        letters = (
            message_from_bytes(raw, EmailMessage, policy=default) for raw in self.mailbox(user)
        )
        return [each for each in letters if each["In-Reply-To"] == message_id]
