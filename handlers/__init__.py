"""Slack in: a payload becomes one use case, and its result the answer."""
