"""Places, themes and frameworks in three languages: the read-mostly lists of the house."""
