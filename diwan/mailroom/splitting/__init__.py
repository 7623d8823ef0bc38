"""Tell what a writer wrote from what they quoted, in English, French, Arabic and neighbours."""

from .answers import Answered, answered
from .cutting import split
from .marks import is_answer_subject
from .pieces import Cut, Line, Split, lines_of, restore

__all__ = [
    "Answered",
    "Cut",
    "Line",
    "Split",
    "answered",
    "is_answer_subject",
    "lines_of",
    "restore",
    "split",
]
