"""The page of the search: looking, suggestions, and searches that are kept."""
