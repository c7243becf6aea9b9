"""Tests of the mail server that tests and the practice workspace send to."""
