"""What people type about single kinds."""
