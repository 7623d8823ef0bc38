"""What the facilitator's desk shows: queries and arithmetic, no changes."""
