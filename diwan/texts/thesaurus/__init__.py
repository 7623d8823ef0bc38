"""What a text is about, said alike for English, French and Arabic.

The concepts and their words stand in ``data/``; ``data/README.md`` tells how to write them.
"""

from diwan.texts.thesaurus.loading import Concept, broader, known
from diwan.texts.thesaurus.matching import concepts

__all__ = ["Concept", "broader", "concepts", "known"]
