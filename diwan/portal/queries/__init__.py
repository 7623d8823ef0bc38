"""Finding: permissions stand inside the search itself, not beside it."""

from .documents import FollowQuerySet, SavedSearchQuerySet, SearchDocumentQuerySet, find, ids_found
from .facets import Choice, Facet
from .results import PER_PAGE, Found, Results
from .searching import MOST_LOOKED, MOST_RESULTS, latest, search, sources
from .suggesting import Suggestion, suggestions

__all__ = [
    "MOST_LOOKED",
    "MOST_RESULTS",
    "PER_PAGE",
    "Choice",
    "Facet",
    "FollowQuerySet",
    "Found",
    "Results",
    "SavedSearchQuerySet",
    "SearchDocumentQuerySet",
    "Suggestion",
    "find",
    "ids_found",
    "latest",
    "search",
    "sources",
    "suggestions",
]
