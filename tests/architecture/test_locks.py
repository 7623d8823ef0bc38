"""The locks pin everything with hashes, name no index or address, and cover pyproject.toml."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-tools.lock",
    "requirements-postgres.lock",
)
_ADDRESS = re.compile(
    r"^\s*--?(?:extra-index-url|index-url|find-links|i|f)\b|[a-z]+://|^[^#\n]*[/\\]\w", re.MULTILINE
)
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def project() -> dict[str, Any]:
    return tomllib.loads(text_of("pyproject.toml"))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    return {canonical(re.split(r"[\[<>=;~! ]", line)[0]) for line in requirements}


def pins(text: str) -> set[str]:
    return {canonical(name) for name in _PIN.findall(text)}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_no_host_and_no_path(lock):
    assert not _ADDRESS.search(text_of(lock))


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://pypi.example/simple",
        "--find-links wheels",
        "-f wheels",
        "-i https://pypi.example",
        "six @ https://example.org/six.whl",
        "#    uv export --cache-dir file:///root",
        "./wheels/six.whl",
    ],
)
def test_an_address_in_a_lock_would_be_seen(line):
    assert _ADDRESS.search(f"abc==1 \\\n    --hash=sha256:00\n    # via diwan\n{line}\n")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock):
    blocks = re.split(r"\n(?=\S)", text_of(lock))
    assert [b.split()[0] for b in blocks if _PIN.match(b) and "--hash=sha256:" not in b] == []


def test_the_locks_pin_what_the_project_asks_for():
    runtime = names(project()["project"]["dependencies"])
    developers = runtime | names(project()["dependency-groups"]["dev"])
    assert runtime - pins(text_of("requirements.lock")) == set(), "run make lock"
    assert developers - pins(text_of("requirements-dev.lock")) == set(), "run make lock"


def test_the_installer_is_pinned():
    assert pins(text_of("requirements-tools.lock")) == {"uv"}


def test_the_running_python_is_one_the_project_says_it_supports():
    assert project()["project"]["requires-python"] == ">=3.11.5"
    assert sys.version_info >= (3, 11, 5)
    assert "(3, 11, 5)" in text_of(".ci/setup")
