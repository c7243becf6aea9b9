"""The invented partnership and its stories, which speak to the practice Slack only."""
