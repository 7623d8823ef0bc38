"""The facilitator's desk: contributions, their text, and the reply they become."""

from .page import begin, desk

__all__ = ["begin", "desk"]
