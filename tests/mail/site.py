"""A site in processes of its own, before a copy of the test database that they share with us."""

from __future__ import annotations

import os
import secrets
import sqlite3
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import psycopg
from django.db import connection, connections
from django.db.utils import load_backend

from diwan.project.settings.env import database

from .servers import DOMAIN, Program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper


class Site:
    """`diwan mail listen` and `diwan worker`, with a database that both sides see.

    Args:
        home: an empty folder.
        url: of its database, with all tables.
        lmtp: port to take letters at.
        smtp: port of the mail server that takes letters from us.
        names: port of the name server.
    """

    def __init__(self, home: Path, url: str, *, lmtp: int, smtp: int, names: int) -> None:
        environment = _inherited() | {
            "DATABASE_URL": url,
            "DIWAN_HOME": str(home),
            "DIWAN_DNS_SERVERS": f"127.0.0.1:{names}",
            "DIWAN_MAIL_DOMAIN": DOMAIN,
            "DIWAN_MAIL_HOPS": "1",
            "DIWAN_MAIL_LISTEN": f"127.0.0.1:{lmtp}",
            "DIWAN_MAIL_PROTOCOL": "lmtp",
            "DIWAN_SMTP_URL": f"smtp://127.0.0.1:{smtp}",
        }
        diwan = [sys.executable, "-m", "diwan.project.cli"]
        self.door = Program("door", home, [*diwan, "mail", "listen"], lmtp, environment)
        self.worker = Program("worker", home, [*diwan, "worker"], environment=environment)
        self._connection = _connection(url)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Whatever asks the database in this block asks the site's."""
        own = connections["default"]
        connections["default"] = self._connection
        try:
            yield
        finally:
            self._connection.close()
            connections["default"] = own


def _inherited() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DIWAN_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {"DIWAN_SECRET_KEY": os.environ["DIWAN_SECRET_KEY"], "LANG": "C.UTF-8"}


@contextmanager
def copied_database(path: Path) -> Iterator[str]:
    """A copy of the test database, which has every table and vocabulary; yields its URL."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
        yield f"sqlite:///{path}"
        return
    connection.close()  # a template must be at rest
    name = connection.settings_dict["NAME"]
    mine = f"{name}_{secrets.token_hex(4)}"  # two sites may stand at once
    with psycopg.connect(_address("postgres"), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{mine}" TEMPLATE "{name}"')
        yield _address(mine)
        server.execute(f'DROP DATABASE "{mine}" WITH (FORCE)')


def _address(name: str) -> str:
    given = connection.settings_dict
    user, password, host = (quote(given[key], safe="") for key in ("USER", "PASSWORD", "HOST"))
    port = f"&port={given['PORT']}" if given["PORT"] else ""
    return f"postgresql://{user}:{password}@/{name}?host={host}{port}"


def _connection(url: str) -> BaseDatabaseWrapper:
    settings = {**connections["default"].settings_dict, **database(url, Path())}
    backend = load_backend(settings["ENGINE"])
    made: BaseDatabaseWrapper = backend.DatabaseWrapper(settings, "default")
    return made
