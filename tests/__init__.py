"""The tests: the same tree as the code, with journeys over the practice Slack."""
