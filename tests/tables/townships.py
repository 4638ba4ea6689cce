"""A town with measures of every kind, and random facts of it, as rows of the long form."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

import pyarrow as pa
from tests.readers.clauses import (
    AMOUNTS,
    complaints,
    grade,
    made,
    people,
    plan,
    quality,
    rate,
    share,
)
from tests.scoring.counties import BASE, BONUS, clause, town

from credit_rules import Period, Rulebook, Scorecard
from credit_rules.exact import display, exact
from credit_rules.formulas import by_level, capped, each_month, earlier, once_a_year
from credit_rules.formulas.nodes import Clamp
from credit_rules.measures import Kind
from credit_rules.periods import Cadence, Unit

Row = dict[str, Any]
MEASURES = {amount.measure.code: amount.measure for amount in AMOUNTS}
WHOLES = {measure.within: code for code, measure in MEASURES.items() if measure.within}
HUGE = 10**18 - 1


def townships() -> Rulebook:
    """Five clauses: months, stocks, flags, levels, what was judged; and a bonus."""
    return town(
        [BASE, BONUS],
        ("base", clause(each_month(40 * rate), 40, code="kept", cadence=Cadence.MONTHLY)),
        ("base", clause(Clamp(20 * share + earlier(made) / people - "0.1" * complaints, 0, 20), 20, code="members")),
        ("base", clause(once_a_year(10 * plan), 10, code="plan", cadence=Cadence.ANNUAL)),
        ("base", clause(by_level(grade, {"good": 20, "fair": "12.5", "poor": 0}), 20, code="grade")),
        ("base", clause(2 * quality, 10, code="quality")),
        ("bonus", clause(capped("0.005" * made, 5), 5, code="many")),
    )  # fmt: skip


def rows(random: Random, members: Sequence[str], most: int = 40) -> list[Row]:
    """Facts that the door of facts lets in, of months, quarters and years, some missing."""
    found: list[Row] = []
    for who in members:
        for part in [code for code in MEASURES if MEASURES[code].within is None]:
            unit, often = random.choice([*Unit]), random.choice([0, 0.5, 1, 1])
            for year in (2022, 2023):
                for period in Period.of_year(year).split(unit):
                    if random.random() < often:
                        found += _told(random, who, str(period), part, most)
    random.shuffle(found)
    return found


def _told(random: Random, who: str, period: str, code: str, most: int) -> list[Row]:
    measure = MEASURES[code]
    base = {"department": who, "period": period, "evidence": "note 7", "reviewer": "Li"}
    match measure.kind:
        case Kind.FLAG:
            value: Any = random.choice(["0", "1", "true", "是"])
        case Kind.LEVEL:
            value = random.choice(["good", "fair", "差"])
        case Kind.JUDGED:
            value = random.choice(["0", "4.5", "3.123456", "5"])
        case _:
            value = str(random.choice([0, 1, most, random.randint(0, most)]))
    told = [base | {"measure": code, "value": value}]
    if (part := WHOLES.get(code)) and random.random() < 0.95:
        told.append(base | {"measure": part, "value": str(random.randint(0, int(value)))})
    return told


def long(told: Sequence[Row]) -> pa.Table:
    """The long form."""
    names = ("department", "period", "measure", "value", "evidence", "reviewer")
    return pa.table({name: pa.array([row[name] for row in told], pa.string()) for name in names})


def wide(told: Sequence[Row]) -> pa.Table:
    """The wide form: a row for each department and period, a column for each measure."""
    cells: dict[tuple[str, str], Row] = {}
    for row in told:
        of = cells.setdefault((row["department"], row["period"]), {})
        of[row["measure"]] = row["value"]
    columns: dict[str, pa.Array] = {
        "department": pa.array([who for who, _ in cells], pa.string()),
        "period": pa.array([when for _, when in cells], pa.string()),
    }
    for code, measure in MEASURES.items():
        words = [row.get(code) for row in cells.values()]
        counts = measure.kind in {Kind.FLOW, Kind.STOCK}
        columns[code] = pa.array(
            [int(w) if counts and w is not None else w for w in words],
            pa.int64() if counts else pa.string(),
        )
    return pa.table(columns)


def of_card(card: Scorecard) -> Row:
    """What a scorecard says, under the names of a table's columns."""
    found: Row = {
        "points": display(card.points),
        "points_upper": display(card.points_upper),
        "points_exact": exact(card.points),
        "attainable": display(card.attainable),
        "percentage": None if card.percentage is None else display(card.percentage),
    }
    for category in card.categories:
        code = category.heading.code
        found[f"{code}.points"] = display(category.points)
        found[f"{code}.points_upper"] = display(category.points_upper)
        found[f"{code}.attainable"] = display(category.attainable)
    for score in card.scores:
        code = score.indicator.code
        found[f"{code}.points"] = display(score.points)
        found[f"{code}.points_upper"] = display(score.points_upper)
        found[f"{code}.status"] = score.status.value
    return found


def said(row: Row, like: Row) -> Row:
    """The same columns of a table's row, in words."""
    return {name: str(row[name]) if isinstance(row[name], Decimal) else row[name] for name in like}
