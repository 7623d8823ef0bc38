"""Why each personal field of the room is kept (P-1)."""
