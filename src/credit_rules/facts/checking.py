"""The door of the facts: rows in, facts out, or every bad row in one refusal."""

import re
from collections.abc import Iterable, Mapping

from attrs import frozen

from credit_rules.departments import Roster
from credit_rules.errors import CreditRulesError, FactsError, Problem
from credit_rules.errors.facts import impossible, not_a_count, not_a_flag, overlapping, place
from credit_rules.errors.names import MEASURE, unknown
from credit_rules.facts.values import Fact, Facts
from credit_rules.measures import Kind, Measure
from credit_rules.periods import Period

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
    value: str | int
    evidence: str = ""
    note: str = ""


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
    read: list[tuple[Row, Fact]] = []
    for row in rows:
        fact = _read(row, roster, measures, source)
        if isinstance(fact, Fact):
            read.append((row, fact))
        else:
            problems += [(row.line, problem) for problem in fact]
    problems += _overlaps(read, source)
    problems += _impossible(read, measures, source)
    if problems:
        raise FactsError(*(problem for _, problem in sorted(problems, key=lambda item: item[0])))
    return Facts(tuple(fact for _, fact in read))


def _read(
    row: Row, roster: Roster, measures: Mapping[str, Measure], source: str
) -> Fact | list[Problem]:
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
        refuse("measure", unknown(MEASURE, str(row.measure), measures, "credit-rules measures"))
    else:
        value = _value(row.value, measure)
        if value is None:
            wrong = not_a_flag if measure.kind is Kind.FLAG else not_a_count
            refuse("value", wrong(row.value))
    if department is None or period is None or measure is None or value is None:
        return problems
    return Fact(department.code, period, measure.code, value, row.evidence, row.note)


def _value(written: str | int, measure: Measure) -> int | None:
    """The exact number that *written* stands for; None where it is none of its kind."""
    if isinstance(written, float) or (isinstance(written, int) and abs(written) >= _TOO_MANY):
        return None
    shown = str(written).strip()
    if measure.kind is Kind.FLAG:
        return _FLAGS.get(shown.lower())
    return int(shown) if _COUNT.fullmatch(shown) else None


def _overlaps(read: list[tuple[Row, Fact]], source: str) -> list[tuple[int, Problem]]:
    problems = []
    seen: dict[tuple[str, str], list[tuple[Row, Fact]]] = {}
    for row, fact in read:
        earlier = seen.setdefault((fact.department, fact.measure), [])
        clash = next((e for e in earlier if e[1].period.overlaps(fact.period)), None)
        if clash is None:
            earlier.append((row, fact))
            continue
        where = place(source, clash[0].line)
        wrong = overlapping(fact.measure, str(fact.period), str(clash[1].period), where)
        problems.append((row.line, wrong.at(place(source, row.line, "period"))))
    return problems


def _impossible(
    read: list[tuple[Row, Fact]], measures: Mapping[str, Measure], source: str
) -> list[tuple[int, Problem]]:
    reported = {(f.department, f.period, f.measure): f.value for _, f in read}
    problems = []
    for row, fact in read:
        whole = measures[fact.measure].within
        limit = reported.get((fact.department, fact.period, whole)) if whole else None
        if whole and limit is not None and fact.value > limit:
            wrong = impossible(fact.measure, fact.value, whole, limit)
            problems.append((row.line, wrong.at(place(source, row.line, "value"))))
    return problems
