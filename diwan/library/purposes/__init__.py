"""Why fields of the library are kept (P-1)."""

from . import items, kinds  # noqa: F401
