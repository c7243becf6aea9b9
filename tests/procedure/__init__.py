"""The rules, proved without a clock, a database or Slack."""
