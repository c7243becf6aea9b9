"""The page of the practice Slack: one person at a browser can be everybody in the workspace."""
