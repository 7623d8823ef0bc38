"""The four libraries of the field, in an environment of their own, over the same texts."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path
from typing import TYPE_CHECKING

from diwan.mailroom.reading.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from email.message import Message

ROOT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = ROOT / "build" / "peers" / "mail-splitter"
_SCRIPT = Path(__file__).with_name("theirs.py")
PACKAGES = {
    "mail-parser-reply": "mail-parser-reply==1.36",
    "email-reply-parser": "email-reply-parser==0.5.12",
    "talon": "talon==1.4.4",
    "quotequail": "quotequail==0.5.4",
}


@dataclass(frozen=True, slots=True)
class Peer:
    """What a library left of each text, and how many letters a second it did."""

    name: str
    kept: Sequence[str]
    speed: float


def given(raw: bytes) -> str:
    """What each library is given: the plain part, or our text of the HTML where there is none."""
    message = BytesParser(policy=compat32).parsebytes(raw)
    parts = [part for part in message.walk() if _is_plain(part)] or [message]
    lines = [line.text for part in parts for line in Parts(part).body.lines]
    return "\n".join(lines)


def _is_plain(part: Message) -> bool:
    is_file = part.get_content_disposition() == "attachment"
    return part.get_content_type() == "text/plain" and not is_file


def measure(raws: Sequence[bytes]) -> list[Peer]:
    """Each library over ``raws``; one that cannot be used is told of, loudly, and left out."""
    python = _environment()
    texts = json.dumps([given(raw) for raw in raws])
    told = subprocess.run(
        [python, str(_SCRIPT)], input=texts, capture_output=True, text=True, check=False
    )
    if told.returncode != 0:
        _skip("the four libraries", told.stderr[-500:])
        return []
    found = json.loads(told.stdout)
    for name, result in found.items():
        if "error" in result:
            _skip(name, result["error"])
    return [
        Peer(name, result["kept"], len(raws) / result["seconds"])
        for name, result in found.items()
        if "kept" in result
    ]


def _environment() -> str:
    """Make it once, outside the project's own; one library that fails does not stop the rest."""
    python = str(ENVIRONMENT / "bin" / "python")
    if not Path(python).exists():
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
        for name, package in PACKAGES.items():
            if subprocess.call([python, "-m", "pip", "install", "-q", package]) != 0:
                _skip(name, f"{package} could not be installed")
    return python


def _skip(name: str, why: str) -> None:
    print(f"!!! {name}: not measured: {why}", file=sys.stderr)
