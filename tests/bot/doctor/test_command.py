"""`disagree doctor` as an administrator runs it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import make_url

from bot import command_line
from sandbox.mail.faults import Fault
from sandbox.mail.server import MailServer
from tests.bot.doctor.ward import Ward

Doctor = Callable[..., Result]


@pytest.fixture
def doctor(ward: Ward) -> Doctor:
    """The command, in the ward's environment."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(command_line.main, ["doctor", *arguments], env=dict(ward.environment))

    return run


def test_of_a_healthy_installation_it_says_that_all_is_well(doctor: Doctor) -> None:
    said = doctor()

    assert said.exit_code == 0, said.output
    assert "no fault found; warnings: 0" in said.output
    assert "7 scopes of its manifest" in said.output
    assert "1 of 1 records were verified" in said.output


def test_of_a_fault_it_says_what_to_do_and_ends_with_one(doctor: Doctor, ward: Ward) -> None:
    ward.practice.take_scope("pins:write")

    said = doctor()

    assert said.exit_code == 1
    assert "fault        the app may not do what it needs to: pins:write" in said.output
    assert "press Install App again" in said.output
    assert "1 to mend before it can be relied on" in said.output


def test_a_warning_is_no_reason_to_end_with_one(doctor: Doctor, ward: Ward) -> None:
    ward.practice.deactivate("U0OMAR")

    said = doctor()

    assert said.exit_code == 0
    assert "no fault found; warnings: 1" in said.output


def test_for_programs_it_prints_one_object(doctor: Doctor, ward: Ward) -> None:
    ward.practice.revoke_token()

    said = json.loads(doctor("--json").output)

    levels = {finding["name"]: finding["level"] for finding in said["findings"]}
    assert not said["is_well"]
    assert levels["token_refused"] == "fault"
    assert levels["people"] == "not checked"
    assert levels["records"] == "ok"


def test_it_changes_nothing_and_writes_to_nobody(doctor: Doctor, ward: Ward) -> None:
    before, stood = len(ward.practice.deliveries()), Path(str(make_url(ward.url).database)).read_bytes()

    doctor()

    assert len(ward.practice.deliveries()) == before
    assert Path(str(make_url(ward.url).database)).read_bytes() == stood


def test_it_tells_no_secret_and_nothing_of_a_case(doctor: Doctor, ward: Ward) -> None:
    ward.environment.pop("DISAGREE_PRACTICE_CLOCK")
    ward.set_to("SLACK_BOT_TOKEN", "xoxb-a-secret")
    ward.set_to("DATABASE_URL", "nonsense://app:hunter2@db/disagree")

    said = doctor("--json").output + doctor().output

    assert "a-secret" not in said
    assert "hunter2" not in said
    assert ward.reference not in said


def test_with_whom_is_asked_only_of_a_rehearsal(doctor: Doctor) -> None:
    said = doctor("--with", "priya.nair@northmere.example")

    assert said.exit_code == 2
    assert "--with goes with --rehearse" in said.output


def test_a_rehearsal_makes_a_room_and_archives_it(doctor: Doctor, ward: Ward) -> None:
    said = doctor("--rehearse", "--with", "zed.quill@northmere.example")

    assert said.exit_code == 0, said.output
    assert "the room is archived again" in said.output
    (room,) = [*ward.practice.sees("U0ZED").private_channels]
    assert room.name.startswith("rehearsal-")
    assert room.archived
    assert [message.pinned for message in room.messages if "rehearsal" in message.words] == [True]


def test_a_rehearsal_is_with_a_safeguarding_lead_unless_somebody_is_named(doctor: Doctor, ward: Ward) -> None:
    said = doctor("--rehearse")

    rooms = [channel.name for channel in ward.practice.sees("U0RUTH").channels]
    assert said.exit_code == 0, said.output
    assert [name for name in rooms if name.startswith("rehearsal-")]


@pytest.mark.parametrize(
    ("method", "error", "step", "advice"),
    [
        pytest.param(
            "conversations.create", "restricted_action", "room", "Permissions", id="no private rooms"
        ),
        pytest.param("conversations.invite", "user_is_restricted", "inviting", "full member", id="a guest"),
        pytest.param("chat.postMessage", "missing_scope", "writing", "Install App", id="a scope"),
        pytest.param("pins.add", "fatal_error", "pinning", "again in a minute", id="anything else"),
        pytest.param("conversations.archive", "fatal_error", "archiving", "again in a minute", id="the end"),
    ],
)
def test_a_rehearsal_that_fails_says_where_and_leaves_no_room_open(
    doctor: Doctor, ward: Ward, method: str, error: str, step: str, advice: str
) -> None:
    ward.practice.fault(method, "error", error=error)

    said = doctor("--rehearse", "--json")

    findings = {finding["name"]: finding for finding in json.loads(said.output)["findings"]}
    assert said.exit_code == 1
    assert findings[f"rehearsal_{step}"]["level"] == "fault"
    assert advice in findings[f"rehearsal_{step}"]["advice"]
    rooms = [room for room in ward.practice.sees("U0RUTH").private_channels if "rehearsal" in room.name]
    assert all(room.archived for room in rooms) or step == "archiving"


def test_a_rehearsal_with_nobody_says_so(doctor: Doctor, ward: Ward) -> None:
    ward.practice.deactivate("U0RUTH")
    ward.practice.deactivate("U0GARETH")

    assert "there is no safeguarding lead with an account" in doctor("--rehearse").output


def test_a_rehearsal_with_a_stranger_says_so(doctor: Doctor) -> None:
    assert "users_not_found" in doctor("--rehearse", "--with", "nobody@northmere.example").output


def test_a_rehearsal_sends_an_e_mail_where_the_program_sends_any(doctor: Doctor, ward: Ward) -> None:
    with MailServer() as server:
        ward.set_to("DISAGREE_SMTP_URL", server.url)
        none = doctor("--rehearse").output
        ward.sends_mail_from("disagree@northmere.example")
        said = doctor("--rehearse", "--with", "zed.quill@northmere.example").output
        (mail,) = server.mailboxes.all()
        server.faults.add(Fault.REFUSE_RECIPIENT)
        refused = doctor("--rehearse")

    assert "no e-mail is sent here" in none
    assert "an e-mail was handed to the mail server for them" in said
    assert "rehearsal" in str(mail)
    assert refused.exit_code == 1
    assert "the e-mail was not taken: recipient_550" in refused.output
