"""A roster file as rows: CSV by comma or semicolon, its columns in any order, what is wrong noted by line."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from procedure.reading import did_you_mean
from storage.roster import PostName, Workplace


@dataclass(frozen=True)
class Finding:
    """Something wrong at a line, the first being 1; `sentence` names the words for it, `facts` fill them."""

    line: int
    sentence: str
    facts: dict[str, object]


class Findings:
    """All that is found wrong in a file, as it is found; a warning keeps nothing from being taken in."""

    def __init__(self) -> None:
        self.faults: list[Finding] = []
        self.warnings: list[Finding] = []

    def fault(self, line: int, sentence: str, **facts: object) -> None:
        """Note what keeps the file from being taken in."""
        self.faults.append(Finding(line, sentence, facts))

    def warn(self, line: int, sentence: str, **facts: object) -> None:
        """Note what the area should know of."""
        self.warnings.append(Finding(line, sentence, facts))


@dataclass(frozen=True)
class Row:
    """One person in one post, each cell as written; the e-mail address and the leads in small letters."""

    line: int
    area: str
    agency: str
    employer: str
    kind: str
    team: str
    name: str
    email: str
    telephone: str
    post: str
    tier: str
    reports_to: str
    deputy_for: str
    designated_lead: str
    safeguarding_lead: str
    route: str
    host: str
    own_procedure: str
    protocol: str

    @property
    def at(self) -> Workplace:
        """Where the post is, and where the person works: with their employer, in whosever team."""
        employer = self.employer or self.agency
        is_joint = self.team and employer != self.agency
        return Workplace(self.area, employer, self.team, self.agency if is_joint else "")

    @property
    def post_name(self) -> PostName:
        """What the post is known by."""
        return PostName(self.at, self.post)

    def says(self, column: str) -> str:
        """Return what stands in a column, named as the field of this class."""
        return str(getattr(self, column))

    def key(self, columns: Iterable[str]) -> tuple[str, ...]:
        """Return what stands in some columns, whatever its capitals."""
        return tuple(self.says(column).casefold() for column in columns)


COLUMNS = {
    "area": "area",
    "agency": "agency",
    "employer": "employer",
    "kind": "kind",
    "team": "team",
    "name": "name",
    "email": "e-mail",
    "telephone": "telephone",
    "post": "post",
    "tier": "tier",
    "reports_to": "reports to",
    "deputy_for": "deputy for",
    "designated_lead": "designated lead",
    "safeguarding_lead": "safeguarding lead",
    "route": "route",
    "host": "host",
    "own_procedure": "own procedure",
    "protocol": "protocol",
}
"""What the file calls the columns."""

LEADS = ("designated_lead", "safeguarding_lead")

_NEEDED = ("area", "agency", "kind", "name", "email", "post", "tier")
_IN_SMALL_LETTERS = ("email", *LEADS)
_BYTE_ORDER_MARK = "\ufeff"


def read(text: str, findings: Findings) -> list[Row]:
    """Return the rows of the file; none where it cannot be made out what its cells mean."""
    records = list(_records(text.removeprefix(_BYTE_ORDER_MARK), findings))
    if findings.faults:
        return []
    if len(records) < 2:
        findings.fault(1, "empty")
        return []
    (line, header), *rest = records
    columns = [_column(name, line, findings) for name in header]
    unclear = [
        *(("column_missing", column) for column in _NEEDED if column not in columns),
        *(("column_twice", column) for column in COLUMNS if columns.count(column) > 1),
    ]
    for sentence, column in unclear:
        findings.fault(line, sentence, column=COLUMNS[column])
    return [] if unclear else [_row(line, columns, cells, findings) for line, cells in rest]


def _records(text: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    header = text.lstrip().partition("\n")[0]
    separator = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for record in reader:
            cells = [" ".join(cell.split()) for cell in record]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as wrong:
        findings.fault(line, "not_csv", problem=wrong)


def _column(name: str, line: int, findings: Findings) -> str:
    """The field that a column fills; the name as written where it fills none."""
    for column, called in COLUMNS.items():
        if _letters(called) == _letters(name):
            return column
    if name:
        findings.fault(
            line, "column_unknown", column=name, hint=did_you_mean(name.lower(), set(COLUMNS.values()))
        )
    return name


def _letters(name: str) -> str:
    return re.sub("[^a-z]", "", name.lower())


def _row(line: int, columns: list[str], cells: list[str], findings: Findings) -> Row:
    said = dict.fromkeys(COLUMNS, "")
    for column, cell in zip_longest(columns, cells, fillvalue=""):
        if column in said:
            said[column] = cell.lower() if column in _IN_SMALL_LETTERS else cell
        elif cell and not column:
            findings.fault(line, "stray_cell", word=cell)
    return Row(line, **said)
