"""What every test of people starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A request leaves its language behind in the thread; the next test starts in English."""
    with translation.override("en"):
        yield
