"""A practice Slack and the invented partnership that plays in it."""
