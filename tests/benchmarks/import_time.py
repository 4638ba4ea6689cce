"""What ``import credit_rules`` costs, where the time goes, what it leaves alone, and its size.

Run it as ``python tests/benchmarks/import_time.py``. Fresh interpreters take turns, in an order
drawn anew for each turn; what one that imports nothing takes is subtracted. What counts is the
processor's time, so that others who use the machine count less. All modules are compiled to
bytecode beforehand, as an installer does.
"""

import os
import resource
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

import install_size

TURNS = 21
NOTHING = "pass"
USE = "from credit_rules import Rulebook"
"""The package alone loads nothing; the first name that is used loads all that it needs."""
LOAD = f"{USE}; Rulebook.load()"
STATEMENTS = (
    NOTHING,
    "import credit_rules",
    USE,
    "from credit_rules import WorkingDayCalendar",
    "from credit_rules import Facts, Period",
    "from credit_rules import Indicator, flow",
    LOAD,
    "import attrs",
    *(f"import {peer}" for peer in ("zen", "rule_engine", "narwhals", "ibis") if find_spec(peer)),
)
LEFT_ALONE = ("hypothesis", "pytest", "holidays", "click", "rich", "numpy", "narwhals")
"""What only those need who ask for it: the testing kit, a calendar, the command line, arrays."""
LONGEST = 10

_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def fresh(statement: str, *options: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter that executed *statement*."""
    command = [sys.executable, *options, "-c", statement]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=_ENVIRONMENT)


def milliseconds(statement: str) -> float:
    """What a fresh interpreter that executes *statement* takes of the processor's time."""
    begin = _of_children()
    fresh(statement)
    return (_of_children() - begin) * 1000


def _of_children() -> float:
    """Seconds that all interpreters started so far have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def own_times(statement: str) -> Counter[str]:
    """Microseconds that *statement* spends in each top-level module, as Python counts them."""
    times: Counter[str] = Counter()
    for line in fresh(statement, "-X", "importtime").stderr.splitlines()[1:]:
        own, _, name = line.removeprefix("import time:").split("|")
        times[name.strip().partition(".")[0]] += int(own)
    return times


def main() -> None:
    """Measure, and print the tables."""
    order = Random(0)  # noqa: S311 -- an order, no secret
    _compiled, *turns = [
        {one: milliseconds(one) for one in order.sample(STATEMENTS, len(STATEMENTS))}
        for _ in range(TURNS + 1)
    ]
    nothing = median(turn[NOTHING] for turn in turns)
    lines = [
        f"Fresh interpreters, median of {TURNS} turns; an empty one took {nothing:.1f} ms\n",
        "| statement | ms above an empty interpreter | × an empty interpreter |",
        "|---|--:|--:|",
    ]
    for statement in STATEMENTS[1:]:
        above = median(turn[statement] - turn[NOTHING] for turn in turns)
        times = median(turn[statement] / turn[NOTHING] for turn in turns)
        lines.append(f"| `{statement}` | {above:.1f} | {times:.1f} |")

    longest = (own_times(LOAD) - own_times(NOTHING)).most_common(LONGEST)
    lines += [f"\n| of `{LOAD}`, by `-X importtime` | ms |", "|---|--:|"]
    lines += [f"| {module} | {taken / 1000:.1f} |" for module, taken in longest]

    modules = fresh(f"{LOAD}; import sys; print(*sys.modules)").stdout.split()
    lines += [f"\n| after `{LOAD}` | |", "|---|---|"]
    for name in LEFT_ALONE:
        lines.append(f"| {name} | {'LOADED' if name in modules else 'not loaded'} |")
    lines += ["", *install_size.table()]
    print("\n".join(lines))  # noqa: T201 -- its output


if __name__ == "__main__":
    with TemporaryDirectory() as bytecode:
        _ENVIRONMENT["PYTHONPYCACHEPREFIX"] = bytecode
        main()
