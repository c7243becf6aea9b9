"""When it is looked whether Slack is lost, and that whoever sends is woken with the news."""

from dataclasses import replace
from datetime import timedelta

from bot.clock import THIS_MACHINE
from bot.outages import LOOK_SECONDS, OutageLook
from casework import areas, delivery
from procedure import rules
from storage.notices import Road
from tests.bot.conftest import STARTS_AT
from tests.bot.office import HeldClock, Office


def test_a_refused_token_is_found_at_the_next_look_and_no_look_comes_before_its_time(office: Office) -> None:
    northmere = next(area for area in rules.example_areas() if area.id == "northmere")
    london = next(text for text in rules.published() if text.id == northmere.procedure_id)
    areas.install_area(office.database, replace(northmere, mail_from="disagree@northmere.example"), london)
    woken, seconds = list[str](), [1000.0]
    machine = replace(THIS_MACHINE, monotonic=lambda: seconds[0])
    clock = HeldClock(STARTS_AT, pace=1.0)
    look = OutageLook(office.database, clock, True, lambda: woken.append("woken"), machine)
    look.look_if_due()
    office.raise_it()
    notice = delivery.take(office.database, Road.SLACK, STARTS_AT, timedelta(minutes=1))
    assert notice is not None
    delivery.put_off(
        office.database, notice, STARTS_AT, timedelta(0), "token_revoked", may_have_arrived=False
    )

    seconds[0] += LOOK_SECONDS - 1
    look.look_if_due()
    too_soon = list(woken)
    seconds[0] += 1
    look.look_if_due()

    assert too_soon == []
    assert woken == ["woken"]
