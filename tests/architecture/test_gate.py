"""No room sends data about persons around the gate, as far as that can be read in the code.

What cannot be read, such as words in a letter, is for whoever reviews a room that sends.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from diwan.core import gates

DIWAN = Path(__file__).resolve().parents[2] / "diwan"
#: the one place that writes a transfer down, and those who may name its model or the recorder
RECORDER = "agreements/actions/exchanging.py"
MAY_NAME_TRANSFERS = {
    RECORDER,
    "agreements/actions/letters_sharing.py",
    "agreements/models/__init__.py",
    "agreements/models/sharing.py",
    "agreements/panels/sharing.py",
    "agreements/queries/sharing.py",
    "agreements/views/received.py",
}
MAKING = {"create", "bulk_create", "get_or_create", "update_or_create", "acreate", "save"}


def makes_transfers(tree: ast.AST) -> bool:
    """``Transfer(…)`` or ``Transfer.objects.create(…)`` and its kin."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        words = ast.unparse(node.func).split(".")
        if words[-1] == "Transfer" or ("Transfer" in words and words[-1] in MAKING):
            return True
    return False


def names(tree: ast.AST) -> set[str]:
    return {
        *(node.id for node in ast.walk(tree) if isinstance(node, ast.Name)),
        *(
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        ),
        *(
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ),
    }


def called(tree: ast.AST) -> set[str]:
    return {
        ast.unparse(node.func).rpartition(".")[2]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }


@dataclass(frozen=True, slots=True)
class Module:
    """What these tests ask of a module; its tree would be too much to keep."""

    name: str
    makes_transfers: bool
    names: set[str]
    called: set[str]


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the house, read once."""
    paths = ((path.relative_to(DIWAN).as_posix(), path) for path in sorted(DIWAN.rglob("*.py")))
    return tuple(
        Module(name, makes_transfers(tree), names(tree), called(tree))
        for name, path in paths
        if "/migrations/" not in name and "/tests/" not in name
        for tree in [ast.parse(path.read_text(encoding="utf-8"))]
    )


def test_one_place_makes_transfers():
    assert [each.name for each in modules() if each.makes_transfers] == [RECORDER]


def test_other_rooms_do_not_even_know_their_model():
    knowing = {each.name for each in modules() if "Transfer" in each.names}
    assert knowing <= MAY_NAME_TRANSFERS


def test_one_room_keeps_the_gate():
    """A second rule may be added by any room; the recorder is one, registered once."""
    keeping = [each.name for each in modules() if "register_exchange_recorder" in each.called]
    assert keeping == ["agreements/panels/sharing.py"]
    assert "agreements" in gates.exchange_rules.names()
    assert len(gates._recorders) == 1


def test_nobody_calls_the_recorder_but_the_gate():
    direct = {
        each.name
        for each in modules()
        if "Recorder" in each.names and each.name not in {"core/gates.py", RECORDER}
    }
    assert direct == {"agreements/panels/sharing.py"}


def test_asking_is_not_sending():
    """Whoever asks the gate for a leave to send goes through ``exchange`` in the same room."""
    asking = {each.name.split("/")[0] for each in modules() if "may_exchange" in each.called}
    sending = {each.name.split("/")[0] for each in modules() if "exchange" in each.called}
    assert asking <= sending


@pytest.mark.parametrize(
    ("code", "makes"),
    [
        ("Transfer(person=amina)", True),
        ("Transfer.objects.create(person=amina)", True),
        ("models.Transfer.objects.bulk_create([])", True),
        ("Transfer.objects.filter(person=amina)", False),
        ("gates.exchange(person=amina)", False),
    ],
)
def test_what_makes_one_is_seen(code, makes):
    assert makes_transfers(ast.parse(code)) is makes
