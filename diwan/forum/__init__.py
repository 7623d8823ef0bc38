"""Standing talk of groups, projects and places; blogs; the toolbox; networks of experts."""
