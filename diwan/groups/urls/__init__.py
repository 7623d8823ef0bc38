"""The addresses of the room, one file a prefix."""
