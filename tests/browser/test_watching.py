import pytest
from playwright.sync_api import Browser

from tests.browser.watching import Watch


@pytest.mark.parametrize(
    ("page_holds", "fault"),
    [
        pytest.param(
            "<script>console.error('oh')</script>", "console: oh", id="an error told to the console"
        ),
        pytest.param(
            "<script>nothing.at.all</script>", "script: nothing is not defined", id="a script fails"
        ),
        pytest.param(
            "<img src='https://elsewhere.invalid/x.png'>",
            "left this machine: https://elsewhere.invalid/x.png",
            id="something from elsewhere",
        ),
        pytest.param(
            "<script src='http://127.0.0.1:9/x.js'></script>",
            "failed: GET http://127.0.0.1:9/x.js: net::ERR_UNSAFE_PORT",
            id="something that is not there",
        ),
    ],
)
def test_a_fault_that_nobody_would_see_is_noticed(browser: Browser, page_holds: str, fault: str) -> None:
    watch, page = Watch(home="http://127.0.0.1:1"), browser.new_page()
    watch.over(page)

    page.set_content(page_holds)

    assert fault in watch.left()


def test_a_fault_that_a_test_brings_about_is_expected_by_it_alone(browser: Browser) -> None:
    watch, page = Watch(home="http://127.0.0.1:1"), browser.new_page()
    watch.over(page)
    watch.expect("^console: refused$")

    page.set_content("<script>console.error('refused'); console.error('broken')</script>")

    assert watch.left() == ["console: broken"]
