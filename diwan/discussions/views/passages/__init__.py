"""Passages for the facilitation team: how they stand, each in its place, one key to correct."""

from .correcting import correct_passage, passages_of
from .listing import find_passages, passages

__all__ = ["correct_passage", "find_passages", "passages", "passages_of"]
