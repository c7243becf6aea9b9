"""Two real processes race for the same deadlines: each tier is left once, and everybody is called once."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import pytest
import yaml

from procedure import acts
from sandbox.practice.people import accounts
from sandbox.slack.identity import BOT_TOKEN
from sandbox.slack.server import PracticeSlack
from storage import cases, record
from storage.engine import Database
from tests import stores
from tests.bot.conftest import MANIFEST
from tests.bot.office import words_in
from tests.stores import Kind
from tests.under_fire import partnership, racer

RACES = int(os.environ.get("DISAGREE_RACES", "30"))
"""So many deadlines are raced for; 1000 by `make race`."""

pytestmark = pytest.mark.timeout(60 + 2 * RACES)


@pytest.fixture
def slack() -> Iterator[PracticeSlack]:
    starts_at = partnership.RAISED_AT
    with PracticeSlack.start(starts_at=starts_at, frozen=True, pace=racer.PACE) as slack:
        slack.practice.install(yaml.safe_load(MANIFEST.read_text(encoding="utf-8")))
        for account in accounts():
            slack.practice.add_person(account.id, account.name, account.email)
        yield slack


@pytest.mark.parametrize("kind", list(Kind))
def test_of_two_processes_one_moves_each_and_everybody_is_called_once(
    kind: Kind, slack: PracticeSlack
) -> None:
    with stores.opened(kind) as store, stores.copied(store) as database:
        partnership.furnish(database)
        references = partnership.raise_many(database, RACES)
        end = partnership.first_end(database)

        done = race(database, slack, end)

        assert sum(each["struck"] for each in done) == RACES
        assert all(each["struck"] or each["sent"] for each in done)
        for reference in references:
            assert moves(database, reference) == 1
        assert calls(slack) == Counter({(who, one): 1 for who in MANAGERS for one in references})


MANAGERS = ("U0GRACE", "U0OMAR")
REFERENCE = re.compile(r"D-\d{4}-\d{4}")


def race(database: Database, slack: PracticeSlack, now: datetime) -> list[dict[str, int]]:
    """Have two processes begin at once; return what each did."""
    url = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.under_fire.racer", url, slack.api_url, BOT_TOKEN, now.isoformat()]
    racers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for each in racers:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in racers:
        assert each.stdin is not None
        each.stdin.close()
        each.stdin = None
    return [json.loads(each.communicate()[0]) for each in racers]


def moves(database: Database, reference: str) -> int:
    with database.read() as connection:
        entries, _ = record.read(connection, cases.find(connection, reference).id)
    return sum(isinstance(entry.act, acts.MovedUp) for entry in entries)


def calls(slack: PracticeSlack) -> Counter[tuple[str, str]]:
    """Return how often each manager was called about each disagreement."""
    posts = [row for row in slack.practice.deliveries() if row["kind"] == "dm"]
    said = [(who, REFERENCE.search(words_in(row))) for row in posts for who in row["to"]]
    return Counter((who, found[0]) for who, found in said if found and who in MANAGERS)
