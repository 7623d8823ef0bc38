"""How good and how fast a draft of the consolidated reply is; `make bench-consolidate`."""
