"""The command `disagree procedures`: list, check and show written procedures. It needs no database."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import click

from bot.plainly import FILE, plainly, text_of
from messages import ahead as words
from messages import facts
from procedure import ahead, rules, written
from procedure import area as area_files
from procedure.ahead import DutyAhead, Lack, SetBy, StepAhead, TierAhead
from procedure.area import Area
from procedure.calendar import Nation, WorkingCalendar
from procedure.lengths import Limit
from procedure.reading import Faults
from procedure.written import Procedure

BY_THE_TEXT_ALONE = WorkingCalendar(Nation.ENGLAND, "Europe/London", time(17, 0), ())
"""By what days are counted where no area is named; what is shown says so (decision 004)."""

_AT_THE_TOP = "time_ran_out_at_the_top"


@dataclass(frozen=True)
class _Shown:
    procedure: Procedure
    area: Area | None
    calendar: WorkingCalendar
    raised_at: datetime
    protect_by: datetime | None
    tiers: tuple[TierAhead, ...]

    def local(self, instant: datetime | None) -> datetime | None:
        return self.calendar.local(instant) if instant else None

    def iso(self, instant: datetime | None) -> str | None:
        local = self.local(instant)
        return local.isoformat() if local else None


def _moment(context: click.Context, option: click.Parameter, said: str | None) -> datetime | None:
    """Read a date and a time of day; which instant that is depends on the area's zone."""
    if said is None:
        return None
    try:
        return datetime.strptime(said, "%Y-%m-%d %H:%M")  # noqa: DTZ007  (the zone is the area's)
    except ValueError:
        example = f'write a date and a time of day: {option.opts[0]} "2026-12-22 16:30"'
        raise click.BadParameter(f"{said!r} is no time; {example}", context, option) from None


@click.group("procedures", invoke_without_command=True)
@click.pass_context
def procedures_group(context: click.Context) -> None:
    """The written procedures; without a command, those that come with the program."""
    if context.invoked_subcommand is None:
        click.echo("\n\n".join(map(_described, rules.published())))


@procedures_group.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Find every fault of a procedure, each with its line; the exit status is 1 where there is one."""
    try:
        found = written.load(text_of(file), str(file))
    except Faults as why:
        click.echo(why)
        raise click.ClickException(f"faults: {len(why.faults)}") from None
    click.echo(f"nothing is wrong; {_left_open(found)}")


@procedures_group.command()
@click.argument("name")
@click.option(
    "--raised", callback=_moment, required=True, help='When, on the area\'s clocks: "2026-12-22 16:30".'
)
@click.option("--area", "settings", type=FILE, help="An area's file: it sets what the text leaves open.")
@click.option("--protect-by", callback=_moment, help="By when the child must be protected, if sooner.")
@click.option("--json", "is_for_programs", is_flag=True, help="Every time as ISO 8601 with its zone.")
def show(
    *, name: str, raised: datetime, settings: Path | None, protect_by: datetime | None, is_for_programs: bool
) -> None:
    """
    Say when each tier is called, and what is owed, if nobody answers. NAME is a procedure's id, or a file
    that holds one.
    """
    with plainly():
        procedure = _named(name)
        area = area_files.load(text_of(settings), str(settings)) if settings else None
        shown = _looked_ahead(procedure, area, raised, protect_by)
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
            *([f"  {procedure.status}"] if procedure.status else []),
            f"  tiers: {', '.join(tier.id for tier in procedure.tiers)}",
            *(
                f"  inside one agency: {', '.join(tier.id for tier in ladder.tiers)}"
                for ladder in procedure.ladders
            ),
            f"  {_left_open(procedure)}",
        ]
    )


def _left_open(procedure: Procedure) -> str:
    names = procedure.left_open
    if not names:
        return "no limit is left open by the text"
    how_many = "1 limit is" if len(names) == 1 else f"{len(names)} limits are"
    return f"{how_many} left open by the text: {', '.join(names)}"


def _named(name: str) -> Procedure:
    published = {procedure.id: procedure for procedure in rules.published()}
    if name in published:
        return published[name]
    if Path(name).is_file():
        return written.load(text_of(FILE.convert(name, None, None)), name)
    known = ", ".join(published)
    raise click.ClickException(f"no such procedure, and no such file: {name}; there are {known}")


def _looked_ahead(
    procedure: Procedure, area: Area | None, raised: datetime, sooner: datetime | None
) -> _Shown:
    in_force = rules.in_force(procedure, area) if area else None
    calendar = in_force.calendar if in_force else BY_THE_TEXT_ALONE
    try:
        raised_at = _instant(raised, calendar)
        protect_by = _instant(sooner, calendar) if sooner else None
        if protect_by and protect_by <= raised_at:
            raise click.ClickException("the child must be protected by a time after the raising")
        if in_force:
            tiers = ahead.in_force(in_force, raised_at, protect_by)
        else:
            tiers = ahead.as_written(procedure, calendar, raised_at, protect_by)
    except (LookupError, OverflowError) as why:
        raise click.ClickException(f"no dates can be given from {raised:%Y-%m-%d} on: {why}") from None
    return _Shown(procedure, area, calendar, raised_at, protect_by, tiers)


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
        status=shown.procedure.status,
        protect_by=shown.local(shown.protect_by),
        raised_at=shown.calendar.local(shown.raised_at),
        tiers=tuple(_tier_for_people(tier, shown) for tier in shown.tiers),
        nation=shown.calendar.nation,
        closing_time=shown.calendar.closing_time,
        asked_again=shown.procedure.clause_for(_AT_THE_TOP),
        **about_area,
    )


def _tier_for_people(tier: TierAhead, shown: _Shown) -> facts.TierAhead:
    return facts.TierAhead(
        title=tier.tier.title,
        steps=tuple(_step_for_people(step, shown) for step in tier.steps),
        duties=tuple(_duty_for_people(duty, tier, shown) for duty in tier.duties),
        notified=tuple((told.who, told.clause) for told in tier.tier.notified),
    )


def _step_for_people(ahead: StepAhead, shown: _Shown) -> facts.TimedAhead:
    step = ahead.step
    return replace(
        _timed_for_people(ahead),
        starts=step.starts,
        lack=ahead.lack or "",
        called_at=shown.local(ahead.called_at),
        due_at=shown.local(ahead.due_at),
    )


def _duty_for_people(ahead: DutyAhead, tier: TierAhead, shown: _Shown) -> facts.TimedAhead:
    duty = ahead.duty
    return replace(
        _timed_for_people(ahead),
        starts=duty.starts,
        on_expiry=duty.on_expiry,
        during=next((step.title for step in tier.tier.steps if step.id == duty.during), ""),
        lack="" if ahead.limit else Lack.LIMIT,
        called_at=shown.local(tier.called_at),
        due_at=shown.local(ahead.due_at),
    )


def _timed_for_people(ahead: StepAhead | DutyAhead) -> facts.TimedAhead:
    timed, limit = ahead.timed, ahead.limit
    return facts.TimedAhead(
        title=timed.title,
        clause=limit.source if limit else timed.clause,
        value=limit.value if limit else 0,
        unit=limit.unit if limit else "",
        is_indicative=limit is not None and limit.is_indicative,
        set_by=ahead.set_by,
        owed_by=timed.owed_by,
        basis=timed.basis if ahead.set_by is SetBy.TEXT else "",
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
        "raised_at": shown.iso(shown.raised_at),
        "protect_by": shown.iso(shown.protect_by),
        "tiers": [_tier_for_programs(tier, shown) for tier in shown.tiers],
        "asked_again_at": f"{area.call_again_at:%H:%M}" if area else None,
    }


def _tier_for_programs(tier: TierAhead, shown: _Shown) -> dict[str, Any]:
    only = None if tier.tier.steps else tier.steps[0]
    return {
        "id": tier.tier.id,
        "title": tier.tier.title,
        "clause": tier.tier.clause,
        "limit": _limit_for_programs(only.limit) if only else None,
        "set_by": only.set_by if only and only.limit else None,
        "called_at": shown.iso(tier.called_at),
        "due_at": shown.iso(tier.due_at),
        "lacks": tier.lack,
        "steps": [] if only else [_step_for_programs(step, shown) for step in tier.steps],
        "duties": [_duty_for_programs(duty, shown) for duty in tier.duties],
        "notified": [asdict(told) for told in tier.tier.notified],
    }


def _step_for_programs(ahead: StepAhead, shown: _Shown) -> dict[str, Any]:
    return {
        **_timed_for_programs(ahead),
        "begins_at": shown.iso(ahead.called_at),
        "due_at": shown.iso(ahead.due_at),
        "lacks": ahead.lack,
    }


def _duty_for_programs(ahead: DutyAhead, shown: _Shown) -> dict[str, Any]:
    return {
        **_timed_for_programs(ahead),
        "on_expiry": ahead.duty.on_expiry,
        "due_at": shown.iso(ahead.due_at),
    }


def _timed_for_programs(ahead: StepAhead | DutyAhead) -> dict[str, Any]:
    timed = ahead.timed
    return {
        "id": timed.id,
        "title": timed.title,
        "clause": timed.clause,
        "owed_by": timed.owed_by,
        "starts": timed.starts,
        "limit": _limit_for_programs(ahead.limit),
        "set_by": ahead.set_by if ahead.limit else None,
        "basis": timed.basis,
    }


def _limit_for_programs(limit: Limit | None) -> dict[str, Any] | None:
    return asdict(limit) if limit else None
