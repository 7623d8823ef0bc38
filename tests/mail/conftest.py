"""Real mail software on loopback, started once a run, and a site that speaks with it."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from diwan.discussions.models import Discussion
from diwan.discussions.tests.factories import make_discussion
from diwan.mailroom.tests.proofs import Zone, name_server, private
from tests.ports import free_port

from .clients import Clients
from .servers import DOMAIN, Program, dovecot, postfix, why_not
from .site import Site, copied_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker

_LAST_LINES = 60
#: the domain of most people, whose letters come from one server, and ours, which signs
ZONE = Zone().path("example.org").policy("example.org").key(DOMAIN, "diwan")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "mail_servers: against Postfix, Dovecot, swaks and mutt")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    hindrance = why_not()
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.mail_servers)
            item.add_marker(pytest.mark.xdist_group("mail"))  # the servers are started once a run
            if hindrance:
                item.add_marker(pytest.mark.skip(reason=hindrance))


@dataclass
class Post:
    """The mail of a small world: its servers, the site among them, and its people's programs."""

    postfix: Program
    dovecot: Program
    site: Site
    clients: Clients

    @property
    def programs(self) -> list[Program]:
        return [self.dovecot, self.site.door, self.site.worker, self.postfix]


@pytest.fixture(scope="session")
def post(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Post]:
    """Postfix before Diwan's door and Dovecot's mailboxes."""
    home = Path(tempfile.mkdtemp(prefix="diwan-mail-", dir="/tmp"))
    home.chmod(0o755)  # the servers' own users look into their folders
    try:
        with django_db_blocker.unblock():
            connection.ensure_connection()
        with copied_database(home / "diwan.sqlite3") as url, name_server(ZONE) as names:
            yield from _running(_make(home, url, names.server_address[1]))
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _make(home: Path, url: str, names: int) -> Post:
    smtp, imap, ours, theirs = (free_port() for _ in range(4))
    (home / "site").mkdir()
    (home / "site" / "dkim.pem").write_bytes(private())
    return Post(
        postfix(home, port=smtp, diwan=ours, elsewhere=theirs),
        dovecot(home, imap=imap, lmtp=theirs, submission=smtp),
        Site(home / "site", url, lmtp=ours, smtp=smtp, names=names),
        Clients(home, smtp, imap),
    )


def _running(made: Post) -> Iterator[Post]:
    try:
        for program in made.programs:
            program.start()
        for program in made.programs:
            program.wait()
        yield made
    finally:
        for program in made.programs:
            program.ask_to_end()
        stubborn = [program.name for program in made.programs if not program.has_ended()]
        assert not stubborn, "These do not end when they are asked to."


@pytest.fixture(autouse=True)
def _inside_the_site(post: Post, db: None) -> Iterator[None]:
    with post.site.entered():
        yield


@pytest.fixture
def town(_inside_the_site: None) -> str:
    """The address of an open discussion that most tests share."""
    if not Discussion.objects.filter(slug="town").exists():
        make_discussion("town")
    return f"town@{DOMAIN}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """A test that fails shows the last words of each server."""
    report = yield
    post = getattr(item, "funcargs", {}).get("post")
    if report.failed and post is not None:
        for program in post.programs:
            lines = program.said().splitlines()[-_LAST_LINES:]
            report.sections.append((f"{program.name} said", "\n".join(lines)))
    return report
