"""`make bench-mail-splitter`: what a writer wrote, told from what they quoted, in six languages."""
