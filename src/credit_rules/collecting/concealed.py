"""What was concealed (瞒报): a list of records that an inspection found, some of them rescinded."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from credit_rules.csv_files import Cells, Columns
from credit_rules.departments import Roster
from credit_rules.errors import CreditRulesError, FactsError, PeriodError, Problem
from credit_rules.errors.csv_files import place
from credit_rules.errors.facts import not_a_flag
from credit_rules.errors.periods import not_a_period
from credit_rules.errors.records import concealed_twice, no_record_named
from credit_rules.periods import Period, Unit

COLUMNS = Columns(
    ("record", "department", "month"), ("rescinded",), FactsError, "credit-rules collect --help"
)
_RESCINDED = {"true": True, "1": True, "yes": True, "是": True}
_RESCINDED |= dict.fromkeys(("false", "0", "no", "否", ""), False)

Place = tuple[str, Period]
"""Code of a department, and a month."""


def concealed(
    listed: str | Path | Iterable[Mapping[str, object]],
    roster: Roster,
    called: Mapping[str, str] = MappingProxyType({}),
) -> dict[Place, int]:
    """How many records each department concealed in each month that a list names.

    *listed* is a CSV file or rows with ``record``, ``department``, ``month`` and, where it is said,
    ``rescinded``. What was rescinded counts nothing, but its month is named. *called* says what
    records call a department besides its names.

    Raises:
        FactsError: every line that cannot be read, and records that are named twice.
    """
    if isinstance(listed, str | Path):
        rows, found = COLUMNS.read(listed)
        source = Path(listed).name
    else:
        rows = [
            (line, {name: "" if cell is None else str(cell) for name, cell in row.items()})
            for line, row in enumerate(listed, 1)
        ]
        found, source = [], "concealed"
    called = {name.strip(): whom for name, whom in called.items()}
    problems, counts = list(found), dict[Place, int]()
    first: dict[str, int] = {}
    for line, cells in rows:
        try:
            record, where, rescinded = _read(cells, roster, called)
        except _Unreadable as error:
            problems.append((line, error.problem.at(place(source, line, error.column))))
            continue
        if (seen := first.setdefault(record, line)) != line:
            twice = concealed_twice(record, place(source, seen))
            problems.append((line, twice.at(place(source, line, "record"))))
        counts[where] = counts.get(where, 0) + (not rescinded)
    if problems:
        raise FactsError(*(told for _, told in sorted(problems, key=lambda item: item[0])))
    return counts


class _Unreadable(Exception):  # noqa: N818 -- never leaves this module
    def __init__(self, column: str, problem: Problem) -> None:
        super().__init__(column)
        self.column, self.problem = column, problem


def _read(cells: Cells, roster: Roster, called: Mapping[str, str]) -> tuple[str, Place, bool]:
    column, record = "record", cells.get("record", "").strip()
    if not record:
        raise _Unreadable(column, no_record_named())
    try:
        column = "department"
        name = cells.get(column, "")
        department = roster.find(called.get(name.strip(), name))
        column = "month"
        month = Period.parse(cells.get(column, "").strip())
        if month.unit is not Unit.MONTH:
            raise PeriodError(not_a_period(str(month), None))
    except CreditRulesError as error:
        raise _Unreadable(column, error.problems[0]) from None
    rescinded = _RESCINDED.get(said := cells.get("rescinded", "").strip().lower())
    if rescinded is None:
        column = "rescinded"
        raise _Unreadable(column, not_a_flag(said))
    return record, (department.code, month), rescinded
