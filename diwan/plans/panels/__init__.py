"""Where projects show themselves in the house."""
