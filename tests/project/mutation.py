"""Mutate the rules in procedure/ and hold what no test noticed against docs/mutation-survivors.md."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping

from tests.project.repository import ROOT

SURVIVORS = ROOT / "docs" / "mutation-survivors.md"
MUTMUT = (sys.executable, "-m", "mutmut")

# A time-out is not: mutmut says that too when its worker broke and no test ran. A real one can be listed.
NOTICED = frozenset({"killed", "caught by type check"})

_RESULT = re.compile(r"^\s+(?P<mutant>\S+__mutmut_\d+): (?P<status>.+)$", re.MULTILINE)
_ROW = re.compile(
    r"^\| `(?P<mutant>\S+__mutmut_\d+)` \| (?P<change>[^|]*) \| (?P<reason>[^|]*) \|$", re.MULTILINE
)


def read_results(printed: str) -> dict[str, str]:
    """Return the status of each mutant, from what `mutmut results` printed."""
    return {found["mutant"]: found["status"] for found in _RESULT.finditer(printed)}


def read_survivors(page: str) -> dict[str, str]:
    """Return the reason for each mutant that the page lists."""
    return {found["mutant"]: found["reason"].strip() for found in _ROW.finditer(page)}


def faults(results: Mapping[str, str], listed: Mapping[str, str]) -> tuple[str, ...]:
    """Say what is wrong: a survivor that is not listed, one listed that is gone or has no reason."""
    survivors = unnoticed(results)
    return (
        *(f"no test notices {mutant} ({results[mutant]})" for mutant in survivors if mutant not in listed),
        *(f"{mutant} is listed, and does not survive" for mutant in listed if mutant not in survivors),
        *(f"{mutant} is listed without a reason" for mutant, reason in listed.items() if not reason),
        *(() if results else ("there was nothing to mutate",)),
    )


def unnoticed(results: Mapping[str, str]) -> tuple[str, ...]:
    """List the mutants that no test noticed."""
    return tuple(mutant for mutant, status in results.items() if status not in NOTICED)


def main() -> int:
    """Run every mutant anew and return the exit status."""
    shutil.rmtree(ROOT / "mutants", ignore_errors=True)
    subprocess.run([*MUTMUT, "run"], cwd=ROOT, check=True)
    printed = subprocess.run(
        [*MUTMUT, "results", "--all", "true"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    results = read_results(printed.stdout)
    found = faults(results, read_survivors(SURVIVORS.read_text(encoding="utf-8")))
    _tell(results, found)
    return 1 if found else 0


def _tell(results: Mapping[str, str], found: tuple[str, ...]) -> None:
    counts = sorted(Counter(results.values()).items())
    print(*found, sep="\n")
    print(f"{len(results)} mutants:", ", ".join(f"{count} {status}" for status, count in counts))
    print(f"{len(found)} faults against {SURVIVORS.relative_to(ROOT)}; `mutmut show NAME` shows a change")


if __name__ == "__main__":
    sys.exit(main())
