"""A private PostgreSQL server for one test run: ``python -m tests.postgres COMMAND …``.

Uses the installed server programs, else those of a hash-checked wheel (kept in ``.venv``).
The server listens on a socket in a folder of its own, keeps nothing, and ends with COMMAND.
Started by root it runs as another user, because PostgreSQL refuses to run as root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
WHEEL = ROOT / ".venv" / ".postgres"
_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
_PATIENCE_SECONDS = 30
# Nothing here outlives the run, so nothing needs to reach the disk.
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "40",
    "shared_buffers": "64MB",
    "client_min_messages": "warning",
}
_DURABLE = {
    name: value
    for name, value in _SETTINGS.items()
    if name not in {"fsync", "synchronous_commit", "full_page_writes"}
}


def main(command: list[str]) -> int:
    """Run ``command`` with DATABASE_URL set; without one, print the address and wait."""
    with cluster() as url:
        if command:
            environment = os.environ | {"DATABASE_URL": url}
            return subprocess.call(command, env=environment)
        print(url, flush=True)  # noqa: T201
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    return 0


@contextmanager
def cluster(*, is_durable: bool = False) -> Iterator[str]:
    """A running server; yields its DATABASE_URL.

    Args:
        is_durable: commits wait for the disk, as on a site; for measurements beside others.

    Raises:
        RuntimeError: there are no server programs and none could be installed.
    """
    home = Path(tempfile.mkdtemp(prefix="diwan-postgres-", dir="/tmp"))
    owner = _owner()
    try:
        os.chown(home, owner.pw_uid, owner.pw_gid)
        programs = _reachable(_programs(), home, owner)
        server = _start(programs, home, owner, _DURABLE if is_durable else _SETTINGS)
        try:
            yield f"postgresql://diwan@/diwan?host={quote(str(home), safe='')}"
        finally:
            server.send_signal(signal.SIGINT)  # fast shutdown
            server.wait(_PATIENCE_SECONDS)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _owner() -> pwd.struct_passwd:
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid())
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL does not run as root, and there is no other user for it.")


def _programs() -> Path:
    """The folder with ``initdb`` and ``postgres``."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for pattern in _PLACES:
        folders += sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return _programs_of_wheel()


def _programs_of_wheel() -> Path:
    if not WHEEL.exists():
        install = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        target = ["--require-hashes", "--no-deps", "--target", str(WHEEL)]
        lock = ["-r", str(ROOT / "requirements-postgres.lock")]
        if subprocess.call([*install, *target, *lock]) != 0:
            shutil.rmtree(WHEEL, ignore_errors=True)
            raise RuntimeError(
                "There is no PostgreSQL server here and none could be installed. "
                "On Debian or Ubuntu: apt-get install postgresql"
            )
    return next(WHEEL.glob("*/pginstall*/bin/initdb")).parent


def _reachable(programs: Path, home: Path, owner: pwd.struct_passwd) -> Path:
    """The programs where ``owner`` may run them: there, or copied beside the data."""
    if subprocess.call([programs / "postgres", "-V"], **_quietly_as(owner)) == 0:
        return programs
    shutil.copytree(programs.parent, home / "programs")
    return home / "programs" / "bin"


def _quietly_as(owner: pwd.struct_passwd) -> dict[str, Any]:
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    if os.getuid() == 0:
        quiet |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    return quiet


def _start(
    programs: Path, home: Path, owner: pwd.struct_passwd, given: dict[str, str]
) -> subprocess.Popen[bytes]:
    data = home / "data"
    initdb = ["--username=diwan", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    subprocess.run([programs / "initdb", "-D", data, *initdb], check=True, **_quietly_as(owner))
    settings = [word for name, value in given.items() for word in ("-c", f"{name}={value}")]
    server = subprocess.Popen(
        [programs / "postgres", "-D", data, "-k", home, *settings],
        start_new_session=True,
        **_quietly_as(owner),
    )
    _wait_for(home / ".s.PGSQL.5432", server)
    return server


def _wait_for(socket: Path, server: subprocess.Popen[bytes]) -> None:
    last_moment = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            psycopg.connect(f"host={socket.parent} user=diwan dbname=postgres").close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > last_moment:
                raise RuntimeError("The PostgreSQL server does not start.") from None
            time.sleep(0.1)
        else:
            return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
