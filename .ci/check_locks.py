"""The locks pin everything with hashes, name no index or address, and cover pyproject.toml."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-tools.lock")
_ADDRESS = re.compile(r"^\s*-(-(extra-)?index-url|-find-links|i\b|f\b)|[a-z]+://|^[^#]*/\w", re.M)
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.M)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(text: str) -> set[str]:
    return {canonical(name) for name in _PIN.findall(text)}


def wanted(requirements: list[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9._-]+", line) for line in requirements)
    return {canonical(match.group()) for match in found if match}


def problems() -> list[str]:
    """One sentence for each thing wrong with the committed locks."""
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in LOCKS}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = [f"{name} names an index or an address." for name in LOCKS if _ADDRESS.search(texts[name])]
    for name, text in texts.items():
        without = [block for block in re.split(r"\n(?=\S)", text) if _PIN.match(block) and "--hash=" not in block]
        found += [f"{name}: {block.split()[0]} has no hash." for block in without]
    runtime = wanted(project["project"]["dependencies"])
    dev = wanted(project["dependency-groups"]["dev"])
    for lock, names in (("requirements.lock", runtime), ("requirements-dev.lock", runtime | dev)):
        found += [
            f"{lock} does not pin {name}; run make lock." for name in sorted(names - pins(texts[lock]))
        ]
    return found


if __name__ == "__main__":
    sentences = problems()
    print("\n".join(sentences) or "The locks are in order.")
    sys.exit(bool(sentences))
