"""Where forums show themselves in the house."""
