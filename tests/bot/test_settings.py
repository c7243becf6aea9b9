import pytest

from bot import settings
from bot.settings import Unset
from sandbox.slack import identity

SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-planted-bot",
    "SLACK_APP_TOKEN": "xapp-planted-app",
    "SLACK_SIGNING_SECRET": "planted-signing",
}
PRACTICE = {
    "SLACK_BOT_TOKEN": identity.BOT_TOKEN,
    "SLACK_APP_TOKEN": identity.APP_TOKEN,
    "SLACK_SIGNING_SECRET": identity.SIGNING_SECRET,
    "SLACK_API_URL": "http://127.0.0.1:8000/api/",
    "DISAGREE_PRACTICE_CLOCK": "http://127.0.0.1:8000/practice/clock",
}


def faults_of(**environment: str) -> tuple[str, ...]:
    with pytest.raises(Unset) as raised:
        settings.read(environment)
    return raised.value.faults


def named(faults: tuple[str, ...]) -> list[str]:
    return [fault.split()[0] for fault in faults]


def test_everything_that_is_missing_is_named_at_once() -> None:
    assert named(faults_of()) == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]


def test_everything_that_is_wrong_is_named_at_once() -> None:
    faults = faults_of(DISAGREE_PORT="the usual", **SECRETS)

    assert faults == (
        "DISAGREE_PORT is wrong: Input should be a valid integer, unable to parse string as an integer",
    )


def test_nothing_is_taken_from_anywhere_but_the_environment_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)

    assert named(faults_of()) == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]


def test_with_an_app_token_we_go_to_slack_and_without_one_slack_comes_to_us() -> None:
    bot, app, secret = SECRETS.items()

    assert not settings.read(dict([bot, app])).speaks_http
    assert not settings.read(dict([bot, app, secret])).speaks_http
    assert settings.read(dict([bot, secret])).speaks_http


def test_what_is_not_set_is_as_one_would_want_it() -> None:
    read = settings.read(SECRETS)

    assert read.slack_api_url == "https://slack.com/api/"
    assert read.database == "sqlite:///disagree.db"
    assert (read.host, read.port) == ("127.0.0.1", 3000)
    assert read.practice_clock == ""


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("https://slack.com/api/", id="Slack itself"),
        pytest.param("http://192.0.2.1:8000/api/", id="another machine"),
        pytest.param("http://127.0.0.1.example.org/api/", id="a name that looks like this machine"),
        pytest.param("http://127.0.0.1@example.org/api/", id="this machine as another's user"),
        pytest.param("http://[127.0.0.1/api/", id="an address that cannot be read"),
        pytest.param("nowhere", id="no address at all"),
    ],
)
@pytest.mark.parametrize("setting", ["SLACK_API_URL", "DISAGREE_PRACTICE_CLOCK"])
def test_a_clock_that_can_be_moved_is_refused_beside_another_machine(setting: str, address: str) -> None:
    faults = faults_of(**PRACTICE | {setting: address})

    assert named(faults) == ["DISAGREE_PRACTICE_CLOCK"]
    assert "is not on this machine" in faults[0]


@pytest.mark.parametrize("setting", SECRETS)
def test_a_clock_that_can_be_moved_is_refused_beside_a_real_token(setting: str) -> None:
    faults = faults_of(**PRACTICE | {setting: SECRETS[setting]})

    assert faults == (
        f"DISAGREE_PRACTICE_CLOCK is for the practice Slack: {setting} is not the practice's own",
    )


def test_a_clock_that_can_be_moved_is_refused_beside_slack_as_it_stands_in_production() -> None:
    faults = faults_of(DISAGREE_PRACTICE_CLOCK=PRACTICE["DISAGREE_PRACTICE_CLOCK"], **SECRETS)

    assert named(faults) == ["DISAGREE_PRACTICE_CLOCK"] * 4


def test_a_command_that_needs_no_slack_keeps_the_time_of_no_practice_beside_a_real_one() -> None:
    moved = {"DISAGREE_PRACTICE_CLOCK": PRACTICE["DISAGREE_PRACTICE_CLOCK"]}

    with pytest.raises(Unset, match="SLACK_API_URL is not on this machine"):
        settings.read_unchecked(moved)

    assert settings.read_unchecked(PRACTICE).practice_clock


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "[::1]", "localhost"])
@pytest.mark.parametrize("door", ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"])
def test_a_clock_that_can_be_moved_is_taken_beside_a_practice_slack(host: str, door: str) -> None:
    environment = {
        "SLACK_BOT_TOKEN": PRACTICE["SLACK_BOT_TOKEN"],
        door: PRACTICE[door],
        "SLACK_API_URL": f"http://{host}:8000/api/",
        "DISAGREE_PRACTICE_CLOCK": f"http://{host}:8000/practice/clock",
    }

    assert settings.read(environment).practice_clock


def test_no_token_is_shown_in_an_error_or_in_the_settings_themselves() -> None:
    read = settings.read(SECRETS)
    with pytest.raises(Unset) as raised:
        settings.read(SECRETS | {"DISAGREE_PORT": "planted-port"})

    shown = [repr(read), str(read), str(raised.value), repr(raised.value)]
    assert [words for words in shown if "planted" in words] == []
    assert raised.value.__context__ is None


def test_a_command_that_needs_no_slack_reads_the_settings_without_its_tokens() -> None:
    assert settings.read_unchecked({"DATABASE_URL": "sqlite:///x.db"}).database == "sqlite:///x.db"
    with pytest.raises(Unset):
        settings.read_unchecked({"DISAGREE_PORT": "x"})


def test_a_mail_server_that_means_nothing_is_named_without_its_password() -> None:
    (fault,) = faults_of(DISAGREE_SMTP_URL="smtp://a:secret@mail.example.org", **SECRETS)

    assert fault.startswith("DISAGREE_SMTP_URL is wrong: ")
    assert "secret" not in fault


def test_the_operators_address_needs_a_mail_server() -> None:
    (fault,) = faults_of(DISAGREE_OPERATOR_MAIL="operator@example.org", **SECRETS)

    assert fault.startswith("DISAGREE_OPERATOR_MAIL needs DISAGREE_SMTP_URL")


def test_no_mail_leaves_this_machine_where_the_clock_can_be_moved() -> None:
    (fault,) = faults_of(DISAGREE_SMTP_URL="smtps://mail.example.org", **PRACTICE)

    assert (
        fault == "DISAGREE_PRACTICE_CLOCK is for the practice Slack: DISAGREE_SMTP_URL is not on this machine"
    )
