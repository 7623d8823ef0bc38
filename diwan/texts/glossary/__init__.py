"""The fixed terms of migration and development in English, French and Arabic."""

from .terms import Term, fixed_terms, lacking

__all__ = ["Term", "fixed_terms", "lacking"]
