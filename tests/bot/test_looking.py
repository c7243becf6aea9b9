"""A message to an account that is switched off is not delivered, whatever Slack answers."""

import pytest

from procedure import acts
from tests.bot.office import Office

MANAGERS = "Thursday 2026-12-31 17:00"


def looks_at(office: Office, first_name: str) -> int:
    """How often an account was asked for."""
    account = f"U0{first_name.upper()}"
    return sum(call["args"]["user"] == account for call in office.calls("users.info"))


def test_somebody_whose_account_went_unnoticed_is_not_written_to_and_the_next_is_called(
    office: Office,
) -> None:
    reference = office.raise_it()
    office.work_off()
    office.slack.practice.deactivate("U0OMAR")

    office.move_to(MANAGERS)
    office.work_off()

    assert office.messages_to("Omar") == []
    (failed,) = office.acts(reference, acts.NotDelivered)
    assert (failed.kind, failed.person, failed.error) == ("call", office.id_of("Omar"), "user_disabled")
    assert office.acts(reference, acts.HolderChanged)
    arrived = {act.person for act in office.acts(reference, acts.CallDelivered)}
    assert office.id_of("Omar") not in arrived
    assert office.messages_to("Ruth")


def test_an_account_is_looked_at_once_in_ten_minutes(office: Office) -> None:
    for _ in range(3):
        office.raise_it()

    office.work_off()

    assert len(office.messages_to("Tom")) == 3
    assert looks_at(office, "Tom") in (1, 2)  # ten minutes are three seconds here


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"kind": "server_error"}, id="an error of the server"),
        pytest.param({"kind": "drop_before"}, id="dropped"),
        pytest.param({"kind": "rate_limited", "retry_after": 30}, id="too many"),
        pytest.param({"kind": "error", "error": "missing_scope"}, id="no scope"),
    ],
)
def test_where_slack_does_not_say_the_message_goes_out(office: Office, fault: dict[str, object]) -> None:
    office.slack.practice.fault("users.info", times=None, **fault)  # type: ignore[arg-type]
    office.raise_it()

    office.work_off()

    assert office.messages_to("Tom")


def test_somebody_whom_slack_does_not_know_is_not_written_to(office: Office) -> None:
    office.slack.practice.fault("users.info", "error", error="user_not_found", to="U0TOM")
    reference = office.raise_it()

    office.work_off()

    assert office.messages_to("Tom") == []
    assert [act.error for act in office.acts(reference, acts.NotDelivered)] == ["no_account"]
