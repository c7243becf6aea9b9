"""The same stories through the real use cases, on a database file."""
