"""Where councils and questions show themselves in the house."""
