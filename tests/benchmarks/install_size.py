"""What an installation brings: all distributions that it requires, and the bytes of their files.

Sizes are those of the files that an installer wrote down, without bytecode. A distribution that is
installed in place wrote none of its own down.
"""

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CORE = "credit-rules"
EXTRAS = ("cli", "columns", "records", "reports", "testing", "all", "postgresql", "spark")
ASKED = (
    CORE,
    *(f"{CORE}[{extra}]" for extra in EXTRAS),
    "zen-engine",
    "rule-engine",
    "business-rules",
    "json-logic-qubit",
    "OpenFisca-Core",
    "narwhals",
    "ibis-framework[duckdb]",
)


class Brought(NamedTuple):
    """What comes along.

    Attributes:
        there: the distributions, by name, and the bytes of each.
        lacking: those that are required and not installed.
    """

    there: dict[str, int]
    lacking: frozenset[str]


def brought(asked: str) -> Brought:
    """What ``pip install`` of that requirement brings: itself, and all that it requires."""
    there: dict[str, int] = {}
    lacking = set()
    for name in _required(Requirement(asked), set()):
        try:
            there[name] = _bytes(name)
        except PackageNotFoundError:
            lacking.add(name)
    return Brought(there, frozenset(lacking))


def _required(asked: Requirement, seen: set[tuple[str, str]]) -> Iterator[str]:
    """The names of everything that is required, some more than once."""
    name = canonicalize_name(asked.name)
    yield name
    for extra in ("", *sorted(asked.extras)):
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for said in _said(name):
            if said.marker is None or said.marker.evaluate({"extra": extra}):
                yield from _required(said, seen)


def _said(name: str) -> list[Requirement]:
    try:
        return [Requirement(line) for line in distribution(name).requires or ()]
    except PackageNotFoundError:
        return []


def _bytes(name: str) -> int:
    files = [file.locate() for file in distribution(name).files or () if file.suffix != ".pyc"]
    return sum(file.stat().st_size for file in files if file.is_file())


def table() -> list[str]:
    """A row for each installation that is asked for."""
    lines = ["| `pip install` | distributions | MB | of that itself |", "|---|--:|--:|--:|"]
    for asked in ASKED:
        there, lacking = brought(asked)
        own = there.get(canonicalize_name(Requirement(asked).name), 0)
        told = f"{len(there)} | {sum(there.values()) / 1e6:.1f} | {own / 1e6:.1f}"
        if lacking:
            told = f"not installed here: {', '.join(sorted(lacking))} | |"
        lines.append(f"| {asked} | {told} |")
    return lines
