"""What each kind shows of itself on its page, keeps with its editions, and is found by."""
