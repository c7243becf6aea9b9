"""Leave: entered and ended, by oneself and by a lead, and what follows on its first day."""

from datetime import date

import pytest

from casework import homes, leave, showing
from casework.leave import Form
from messages import facts
from procedure import acts
from procedure.acts import ChangeReason
from procedure.leave import Leave
from storage import people
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses

TUESDAY, NEXT_DAY, FRIDAY = date(2026, 12, 22), date(2026, 12, 23), date(2027, 1, 8)


def enters(casebook: Casebook, who: str, first_on: date, last_on: date, cover: str = "") -> Leave:
    """Have somebody enter their own leave."""
    form = Form(first_on, last_on, casebook.person(cover) if cover else None)
    return leave.enter(casebook.database, form, by=casebook.person(who), now=casebook.now)


def home(casebook: Casebook, who: str) -> facts.Home:
    return showing.home(casebook.database, casebook.person(who), now=casebook.now)


def reasons(casebook: Casebook, reference: str) -> list[ChangeReason]:
    return [act.reason for act in casebook.acts(reference) if isinstance(act, acts.HolderChanged)]


# --- while somebody is away ----------------------------------------------------------------------


@pytest.mark.clause("London 11.1.2")
def test_a_call_that_is_theirs_goes_to_the_deputy_as_the_leave_is_entered(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.told()

    enters(casebook, "Grace", date(2026, 12, 31), FRIDAY)

    assert casebook.called(reference)["Health"] == ["Owen"]
    assert reasons(casebook, reference) == [ChangeReason.AWAY]
    told = casebook.told()
    assert {("call", "Owen"), ("invite", "Owen"), ("lead:holder_changed", "Ruth")} <= set(told)
    casebook.sends()
    assert "somebody called before you is away" in casebook.heard("Owen", "call")[-1].words


@pytest.mark.clause("London 11.1.2")
def test_a_call_goes_on_at_midnight_of_the_first_day_and_the_next_one_comes_back(
    casebook: Casebook,
) -> None:
    reference = casebook.with_the_managers()
    enters(casebook, "Grace", date(2027, 1, 4), date(2027, 1, 5))
    assert casebook.called(reference)["Health"] == ["Grace"]

    casebook.passes_to("Sunday 2027-01-03 23:59")
    assert casebook.called(reference)["Health"] == ["Grace"]
    casebook.passes_to("Monday 2027-01-04 00:00")

    assert casebook.called(reference)["Health"] == ["Owen"]
    assert casebook.case(reference).agency_of(casebook.person("Grace")) == casebook.agency("Health")
    casebook.passes_to("Wednesday 2027-01-06 00:00")
    assert casebook.called(reference)["Health"] == ["Owen"]
    another = casebook.raised()
    casebook.passes_to("Wednesday 2027-01-13 17:00")
    assert casebook.called(another)["Health"] == ["Grace"]


def test_whoever_covers_is_called_and_told(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()

    enters(casebook, "Grace", date(2026, 12, 31), FRIDAY, cover="Joan")

    assert casebook.called(reference)["Health"] == ["Joan"]
    casebook.sends()
    (told,) = casebook.heard("Joan", "roster")
    assert "Grace Mensah (Health) is away from Thursday 31 December to Friday 8 January" in told.words
    assert "Grace" not in told.text


def test_a_first_day_that_passes_while_nothing_runs_is_made_up_for(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    enters(casebook, "Grace", date(2027, 1, 1), FRIDAY)

    casebook.moves_to("Saturday 2027-01-02 10:00")
    casebook.strikes()

    assert casebook.called(reference)["Health"] == ["Owen"]


def test_leave_that_was_over_before_anything_ran_again_changes_nothing(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    enters(casebook, "Grace", date(2027, 1, 1), date(2027, 1, 1))

    casebook.moves_to("Saturday 2027-01-02 10:00")
    casebook.strikes()

    assert reasons(casebook, reference) == []
    assert home(casebook, "Grace").leave == ()


def test_somebody_away_can_read_and_act(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    enters(casebook, "Grace", date(2026, 12, 31), FRIDAY)

    assert casebook.noted(reference, "Grace", "Omar") == 1
    assert [case.reference for case in home(casebook, "Grace").cases] == [reference]


# --- back ----------------------------------------------------------------------------------------


def test_whoever_is_back_sooner_is_called_again(casebook: Casebook) -> None:
    entered = enters(casebook, "Omar", TUESDAY, FRIDAY)
    (shown,) = home(casebook, "Omar").leave
    assert (shown.id, shown.is_now) == (entered.id, True)

    leave.end(casebook.database, entered.id, by=casebook.person("Omar"), now=casebook.now)

    assert home(casebook, "Omar").leave == ()
    reference = casebook.with_the_managers()
    assert casebook.called(reference)["Children's Services"] == ["Omar"]
    with refuses("leave_ended_already"):
        leave.end(casebook.database, entered.id, by=casebook.person("Omar"), now=casebook.now)


def test_the_days_that_were_taken_stay_when_somebody_is_back_sooner(casebook: Casebook) -> None:
    entered = enters(casebook, "Omar", date(2026, 12, 14), FRIDAY)

    leave.end(casebook.database, entered.id, by=casebook.person("Omar"), now=casebook.now)

    with refuses("leave_ended_already"):
        leave.end(casebook.database, entered.id, by=casebook.person("Omar"), now=casebook.now)
    casebook.passes_to("Saturday 2027-01-09 00:00")


def test_leave_to_come_can_be_taken_back(casebook: Casebook) -> None:
    entered = enters(casebook, "Omar", NEXT_DAY, FRIDAY, cover="Freya")
    (shown,) = home(casebook, "Omar").leave
    assert not shown.is_now

    leave.end(casebook.database, entered.id, by=casebook.person("Omar"), now=casebook.now)

    assert casebook.sends() == []
    assert home(casebook, "Omar").leave == ()
    casebook.passes_to("Wednesday 2026-12-23 00:00")


def test_of_two_leaves_at_once_the_one_with_a_cover_says_who_covers(casebook: Casebook) -> None:
    enters(casebook, "Grace", TUESDAY, FRIDAY, cover="Joan")
    enters(casebook, "Grace", NEXT_DAY, date(2027, 1, 15))

    reference = casebook.with_the_managers()

    assert casebook.called(reference)["Health"] == ["Joan"]


def test_a_cover_who_has_moved_to_another_area_breaks_nobodys_home(casebook: Casebook) -> None:
    enters(casebook, "Grace", TUESDAY, FRIDAY, cover="Joan")
    with casebook.database.write() as connection:
        people.update(connection, casebook.person("Joan"), area_id="example-vale")

    (shown,) = home(casebook, "Grace").leave

    assert shown.cover == facts.Who(casebook.person("Joan"), "")
    assert casebook.called(casebook.with_the_managers())["Health"] == ["Owen"]


# --- a lead for somebody else --------------------------------------------------------------------


def test_a_lead_enters_leave_for_somebody_who_is_told_and_can_end_it(casebook: Casebook) -> None:
    ruth, omar = casebook.person("Ruth"), casebook.person("Omar")
    assert leave.may_enter_for_others(casebook.database, by=ruth, now=casebook.now) == TUESDAY

    entered = leave.enter_for(casebook.database, omar, Form(TUESDAY, FRIDAY), by=ruth, now=casebook.now)

    casebook.sends()
    (told,) = casebook.heard("Omar", "roster")
    assert told.buttons == {"back"}
    assert "Your safeguarding lead has entered that you are away" in told.words
    watch = home(casebook, "Ruth").watch
    assert watch is not None
    assert [(each.who.name, each.id) for each in watch.away] == [("Omar Haddad", entered.id)]
    leave.end(casebook.database, entered.id, by=ruth, now=casebook.now)
    assert home(casebook, "Omar").leave == ()


def test_a_lead_enters_their_own_leave_and_is_told_nothing_new(casebook: Casebook) -> None:
    ruth = casebook.person("Ruth")

    entered = leave.enter_for(casebook.database, ruth, Form(TUESDAY, FRIDAY), by=ruth, now=casebook.now)

    assert casebook.sends() == []
    shown = leave.shown(casebook.database, entered, by=ruth, now=casebook.now)
    assert (shown.who.name, shown.is_now, shown.cover) == ("Ruth Adeyemi", True, None)


def test_nobody_else_enters_or_ends_leave_for_others(casebook: Casebook) -> None:
    omar, tom = casebook.person("Omar"), casebook.person("Tom")
    entered = enters(casebook, "Omar", TUESDAY, FRIDAY)

    with refuses("not_a_lead"):
        leave.may_enter_for_others(casebook.database, by=tom, now=casebook.now)
    with refuses("not_a_lead"):
        leave.enter_for(casebook.database, omar, Form(TUESDAY, FRIDAY), by=tom, now=casebook.now)
    with refuses("not_a_lead"):
        leave.end(casebook.database, entered.id, by=tom, now=casebook.now)
    with refuses("unknown_person"):
        leave.enter_for(
            casebook.database,
            casebook.person("Zed"),
            Form(TUESDAY, FRIDAY),
            by=casebook.person("Ruth"),
            now=casebook.now,
        )


def test_somebody_of_no_area_has_no_leave_to_enter(casebook: Casebook) -> None:
    with refuses("of_no_area"):
        leave.may_enter(casebook.database, by=casebook.person("Zed"), now=casebook.now)
    assert leave.may_enter(casebook.database, by=casebook.person("Tom"), now=casebook.now) == TUESDAY


def test_the_home_of_the_one_away_and_of_the_leads_is_renewed_as_leave_begins_and_is_over(
    casebook: Casebook,
) -> None:
    for name in ("Omar", "Ruth", "Tom"):
        homes.remember(casebook.database, f"U0{name.upper()}", now=casebook.now)
    casebook.sends()
    casebook.told()

    enters(casebook, "Omar", NEXT_DAY, NEXT_DAY)

    assert set(casebook.told()) == {("home", "Omar"), ("home", "Ruth")}
    for midnight in ("Wednesday 2026-12-23 00:00", "Thursday 2026-12-24 00:00"):
        casebook.sends()
        casebook.told()
        casebook.moves_to(midnight)
        casebook.strikes()
        assert set(casebook.told()) == {("home", "Omar"), ("home", "Ruth")}


def test_whoever_covers_for_a_lead_watches_over_the_area_no_more_once_the_lead_is_back(
    casebook: Casebook,
) -> None:
    enters(casebook, "Ruth", TUESDAY, TUESDAY, "Helen")
    enters(casebook, "Gareth", TUESDAY, TUESDAY, "Helen")
    homes.remember(casebook.database, "U0HELEN", now=casebook.now)
    casebook.sends()
    casebook.told()
    assert home(casebook, "Helen").watch is not None

    casebook.moves_to("Wednesday 2026-12-23 00:00")
    casebook.strikes()

    assert ("home", "Helen") in casebook.told()
    assert home(casebook, "Helen").watch is None
