"""What discussions add to shared pages, to the clock and to a person's data."""
