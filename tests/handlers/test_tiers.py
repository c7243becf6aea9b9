"""While a tier has it: every button of a call and of the card, and what stale or foreign hands get."""

import pytest

from procedure import acts
from procedure.acts import Review, Step
from tests.handlers.desk import Desk

NOT_FOR_ZED = [
    "read", "take_up", "note", "outcome", "move_up", "sooner", "risk", "not_mine", "phoned", "step",
    "look_again", "take_out", "hand_over",
    "stand_in", "who_to_ring", "copy_record", "own_issue", "filed", "close",
]  # fmt: skip


@pytest.fixture
def urgent(desk: Desk) -> str:
    """A disagreement that Grace and Omar have."""
    return desk.with_the_managers(desk.person("Priya"))


def test_read_it_shows_the_disagreement(desk: Desk) -> None:
    reference = desk.raised(desk.person("Priya"))
    tom = desk.person("Tom")

    desk.offer(tom, "read", reference)

    assert "A meeting of both teams." in tom.view.words


def test_a_call_is_taken_up_until_the_time_promised(desk: Desk, urgent: str) -> None:
    omar = desk.person("Omar")

    desk.offer(omar, "take_up", urgent)
    sent = desk.submitted(omar, {"promise": "hour"})

    assert sent.outcome == "closed"
    assert [act.act for act in desk.acts(urgent)].count("taken_up") == 1


def test_a_call_that_was_taken_up_already_says_by_whom(desk: Desk) -> None:
    reference = desk.raised(desk.person("Priya"), against="Child protection, Police", danger="now")
    colin, leila = desk.person("Colin"), desk.person("Leila")
    desk.offer(colin, "take_up", reference)
    desk.submitted(colin, {"promise": "hour"})

    desk.offer(leila, "take_up", reference)

    assert "Colin Aske" in leila.view.words
    assert "read" in leila.view.buttons
    leila.presses_here("read")
    assert len(leila.sees().views) == 2


def test_it_is_moved_up_after_one_more_question(desk: Desk, urgent: str) -> None:
    omar = desk.person("Omar")
    before = desk.case(urgent).tier_index

    desk.offer(omar, "move_up", urgent)
    assert desk.case(urgent).tier_index == before
    sent = desk.submitted(omar)

    assert sent.outcome == "closed"
    assert desk.case(urgent).tier_index == before + 1


def test_somebody_who_does_not_act_at_the_tier_is_told_who_does(desk: Desk, urgent: str) -> None:
    tom = desk.person("Tom")

    desk.offer(tom, "move_up", urgent)

    assert "Omar Haddad" in tom.view.words
    assert tom.view.callback_id == ""


def test_a_form_overtaken_by_a_move_is_refused_in_place(desk: Desk, urgent: str) -> None:
    omar, grace = desk.person("Omar"), desk.person("Grace")
    desk.offer(omar, "take_up", urgent)
    desk.offer(grace, "move_up", urgent)
    desk.submitted(grace)

    sent = desk.submitted(omar, {"promise": "hour"})

    assert list(sent.errors) == ["promise"]
    assert omar.view.value("promise") == "hour"


def test_a_window_without_fields_says_above_itself_why_it_was_refused(desk: Desk, urgent: str) -> None:
    omar, grace = desk.person("Omar"), desk.person("Grace")
    desk.offer(omar, "move_up", urgent)
    desk.offer(grace, "move_up", urgent)
    desk.submitted(grace)

    sent = desk.submitted(omar)

    assert sent.outcome == "pushed"
    assert "act for your agency" in omar.view.words


def test_the_child_needs_it_sooner(desk: Desk) -> None:
    tom = desk.person("Tom")
    reference = desk.raised(desk.person("Priya"))

    desk.offer(tom, "sooner", reference)
    tom.chooses("soon", "another")
    by = int(desk.stage.practice.now().timestamp()) + 1800
    sent = desk.submitted(tom, {"another_time": by})

    assert sent.outcome == "closed"
    protect_by = desk.case(reference).protect_by
    assert protect_by is not None
    assert protect_by.timestamp() == by


def test_what_is_not_sooner_is_refused_beside_its_field(desk: Desk) -> None:
    tom = desk.person("Tom")
    reference = desk.raised(desk.person("Priya"), soon="two_hours")

    desk.offer(tom, "sooner", reference)
    tom.chooses("soon", "another")
    sent = desk.submitted(tom, {"another_time": int(desk.stage.practice.now().timestamp()) + 8 * 3600})

    assert list(sent.errors) == ["another_time"]


def test_after_protect_by_has_passed_somebody_says_how_soon_now(desk: Desk) -> None:
    priya, grace = desk.person("Priya"), desk.person("Grace")
    reference = desk.raised(priya, soon="two_hours")
    desk.move_to("Tuesday 2026-12-08 16:01")

    desk.offer(grace, "risk", reference)
    grace.chooses("soon", "tomorrow_evening")
    sent = desk.submitted(grace)

    assert sent.outcome == "closed"
    assert desk.case(reference).risk_asked_at is None


def test_a_risk_that_nobody_asked_about_is_answered_so(desk: Desk) -> None:
    tom = desk.person("Tom")

    desk.offer(tom, "risk", desk.raised(desk.person("Priya")))

    assert "answered already" in tom.view.words


def test_a_call_by_mistake_goes_to_whom_they_name(desk: Desk, urgent: str) -> None:
    omar, sam = desk.person("Omar"), desk.person("Sam")

    desk.offer(omar, "not_mine", urgent)
    sent = desk.submitted(omar, {"person": omar.finds("person", "Sam Okoro")})

    assert sent.outcome == "closed"
    assert desk.id_of(sam) in desk.case(urgent).parts


def test_a_call_by_mistake_goes_to_the_next_where_nobody_is_named(desk: Desk, urgent: str) -> None:
    omar = desk.person("Omar")

    desk.offer(omar, "not_mine", urgent)
    sent = desk.submitted(omar)

    assert sent.outcome == "closed"
    assert any(isinstance(act, acts.HolderChanged) for act in desk.acts(urgent))


def test_somebody_of_another_agency_cannot_be_named(desk: Desk, urgent: str) -> None:
    omar = desk.person("Omar")

    desk.offer(omar, "not_mine", urgent)
    sent = desk.submitted(omar, {"person": omar.finds("person", "Grace Mensah")})

    assert list(sent.errors) == ["person"]


def test_an_agency_reached_by_phone_is_called_no_more(desk: Desk, urgent: str) -> None:
    grace = desk.person("Grace")

    desk.offer(grace, "phoned", urgent)
    sent = desk.submitted(grace, {"agency": "Children's Services"})

    assert sent.outcome == "closed"
    assert any(isinstance(act, acts.ReachedByPhone) for act in desk.acts(urgent))


def test_ones_own_agency_is_not_reached_by_phone(desk: Desk, urgent: str) -> None:
    grace = desk.person("Grace")

    desk.offer(grace, "phoned", urgent)
    sent = desk.submitted(grace, {"agency": "Health"})

    assert list(sent.errors) == ["agency"]


def test_a_protective_step_is_recorded(desk: Desk) -> None:
    tom = desk.person("Tom")
    reference = desk.raised(desk.person("Priya"))

    desk.offer(tom, "step", reference)
    sent = desk.submitted(tom, {"step_kind": "police", "stands": "done", "detail": "Rung at two."})

    assert sent.outcome == "closed"
    assert [act.step for act in desk.acts(reference) if isinstance(act, acts.ProtectiveStep)] == [Step.POLICE]


def test_a_step_in_the_future_is_refused(desk: Desk) -> None:
    tom = desk.person("Tom")
    reference = desk.raised(desk.person("Priya"))

    desk.offer(tom, "step", reference)
    later = int(desk.stage.practice.now().timestamp()) + 600
    sent = desk.submitted(tom, {"step_kind": "police", "stands": "done", "taken_at": later})

    assert list(sent.errors) == ["taken_at"]


def test_the_challenged_side_looks_again(desk: Desk) -> None:
    tom = desk.person("Tom")
    reference = desk.raised(desk.person("Priya"))

    desk.offer(tom, "look_again", reference)
    sent = desk.submitted(tom, {"review": "partly", "words": "One more visit, then we meet."})

    assert sent.outcome == "closed"
    assert [act.review for act in desk.acts(reference) if isinstance(act, acts.LookedAgain)] == [
        Review.PARTLY
    ]


def test_the_side_that_raised_it_has_nothing_to_look_at_again(desk: Desk) -> None:
    priya = desk.person("Priya")

    desk.offer(priya, "look_again", desk.raised(priya))

    assert "decision is questioned" in priya.view.words


def test_somebody_invited_by_mistake_is_taken_out_but_never_the_one_who_raised_it(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)

    desk.offer(priya, "take_out", reference)
    assert "Priya Nair" not in priya.view.words
    sent = desk.submitted(priya, {"person": f"person:{desk.id_of(tom)}"})

    assert sent.outcome == "closed"
    assert desk.id_of(tom) not in desk.case(reference).parts


def test_a_part_is_handed_to_a_colleague(desk: Desk) -> None:
    priya, joan = desk.person("Priya"), desk.person("Joan")
    reference = desk.raised(priya)

    desk.offer(priya, "hand_over", reference)
    sent = desk.submitted(priya, {"person": priya.finds("person", "Joan Abara")})

    assert sent.outcome == "closed"
    assert desk.id_of(joan) in desk.case(reference).parts


def test_the_safeguarding_lead_names_a_stand_in(desk: Desk, urgent: str) -> None:
    ruth, sam = desk.person("Ruth"), desk.person("Sam")

    desk.offer(ruth, "stand_in", urgent)
    person = ruth.finds("person", "Sam Okoro")
    sent = desk.submitted(ruth, {"agency": "Children's Services", "person": person})

    assert sent.outcome == "closed"
    assert desk.id_of(sam) in desk.case(urgent).parts


def test_only_a_lead_names_a_stand_in(desk: Desk, urgent: str) -> None:
    omar = desk.person("Omar")

    desk.offer(omar, "stand_in", urgent)

    assert "safeguarding leads" in omar.view.words


def test_who_to_ring_shows_the_telephones(desk: Desk, urgent: str) -> None:
    ruth = desk.person("Ruth")

    desk.offer(ruth, "who_to_ring", urgent)

    assert "01632 960304" in ruth.view.words


@pytest.mark.parametrize("action", ["step", "sooner", "not_mine", "phoned"])
def test_a_choice_of_the_menu_opens_the_form_behind_it(desk: Desk, urgent: str, action: str) -> None:
    omar = desk.person("Omar")

    desk.pick(omar, "more", f"{action}/{urgent}")

    assert omar.view.callback_id == f"{action}_form"


def test_somebody_without_a_part_gets_no_window_but_a_no_and_sees_nothing(desk: Desk, urgent: str) -> None:
    zed = desk.person("Zed")

    for action in NOT_FOR_ZED:
        desk.offer(zed, action, urgent)

        assert "You have no part in this disagreement" in zed.view.words, action
        assert zed.view.buttons == (), action
        assert "Priya" not in zed.view.words, action


def test_once_it_is_taken_back_every_button_says_so(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)
    desk.offer(priya, "take_back", reference)

    for action in ("take_up", "move_up", "sooner", "note", "outcome", "step", "look_again"):
        desk.offer(tom, action, reference)

        assert "taken back" in tom.view.words, action
        assert tom.view.callback_id == "", action
