"""Watching: whether the program turns and keeps up, and figures of both for whoever looks after it."""
