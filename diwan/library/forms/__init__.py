"""What people type about the library."""
