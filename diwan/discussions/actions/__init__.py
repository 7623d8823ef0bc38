"""Everything that changes a discussion or a contribution: one function a verb."""
