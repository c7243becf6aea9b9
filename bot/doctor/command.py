"""The command `disagree doctor`."""

import json
import os
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict
from functools import partial

import click
from rich.console import Console
from rich.text import Text

from bot.doctor.examination import Check, examine
from bot.doctor.finding import Finding, Level
from bot.doctor.installation import Installation
from bot.doctor.rehearsal import rehearse

_STYLES = {
    Level.WELL: "green",
    Level.WARNING: "yellow",
    Level.FAULT: "bold red",
    Level.UNSEEN: "dim",
}
_INDENT = 13


@click.command()
@click.option("--rehearse", "is_rehearsed", is_flag=True, help="Then make a private room, and archive it.")
@click.option("--with", "email", metavar="EMAIL", help="Whom to invite to it; else a safeguarding lead.")
@click.option("--json", "is_for_programs", is_flag=True, help="One object, for programs.")
def doctor(*, is_rehearsed: bool, email: str | None, is_for_programs: bool) -> None:
    """
    Look at this installation and say what is wrong and what to do about it: settings, database, record,
    tokens, scopes, people, clock. Nothing is changed, and nobody is written to unless --rehearse asks for
    it. Ends with 1 where there is a fault.
    """
    if email and not is_rehearsed:
        raise click.UsageError("--with goes with --rehearse")
    more = [Check("rehearsal", partial(rehearse, email=email), ("token",))] if is_rehearsed else []
    with closing(Installation(os.environ)) as installation:
        findings = examine(installation, *more)
        found = _in_json(findings) if is_for_programs else _told(findings)
    if any(finding.level is Level.FAULT for finding in found):
        raise click.exceptions.Exit(1)


def _in_json(findings: Iterable[Finding]) -> list[Finding]:
    found = list(findings)
    is_well = all(finding.level is not Level.FAULT for finding in found)
    rows = [asdict(finding) for finding in found]
    click.echo(json.dumps({"is_well": is_well, "findings": rows}, indent=2, ensure_ascii=False))
    return found


def _told(findings: Iterable[Finding]) -> list[Finding]:
    console = Console(highlight=False, soft_wrap=True)
    found = []
    for finding in findings:
        found.append(finding)
        console.print(_line(finding))
    console.print(_summary(found))
    return found


def _line(finding: Finding) -> Text:
    style = _STYLES[finding.level]
    line = Text.assemble((f"{finding.level:<{_INDENT - 1}} ", style), finding.says)
    if finding.advice:
        line.append(f"\n{' ' * _INDENT}{finding.advice}", "italic")
    return line


def _summary(found: list[Finding]) -> Text:
    faults = sum(finding.level is Level.FAULT for finding in found)
    warnings = sum(finding.level is Level.WARNING for finding in found)
    if faults:
        return Text(f"{faults} to mend before it can be relied on; warnings: {warnings}", "bold red")
    return Text(f"no fault found; warnings: {warnings}", "bold green")
