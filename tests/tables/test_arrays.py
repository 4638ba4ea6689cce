"""A rulebook over arrays: the points of a table's rows, and what is refused."""

from collections.abc import Mapping
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.readers.clauses import grade, made, rate
from tests.scoring.counties import BASE, clause, town
from tests.tables.townships import townships

from credit_rules import Rulebook
from credit_rules.columns.scorers import ROWS as BLOCK
from credit_rules.errors import CreditRulesError, FactsError, PeriodError, UsageError
from credit_rules.formulas import Node, by_level, capped, each_month, flag, flow
from credit_rules.formulas.nodes import Scaled
from credit_rules.measures import Kind
from credit_rules.periods import Cadence
from credit_rules.tables import Columns

TOWN = townships()
July = Mapping[tuple[str, str], Any]


def months(columns: Columns, rows: int, seed: int = 7) -> dict[tuple[str, str], Any]:
    random, found = Random(seed), {}  # noqa: S311 -- counts, no secrets
    for (code, when), measure in sorted(columns.reads.items(), key=lambda read: str(read[0])):
        most = {Kind.FLAG: 1, Kind.LEVEL: 2, Kind.JUDGED: 5 * 10**6}.get(measure.kind, 40)
        found[code, when] = np.array([random.randint(0, most) for _ in range(rows)], np.int64)
    for (code, when), measure in columns.reads.items():
        if (measure.within, when) in found:
            found[code, when] = np.minimum(found[code, when], found[measure.within, when])
    return found


def scored(columns: Columns, **how: Any) -> Any:
    return columns.score(months(columns, 50), **how)


def test_totals_alone_are_the_totals_of_everything() -> None:
    every = TOWN.columns("2023-07", department="north")
    assert every.rows[-1] == "total"
    assert [*every.rows[:-1]] == [
        *(i.code for i in TOWN.indicators),
        *(c.heading.code for c in TOWN.edition.categories),
    ]
    total = TOWN.columns("2023-07", department="north", totals_only=True)
    assert total.rows == ("total",)
    assert total.reads.keys() == every.reads.keys()
    both = scored(every), scored(total)
    assert both[0].points[-1].tolist() == both[1].points[-1].tolist()
    assert both[0].points.shape == (len(every.rows), 50)
    assert both[0].points_upper is both[0].points
    parts = both[0].points[: len(TOWN.indicators)].sum(axis=0)
    assert np.abs(both[0].points[-1] - parts).max() <= len(TOWN.indicators)


def test_arrays_come_to_what_facts_come_to() -> None:
    rulebook = Rulebook.load()
    columns = rulebook.columns("2023-07")
    reads = months(columns, 20)
    masked = {k: np.ma.masked_array(v, np.arange(20) % 7 == 3) for k, v in reads.items()}
    for arrays in (reads, masked):
        found = columns.score(arrays)
        for row in range(0, 20, 3):
            facts = rulebook.facts(
                [
                    ("genhe", when, code, int(values[row]))
                    for (code, when), values in arrays.items()
                    if np.ma.getmaskarray(values)[row] == np.False_
                ]
            )
            card = rulebook.score(facts, period="2023-07")
            assert found.points[-1, row] == (card.points * 200 + 1) // 2
            assert found.points_upper[-1, row] == (card.points_upper * 200 + 1) // 2


def test_memory_that_is_handed_in_is_filled() -> None:
    columns = TOWN.columns("2023-07", totals_only=True)
    out = np.empty((1, 50), np.int32)
    found = scored(columns, out=out)
    assert found.points is out
    assert out.tolist() == scored(columns).points.tolist()
    for wrong in (np.empty((1, 49), np.int32), np.empty((1, 50), np.int64)):
        with pytest.raises(UsageError, match=r"int32 \(1, 50\)"):
            scored(columns, out=wrong)


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int32, np.uint64, np.bool_])
def test_integers_of_every_size(kind: type) -> None:
    held = flag("office.open", zh="有", en="open")
    made = flow("visits.made", zh="走访", en="visits")
    rulebook = town([BASE], ("base", clause(capped(2 * held + made, 9), 9)))
    columns = rulebook.columns("2023-07")
    counts = {read: np.array([1, 0, 1]).astype(kind) for read in columns.reads}
    assert columns.score(counts).points[-1].tolist() == [300, 0, 300]
    masked = {
        read: np.ma.masked_array(array, [True, False, False]) for read, array in counts.items()
    }
    found = columns.score(masked)
    assert found.points[-1].tolist() == [0, 0, 300]
    assert found.points_upper[-1].tolist() == [900, 0, 300]


def test_counts_that_64_bits_cannot_decide_are_settled() -> None:
    columns = TOWN.columns("2023-07", totals_only=True)
    counts = months(columns, 3)
    counts["people.total", "2023-07"][1] = 10**18 - 1
    counts["visits.made", "2022-07"][1] = 10**18 - 2
    found = columns.score(counts)
    assert found.settled >= 1
    assert found.points.shape == (1, 3)


def refused(change: Mapping[tuple[str, str], Any]) -> str:
    columns = TOWN.columns("2023-07")
    with pytest.raises(CreditRulesError) as caught:
        columns.score(months(columns, 5) | change)
    (problem,) = caught.value.problems
    assert problem.read("zh")
    return problem.read("en")


MADE, KEPT = ("visits.made", "2023-07"), ("visits.kept", "2023-07")


def test_arrays_that_are_lacking_or_none() -> None:
    columns = TOWN.columns("2023-07")
    with pytest.raises(UsageError, match=r"visits\.made"):
        columns.score({})
    some = months(columns, 5)
    del some[MADE]
    with pytest.raises(UsageError, match=r"visits\.made"):
        columns.score(some)
    assert "visits.made is float64" in refused({MADE: np.zeros(5)})
    assert "visits.made is list;" in refused({MADE: [0] * 5})
    assert "visits.made is int;" in refused({MADE: 5})
    series = refused({MADE: pd.Series([0] * 5)})
    assert "visits.made is pandas Series;" in series
    assert "to_numpy()" in series
    assert "visits.made is int64 (5, 1);" in refused({MADE: np.zeros((5, 1), np.int64)})
    assert "visits.made is int64 ();" in refused({MADE: np.array(5)})
    short = refused({KEPT: np.zeros(4, np.int64)})
    assert "visits.kept has the length 4; expected 5, as the others have" in short
    assert "out" not in short


def test_arrays_of_other_names_are_told_with_those_they_are_meant_for() -> None:
    columns = TOWN.columns("2023-07")
    wrong = months(columns, 5)
    wrong["visits.mode", "2023-07"] = wrong.pop(MADE)
    with pytest.raises(UsageError) as caught:
        columns.score(wrong)
    (problem,) = caught.value.problems
    assert problem.wrong.en == (
        'there is no array for ("visits.made", "2023-07"), and ("visits.mode", "2023-07") is none of reads'
    )
    assert problem.remedy.en.startswith(
        'Is ("visits.mode", "2023-07") meant for ("visits.made", "2023-07")? Add '
    )
    assert '是否为 ("visits.made", "2023-07")' in problem.remedy.zh
    wrong["visits.made"] = wrong.pop(("visits.mode", "2023-07"))  # type: ignore[index]
    with pytest.raises(UsageError, match=r'多出 "visits\.made"'):
        columns.score(wrong)
    with pytest.raises(UsageError) as caught:
        columns.score({"all": np.zeros(5)})  # type: ignore[dict-item]
    (problem,) = caught.value.problems
    assert "(+" in problem.wrong.en
    assert '"all" is none of reads' in problem.wrong.en
    assert problem.remedy.en.startswith("Add what is lacking")
    columns.score(months(columns, 5) | {("more", "2023-07"): [1]})


def test_counts_that_cannot_be() -> None:
    ones = np.ones(5, np.int64)
    below, above = ones.copy(), ones.copy()
    below[3], above[4] = -1, 10**18
    assert refused({MADE: below, KEPT: 0 * ones}).startswith("visits.made[3]: the value -1 ")
    assert refused({MADE: above}).startswith("visits.made[4]: the value 1000000000000000000 ")
    more = ones.copy()
    more[2] = 2
    assert refused({MADE: ones, KEPT: more}).startswith("visits.kept[2]: ")
    unknown = np.ma.masked_array(ones, [False, False, True, False, False])
    columns = TOWN.columns("2023-07")
    columns.score(months(columns, 5) | {MADE: unknown, KEPT: more})
    more[3] = 2
    assert refused({MADE: unknown, KEPT: more}).startswith("visits.kept[3]: ")
    assert FactsError


def test_one_count_that_is_missing_among_many_blocks() -> None:
    columns = TOWN.columns("2023-07")
    rows, at = 2 * BLOCK, BLOCK + 7
    counts = {read: np.ones(rows, np.int64) for read in columns.reads}
    complete = columns.score(counts)
    lacks = np.zeros(rows, np.bool_)
    lacks[at] = True
    found = columns.score(counts | {KEPT: np.ma.masked_array(counts[KEPT], lacks)})
    others = ~lacks
    assert (found.points[:, others] == complete.points[:, others]).all()
    assert (found.points_upper[:, others] == complete.points[:, others]).all()
    assert found.status[:, at].tolist().count(1) == 1
    assert found.points_upper[-1, at] > found.points[-1, at]


def test_flags_and_levels_are_what_they_can_be() -> None:
    held = flag("office.open", zh="有", en="open")
    points = by_level(grade, {"good": 3, "fair": 2, "poor": 0})
    rulebook = town([BASE], ("base", clause(2 * held + points, 5)))
    columns = rulebook.columns("2023-07")
    open_, marked = ("office.open", "2023-07"), (grade.measure.code, "2023-07")
    ones = np.ones(3, np.int64)
    assert columns.score({open_: ones, marked: ones}).points[-1].tolist() == [400, 400, 400]
    for wrong, read, said in ((2, open_, "不是是/否"), (3, marked, "不是等级")):
        counts = {open_: ones, marked: ones} | {read: np.array([1, 0, wrong])}
        with pytest.raises(FactsError, match=rf"{read[0]}\[2\]：数值 {wrong} {said}"):
            columns.score(counts)


def test_one_count_that_cannot_be_among_many_blocks() -> None:
    columns = TOWN.columns("2023-07")
    rows = 3 * BLOCK
    counts = {read: np.ones(rows, np.int64) for read in columns.reads}
    assert columns.score(counts).settled == 0
    complaints = counts["complaints.received", "2023-07"]
    complaints[2 * BLOCK + 7] = 10**17
    assert columns.score(counts).points.shape[1] == rows
    complaints[BLOCK + 7], complaints[2 * BLOCK + 7] = -1, 1
    with pytest.raises(FactsError, match=r"complaints\.received\[" + str(BLOCK + 7)):
        columns.score(counts)


def test_counts_that_cannot_be_where_everything_is_settled_one_by_one() -> None:
    weighed = each_month(3 * rate, weight=made)
    rulebook = town([BASE], ("base", clause(weighed, 3, cadence=Cadence.MONTHLY)))
    columns = rulebook.columns("2023-07")
    held, kept = np.array([8, 8, 8]), np.array([4, 4, 4])
    assert columns.score({MADE: held, KEPT: kept}).points[-1].tolist() == [150] * 3
    with pytest.raises(FactsError, match=r"visits\.made\[1\]"):
        columns.score({MADE: np.array([8, -8, 8]), KEPT: kept})
    with pytest.raises(FactsError, match=r"visits\.kept\[2\]"):
        columns.score({MADE: np.array([8, 8, 3]), KEPT: kept})


@pytest.mark.parametrize("formula", [3 * rate, each_month(3 * rate, weight=made)])
def test_the_total_alone_tells_how_it_stands_itself(formula: Node) -> None:
    cadence = Cadence.CUMULATIVE if isinstance(formula, Scaled) else Cadence.MONTHLY
    rulebook = town([BASE], ("base", clause(formula, 3, cadence=cadence)))
    columns = rulebook.columns("2023-07", totals_only=True)
    lacking = np.ma.masked_array([8, 8, 0], [False, True, False])
    found = columns.score({MADE: lacking, KEPT: np.array([4, 4, 0])})
    assert found.status.tolist() == [[0, 1, 2]]
    assert found.points.tolist() == [[150, 0, 0]]
    assert found.points_upper.tolist() == [[150, 300, 0]]


def test_nobody_and_no_period() -> None:
    with pytest.raises(UsageError):
        TOWN.columns("2023-07", department="nobody")
    with pytest.raises(PeriodError):
        TOWN.columns("July")
