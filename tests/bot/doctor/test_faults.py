"""Each fault that is planted in an installation is found, by its name, and with what to do about it."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bot.doctor.finding import Level, listed
from bot.doctor.stored import room_left
from sandbox.mail.faults import Fault
from sandbox.mail.server import MailServer
from sandbox.slack.identity import SIGNING_SECRET
from tests.bot.doctor.ward import Ward

MANIFEST = yaml.safe_load((Path(__file__).parents[3] / "app-manifest.yml").read_text(encoding="utf-8"))

Plant = Callable[[Ward], object]


def without(name: str) -> Plant:
    return lambda ward: ward.environment.pop(name)


def to(name: str, value: str) -> Plant:
    return lambda ward: ward.set_to(name, value)


def by_hand(*statements: str) -> Plant:
    return lambda ward: ward.by_hand(*statements)


def tokens_swapped(ward: Ward) -> None:
    ward.environment.pop("DISAGREE_PRACTICE_CLOCK")
    ward.set_to("SLACK_BOT_TOKEN", "xapp-1")
    ward.set_to("SLACK_APP_TOKEN", "xoxb-1")


def a_password_in_a_url(ward: Ward) -> None:
    ward.set_to("DATABASE_URL", "postgressql://app:hunter2@db/disagree")


def read_only(ward: Ward) -> None:
    ward.set_to("DATABASE_URL", ward.url.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true")


def another_app_token(ward: Ward) -> None:
    ward.environment.pop("DISAGREE_PRACTICE_CLOCK")
    ward.set_to("SLACK_APP_TOKEN", "xapp-of-another-app")


def more_scopes(ward: Ward) -> None:
    scopes = {"bot": [*MANIFEST["oauth_config"]["scopes"]["bot"], "groups:history"]}
    ward.practice.install(MANIFEST | {"oauth_config": {"scopes": scopes}})


def a_changed_entry(ward: Ward) -> None:
    ward.by_hand(
        "DROP TRIGGER entry_no_update",
        "UPDATE entry SET at = '2026-12-22 09:00:00.000000' WHERE seq = 2",
        "CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'no'); END",
    )


def nobody_watches(ward: Ward) -> None:
    for person in ("U0RUTH", "U0GARETH"):
        ward.practice.deactivate(person)


def omar_is_a_program(ward: Ward) -> None:
    ward.practice.remove_person("U0OMAR")
    ward.practice.add_person("U0DESK", "Desk", "omar.haddad@northmere.example", standing="bot")


FAULT, WARNING = Level.FAULT, Level.WARNING

PLANTED = [
    pytest.param(without("SLACK_BOT_TOKEN"), {"setting_wrong": FAULT}, "xoxb-", id="no bot token"),
    pytest.param(tokens_swapped, {"token_in_wrong_place": FAULT}, "App-Level Tokens", id="tokens swapped"),
    pytest.param(
        to("DISAGREE_LOG_LEVEL", "LOUD"), {"setting_wrong": FAULT}, "environment", id="no log level"
    ),
    pytest.param(
        to("DISAGREE_PROT", "3000"), {"setting_unknown": WARNING}, "DISAGREE_PORT", id="a setting misspelt"
    ),
    pytest.param(
        to("DATABASE_URL", "sqlite:////nowhere/x.db"),
        {"database_missing": FAULT},
        "disagree migrate",
        id="no database",
    ),
    pytest.param(a_password_in_a_url, {"database_missing": FAULT}, "DATABASE_URL", id="no such database"),
    pytest.param(
        by_hand("UPDATE alembic_version SET version_num = '0000'"),
        {"migration_behind": FAULT},
        "backup",
        id="a migration behind",
    ),
    pytest.param(read_only, {"database_read_only": FAULT}, "read-only", id="a database that takes nothing"),
    pytest.param(
        by_hand("DROP TRIGGER entry_no_delete"), {"guard_missing": FAULT}, "by hand", id="a guard dropped"
    ),
    pytest.param(
        a_changed_entry,
        {"record_broken": FAULT, "record_and_clocks_differ": FAULT},
        "backup",
        id="a broken chain",
    ),
    pytest.param(
        by_hand("DELETE FROM clock WHERE kind = 'tier_ends'"),
        {"record_and_clocks_differ": FAULT},
        "tier_ends",
        id="a clock that is lost",
    ),
    pytest.param(
        to("DISAGREE_SMTP_URL", "smtp://127.0.0.1:9"), {"mail_refused": FAULT}, "port", id="no mail server"
    ),
    pytest.param(by_hand("DELETE FROM area"), {"no_area": FAULT}, "disagree area set", id="no area"),
    pytest.param(
        lambda ward: ward.practice.go_away(), {"slack_unreachable": FAULT}, "proxy", id="Slack away"
    ),
    pytest.param(
        lambda ward: ward.practice.revoke_token(), {"token_refused": FAULT}, "Install", id="token revoked"
    ),
    pytest.param(
        lambda ward: ward.practice.uninstall_app(), {"token_refused": FAULT}, "Install", id="app uninstalled"
    ),
    pytest.param(
        another_app_token, {"app_token_refused": FAULT}, "connections:write", id="another app's token"
    ),
    pytest.param(
        lambda ward: ward.practice.take_scope("pins:write"),
        {"scope_missing": FAULT},
        "Install App",
        id="a scope missing",
    ),
    pytest.param(more_scopes, {"scope_surplus": WARNING}, "Take it away", id="a scope too many"),
    pytest.param(
        lambda ward: ward.practice.date_off(90), {"clock_off": FAULT}, "NTP", id="the clock a minute slow"
    ),
    pytest.param(
        lambda ward: ward.practice.date_off(-10), {"clock_off": WARNING}, "NTP", id="the clock seconds fast"
    ),
    pytest.param(
        lambda ward: ward.practice.deactivate("U0OMAR"),
        {"account_deactivated": WARNING},
        "deputies",
        id="a holder deactivated",
    ),
    pytest.param(
        lambda ward: ward.practice.change_standing("U0OMAR", "guest"),
        {"account_of_a_guest": WARNING},
        "full members",
        id="a holder who is a guest",
    ),
    pytest.param(
        lambda ward: ward.practice.change_standing("U0OMAR", "single_channel_guest"),
        {"account_of_one_room": WARNING},
        "one disagreement's room",
        id="a holder of one room",
    ),
    pytest.param(
        omar_is_a_program,
        {"account_of_a_bot": WARNING},
        "answers no call",
        id="a holder that is a program",
    ),
    pytest.param(
        lambda ward: ward.practice.remove_person("U0OMAR"),
        {"account_missing": WARNING},
        "Invite them",
        id="a holder without an account",
    ),
    pytest.param(
        lambda ward: ward.practice.deactivate("U0PATRICK"),
        {"account_deactivated": WARNING, "tier_unreachable": FAULT},
        "post above",
        id="nobody at a tier",
    ),
    pytest.param(
        lambda ward: ward.practice.deactivate("U0TOM"),
        {"account_deactivated": WARNING, "post_vacant": WARNING},
        "stand-in",
        id="a post with nobody",
    ),
    pytest.param(
        nobody_watches,
        {"account_deactivated": WARNING, "post_vacant": WARNING, "nobody_watches": FAULT},
        "roster",
        id="nobody watches",
    ),
]


def test_in_a_healthy_installation_nothing_is_wrong(ward: Ward) -> None:
    assert ward.wrong() == {}


@pytest.mark.parametrize(("plant", "found", "advice"), PLANTED)
def test_a_planted_fault_is_found_with_what_to_do_about_it(
    ward: Ward, plant: Plant, found: dict[str, Level], advice: str
) -> None:
    plant(ward)

    wrong = ward.wrong()

    assert {name: finding.level for name, finding in wrong.items()} == found
    assert all(finding.advice for finding in wrong.values())
    assert any(advice in finding.advice + finding.says for finding in wrong.values())


@pytest.mark.parametrize(
    ("megabytes", "name", "level"),
    [
        pytest.param(20, "disk_full", FAULT, id="full"),
        pytest.param(900, "disk_nearly_full", WARNING, id="nearly full"),
        pytest.param(5000, "disk", Level.WELL, id="enough"),
    ],
)
def test_little_room_on_the_disk_is_said(megabytes: int, name: str, level: Level) -> None:
    finding = room_left(megabytes * 1024**2)

    assert (finding.name, finding.level) == (name, level)


def test_of_many_the_first_are_named() -> None:
    assert listed(["one", "two"]) == "one; two"
    assert listed(f"no. {number}" for number in range(10)).endswith("no. 7; and 2 more")


def test_what_stands_on_a_fault_is_said_to_be_unchecked(ward: Ward) -> None:
    ward.practice.go_away()

    unseen = {finding.name: finding.says for finding in ward.examined() if finding.level is Level.UNSEEN}

    assert unseen == {
        "mail": "no mail server is set: Slack is the only road",
        "socket": "socket can be checked once token is mended",
        "scopes": "scopes can be checked once token is mended",
        "clock": "clock can be checked once token is mended",
        "people": "people can be checked once token is mended",
    }


def test_without_the_right_to_read_accounts_the_people_are_said_to_be_unchecked(ward: Ward) -> None:
    ward.practice.take_scope("users:read")

    said = {finding.name: finding.says for finding in ward.examined()}

    assert said["people"] == "the accounts could not be read: missing_scope"


def test_where_slack_comes_to_us_only_use_shows_whether_the_secret_is_right(ward: Ward) -> None:
    ward.environment.pop("SLACK_APP_TOKEN")
    ward.set_to("SLACK_SIGNING_SECRET", SIGNING_SECRET)

    said = {finding.name: finding.level for finding in ward.examined()}

    assert said["signing_secret"] is Level.UNSEEN
    assert ward.wrong() == {}


def test_a_mail_server_that_takes_another_password_is_said(ward: Ward) -> None:
    with MailServer(login=("disagree", "right")) as server:
        ward.set_to("DISAGREE_SMTP_URL", server.url)
        well = {finding.name: finding.level for finding in ward.examined()}
        ward.set_to("DISAGREE_SMTP_URL", server.url.replace("right", "hunter2"))
        wrong = ward.wrong()

    assert well["mail"] is Level.WELL
    assert set(wrong) == {"mail_refused"}
    assert "name and password" in wrong["mail_refused"].advice
    assert "hunter2" not in str(wrong)


def test_a_mail_server_that_takes_nothing_from_the_areas_address_is_said(ward: Ward) -> None:
    ward.sends_mail_from("disagree@northmere.example")
    with MailServer() as server:
        ward.set_to("DISAGREE_SMTP_URL", server.url)
        well = {finding.name: finding.level for finding in ward.examined()}
        server.faults.add(Fault.REFUSE_SENDER)
        wrong = ward.wrong()
        sent = server.mailboxes.all()

    assert well["mail_sender"] is Level.WELL
    assert set(wrong) == {"mail_sender_refused"}
    assert wrong["mail_sender_refused"].says.endswith("disagree@northmere.example: sender_550")
    assert sent == ()


def test_an_empty_roster_and_an_empty_record_are_said(ward: Ward) -> None:
    ward.by_hand("PRAGMA foreign_keys = OFF", "DELETE FROM holding", "DELETE FROM post", "DELETE FROM agency")
    ward.by_hand("DELETE FROM disagreement")

    said = {finding.name: finding for finding in ward.examined()}

    assert said["roster_empty"].level is FAULT
    assert said["records"].says == "nothing has been recorded yet"


def test_a_check_that_falls_over_is_said_and_the_others_go_on(ward: Ward) -> None:
    ward.practice.fault("users.list", "error", error="not_an_answer")
    ward.by_hand("UPDATE rules SET content = 'spoilt'")

    said = {finding.name: finding for finding in ward.examined()}

    assert said["check_failed"].level is FAULT
    assert said["clock"].level is Level.WELL
