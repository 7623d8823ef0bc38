"""Messages of the facilitation team: drafted from the state of the discussion."""
