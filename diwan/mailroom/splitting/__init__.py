"""Tell what a writer wrote from what they quoted, in English, French, Arabic and neighbours."""

from .cutting import Cut, Line, Split, lines_of, restore, split

__all__ = ["Cut", "Line", "Split", "lines_of", "restore", "split"]
