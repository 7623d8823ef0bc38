"""What the tests of every room share: the vocabularies, the cast, and the way to real data."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client
    from pytest_django import DjangoDbBlocker

    from diwan.people.models import Person

ROOT = Path(__file__).resolve().parent


def pytest_configure() -> None:
    """Programs that tests begin can be broken off, also where this one stands in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out the tests of rooms that ask no database: another one changes nothing",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("database_only"):
        left_out = [item for item in items if not _may_ask_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _may_ask_database(item)]


def _may_ask_database(item: pytest.Item) -> bool:
    """Of what stands outside the rooms, programs of their own may ask one."""
    room = item.path.relative_to(ROOT).parts[:2]
    if room[0] != "diwan" or room[1] == "project":
        return True
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not {
        "db",
        "transactional_db",
    }.isdisjoint(fixtures)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Asked for before the test database is made, and left when it is gone."""
    from tests.migrated import remembered

    with remembered():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database with the vocabularies in it, loaded once a run."""
    with django_db_blocker.unblock():
        _load_vocabularies()


@pytest.fixture(autouse=True)
def _vocabularies_survive_a_flush(request: pytest.FixtureRequest) -> None:
    """Tests with real transactions empty every table; the next one finds the vocabularies."""
    marker = request.node.get_closest_marker("django_db")
    is_flushed = marker is not None and marker.kwargs.get("transaction", False)
    if is_flushed or "transactional_db" in request.fixturenames:
        request.getfixturevalue("transactional_db")
        from diwan.vocabularies.models import Place

        if not Place.objects.exists():
            _load_vocabularies()


def _load_vocabularies() -> None:
    from diwan.vocabularies.actions import load_vocabularies

    load_vocabularies()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A request leaves its language behind in the thread; each test starts in English."""
    with translation.override("en"):
        yield


# --- the cast ----------------------------------------------------------------------------


def _person(email: str, name: str, **fields: Any) -> Person:
    from diwan.people.tests.factories import make_person

    return make_person(email, name=name, **fields)


@pytest.fixture
def amina(db: None) -> Person:
    """A member."""
    return _person("amina@example.org", "Amina")


@pytest.fixture
def bilal(db: None) -> Person:
    """A member who facilitates what a test gives him."""
    return _person("bilal@example.org", "Bilal")


@pytest.fixture
def chloe(db: None) -> Person:
    """A member who has contributed, once a test lets her."""
    return _person("chloe@example.org", "Chloé", language="fr")


@pytest.fixture
def dele(db: None) -> Person:
    """A member with nothing to do with the matter: the stranger."""
    return _person("dele@example.org", "Dele")


@pytest.fixture
def admin(db: None) -> Person:
    """The administrator of the site."""
    return _person("admin@example.org", "Widad", is_administrator=True)


# --- lists -------------------------------------------------------------------------------


@pytest.fixture
def assert_same_queries(client: Client, db: None) -> Callable[..., None]:
    """A list costs the same number of queries with one row and with three.

    ``assert_same_queries(url, make_row)``; ``make_row(number)`` adds one row that the page
    shows; ``person=`` signs somebody in first.
    """

    def count(url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url)
        assert response.status_code == 200, response
        return len(captured)

    def check(url: str, make_row: Callable[[int], object], *, person: Person | None = None) -> None:
        if person is not None:
            client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        make_row(1)
        count(url)  # what is cached by the first request is not counted
        one = count(url)
        make_row(2)
        make_row(3)
        assert count(url) == one, f"{url}: the number of queries grows with the rows"

    return check


# --- data from outside the project -------------------------------------------------------


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real data (``DIWAN_DATA_DIR``, else ``../shared``); skips where absent."""
    folder = Path(os.environ.get("DIWAN_DATA_DIR") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"There is no data in {folder}; name its folder with DIWAN_DATA_DIR.")
    return folder


def pytest_report_header() -> list[str]:
    folder = Path(os.environ.get("DIWAN_DATA_DIR") or ROOT.parent / "shared")
    engine = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    found = "found" if folder.is_dir() else "MISSING, tests that need it are skipped"
    return [f"diwan: database {engine}, outside data {found}"]
