from enum import StrEnum

import pytest

from procedure.reading import Block, Fault, Faults, did_you_mean, read


class Answer(StrEnum):
    YES = "yes"
    NO = "no"


def faults_of(text: str, *asked: str) -> list[str]:
    """Return the faults of a page of which each of these keys is asked for as one text."""

    def shape(page: Block) -> None:
        for key in asked:
            page.text(key)

    with pytest.raises(Faults) as raised:
        read(text, "page.yaml", shape)
    return [str(fault) for fault in raised.value.faults]


@pytest.mark.parametrize(
    "scalar",
    ["no", "off", "true", "12:30", "0123", "1e3", "~", "null", "2026-12-24", "0x1f", ".5", "01632 960101"],
)
def test_every_scalar_is_the_text_that_was_written(scalar: str) -> None:
    assert read(f"key: {scalar}", "page.yaml", lambda page: page.text("key")) == scalar


def test_a_page_is_read_key_by_key() -> None:
    text = """
answer: no
people: [Priya, Tom]
posts:
  health: [Grace]
  police: [Omar]
days:
  - on: Monday
  - on: Tuesday
"""

    def shape(page: Block) -> tuple[object, ...]:
        posts = page.block("posts")
        return (
            page.read("answer", Answer),
            page.texts("people"),
            {kind: posts.texts(kind) for kind in posts.names()},
            tuple(day.text("on") for day in page.blocks("days")),
            page.has("closed_on"),
            page.has("days"),
        )

    assert read(text, "page.yaml", shape) == (
        Answer.NO,
        ("Priya", "Tom"),
        {"health": ("Grace",), "police": ("Omar",)},
        ("Monday", "Tuesday"),
        False,
        True,
    )


def test_an_anchor_stands_for_what_it_names() -> None:
    text = "here: &who [Priya]\nthere: *who\n"

    assert read(text, "page.yaml", lambda page: page.texts("here") + page.texts("there")) == (
        "Priya",
        "Priya",
    )


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_the_lines() -> None:
    text = """first: 1
second:
  - 2
thrid: 3
fourth:
first: again
fifth: "   "
"""

    assert faults_of(text, "sixth", "fifth", "fourth", "third", "second", "first") == [
        "page.yaml:1: sixth is missing",
        "page.yaml:1: third is missing",
        "page.yaml:3: second: must be one value",
        "page.yaml:4: thrid is not known here; did you mean third?",
        "page.yaml:5: fourth: is empty",
        "page.yaml:6: first stands here twice",
        "page.yaml:7: fifth: is empty",
    ]


def test_a_key_unlike_any_other_is_just_unknown() -> None:
    assert faults_of("name: x\nzzz: 1\n", "name") == ["page.yaml:2: zzz is not known here"]


def test_an_unknown_key_deep_in_the_page_is_found() -> None:
    text = "days:\n  - on: Monday\n    wy: closed\n"

    with pytest.raises(Faults) as raised:
        read(
            text, "page.yaml", lambda page: [(day.text("on"), day.text("why")) for day in page.blocks("days")]
        )

    assert [str(fault) for fault in raised.value.faults] == [
        "page.yaml:2: why is missing",
        "page.yaml:3: wy is not known here; did you mean why?",
    ]


def test_what_must_be_a_list_or_a_block_is_one() -> None:
    text = """
people: Priya
none: []
days: [Monday]
posts: Grace
limits:
  - 1
"""

    def shape(page: Block) -> None:
        page.texts("people")
        page.texts("none")
        page.texts("missing_people")
        assert [day.has("on") for day in page.blocks("days")] == [False]
        assert page.block("posts").names() == ()
        assert page.block("limits").names() == ()
        assert page.block("missing_block").names() == ()

    with pytest.raises(Faults) as raised:
        read(text, "page.yaml", shape)

    assert [str(fault) for fault in raised.value.faults] == [
        "page.yaml:2: missing_block is missing",
        "page.yaml:2: missing_people is missing",
        "page.yaml:2: people: must be a list of one or more",
        "page.yaml:3: none: must be a list of one or more",
        "page.yaml:4: days: must be a block of keys",
        "page.yaml:5: posts: must be a block of keys",
        "page.yaml:7: limits: must be a block of keys",
    ]


def test_what_an_absent_block_lacks_is_said_where_it_should_stand() -> None:
    text = "\n\nposts: Grace\n"

    with pytest.raises(Faults) as raised:
        read(text, "page.yaml", lambda page: page.block("posts").text("health"))

    assert [str(fault) for fault in raised.value.faults] == [
        "page.yaml:3: health is missing",
        "page.yaml:3: posts: must be a block of keys",
    ]


def test_each_text_of_a_list_has_its_line() -> None:
    text = "people:\n  - Priya\n  - ''\n  - [Tom]\n"

    with pytest.raises(Faults) as raised:
        read(text, "page.yaml", lambda page: page.texts("people"))

    assert [str(fault) for fault in raised.value.faults] == [
        "page.yaml:3: people: is empty",
        "page.yaml:4: people: must be one value",
    ]


def test_a_key_is_one_word() -> None:
    assert faults_of("name: x\n? [a, b]\n: 1\n", "name") == ["page.yaml:2: a key must be one word"]


@pytest.mark.parametrize("text", ["", "just words", "- a list", "# a comment\n"])
def test_a_page_is_a_block_of_keys(text: str) -> None:
    assert faults_of(text) == ["page.yaml:1: must be a block of keys"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("name: x\nwhy: [a\n", "page.yaml:3: not YAML: ", id="a list that never ends"),
        pytest.param("name: x\n\ttab: 1\n", "page.yaml:2: not YAML: ", id="a tab"),
        pytest.param("name: x\n---\nname: y\n", "page.yaml:2: not YAML: ", id="two pages in one"),
        pytest.param("name: *nobody\n", "page.yaml:1: not YAML: ", id="an anchor that is not there"),
        pytest.param(
            "name: \x00",
            "page.yaml:1: not YAML: it holds characters that no text file holds",
            id="a null byte",
        ),
    ],
)
def test_what_is_not_yaml_is_said_with_its_line(text: str, fault: str) -> None:
    (found,) = faults_of(text, "name")

    assert found.startswith(fault)
    assert len(found) > len("page.yaml:1: not YAML: ")
    assert "None" not in found


def test_the_words_of_the_parser_are_kept() -> None:
    assert faults_of("name: *nobody\n", "name") == ["page.yaml:1: not YAML: found undefined alias 'nobody'"]


def test_faults_say_all_their_lines() -> None:
    faults = Faults((Fault("a.yaml", 1, "x is missing"), Fault("a.yaml", 2, "y is missing")))

    assert str(faults) == "a.yaml:1: x is missing\na.yaml:2: y is missing"


def test_the_likest_word_is_offered() -> None:
    assert did_you_mean("pratner", {"partner", "partners", "police"}) == "; did you mean partner?"
    assert did_you_mean("zzz", {"partner", "police"}) == ""
