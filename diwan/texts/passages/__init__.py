"""From the words of a contribution to passages: what each is, and which questions it answers."""

from .finding import find
from .shapes import KINDS, Asked, AskedTopic, Declared, Outline, Passage, Writing

__all__ = ["KINDS", "Asked", "AskedTopic", "Declared", "Outline", "Passage", "Writing", "find"]
