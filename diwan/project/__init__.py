"""Settings, URLs, command line: the only place that knows all rooms."""
