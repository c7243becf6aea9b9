"""YAML as people leave it behind: lines lost, values lost or turned into something else."""

from collections.abc import Callable

from hypothesis import strategies as st

Marring = Callable[[str], str]


def marred_lines(text: str) -> st.SearchStrategy[str]:
    """Return the text with a few of its lines marred."""
    lines = text.splitlines()
    places = st.integers(0, len(lines) - 1)
    return st.dictionaries(places, st.sampled_from(_MARRINGS), max_size=4).map(
        lambda marred: "\n".join(marred.get(place, str)(line) for place, line in enumerate(lines))
    )


def _with_value(value: str) -> Marring:
    return lambda line: f"{line.split(':')[0]}: {value}"


_MARRINGS: tuple[Marring, ...] = (
    lambda line: "",
    lambda line: line + line,
    lambda line: f" {line}",
    lambda line: line.replace(":", ""),
    *map(
        _with_value,
        ("", "''", "[]", "{}", "['']", "[[x]]", "[x, {y: z}]", "{x: y}", "- z", "99999", "no", "*x"),
    ),
)
