"""What people type about agreements."""
