"""Every address of the site with every role: who gets in, who is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .matrix import ROLES, Row, rows
from .world import World, build

if TYPE_CHECKING:
    from collections.abc import Iterator


pytestmark = pytest.mark.django_db

_SIGN_IN = "/account/login/"
# done, or read and refused for what was posted (nothing): either way the role was let in
_LET_IN = {200, 302, 422}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all rows; what an address changes is undone after each question."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def names(resolver: Any = None, prefix: str = "") -> Iterator[str]:
    """The name of every address, with its namespace."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            namespace = f"{entry.namespace}:" if entry.namespace else ""
            yield from names(entry, prefix + namespace)
        elif isinstance(entry, URLPattern):
            yield prefix + (entry.name or f"(no name: {entry.pattern})")


def parameters(name: str, resolver: Any = None) -> list[str]:
    """The names of an address's parameters."""
    here = resolver or get_resolver()
    namespace, _colon, rest = name.partition(":")
    if rest:
        here = here.namespace_dict[namespace][1]
        return parameters(rest, here)
    return list(here.reverse_dict.getlist(name)[0][0][0][1])


def answer(world: World, row: Row, role: str) -> str:
    """``in`` when sent to the sign-in page; ``ok`` when a post was let in; else the status."""
    arguments = world.arguments(row.name, row.variant, parameters(row.name))
    client = Client(raise_request_exception=False)
    client.cookies.load(world.cookies[role])
    with transaction.atomic():
        address = reverse(row.name, kwargs=arguments)
        response = client.generic(
            row.method, address, content_type="application/x-www-form-urlencoded"
        )
        transaction.set_rollback(True)
    world.restore_files()
    if response.status_code == 302 and response["Location"].startswith(_SIGN_IN):
        return "in"
    if row.method == "POST" and response.status_code in _LET_IN:
        return "ok"
    return str(response.status_code)


@pytest.mark.parametrize("row", rows(), ids=str)
def test_an_address_answers_each_role_as_the_matrix_says(world, row):
    found = {role: answer(world, row, role) for role in ROLES}
    wrong = {
        role: f"{found[role]}, not {row.expected[role]}"
        for role in ROLES
        if found[role] not in row.expected[role].split("|")
    }
    assert wrong == {}, f"{row}: {wrong}"


def test_every_address_has_a_row():
    assert set(names()) - {row.name for row in rows()} == set(), "say who may, in matrix.py"


def test_every_row_has_an_address():
    assert {row.name for row in rows()} - set(names()) == set()


def test_no_row_is_there_twice():
    assert len({str(row) for row in rows()}) == len(rows())
