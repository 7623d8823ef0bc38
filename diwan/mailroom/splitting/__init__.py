"""Tell what a writer wrote from what they quoted, in English, French, Arabic and neighbours."""

from .answers import Answered, answered
from .cutting import Cut, Line, Split, lines_of, restore, split

__all__ = ["Answered", "Cut", "Line", "Split", "answered", "lines_of", "restore", "split"]
