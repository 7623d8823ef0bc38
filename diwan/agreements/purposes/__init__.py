"""Why what is kept of people is kept (P-1)."""
