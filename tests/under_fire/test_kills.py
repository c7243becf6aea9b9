"""The program as real processes, killed while people work: nothing missed, doubled, lost or stuck."""

import os

import pytest

from tests.stores import Kind
from tests.under_fire import kills

KILLS = int(os.environ.get("DISAGREE_KILLS", "6"))
"""So many kills on each database; 500 by `make kills`."""
SEED = 1


@pytest.mark.timeout(300 + 20 * KILLS)
@pytest.mark.parametrize("kind", list(Kind))
def test_killed_at_random_moments_it_misses_doubles_and_loses_nothing(kind: Kind) -> None:
    findings, amounts = kills.killed(kind, KILLS, SEED)

    assert findings == []
    assert amounts["kills"] == KILLS
    assert amounts["told_recorded"]
