"""The wording, rendered and read."""
