"""What the portal adds to shared pages, and organisations to the search."""

from . import house, organisations  # noqa: F401 - they register themselves
