"""Whole journeys at the wire: people at a practice Slack, the app, what was delivered to whom and when."""
