"""An installation that can be marred in many ways, and examined from outside."""

from contextlib import closing
from dataclasses import dataclass, field, replace

from sqlalchemy import URL, create_engine, make_url

from bot.doctor.examination import examine
from bot.doctor.finding import Finding, Level
from bot.doctor.installation import Installation
from sandbox.slack.client import Practice
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN
from sandbox.slack.server import PracticeSlack
from storage import areas
from storage.engine import connect


@dataclass
class Ward:
    """A practice Slack, a database with one disagreement in it, and the environment that names both."""

    slack: PracticeSlack
    url: str
    reference: str
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.environment = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": self.slack.api_url,
            "DATABASE_URL": self.url,
            "DISAGREE_PRACTICE_CLOCK": f"{self.slack.url}/practice/clock",
        }

    @property
    def practice(self) -> Practice:
        """The practice Slack's control."""
        return self.slack.practice

    def set_to(self, name: str, value: str) -> None:
        """Have a setting say something."""
        self.environment[name] = value

    def by_hand(self, *statements: str) -> None:
        """Do to the database what only a hand can."""
        engine = create_engine(_driven(make_url(self.url)), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    def sends_mail_from(self, address: str) -> None:
        """Put the same area in force once more, with an address from which it sends e-mail."""
        database = connect(self.url)
        with database.write() as connection:
            for rules in areas.in_force(connection).values():
                areas.put(connection, replace(rules, area=replace(rules.area, mail_from=address)))
        database.close()

    def examined(self) -> list[Finding]:
        """Return everything that the doctor says."""
        with closing(Installation(self.environment)) as installation:
            return list(examine(installation))

    def wrong(self) -> dict[str, Finding]:
        """Return what the doctor finds wrong, by name."""
        bad = (Level.WARNING, Level.FAULT)
        return {finding.name: finding for finding in self.examined() if finding.level in bad}


def _driven(url: URL) -> URL:
    """The same address, by the driver that the program has too."""
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url
