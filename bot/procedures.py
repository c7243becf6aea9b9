"""The command `disagree procedures`: list, check and show written procedures. It needs no database."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

import click

from messages import ahead as words
from messages import facts
from procedure import ahead, rules, written
from procedure import area as area_files
from procedure.ahead import TierAhead
from procedure.area import Area
from procedure.calendar import Nation, WorkingCalendar
from procedure.reading import Faults
from procedure.written import Procedure, Tier

BY_THE_TEXT_ALONE = WorkingCalendar(Nation.ENGLAND, "Europe/London", time(17, 0), ())
"""By what days are counted where no area is named; what is shown says so (decision 004)."""

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_AT_THE_TOP = "time_ran_out_at_the_top"


@dataclass(frozen=True)
class _Shown:
    procedure: Procedure
    area: Area | None
    calendar: WorkingCalendar
    raised_at: datetime
    tiers: tuple[TierAhead, ...]

    def local(self, instant: datetime | None) -> datetime | None:
        return self.calendar.local(instant) if instant else None


def _moment(context: click.Context, option: click.Parameter, said: str) -> datetime:
    """Read a date and a time of day; which instant that is depends on the area's zone."""
    try:
        return datetime.strptime(said, "%Y-%m-%d %H:%M")  # noqa: DTZ007  (the zone is the area's)
    except ValueError:
        example = 'write a date and a time of day: --raised "2026-12-22 16:30"'
        raise click.BadParameter(f"{said!r} is no time; {example}", context, option) from None


@click.group("procedures", invoke_without_command=True)
@click.pass_context
def procedures_group(context: click.Context) -> None:
    """The written procedures; without a command, those that come with the program."""
    if context.invoked_subcommand is None:
        click.echo("\n\n".join(map(_described, rules.published())))


@procedures_group.command()
@click.argument("file", type=_FILE)
def check(file: Path) -> None:
    """Find every fault of a procedure, each with its line; the exit status is 1 where there is one."""
    try:
        found = written.load(_text(file), str(file))
    except Faults as why:
        click.echo(why)
        raise click.ClickException(f"faults: {len(why.faults)}") from None
    click.echo(f"nothing is wrong; {_left_open(found)}")


@procedures_group.command()
@click.argument("name")
@click.option(
    "--raised", callback=_moment, required=True, help='When, on the area\'s clocks: "2026-12-22 16:30".'
)
@click.option("--area", "settings", type=_FILE, help="An area's file: it sets what the text leaves open.")
@click.option("--json", "is_for_programs", is_flag=True, help="Every time as ISO 8601 with its zone.")
def show(*, name: str, raised: datetime, settings: Path | None, is_for_programs: bool) -> None:
    """Say when each tier is called if nobody answers. NAME is a procedure's id, or a file that holds one."""
    with _plainly():
        procedure = _named(name)
        area = area_files.load(_text(settings), str(settings)) if settings else None
        shown = _looked_ahead(procedure, area, raised)
    if area is None and any(tier.lack for tier in shown.tiers):
        click.echo("--area FILE names an area's settings, which give the rest", err=True)
    if is_for_programs:
        click.echo(json.dumps(_for_programs(shown), indent=2))
    else:
        click.echo(words.read_aloud(_for_people(shown)))


def _described(procedure: Procedure) -> str:
    return "\n".join(
        [
            procedure.id,
            f"  {procedure.title}, {procedure.version}",
            f"  tiers: {_listed(procedure.tiers)}",
            f"  {_left_open(procedure)}",
        ]
    )


def _left_open(procedure: Procedure) -> str:
    tiers = [tier for tier in procedure.tiers if tier.limit is None]
    if not tiers:
        return "no limit is left open by the text"
    how_many = "1 limit is" if len(tiers) == 1 else f"{len(tiers)} limits are"
    return f"{how_many} left open by the text: {_listed(tiers)}"


def _listed(tiers: Iterable[Tier]) -> str:
    return ", ".join(tier.id for tier in tiers)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise click.ClickException(f"{file} is not UTF-8") from None


def _named(name: str) -> Procedure:
    published = {procedure.id: procedure for procedure in rules.published()}
    if name in published:
        return published[name]
    if Path(name).is_file():
        return written.load(_text(_FILE.convert(name, None, None)), name)
    known = ", ".join(published)
    raise click.ClickException(f"no such procedure, and no such file: {name}; there are {known}")


def _looked_ahead(procedure: Procedure, area: Area | None, raised: datetime) -> _Shown:
    in_force = rules.in_force(procedure, area) if area else None
    calendar = in_force.calendar if in_force else BY_THE_TEXT_ALONE
    try:
        raised_at = _instant(raised, calendar)
        if in_force:
            tiers = ahead.in_force(in_force, raised_at)
        else:
            tiers = ahead.as_written(procedure, calendar, raised_at)
    except (LookupError, OverflowError) as why:
        raise click.ClickException(f"no dates can be given from {raised:%Y-%m-%d} on: {why}") from None
    return _Shown(procedure, area, calendar, raised_at, tiers)


def _instant(raised: datetime, calendar: WorkingCalendar) -> datetime:
    instant = calendar.at(raised.date(), raised.time())
    if calendar.local(instant).replace(tzinfo=None) != raised:
        skipped = f"{raised:%H:%M} on {raised:%Y-%m-%d}"
        raise click.ClickException(f"no clock shows {skipped}: the clocks are put forward over it")
    return instant


def _for_people(shown: _Shown) -> facts.Ahead:
    about_area: dict[str, Any] = {}
    if shown.area:
        about_area = {
            "area": shown.area.name,
            "asked_again_at": shown.area.call_again_at,
            "set_by": shown.area.set_by,
            "set_on": shown.area.set_on,
            "is_example": shown.area.is_example,
            "emergency": shown.area.emergency,
        }
    return facts.Ahead(
        procedure=shown.procedure.title,
        version=shown.procedure.version,
        raised_at=shown.calendar.local(shown.raised_at),
        tiers=tuple(_tier_for_people(tier, shown) for tier in shown.tiers),
        nation=shown.calendar.nation,
        closing_time=shown.calendar.closing_time,
        asked_again=shown.procedure.clause_for(_AT_THE_TOP),
        **about_area,
    )


def _tier_for_people(tier: TierAhead, shown: _Shown) -> facts.TierAhead:
    limit = tier.limit
    return facts.TierAhead(
        title=tier.tier.title,
        clause=limit.source if limit else tier.tier.clause,
        value=limit.value if limit else 0,
        unit=limit.unit if limit else "",
        set_by=tier.set_by,
        lack=tier.lack or "",
        called_at=shown.local(tier.called_at),
        due_at=shown.local(tier.due_at),
    )


def _for_programs(shown: _Shown) -> dict[str, Any]:
    """Return what docs/how-it-works.md says of it, in its order."""
    calendar, area = shown.calendar, shown.area
    return {
        "procedure": shown.procedure.id,
        "version": shown.procedure.version,
        "area": area.id if area else None,
        "nation": calendar.nation,
        "zone": calendar.zone,
        "closing_time": f"{calendar.closing_time:%H:%M}",
        "raised_at": calendar.local(shown.raised_at).isoformat(),
        "tiers": [_tier_for_programs(tier, shown) for tier in shown.tiers],
        "asked_again_at": f"{area.call_again_at:%H:%M}" if area else None,
    }


def _tier_for_programs(tier: TierAhead, shown: _Shown) -> dict[str, Any]:
    called_at, due_at = shown.local(tier.called_at), shown.local(tier.due_at)
    return {
        "id": tier.tier.id,
        "title": tier.tier.title,
        "clause": tier.tier.clause,
        "limit": asdict(tier.limit) if tier.limit else None,
        "set_by": tier.set_by if tier.limit else None,
        "called_at": called_at.isoformat() if called_at else None,
        "due_at": due_at.isoformat() if due_at else None,
        "lacks": tier.lack,
    }


@contextmanager
def _plainly() -> Iterator[None]:
    """Say what an author of a procedure can mend, without a traceback."""
    try:
        yield
    except (Faults, rules.NotReady) as failure:
        raise click.ClickException(str(failure)) from None
