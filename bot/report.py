"""The figures of an area as one JSON object (docs/figures.md says what it holds)."""

import json
from typing import Any

from messages.facts import FiguresPart, Report
from procedure.figures import LENGTHS, Figures, TierFigures


def as_json(report: Report) -> str:
    """Return the figures for programs, with `null` for what is left out where few were settled."""
    period = report.period
    return json.dumps(
        {
            "area": report.area,
            "period": period.id,
            "first_on": period.first_on.isoformat(),
            "last_on": period.last_on.isoformat(),
            "made_at": report.made_at.isoformat(),
            "is_unfinished": report.is_unfinished,
            "is_example": report.is_example,
            "parts": [_part(part) for part in report.parts],
        },
        indent=2,
        ensure_ascii=False,
    )


def _part(part: FiguresPart) -> dict[str, Any]:
    figures = part.figures
    more = _more(figures)
    return {
        "title": part.title,
        "clause": part.clause,
        "settled": figures.settled,
        "in_time": figures.in_time,
        **(dict.fromkeys(more) if figures.are_few else more),
        "raised": figures.raised,
        "opened_again": figures.opened_again,
        "withdrawn": figures.withdrawn,
        "still_open": figures.still_open,
    }


def _more(figures: Figures) -> dict[str, Any]:
    return {
        "nothing_ran_out": figures.nothing_ran_out,
        "took": [
            {"up_to_working_days": days, "number": number}
            for days, number in zip((*LENGTHS, None), figures.took, strict=True)
        ],
        "child_in_time": figures.child_in_time,
        "child_too_late": figures.child_too_late,
        "how": dict(figures.how),
        "agreed_by_all": figures.agreed_by_all,
        "confirmed_in_time": figures.confirmed_in_time,
        "raisers_told": figures.raisers_told,
        "raisers": dict(figures.raisers),
        "noted": figures.noted,
        "notes": figures.notes,
        "approved_notes": figures.approved_notes,
        "filed": figures.filed,
        "tiers": [_tier(tier) for tier in figures.tiers],
        "overdue": figures.overdue,
    }


def _tier(tier: TierFigures) -> dict[str, Any]:
    return {"title": tier.title, "ends": dict(tier.ends), "late": tier.late}
