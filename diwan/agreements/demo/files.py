"""Reads the facts of the demo."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.core.wording import HOUSE_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_FOLDER = Path(__file__).parent


def data(name: str) -> Any:
    return json.loads((_FOLDER / name).read_text(encoding="utf-8"))


def wording(said: Sequence[str] | None) -> dict[str, str]:
    """``["Water", "Eau", "ماء"]`` by language; what is empty is left out."""
    return {code: text for code, text in zip(HOUSE_LANGUAGES, said or (), strict=False) if text}


def day(days: int) -> date:
    """So many days from today; −1 is yesterday."""
    return clock.now().date() + timedelta(days=days)


def moment(days: int) -> datetime:
    """That day at ten in the morning, UTC."""
    return datetime.combine(day(days), time(10), UTC)
