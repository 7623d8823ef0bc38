"""Facts about services, without a database, a clock or Django."""
