"""
Each published procedure of several tiers, set up as an administrator would: who is called at which instant
where nobody answers, against what `disagree procedures show` said before, and settled at the second tier.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from procedure.written import HeldBy
from sandbox.practice.stage import LONDON, Stage, at
from sandbox.practice.stories import files_and_closes, settles
from tests import volatile
from tests.casework.nine_areas import first_name, roster_for
from tests.journeys.acting import settings_under
from tests.journeys.conftest import InThisProcess
from tests.journeys.seen import Silent, first_calls, raised_by, received
from tests.journeys.test_settling import OUTCOME
from tests.procedure.nine import NINE, SET_HERE, SEVERAL_TIERS

pytestmark = pytest.mark.journey

RAISED = "Tuesday 2026-12-22 16:30"
FILES = {
    yaml.safe_load(file.read_text(encoding="utf-8"))["id"]: file
    for folder in (Path("procedure/texts"), Path("tests/procedure/written"))
    for file in sorted(folder.glob("*.yaml"))
}


class UnderOneOfTheNine(Stage):
    """A stage in whose only area one of the nine is in force, with somebody in each post that it calls."""

    procedure: str

    def foretold(self) -> list[dict[str, Any]]:
        """Return what the command says of each tier where nobody answers."""
        said = self.administer(
            *("procedures", "show", str(FILES[self.procedure]), "--area", str(self._settings)),
            *("--raised", f"{at(RAISED):%Y-%m-%d %H:%M}", "--json"),
        )
        tiers: list[dict[str, Any]] = json.loads(said)["tiers"]
        return tiers

    @property
    def _settings(self) -> Path:
        return self.folder / "area.yaml"

    def _set_up(self) -> None:
        found = NINE[self.procedure]
        limits = dict.fromkeys(found.left_open, f"{SET_HERE.value} working days")
        self._settings.write_text(settings_under(found.id, limits), encoding="utf-8")
        self.administer("area", "set", str(self._settings), "--procedure", str(FILES[self.procedure]))
        self.administer("roster", "import", "--without-asking", str(self.roster))


@contextmanager
def stage_under(name: str, *also: str) -> Iterator[UnderOneOfTheNine]:
    """Set a stage under a procedure, when it will be raised; `also` are further lines of the roster."""
    with volatile.folder() as folder:
        roster = folder / "roster.csv"
        lines = (roster_for(NINE[name], "northmere").rstrip(), *also, "")
        roster.write_text("\n".join(lines), encoding="utf-8")
        stage = UnderOneOfTheNine(folder, InThisProcess(), starts_at=at(RAISED), roster=roster)
        stage.procedure = name
        with stage:
            yield stage


@pytest.fixture
def under(request: pytest.FixtureRequest) -> Iterator[UnderOneOfTheNine]:
    """A stage under the procedure that the test is about."""
    with stage_under(request.param) as stage:
        yield stage


each_of_several_tiers = pytest.mark.parametrize("under", SEVERAL_TIERS, indirect=True)


def called_at(stage: UnderOneOfTheNine, tier: int) -> set[str]:
    """Return the first names of those whom a tier calls; the one who raised it is nobody to be called."""
    if NINE[stage.procedure].tiers[tier].held_by is HeldBy.PARTNERSHIP:
        return {f"Chair{tier}"}
    names = {first_name(agency, tier) for agency in ("health", "social_care")}
    return {name.replace("_", "").capitalize() for name in names} - {"Priya"}


def words(instant: str) -> str:
    return f"{datetime.fromisoformat(instant).astimezone(LONDON):%A %Y-%m-%d %H:%M}"


@each_of_several_tiers
def test_where_nobody_answers_each_tier_is_called_when_the_command_said_so(under: UnderOneOfTheNine) -> None:
    foretold = under.foretold()
    reference = raised_by(under, "Priya", "Tom")

    for tier in foretold[:-1]:
        for step in (*tier["steps"], tier):
            under.move_to(words(step["due_at"]))

    expected = {
        name: words(tier["called_at"])
        for place, tier in enumerate(foretold)
        for name in called_at(under, place)
    }
    assert {
        name: when for name, when in first_calls(under, reference).items() if name in expected
    } == expected
    assert under.person("Ruth").sees().words.count(reference)


@each_of_several_tiers
def test_it_is_settled_at_the_second_tier_and_the_record_says_so(under: UnderOneOfTheNine) -> None:
    foretold = under.foretold()
    reference = raised_by(under, "Priya", "Tom")
    for step in (*foretold[0]["steps"], foretold[0]):
        under.move_to(words(step["due_at"]))
    health, social_care = (under.person(first_name(agency, 1)) for agency in ("health", "social_care"))

    settles(under, Silent(), health, social_care, OUTCOME)
    record = files_and_closes(under, Silent(), health, social_care, reference)
    under.move_to(words(foretold[-1]["called_at"]))

    assert NINE[under.procedure].tiers[1].title.lower() in record.lower()
    assert OUTCOME["agreed"] in record
    assert health.room().archived
    assert not called_at(under, 2) & first_calls(under, reference).keys()


def test_whom_a_text_has_told_is_told_without_a_part_and_the_lead_where_nobody_is_listed() -> None:
    bea = "northmere,Board,partnership,,Bea Moor,bea@moor.test,01632 960300,Manager,business_manager,,,,"
    with stage_under("st-helens-2016", bea) as stage:
        foretold = stage.foretold()
        reference = raised_by(stage, "Priya", "Tom")
        managers = {text for who in ("Health1", "Socialcare1") for _, text in received(stage, who)}

        for tier in foretold[:3]:
            stage.move_to(words(tier["due_at"]))

        changed = f"{reference}: something has changed. Please open Slack."
        assert managers == {changed}
        assert (words(foretold[3]["called_at"]), changed) in received(stage, "Bea")
        seen = stage.person("Bea").sees()
        assert f"{reference} has come to service managers." in seen.words
        assert "between The health and The social_care" in seen.words
        assert "you have no part in it" in seen.words
        assert seen.private_channels == ()
        told = stage.person("Priya").sees().words
        assert "Told, as the procedure has it told: Bea Moor" in told
    with stage_under("st-helens-2016") as stage:
        reference = raised_by(stage, "Priya", "Tom")
        for tier in stage.foretold()[:3]:
            stage.move_to(words(tier["due_at"]))

        assert "told to LSCB business manager" in stage.person("Ruth").sees().words
