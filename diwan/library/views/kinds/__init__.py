"""Pages that single kinds have."""
