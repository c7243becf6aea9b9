"""A healthy installation, to be marred."""

import pytest

from sandbox.slack.server import PracticeSlack
from tests.bot.doctor.ward import Ward
from tests.bot.office import Office

A_DEPUTY = """
INSERT INTO holding (post_id, person_id, is_deputy, place)
SELECT post.id, person.id, TRUE, 1 FROM post, person
WHERE post.title = 'Ward manager' AND person.slack_id = 'U0PRIYA'
"""
"""The one post of the invented partnership for which nobody could be called."""


@pytest.fixture
def ward(office: Office, slack: PracticeSlack) -> Ward:
    """An installation in which one disagreement was raised, and nothing is wrong."""
    reference = office.raise_it()
    office.work_off()
    engine = office.database.engine
    ward = Ward(slack, engine.url.set(drivername=engine.dialect.name).render_as_string(), reference)
    ward.by_hand(A_DEPUTY)
    return ward
