"""Each test begins in English: a request of the one before leaves its language behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils.translation import override

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _begin_in_english() -> Iterator[None]:
    with override("en"):
        yield
