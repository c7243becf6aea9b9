"""What all tests share: the profiles under which Hypothesis searches."""

import os

import pytest
from hypothesis import settings

AT_ONCE = 2
"""So many tests for each processor: most of the time of a journey nobody does anything but wait."""
LONG_SECONDS = 600
"""A test that may take so long takes minutes."""


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread those that take long over the run: at its end all others would wait for them."""
    long = [each for each in items if _takes_long(each)]
    others = [each for each in items if not _takes_long(each)]
    apart = len(others) // (len(long) or 1)
    for number, each in enumerate(long):
        others.insert(number * (apart + 1), each)
    items[:] = others


def _takes_long(test: pytest.Item) -> bool:
    patience = test.get_closest_marker("timeout")
    return patience is not None and patience.args[0] >= LONG_SECONDS
