"""Messages between members: one's own, the first one, and what moderators decide."""
