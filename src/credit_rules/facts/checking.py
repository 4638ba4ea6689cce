"""The door of the facts: rows in, facts out, or every bad row in one refusal."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from credit_rules.departments import Department, Roster
from credit_rules.errors import CreditRulesError, FactsError, Problem
from credit_rules.errors.csv_files import place
from credit_rules.errors.facts import (
    impossible,
    not_a_count,
    not_a_flag,
    not_a_level,
    not_judged,
    overlapping,
    unsigned,
)
from credit_rules.errors.names import MEASURE, unknown
from credit_rules.exact import exact
from credit_rules.exact import written as in_digits
from credit_rules.facts.values import Fact, Facts
from credit_rules.measures import Kind, Measure, Quantity
from credit_rules.periods import Period

_POINTS = re.compile("[0-9]{1,9}([.][0-9]{1,6})?", re.ASCII)
_COUNT = re.compile("[0-9]{1,18}", re.ASCII)
_TOO_MANY = 10**18
_FLAGS = {"true": 1, "1": 1, "yes": 1, "是": 1, "false": 0, "0": 0, "no": 0, "否": 0}


@frozen
class Row:
    """A fact as it was written, and the line where it stands."""

    line: int
    department: str
    period: str | Period
    measure: str
    value: str | Quantity
    evidence: str = ""
    note: str = ""
    reviewer: str = ""


def check(
    rows: Iterable[Row],
    roster: Roster,
    measures: Mapping[str, Measure],
    source: str,
    found: Iterable[tuple[int, Problem]] = (),
) -> Facts:
    """The facts of *rows*; *found* is what was already wrong with the file, by line.

    Raises:
        FactsError: every problem of every row: unknown names, values of the wrong kind,
            periods that overlap, parts above their wholes.
    """
    problems = list(found)
    drafts = [_read(row, roster, measures, source) for row in rows]
    problems += [(draft.row.line, problem) for draft in drafts for problem in draft.problems]
    problems += _overlaps(drafts, source)
    facts = [(draft.row.line, fact) for draft in drafts if (fact := draft.fact)]
    problems += _impossible(facts, measures, source)
    if problems:
        raise FactsError(*(problem for _, problem in sorted(problems, key=lambda item: item[0])))
    return Facts(tuple(fact for _, fact in facts))


@frozen
class _Draft:
    """What could be made of a row, and what could not."""

    row: Row
    department: Department | None
    period: Period | None
    measure: Measure | None
    value: Quantity | None
    problems: tuple[Problem, ...]

    @property
    def fact(self) -> Fact | None:
        """The fact, where nothing is wrong with the row by itself."""
        if not self.department or not self.period or not self.measure or self.value is None:
            return None
        row = self.row
        place = (self.department.code, self.period, self.measure.code)
        return Fact(*place, self.value, row.evidence, row.note, row.reviewer)


def _read(row: Row, roster: Roster, measures: Mapping[str, Measure], source: str) -> _Draft:
    problems: list[Problem] = []

    def refuse(column: str, problem: Problem) -> None:
        problems.append(problem.at(place(source, row.line, column)))

    department = period = value = None
    try:
        department = roster.find(str(row.department))
    except CreditRulesError as error:
        refuse("department", error.problems[0])
    try:
        written = row.period
        period = Period.parse(written.strip() if isinstance(written, str) else written)
    except CreditRulesError as error:
        refuse("period", error.problems[0])
    measure = measures.get(str(row.measure).strip())
    if measure is None:
        titles = {title: m.code for m in measures.values() for title in (m.title.zh, m.title.en)}
        name = str(row.measure)
        refuse("measure", unknown(MEASURE, name, measures, "credit-rules measures", titles))
    else:
        value = read_value(row.value, measure)
        if value is None:
            refuse("value", not_of_its_kind(row.value, measure))
        if measure.kind is Kind.JUDGED:
            said = {"evidence": row.evidence, "reviewer": row.reviewer}
            if lacking := [column for column, words in said.items() if not words.strip()]:
                refuse(lacking[0], unsigned(measure.code))
    return _Draft(row, department, period, measure, value, tuple(problems))


def read_value(written: str | Quantity, measure: Measure) -> Quantity | None:
    """The exact number that *written* stands for; None where it is none of its kind."""
    if isinstance(written, float) or (isinstance(written, int) and abs(written) >= _TOO_MANY):
        return None
    shown = (in_digits(written) if isinstance(written, Fraction) else str(written)).strip()
    match measure.kind:
        case Kind.FLAG:
            return _FLAGS.get(shown.lower())
        case Kind.LEVEL:
            return _places(measure).get(shown.lower())
        case Kind.JUDGED:
            judged = Fraction(shown) if _POINTS.fullmatch(shown) else None
            return None if judged is None or judged > (measure.limit or 0) else judged
        case _:
            return int(shown) if _COUNT.fullmatch(shown) else None


def _places(measure: Measure) -> dict[str, int]:
    """Everything that a level may be called."""
    return {name: place for place, level in enumerate(measure.levels) for name in level.names}


def not_of_its_kind(value: object, measure: Measure) -> Problem:
    """What is said of a value that is none of its measure's kind."""
    match measure.kind:
        case Kind.FLAG:
            return not_a_flag(value)
        case Kind.LEVEL:
            codes = [level.code for level in measure.levels]
            return not_a_level(value, codes, [level.title.zh for level in measure.levels])
        case Kind.JUDGED:
            return not_judged(value, exact(measure.highest or Fraction()))
        case _:
            return not_a_count(value)


def _overlaps(drafts: list[_Draft], source: str) -> list[tuple[int, Problem]]:
    """Rows that speak of days of which an earlier row speaks, whatever values they give."""
    problems = []
    seen: dict[tuple[str, str], dict[int, tuple[int, Period]]] = {}
    for draft in drafts:
        period, line = draft.period, draft.row.line
        if draft.department is None or period is None or draft.measure is None:
            continue
        code = draft.measure.code
        told = seen.setdefault((draft.department.code, code), {})
        months = range(period.first, period.last + 1)
        if clashes := [told[month] for month in months if month in told]:
            first, other = min(clashes)
            wrong = overlapping(code, str(period), str(other), place(source, first))
            problems.append((line, wrong.at(place(source, line, "period"))))
        else:
            told.update(dict.fromkeys(months, (line, period)))
    return problems


def _impossible(
    facts: list[tuple[int, Fact]], measures: Mapping[str, Measure], source: str
) -> list[tuple[int, Problem]]:
    reported = {(f.department, f.period, f.measure): f.value for _, f in facts}
    problems = []
    for line, fact in facts:
        whole = measures[fact.measure].within
        limit = reported.get((fact.department, fact.period, whole)) if whole else None
        if whole and limit is not None and fact.value > limit:
            wrong = impossible(fact.measure, fact.value, whole, limit)
            problems.append((line, wrong.at(place(source, line, "value"))))
    return problems
