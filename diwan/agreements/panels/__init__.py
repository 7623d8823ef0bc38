"""Where agreements show themselves in the house."""
