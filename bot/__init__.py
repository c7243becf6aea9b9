"""The process: settings, clock, scheduler, delivery to Slack, wiring and the command line."""
