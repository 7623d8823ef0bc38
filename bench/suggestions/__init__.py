"""`make bench-suggestions`: which sentences of others say what a statement says."""
