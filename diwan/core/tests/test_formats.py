"""Dates as the three languages write them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.utils import formats
from django.utils.translation import override

if TYPE_CHECKING:
    from pytest_django import Settings


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "3 March 2027, 17:05"),
        ("fr", "3 mars 2027 à 17:05"),
        ("ar", "3 مارس 2027، 17:05"),
    ],
)
def test_the_day_stands_before_the_month(settings: Settings, language: str, written: str) -> None:
    settings.FORMAT_MODULE_PATH = "diwan.core.formats"
    formats.reset_format_cache()
    moment = datetime(2027, 3, 3, 17, 5, tzinfo=UTC)
    with override(language):
        assert formats.date_format(moment, "DATETIME_FORMAT") == written
    formats.reset_format_cache()
