"""What a refused request leaves in the log of the server."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from diwan.core.logs import RefusalsInOneLine

from .factories import make_person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the handler of the settings writes."""
    handler = next(
        each
        for each in logging.getLogger().handlers
        if isinstance(each, logging.StreamHandler)
        and any(isinstance(rule, RefusalsInOneLine) for rule in each.filters)
    )
    stream = io.StringIO()
    monkeypatch.setattr(handler, "stream", stream)
    return stream


@pytest.mark.parametrize("prefix", ["", "/fr", "/ar"])
def test_a_refusal_is_one_line_without_a_name(
    client: Client, written: io.StringIO, prefix: str
) -> None:
    client.force_login(make_person("amel@example.net", name="Amel Ben Salah"))
    assert client.get(prefix + reverse("people:people")).status_code == 403
    assert client.get(f"{prefix}/no/such/page/").status_code == 404
    lines = written.getvalue().splitlines()
    assert len(lines) == 2, lines
    assert "Forbidden" in lines[0]
    assert "amel" not in written.getvalue().lower()


def test_a_request_that_nobody_sends_by_hand_is_one_line(
    client: Client, written: io.StringIO
) -> None:
    assert client.get("/", HTTP_HOST="not a host\nat all").status_code == 400
    assert len(written.getvalue().splitlines()) == 1


def test_a_fault_keeps_its_traceback(written: io.StringIO) -> None:
    try:
        int("no number")
    except ValueError:
        logging.getLogger("django.request").exception("at fault", extra={"status_code": 500})
    assert "Traceback" in written.getvalue()
