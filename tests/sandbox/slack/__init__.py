"""Tests of the practice Slack, by Slack's own client and by an app that is not ours."""
