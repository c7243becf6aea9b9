"""The wording, and its Block Kit."""
