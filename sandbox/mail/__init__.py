"""A mail server on the loopback address: takes what an app sends, and keeps it in mailboxes."""
