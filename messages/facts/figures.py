"""The figures of an area for a period; nothing in them names a disagreement, a person or an agency."""

from dataclasses import dataclass
from datetime import datetime

from procedure.figures import Figures
from procedure.periods import Period


@dataclass(frozen=True)
class FiguresPart:
    """The figures of all disagreements; or of those that `clause` has reported apart, under their title."""

    figures: Figures
    title: str = ""
    clause: str = ""


@dataclass(frozen=True)
class Report:
    """
    The figures of an area for a period: of all else first, then what is reported apart. `is_unfinished`
    says that the period runs still; the quarters and years are those that can be chosen, newest first.
    """

    area: str
    period: Period
    made_at: datetime
    is_unfinished: bool
    parts: tuple[FiguresPart, ...]
    quarters: tuple[Period, ...] = ()
    years: tuple[Period, ...] = ()
    is_example: bool = False

    @property
    def are_few(self) -> bool:
        """Whether in any part fewer were settled than figures can be given of without pointing at one."""
        return any(part.figures.are_few for part in self.parts)
