"""What people type about services."""
