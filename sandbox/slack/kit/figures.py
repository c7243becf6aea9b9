"""Tables and charts."""

from sandbox.slack.kit.checks import (
    Check,
    Faults,
    Shape,
    array,
    boolean,
    differ,
    number,
    one_of,
    positive,
    string,
    texts,
    typed,
    whole,
    wrong,
)
from sandbox.slack.kit.objects import ID
from sandbox.slack.kit.rich_text import RICH_TEXT
from sandbox.slack.shapes import Json

TABLE_TEXT = 10_000
SORTABLE_TABLE_TEXT = 20_000
COLUMNS = 20
# a row for the names of the columns, and two hundred
SORTABLE_ROWS = 201
PARTS = 12
CATEGORIES = 20

# how long one cell may be is not given: what all of them hold together is
_CELL_TEXT = string(SORTABLE_TABLE_TEXT + 1)
_CELL = typed(
    {
        "raw_text": Shape(must={"text": _CELL_TEXT}),
        "raw_number": Shape(must={"value": number, "text": _CELL_TEXT}),
        "rich_text": RICH_TEXT,
    }
)
_COLUMN = Shape(may={"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def _nothing_or_column(value: object, where: str, faults: Faults) -> None:
    # null leaves a column as it is
    if value is not None:
        _COLUMN(value, where, faults)


def _even_rows(table: Json, where: str, faults: Faults) -> None:
    for index, row in enumerate(table["rows"]):
        if len(row) != len(table["rows"][0]):
            wrong(faults, "all rows must have the same number of cells", f"{where}/rows/{index}")


def _plain_names(table: Json, where: str, faults: Faults) -> None:
    for index, cell in enumerate(table["rows"][0]):
        if cell["type"] == "rich_text":
            wrong(faults, "unsupported type: rich_text", f"{where}/rows/0/{index}")


def _short_enough(table: Json, where: str, faults: Faults) -> None:
    if sum(map(len, texts(table["rows"]))) > SORTABLE_TABLE_TEXT:
        wrong(faults, f"must be less than {SORTABLE_TABLE_TEXT + 1} characters", f"{where}/rows")


TABLE = Shape(
    must={"rows": array(array(_CELL, COLUMNS), 100)},
    may={"block_id": ID, "column_settings": array(_nothing_or_column, COLUMNS)},
)
DATA_TABLE = Shape(
    must={"rows": array(array(_CELL, COLUMNS), SORTABLE_ROWS, 2), "caption": string(SORTABLE_TABLE_TEXT)},
    may={
        "block_id": ID,
        "page_size": whole(1, 100),
        "row_header_column_index": whole(0, COLUMNS - 1),
    },
    rules=(_even_rows, _plain_names, _short_enough),
)

_NAME = string(20)
_SLICE = Shape(must={"label": _NAME, "value": positive})
_POINT = Shape(must={"label": _NAME, "value": number})
_SERIES = Shape(
    must={"name": _NAME, "data": array(_POINT, CATEGORIES)},
)
_AXES = Shape(
    must={"categories": array(_NAME, CATEGORIES)}, may={"x_label": string(50), "y_label": string(50)}
)


def _a_point_for_each(chart: Json, where: str, faults: Faults) -> None:
    wanted = sorted(chart["axis_config"]["categories"])
    for index, series in enumerate(chart["series"]):
        if sorted(point["label"] for point in series["data"]) != wanted:
            wrong(faults, "must hold one value for each category", f"{where}/series/{index}/data")


_LINES = Shape(
    must={"series": array(_SERIES, PARTS), "axis_config": _AXES},
    rules=(differ("name", "series"), _a_point_for_each),
)
_CHARTS: dict[str, Check] = {
    "pie": Shape(must={"segments": array(_SLICE, PARTS)}),
    "bar": _LINES,
    "area": _LINES,
    "line": _LINES,
}
DATA_VISUALIZATION = Shape(must={"title": string(50), "chart": typed(_CHARTS)}, may={"block_id": ID})
