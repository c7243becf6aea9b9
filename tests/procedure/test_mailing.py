"""The second road: which calls go by e-mail too, to whom, and when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from procedure import acts, ladder, mailing
from procedure.acts import CalledByMail, Danger, MailReason
from procedure.clocks import Kind, wanted
from procedure.ladder import Promise
from procedure.roster import Holder, Roster
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    FRIDAY,
    GRACE,
    GWEN,
    HEALTH,
    OLIVE,
    OMAR,
    ROSTER,
    SOCIAL_CARE,
    TARA,
    TIM,
    TOM,
    Told,
    away,
    called,
    desk_called,
    managers_called,
    on_leave,
    raised,
    refuses,
)


def listed_with_addresses(*without: int, roster: Roster = ROSTER) -> Roster:
    """Return the roster with an address for everybody, or for all but some."""
    people = {one.id: replace(one, has_mail=one.id not in without) for one in roster.people.values()}
    return replace(roster, people=people)


def no_account(*people: int) -> Roster:
    """Return the roster in which everybody has an address, and some have nothing else."""
    return listed_with_addresses(roster=away(*people))


@pytest.fixture
def mailing_rules(london_rules: Rules) -> Rules:
    """London's rules in an area that sends mail."""
    return replace(london_rules, area=replace(london_rules.area, mail_from="disagree@northmere.example"))


def mailed(told: Told) -> tuple[CalledByMail, ...]:
    return mailing.at_once(told.case, told.roster)


def test_a_call_that_can_wait_goes_by_slack_alone(london_rules: Rules) -> None:
    told = managers_called(london_rules, listed_with_addresses())

    assert mailed(told) == ()


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({"danger": Danger.NOW}, id="in danger"),
        pytest.param(
            {"protect_by": "Friday 2026-11-27 18:50"}, id="to be settled sooner to protect the child"
        ),
    ],
)
def test_a_call_that_cannot_wait_goes_by_e_mail_at_once(london_rules: Rules, how: dict[str, object]) -> None:
    told = raised(london_rules, when=FRIDAY, roster=listed_with_addresses(), **how)  # type: ignore[arg-type]

    assert {(act.agency_id, act.people, act.reason) for act in mailed(told)} == {
        (agency, people, MailReason.URGENT) for agency, people in called(told.case).items()
    }


def test_one_that_becomes_urgent_goes_by_e_mail_then(london_rules: Rules) -> None:
    told = managers_called(london_rules, listed_with_addresses())
    sooner = ladder.bring_forward(told.case, GRACE, at("Friday 2026-12-04 19:00"), told.now)

    told = told.then(sooner, by=GRACE)

    assert [act.reason for act in mailed(told)] == [MailReason.URGENT] * 2


def test_nobody_is_asked_twice_by_the_same_road(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, roster=listed_with_addresses(), danger=Danger.NOW)

    told = told.then(*mailed(told))

    assert mailed(told) == ()


def test_what_nobody_answers_goes_by_e_mail_with_its_first_repetition_and_each_after_it(
    london_rules: Rules,
) -> None:
    told = managers_called(london_rules, listed_with_addresses(GWEN))
    again = ladder.call_again(told.case, HEALTH, told.roster, told.now)
    told = told.then(again)

    first = mailed(told)
    told = told.then(*first)
    told = told.then(ladder.call_again(told.case, HEALTH, told.roster, told.now))

    assert first == (CalledByMail(HEALTH, (GRACE,), MailReason.UNANSWERED),)
    assert mailed(told) == first


def test_who_has_answered_here_once_is_asked_again_here_alone(london_rules: Rules) -> None:
    told = managers_called(london_rules, listed_with_addresses())
    told = told.then(ladder.take_up(told.case, GRACE, Promise.TODAY, told.now), by=GRACE)

    told = told.then(ladder.call_again(told.case, HEALTH, told.roster, told.now))

    assert mailed(told) == ()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda case, now: ladder.take_up(case, OMAR, Promise.HOUR, now), id="taken up"),
        pytest.param(
            lambda case, now: ladder.reached_by_phone(case, GRACE, SOCIAL_CARE), id="reached by phone"
        ),
    ],
)
def test_an_agency_that_has_answered_is_not_asked_by_e_mail(london_rules: Rules, answer: object) -> None:
    told = raised(london_rules, when=FRIDAY, roster=listed_with_addresses(), danger=Danger.NOW)
    assert callable(answer)

    told = told.then(answer(told.case, told.now), by=OMAR)

    assert [act.agency_id for act in mailed(told)] == [HEALTH]


def test_where_nobody_has_an_address_there_is_one_road(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW)

    assert mailed(told) == ()


def test_nothing_goes_by_e_mail_once_it_is_over(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, roster=listed_with_addresses(), danger=Danger.NOW)

    told = told.then(acts.TakenBack(), by=told.case.raised_by)

    assert mailed(told) == ()


# --- without an account --------------------------------------------------------------------------


def test_a_post_is_filled_by_somebody_who_has_an_address_and_no_account(london_rules: Rules) -> None:
    told = managers_called(london_rules, no_account(OMAR))

    assert called(told.case)[SOCIAL_CARE] == (OMAR,)
    assert mailed(told) == (CalledByMail(SOCIAL_CARE, (OMAR,), MailReason.NO_ACCOUNT),)


def test_without_either_the_deputy_is_called_as_before(london_rules: Rules) -> None:
    told = managers_called(london_rules, listed_with_addresses(OMAR, roster=away(OMAR)))

    assert called(told.case)[SOCIAL_CARE] == (OLIVE,)


def test_whoever_is_away_is_not_called_by_e_mail_either(london_rules: Rules) -> None:
    told = managers_called(london_rules, on_leave(OMAR, roster=no_account(OMAR)))

    assert called(told.case)[SOCIAL_CARE] == (OLIVE,)


def test_a_lead_may_name_a_stand_in_who_has_no_account(london_rules: Rules) -> None:
    told = managers_called(london_rules, no_account(OLIVE))

    named = ladder.name_stand_in(told.case, SOCIAL_CARE, OLIVE, told.roster, told.now)

    assert named.call is not None
    assert named.call.holder.people == (OLIVE,)


def test_a_part_is_handed_only_to_somebody_who_can_act_here(london_rules: Rules) -> None:
    told = managers_called(london_rules, no_account(OLIVE))

    with refuses("not_reachable"):
        ladder.hand_over(told.case, OMAR, OLIVE, told.roster)


def test_leads_watch_here_so_they_need_an_account() -> None:
    roster = no_account(*ROSTER.safeguarding_leads())

    assert not set(roster.safeguarding_leads()) & set(ROSTER.safeguarding_leads())
    assert no_account(*ROSTER.designated_leads(HEALTH)).designated_leads(HEALTH) == ()


# --- what does not arrive ------------------------------------------------------------------------


def test_what_slack_has_not_taken_in_time_goes_by_e_mail(mailing_rules: Rules) -> None:
    told = raised(mailing_rules, when=FRIDAY, roster=listed_with_addresses())
    look_at = told.now + timedelta(minutes=mailing.NOT_ARRIVED_MINUTES)

    clocks = [clock.due_at for clock in wanted(told.case) if clock.kind is Kind.BY_MAIL]
    before = mailing.not_arrived(told.case, told.roster, look_at - timedelta(seconds=1))
    found = mailing.not_arrived(told.case, told.roster, look_at)
    told = told.then(*found, when=look_at)

    assert clocks == [look_at]
    assert before == ()
    assert found == (CalledByMail(SOCIAL_CARE, (TOM,), MailReason.NOT_ARRIVED),)
    assert mailing.next_look(told.case) is None


def test_by_e_mail_it_is_still_on_time_so_that_it_moves_no_clock(mailing_rules: Rules) -> None:
    told = raised(mailing_rules, when=FRIDAY, roster=listed_with_addresses())
    look_at = told.now + timedelta(minutes=mailing.NOT_ARRIVED_MINUTES)

    arrived = ladder.call_delivered(told.case, SOCIAL_CARE, TOM, look_at + timedelta(minutes=1))

    assert arrived == acts.CallDelivered(SOCIAL_CARE, TOM, None)


def test_what_has_arrived_is_looked_at_no_more(mailing_rules: Rules) -> None:
    told = raised(mailing_rules, when=FRIDAY, roster=listed_with_addresses()).delivered()

    assert mailing.next_look(told.case) is None
    assert mailing.not_arrived(told.case, told.roster, told.now + timedelta(hours=1)) == ()


def test_no_clock_looks_where_the_area_sends_no_mail_or_nothing_is_open(mailing_rules: Rules) -> None:
    told = raised(mailing_rules, when=FRIDAY, roster=listed_with_addresses())

    without = replace(
        told.case, rules=replace(told.case.rules, area=replace(told.case.rules.area, mail_from=""))
    )
    over = told.then(acts.TakenBack(), by=told.case.raised_by)

    assert mailing.next_look(without) is None
    assert mailing.next_look(over.case) is None


def test_what_slack_refuses_for_good_goes_by_e_mail_to_that_one_alone(london_rules: Rules) -> None:
    told = desk_called(london_rules).with_roster(listed_with_addresses())

    told = told.then(acts.NotDelivered("call", TARA, "is_bot"))

    assert mailed(told) == (CalledByMail(SOCIAL_CARE, (TARA,), MailReason.NOT_ARRIVED),)


def test_whoever_was_invited_by_mistake_is_asked_nothing(london_rules: Rules) -> None:
    told = desk_called(london_rules).with_roster(listed_with_addresses())
    again = ladder.call_again(told.case, SOCIAL_CARE, told.roster, told.now)

    told = told.then(again)
    without_tim = replace(told.case, taken_out=frozenset({TIM}))

    (act,) = mailing.at_once(without_tim, told.roster)
    assert set(act.people) == {TOM, TARA}


def test_somebody_whom_no_list_has_any_more_is_asked_nothing(london_rules: Rules) -> None:
    told = managers_called(london_rules, no_account(OMAR))
    unlisted = {person: one for person, one in told.roster.people.items() if person != OMAR}

    told = told.with_roster(replace(told.roster, people=unlisted))

    assert mailed(told) == ()


def test_holders_are_called_in_their_order_with_or_without_an_account(london_rules: Rules) -> None:
    told = managers_called(london_rules, no_account(OMAR))
    holder = Holder(SOCIAL_CARE, (OMAR,), post_id=7)

    assert ladder.holders_at(replace(told.case, calls=(), past_calls=()), 1, told.roster)[1] == holder
