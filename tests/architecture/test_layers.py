"""Rooms look down only: in their imports, and in their foreign keys too."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.apps import apps

if TYPE_CHECKING:
    from django.db import models

ROOT = Path(__file__).resolve().parents[2]


def floors() -> dict[str, int]:
    """Room → height, from the one list of layers in pyproject.toml."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    contract = tomllib.loads(text)["tool"]["importlinter"]["contracts"][0]
    rows = list(reversed(contract["layers"]))
    return {room.strip(): height for height, row in enumerate(rows) for room in row.split("|")}


def looks_up(looking: str, at: str) -> bool:
    """Whether a reference between rooms goes up or to a neighbour."""
    height = floors()
    return looking != at and height[at] >= height[looking]


def room_of(model: type[models.Model]) -> str | None:
    module = model.__module__.split(".")
    return module[1] if module[0] == "diwan" else None


def references() -> list[tuple[str, str, str]]:
    """(room, room referred to, field) of every relation between two rooms of the house."""
    return [
        (here, there, f"{model._meta.label}.{field.name}")
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if (here := room_of(model)) and (there := room_of(field.related_model)) and here != there
    ]


def test_imports_keep_the_layers():
    result = subprocess.run(
        [ROOT / ".venv/bin/lint-imports", "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_foreign_keys_go_down_only():
    assert [field for here, there, field in references() if looks_up(here, there)] == []


def test_there_are_foreign_keys_between_rooms():
    assert len(references()) >= 5


@pytest.mark.parametrize(
    ("looking", "at", "is_up"),
    [
        ("discussions", "people", False),
        ("people", "people", False),
        ("people", "discussions", True),
        ("vocabularies", "mailroom", True),
        ("core", "audit", True),
    ],
)
def test_up_is_told_from_down(looking, at, is_up):
    assert looks_up(looking, at) is is_up


def test_every_room_is_on_a_floor():
    rooms = {path.parent.name for path in (ROOT / "diwan").glob("*/__init__.py")}
    assert rooms == set(floors())


def test_the_picture_of_the_house_shows_the_same_floors():
    """docs/explanation/house.md draws the list that the linter reads."""
    text = (ROOT / "docs/explanation/house.md").read_text(encoding="utf-8")
    drawn = text.partition("```text\n")[2].partition("```")[0]
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = contract["tool"]["importlinter"]["contracts"][0]["layers"]
    assert [line.split("  ")[0].strip() for line in drawn.strip().splitlines()] == layers
