"""Letters in and out: store, read, sort, queue. Knows addresses and languages, no discussion."""
