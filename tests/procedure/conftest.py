"""The two written procedures, each in force in its invented area."""

import pytest

from procedure import rules
from procedure.area import Area
from procedure.rules import Rules
from procedure.written import Procedure


@pytest.fixture
def london() -> Procedure:
    return next(text for text in rules.published() if text.id == "london-5th-edition")


@pytest.fixture
def bedfordshire() -> Procedure:
    return next(text for text in rules.published() if text.id == "bedfordshire-2018")


@pytest.fixture
def northmere() -> Area:
    return next(area for area in rules.example_areas() if area.id == "northmere")


@pytest.fixture
def example_vale() -> Area:
    return next(area for area in rules.example_areas() if area.id == "example-vale")


@pytest.fixture
def london_rules(london: Procedure, northmere: Area) -> Rules:
    return rules.in_force(london, northmere)


@pytest.fixture
def bedfordshire_rules(bedfordshire: Procedure, example_vale: Area) -> Rules:
    return rules.in_force(bedfordshire, example_vale)
