"""Pages of councils and of questions to authorities."""
