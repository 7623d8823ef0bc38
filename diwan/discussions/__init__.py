"""E-discussions by mail and web: call, contributions, moderation, release."""
