"""Pages of the directory of services, and of guides to offices."""
