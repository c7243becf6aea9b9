"""What all tests share: the profiles under which Hypothesis searches."""

import os

import pytest
from hypothesis import settings

AT_ONCE = 2
"""So many tests for each processor: most of the time of a journey nobody does anything but wait."""


# Where changes are taken a search must give the same answer twice, and a busy machine is no fault.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
# To search hard by hand: pytest --hypothesis-profile search tests/procedure/test_any_story.py
settings.register_profile("search", deadline=None, max_examples=3000)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Say how many processes `-n auto` is."""
    return AT_ONCE * (os.cpu_count() or 1)
