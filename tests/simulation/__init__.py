"""Weeks of a partnership's life on a virtual clock, with everything going wrong that can."""
