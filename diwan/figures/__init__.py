"""Pure arithmetic of publishable numbers: every count that leaves a room passes here."""
