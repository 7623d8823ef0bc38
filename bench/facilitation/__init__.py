"""`make bench-facilitation`: the desk's pages with 2,000 contributions loaded."""
