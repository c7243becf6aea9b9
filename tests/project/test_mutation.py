import pytest

from tests.project import mutation

PRINTED = """\
    procedure.limits.x_due_at__mutmut_1: killed
    procedure.limits.x_due_at__mutmut_2: survived
    procedure.limits.xǁLimitǁadd__mutmut_3: no tests
    procedure.limits.x_due_at__mutmut_4: timeout
"""
PAGE = """\
| Mutant | Change | Why nobody could notice |
| --- | --- | --- |
| `procedure.limits.x_due_at__mutmut_2` | `<` to `<=` | both times are the same |
"""


def test_what_survives_is_what_no_test_noticed() -> None:
    results = mutation.read_results(PRINTED)

    assert mutation.unnoticed(results) == (
        "procedure.limits.x_due_at__mutmut_2",
        "procedure.limits.xǁLimitǁadd__mutmut_3",
        "procedure.limits.x_due_at__mutmut_4",
    )


def test_the_page_gives_each_survivor_its_reason() -> None:
    assert mutation.read_survivors(PAGE) == {"procedure.limits.x_due_at__mutmut_2": "both times are the same"}


@pytest.mark.parametrize(
    ("results", "listed", "found"),
    [
        pytest.param({"a": "killed"}, {}, (), id="all noticed"),
        pytest.param({"a": "timeout"}, {}, ("no test notices a (timeout)",), id="perhaps never run"),
        pytest.param({"a": "survived"}, {"a": "the same"}, (), id="listed with a reason"),
        pytest.param({"a": "survived"}, {}, ("no test notices a (survived)",), id="not listed"),
        pytest.param({"a": "no tests"}, {}, ("no test notices a (no tests)",), id="never run"),
        pytest.param({"a": "killed"}, {"a": "the same"}, ("a is listed, and does not survive",), id="gone"),
        pytest.param({"a": "survived"}, {"a": ""}, ("a is listed without a reason",), id="without a reason"),
        pytest.param({}, {}, ("there was nothing to mutate",), id="nothing run"),
    ],
)
def test_the_survivors_and_the_page_must_agree(
    results: dict[str, str], listed: dict[str, str], found: tuple[str, ...]
) -> None:
    assert mutation.faults(results, listed) == found


def test_every_survivor_on_our_page_has_a_reason() -> None:
    page = mutation.SURVIVORS.read_text(encoding="utf-8")

    assert all(mutation.read_survivors(page).values())
    assert len(mutation.read_survivors(page)) == page.count("__mutmut_")
