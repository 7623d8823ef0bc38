"""What people type about councils and questions."""
