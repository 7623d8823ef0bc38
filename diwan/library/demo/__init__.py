"""What the library shows of itself on a demo site."""

from . import items, kinds  # noqa: F401
