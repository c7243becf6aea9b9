"""A Slack on one machine for tests, demo and training; it knows nothing of the app that talks to it."""
