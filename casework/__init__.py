"""The use cases: one transaction each, with no Slack, no wording and no clock of their own."""
