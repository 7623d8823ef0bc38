"""Postfix and Dovecot of the system's packages, started anew in a folder, on loopback alone.

No letter can leave: what is not for Diwan's domain goes to Dovecot, whatever its domain.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

DOMAIN = "diwan.localhost"
PASSWORD = "secret"
ROOT = Path(__file__).resolve().parents[2]
_PAGE = ROOT / "docs" / "howto" / "behind-postfix.md"
_SBIN = Path("/usr/lib/postfix/sbin")
_NEEDED = ("postfix", "dovecot", "swaks", "mutt")
_PATIENCE_SECONDS = 40


def why_not() -> str:
    """What hinders the tests, as a sentence; empty when nothing does."""
    missing = [name for name in _NEEDED if not program(name)]
    loud = "THE TESTS AGAINST REAL MAIL SERVERS ARE SKIPPED"
    if missing:
        return (
            f"There is no {', '.join(missing)} here: {loud}. On Debian, as root: .ci/mail-servers"
        )
    return "" if os.getuid() == 0 else f"Postfix starts for root alone: {loud}."


def program(name: str) -> str:
    """Where the program is, also when the administrator's folders are not looked in."""
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") or ""


@dataclass
class Program:
    """One server process; what it says is kept in ``home/NAME.log``."""

    name: str
    home: Path
    command: list[str]
    port: int = 0
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.home / f"{self.name}.log"

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Wait until it answers on its port."""
        last_moment = time.monotonic() + _PATIENCE_SECONDS
        while self.port:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                is_dead = self.process is None or self.process.poll() is not None
                if is_dead or time.monotonic() > last_moment:
                    raise AssertionError(f"{self.name} does not start:\n{self.said()}") from None
                time.sleep(0.05)
            else:
                return

    def ask_to_end(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)

    def has_ended(self) -> bool:
        """Whether it ends when asked to; killed when it does not."""
        if self.process is None:
            return True
        try:
            self.process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            return False
        return True

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def said(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""


# --- Postfix -------------------------------------------------------------------------------
#: service, type, private, unprivileged, chroot, wakeup, processes, command
_SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
_MAIN = """
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
maillog_file = /dev/stdout
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.1/32
smtpd_authorized_xclient_hosts = 127.0.0.1/32
myhostname = mail.example.org
mydestination =
alias_maps =
disable_dns_lookups = yes
default_transport = lmtp:inet:127.0.0.1:{elsewhere}
"""


def documented_lines(port: int) -> str:
    """The lines of main.cf that the operators' page gives, for Diwan listening on ``port``."""
    lines = _PAGE.read_text(encoding="utf-8").split("```ini\n")[1].split("```")[0]
    assert "lists.example.org" in lines
    assert ":8025" in lines
    return lines.replace("lists.example.org", DOMAIN).replace(":8025", f":{port}")


def postfix(home: Path, *, port: int, diwan: int, elsewhere: int) -> Program:
    """A Postfix at ``port`` before the LMTP doors of Diwan and of Dovecot (all else)."""
    folder = home / "postfix"
    folder.mkdir()
    for name in ("queue", "data"):
        (home / name).mkdir()
    shutil.chown(home / "data", "postfix")
    main = _MAIN.format(home=home, elsewhere=elsewhere) + documented_lines(diwan)
    (folder / "main.cf").write_text(main)
    (folder / "master.cf").write_text(_SERVICES.format(port=port))
    make = [program("postfix"), "-c", str(folder), "post-install", "create-missing"]
    subprocess.run(make, check=True, capture_output=True)
    return Program("postfix", home, [str(_SBIN / "master"), "-c", str(folder), "-s"], port)


# --- Dovecot -------------------------------------------------------------------------------
_DOVECOT = """
base_dir = {home}/run
state_dir = {home}/state
log_path = /dev/stderr
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain
default_internal_user = dovecot
default_login_user = dovenull
first_valid_uid = 1
mail_location = maildir:~/Maildir
passdb {{
  driver = passwd-file
  args = {home}/users
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={home}/homes/%u
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
protocol lmtp {{
  mail_plugins = sieve
  postmaster_address = postmaster@example.org
  hostname = example.org
}}
submission_host = 127.0.0.1:{submission}
plugin {{
  sieve = file:~/rules.sieve
}}
"""
#: who has a mailbox, and the Sieve rules of some
_RULES = {
    "amina@example.org": "",
    "bilal@example.org": "",
    "chloe@example.org": "",
    "dele@example.org": "",
    "hosted@example.org": "",
    "dora@example.net": "",
    "holiday@example.org": """
require "vacation";
vacation :days 1 :subject "Gone fishing" "I am away until Monday.";
""",
    "forwarder@example.org": f"""
require "copy";
redirect :copy "loop@{DOMAIN}";
""",
}


def dovecot(home: Path, *, imap: int, lmtp: int, submission: int) -> Program:
    """A Dovecot with a mailbox for each of the cast; its Sieve sends through ``submission``."""
    (home / "users").write_text("".join(f"{user}:{{PLAIN}}{PASSWORD}\n" for user in _RULES))
    for user, rules in _RULES.items():
        folder = home / "homes" / user
        folder.mkdir(parents=True)
        shutil.chown(folder, "nobody", "nogroup")
        (folder / "rules.sieve").write_text(rules)
    settings = home / "dovecot.conf"
    settings.write_text(_DOVECOT.format(home=home, imap=imap, lmtp=lmtp, submission=submission))
    return Program("dovecot", home, [program("dovecot"), "-F", "-c", str(settings)], imap)
