"""What the pages draw, in a fixed number of queries."""

from .agreements import (
    Bound,
    Ledger,
    Sheet,
    Shore,
    sheet,
)

__all__ = [
    "Bound",
    "Ledger",
    "Sheet",
    "Shore",
    "sheet",
]
