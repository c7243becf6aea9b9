"""The doctor: looks at an installation from outside, says what is wrong, and what to do about it."""
