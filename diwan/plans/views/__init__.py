"""Pages of projects and of the scoreboard."""
