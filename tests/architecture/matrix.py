"""Who may open what: a row an address, a column a role.

Roles: A anonymous, M member, C contributor to the discussion, F facilitator of it, O facilitator
of another one, X administrator. A cell is the status; ``in``: sent to the sign-in page; ``a|b``:
either. ``name@variant`` asks for the same address of another discussion: ``draft`` is in
preparation, ``members`` is for members only; both are led by F.
"""

from __future__ import annotations

from dataclasses import dataclass

ROLES = "AMCFOX"

TABLE = """
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One address with one method, and the answer that each role must get."""

    name: str
    variant: str
    method: str
    expected: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.name}" + (f"@{self.variant}" if self.variant else "")


def rows() -> list[Row]:
    """The rows of the table."""
    found = []
    for line in TABLE.strip().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        address, method, *cells = line.split()
        name, _at, variant = address.partition("@")
        found.append(Row(name, variant, method, dict(zip(ROLES, cells, strict=True))))
    return found
