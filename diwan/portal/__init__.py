"""Home, my desk, search, tour and the house's own pages: shows what rooms register."""
