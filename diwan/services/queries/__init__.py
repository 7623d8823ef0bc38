"""What can be asked of services."""
