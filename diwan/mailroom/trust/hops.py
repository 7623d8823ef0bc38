"""The ``Received`` headers of our own servers, and what stands above them.

Each server writes its line at the top. So when ``hops`` servers of ours handled the letter, the
``hops``-th line from the top is the one of the server that took it from outside: whatever stands
above that line was written by ours, whatever stands below may come from anybody.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .sender import Head

_LONGEST = 2_000
_FROM = re.compile(r"\s*from\s+(\S{1,255})", re.IGNORECASE)
_ADDRESS = re.compile(r"\[(?:IPv6:)?([0-9A-Fa-f.:]{3,45})\]", re.IGNORECASE)
_BY = re.compile(r"\sby\s", re.IGNORECASE)
#: what mail servers write between a Received line and the letter
_TRACES = re.compile(r"(authentication-results|received-spf|return-path|arc-.*|x-.*|delivered-to)")


def came_from(head: Head, hops: int) -> tuple[str | None, str]:
    """The network address and the greeting of the server that brought the letter to ours."""
    lines = list(head.values("received"))
    if hops < 1 or len(lines) < hops:
        return None, ""
    line = lines[hops - 1][:_LONGEST].decode("ascii", "replace")
    said = _BY.split(line, maxsplit=1)[0]
    greeting, addresses = _FROM.match(said), set(_ADDRESS.findall(said))
    # a greeting may hold an address of its own, meant to be taken for the real one
    address = addresses.pop() if len(addresses) == 1 else ""
    return _public(address), greeting[1].lower() if greeting else ""


def _public(text: str) -> str | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return str(found) if found.is_global else None


def stated(head: Head, hops: int) -> tuple[list[str], list[str]]:
    """The ``Authentication-Results`` above the line of our outer server, and right below it."""
    above: list[str] = []
    below: list[str] = []
    seen = 0
    for each in head.fields:
        if each.name == "received":
            seen += 1
            if seen > hops:
                break
        elif each.name == "authentication-results":
            (above if seen < hops else below).append(each.value.decode("utf-8", "replace"))
        elif seen == hops and not _TRACES.fullmatch(each.name):
            break
    return (above, below) if 0 < hops <= seen else ([], [])
