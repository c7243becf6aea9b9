import httpx
import pytest

from sandbox.slack.client import Practice
from sandbox.slack.identity import BOT_TOKEN
from sandbox.slack.server import PracticeSlack

SAID = {"person": "UPRIYA", "channel": "general", "text": "From elsewhere"}


def post(slack: PracticeSlack, path: str, **headers: str) -> httpx.Response:
    return httpx.post(slack.url + path, json=SAID, headers=headers, trust_env=False)


def get(slack: PracticeSlack, path: str, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.get(slack.url + path, headers=named, trust_env=False)


@pytest.mark.parametrize("origin", ["https://example.org", "http://127.0.0.1:1", "null", "http://localhost"])
@pytest.mark.parametrize(
    "path", ["/practice/say", "/practice/clock/move", "/api/chat.postMessage", "/nothing"]
)
def test_what_another_page_in_the_same_browser_asks_is_refused(
    slack: PracticeSlack, practice: Practice, path: str, origin: str
) -> None:
    refused = post(slack, path, Origin=origin)

    assert refused.status_code == 403
    assert "From elsewhere" not in practice.sees("UPRIYA").words


def test_what_the_page_itself_asks_is_done(slack: PracticeSlack, practice: Practice) -> None:
    assert post(slack, "/practice/say", Origin=slack.url).status_code == 200
    assert "From elsewhere" in practice.sees("UPRIYA").words


def test_a_picture_on_another_page_cannot_call_the_web_api(slack: PracticeSlack, practice: Practice) -> None:
    call = f"/api/chat.postMessage?token={BOT_TOKEN}&channel=UPRIYA&text=From%20elsewhere"

    refused = get(slack, call, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors")

    assert refused.status_code == 403
    assert "From elsewhere" not in practice.sees("UPRIYA").words


def test_a_link_elsewhere_may_lead_to_the_page(slack: PracticeSlack) -> None:
    assert get(slack, "/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate").status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/?as=UNOBODY", "/page/desks", "/static/window.js", "/static/nothing.js"]
)
def test_the_page_lets_the_browser_load_nothing_from_elsewhere(slack: PracticeSlack, path: str) -> None:
    headers = get(slack, path).headers

    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_a_static_file_outside_the_folder_is_not_there(slack: PracticeSlack) -> None:
    assert get(slack, "/static/%2e%2e/window.py").status_code == 404
    assert get(slack, "/static/..%2fwindow.py").status_code == 404
