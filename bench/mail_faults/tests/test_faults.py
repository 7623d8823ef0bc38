"""The fault test in little; `make bench-mail-faults` is the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from bench.mail_faults.sending import Sender
from bench.mail_faults.trial import Ground, Plan, under_fire
from diwan.discussions.tests.factories import make_discussion
from tests.mail.servers import DOMAIN
from tests.mail.site import Site, copied_database
from tests.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def place(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Site, Ground]]:
    """A folder with a site's processes to be, before a copy of the test database."""
    home, lmtp, smtp = tmp_path_factory.mktemp("faults"), free_port(), free_port()
    with django_db_blocker.unblock():
        connection.ensure_connection()
    with copied_database(home / "diwan.sqlite3") as url:
        site = Site(home, url, lmtp=lmtp, smtp=smtp, names=free_port())
        site.door.environment["DIWAN_MAIL_VERIFY"] = "off"
        yield site, Ground(site.door, site.worker, Sender(lmtp, f"faults@{DOMAIN}"), smtp)


@pytest.fixture
def ground(place: tuple[Site, Ground], db: None) -> Iterator[Ground]:
    site, made = place
    with site.entered():
        make_discussion("faults")
        try:
            yield made
        finally:
            made.end()


def test_letters_and_answers_survive_kills(ground: Ground) -> None:
    ground.start()
    found = under_fire(ground, Plan(letters=100, kills=6))
    assert (found.acknowledged, found.door_kills, found.worker_kills) == (100, 3, 3)
    assert (found.lost, found.stored_twice, found.unread) == (0, 0, 0)
    assert (found.without_contribution, found.with_two_contributions) == (0, 0)
    assert (found.without_answer, found.answers_queued_twice, found.unexplained) == (0, 0, 0)
