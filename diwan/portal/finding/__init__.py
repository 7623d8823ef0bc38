"""What holds the words that can be found: one small interface, and what stands behind it."""
