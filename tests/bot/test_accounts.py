import pytest

from bot.accounts import AGAIN_SECONDS, LOOK_SECONDS, account
from casework.people import Account
from procedure import acts
from storage import people
from storage.people import Known
from tests.bot.office import Office


def known(office: Office, slack_id: str) -> Known | None:
    with office.database.read() as connection:
        return people.by_slack_id(connection, slack_id)


def look_again(office: Office) -> None:
    """Look as one does a day later."""
    office.look._next = 0.0  # noqa: SLF001
    office.look.look_if_due()


def test_whoever_is_in_the_workspace_is_matched_to_the_list_or_remembered(office: Office) -> None:
    tom, zed = known(office, "U0TOM"), known(office, "U0ZED")

    assert tom is not None
    assert tom.agency_id is not None
    assert zed is not None
    assert zed.agency_id is None
    assert known(office, "USLACKBOT") is None


def test_it_looks_once_a_day(office: Office) -> None:
    looked = len(office.calls("users.list"))

    office.look.look_if_due()

    assert looked == len(office.calls("users.list")) == 1
    assert LOOK_SECONDS == 24 * 60 * 60


def test_it_looks_again_soon_where_slack_could_not_be_reached(office: Office) -> None:
    office.slack.practice.add_person("U0NEW", "Newcomer", "newcomer@northmere.example")
    office.slack.practice.fault("users.list", "server_error")
    look_again(office)
    assert known(office, "U0NEW") is None

    def has_looked() -> bool:
        office.look.look_if_due()
        return known(office, "U0NEW") is not None

    office.try_until(has_looked)

    assert len(office.calls("users.list")) == 3
    assert AGAIN_SECONDS / office.clock.pace < 1


def test_somebody_gone_while_it_is_their_turn_is_replaced(office: Office) -> None:
    reference = office.raise_it()
    office.work_off()
    office.slack.practice.deactivate("U0TOM")

    look_again(office)
    office.work_off()

    (change,) = office.acts(reference, acts.HolderChanged)
    assert change.reason is acts.ChangeReason.UNREACHABLE
    assert office.id_of("Tom") in change.leaving
    called = [person for call in office.case(reference).calls for person in call.people]
    assert called
    assert office.id_of("Tom") not in called


def test_somebody_who_is_back_can_be_called_again(office: Office) -> None:
    office.slack.practice.deactivate("U0TOM")
    look_again(office)
    gone = known(office, "U0TOM")
    office.slack.practice.reactivate("U0TOM")

    look_again(office)

    back = known(office, "U0TOM")
    assert gone is not None
    assert not gone.is_active
    assert back is not None
    assert back.is_active


def test_an_account_in_a_disagreement_that_cant_be_read_holds_up_no_other(office: Office) -> None:
    office.raise_it()
    office.in_the_file("DROP TRIGGER entry_no_update")
    office.in_the_file("UPDATE entry SET content = '{}'")
    office.slack.practice.deactivate("U0TOM")
    office.slack.practice.add_person("U0NEW", "Newcomer", "newcomer@northmere.example")

    look_again(office)

    tom = known(office, "U0TOM")
    assert tom is not None
    assert tom.is_active
    assert known(office, "U0NEW") is not None


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        pytest.param(
            {"id": "U1", "profile": {"real_name": "Tom Ellery", "email": "tom@northmere.example"}},
            Account("U1", "Tom Ellery", "tom@northmere.example", is_active=True),
            id="a person",
        ),
        pytest.param(
            {"id": "U1", "name": "tom", "real_name": "Tom", "deleted": True, "profile": {"real_name": ""}},
            Account("U1", "Tom", None, is_active=False),
            id="somebody gone, without an address",
        ),
        pytest.param(
            {"id": "U1", "name": "helper", "is_bot": True},
            Account("U1", "helper", None, is_active=True, is_bot=True),
            id="a bot",
        ),
    ],
)
def test_an_account_is_read_from_slacks_description(member: dict[str, object], expected: Account) -> None:
    assert account(member) == expected
