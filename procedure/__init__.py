"""The written procedures as data, and the rules that follow from them: no I/O, no clock."""
