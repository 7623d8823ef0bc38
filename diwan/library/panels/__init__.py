"""What the library adds to shared pages."""
