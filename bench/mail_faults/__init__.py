"""What becomes of letters when the door and the worker are killed, and when there is no room."""
