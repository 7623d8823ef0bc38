"""The translation desk, and the page on which a translated contribution is read."""

from .listing import ask_all, translations
from .reading import in_language
from .writing import ask, translate

__all__ = ["ask", "ask_all", "in_language", "translate", "translations"]
