"""Block Kit as Slack checks it: tables of what each object may hold, and what each surface may show."""
