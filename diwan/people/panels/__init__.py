"""Where the room shows itself in the house."""
