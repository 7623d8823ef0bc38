"""Where services show themselves in the house."""
