"""What is wrong with a table is said by row, column and value, all at once, in both languages."""

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from tests.readers.clauses import TIMES, made
from tests.scoring.counties import (
    BASE,
    CITE,
    FIRE,
    LADDER,
    Q3,
    cases,
    clause,
    fires,
    plain,
    told,
    town,
)
from tests.tables.townships import townships

from credit_rules import Rulebook, Text
from credit_rules.errors import CreditRulesError, FactsError, PeriodError, UsageError
from credit_rules.formulas import (
    Node,
    at_least,
    best_of_peers,
    capped,
    flow,
    opaque,
    points_of,
    rank,
)
from credit_rules.verdicts import Barred, Veto

TOWN = townships()
FIRST: dict[str, Any] = {"department": ["north", "south"], "period": ["2023-07", "2023-07"]}


def refused(table: Any, rulebook: Rulebook = TOWN, **how: Any) -> list[tuple[str, str]]:
    """Where and what, in English."""
    with pytest.raises(CreditRulesError) as caught:
        rulebook.score_table(table, **how)
    for problem in caught.value.problems:
        for lang in ("zh", "en"):
            assert problem.wrong.read(lang)
            assert problem.expected.read(lang)
            assert problem.remedy.read(lang)
    return [(p.where.en, p.wrong.en) for p in caught.value.problems]


def wide(**columns: list[Any] | pa.Array) -> pa.Table:
    return pa.table(FIRST | {name.replace("__", "."): values for name, values in columns.items()})


def long(*rows: tuple[Any, ...]) -> pa.Table:
    names = ("department", "period", "measure", "value")
    return pa.table({n: pa.array(c, pa.string()) for n, c in zip(names, zip(*rows, strict=True), strict=True)})  # fmt: skip


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        ([5, -1], "-1"),
        ([0, 10**18], str(10**18)),
        (pa.array([0, 2**64 - 1], pa.uint64()), str(2**64 - 1)),
        ([0.0, 2.5], "2.5"),
        ([0.0, float("nan")], "nan"),
        ([0.0, float("inf")], "inf"),
        ([0.0, 2.0**53], "9007199254740992.0"),
        (["0", "many"], "'many'"),
        (["0", "2.0"], "'2.0'"),
        ([b"0", b"1"], "b'1'"),
        ([[0], [1]], "[1]"),
        (pa.array(["0", "x"]).dictionary_encode(), "'x'"),
    ],
)
def test_what_is_no_count(column: Any, shown: str) -> None:
    found = refused(wide(visits__made=column))
    assert found[-1] == (
        "table line 2, column visits.made",
        f"the value {shown} is not a count",
    )
    assert len(found) == (2 if shown[0] in "b[" else 1)


def test_what_is_none_of_its_kind() -> None:
    table = wide(
        plan__adopted=["maybe", "yes"], visits__grade=["good", "best"], visits__quality=["6", "5"]
    )
    assert [(where, wrong.split(" ", 3)[:3]) for where, wrong in refused(table)] == [
        ("table line 1, column plan.adopted", ["the", "value", "'maybe'"]),
        ("table line 1, column visits.quality", ["the", "value", "'6'"]),
        ("table line 2, column visits.grade", ["the", "value", "'best'"]),
    ]
    assert refused(wide(plan__adopted=[2, 1]))[0][0] == "table line 1, column plan.adopted"
    assert refused(wide(plan__adopted=[2.0, 1.0]))[0][0] == "table line 1, column plan.adopted"


def test_a_part_above_its_whole_in_either_form() -> None:
    (found,) = refused(wide(visits__made=[3, 3], visits__kept=[3, 4]))
    assert found[0] == "table line 2, column visits.kept"
    (in_long,) = refused(
        long(
            ("north", "2023-07", "visits.made", "3"),
            ("south", "2023-07", "visits.made", "3"),
            ("south", "2023-07", "visits.kept", "4"),
        )
    )
    assert in_long == ("table line 3, column value", found[1])
    assert all(word in found[1] for word in ("visits.kept", "visits.made", "4", "3"))


def test_facts_that_are_told_twice() -> None:
    twice = pa.table(
        {"department": ["north"] * 3, "period": ["2023-07"] * 3, "visits.made": [1, None, 1]}
    )
    ((where, wrong),) = refused(twice)
    assert where == "table line 3, column period"
    assert "table line 1" in wrong
    spelt = pa.table(
        {"department": ["north", "北乡"], "period": ["2023-07", "2023-07 "], "visits.made": [1, 1]}
    )
    assert [where for where, _ in refused(spelt)] == ["table line 2, column period"]
    apart = pa.table(
        {
            "department": ["north", "south", "north"],
            "period": ["2023-Q3", "2023-07", "2023-08"],
            "visits.made": [1, 1, 1],
        }
    )
    ((where, wrong),) = refused(apart)
    assert where == "table line 3, column period"
    assert "2023-Q3" in wrong
    assert "2023-08" in wrong


def test_unknown_names_are_all_told_at_once_with_the_nearest() -> None:
    table = long(
        ("nroth", "2023-07", "visits.made", "3"),
        ("south", "July", "visits.made", "3"),
        (None, "2023-07", "visits.made", "3"),
    )
    assert [where for where, _ in refused(table)] == [
        "table line 1, column department",
        "table line 2, column period",
        "table line 3, column department",
    ]
    ((where, wrong),) = refused(long(("north", "2023-07", "visits.mode", "3")))
    assert (where, "'visits.mode'" in wrong) == ("table line 1, column measure", True)
    ((where, wrong),) = refused(wide(visits__mode=[1, 2]))
    assert (where, "'visits.mode'" in wrong) == ("table, column visits.mode", True)
    with_more = long(("north", "2023-07", "visits.made", "3")).append_column("more", [["x"]])
    assert [where for where, _ in refused(with_more)] == ["table, column more"]


def test_columns_that_are_lacking_doubled_or_no_words() -> None:
    ((where, wrong),) = refused(pa.table({"department": ["north"]}))
    assert where == "table"
    assert "period" in wrong
    ((_, wrong),) = refused(pa.table({}))
    assert "department, period" in wrong
    indexed = wide(visits__made=[1, 2]).to_pandas().set_index(["department", "period"])
    assert "lacks department, period" in refused(indexed)[0][1]
    assert "reset_index()" in remedies(indexed)[0]
    names = [*FIRST, "period"]
    doubled = pa.table([*FIRST.values(), FIRST["period"]], names=names)
    assert refused(doubled) == [("table", "the header names period twice")]
    assert refused(doubled.to_pandas()) == refused(doubled)
    nested = pa.table(FIRST | {"department": [["north"], ["south"]]})
    ((where, wrong),) = refused(nested)
    assert (where, "list" in wrong) == ("table, column department", True)


def test_a_table_says_whom_it_is_about_or_the_caller_does() -> None:
    ((_, wrong),) = refused(wide(unit=["A", "B"]), scored_as="north")
    assert wrong == "there is a column unit, and scored_as as well"
    with pytest.raises(UsageError):
        TOWN.score_table(wide(), scored_as="nobody")


@pytest.mark.parametrize("thing", [None, {"department": ["north"]}, [1], "north", 7])
def test_what_is_no_table(thing: Any) -> None:
    ((_, wrong),) = refused(thing)
    assert wrong == f"{type(thing).__name__} is no table"


def test_a_kind_of_table_that_is_not_among_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    import narwhals as nw

    found = nw.from_native(wide())
    monkeypatch.setattr(type(found), "implementation", nw.Implementation.UNKNOWN)
    ((_, wrong),) = refused(wide())
    assert wrong == "Table is no table"


@pytest.mark.parametrize("points", ["decimal", "fraction", None])
def test_points_in_no_known_form_are_told_all_there_are(points: Any) -> None:
    with pytest.raises(UsageError) as caught:
        TOWN.score_table(wide(), points=points)
    (problem,) = caught.value.problems
    assert problem.wrong.en == f"points is {points!r}"
    assert problem.remedy.en == 'Write "decimals", "hundredths", "exact" or "pieces"'
    assert problem.remedy.zh == '改为 "decimals"、"hundredths"、"exact" 或 "pieces"'


def test_pieces_of_more_digits_than_a_table_holds() -> None:
    others = [flow(f"town.n{k}", zh="甲", en="one", unit=TIMES) for k in range(3)]
    rulebook = town([BASE], ("base", clause(capped(sum(made / n for n in others), 9), 9)))
    counts = {"visits.made": 1, "town.n0": 10**17 - 3, "town.n1": 10**17 - 1, "town.n2": 10**17 - 9}
    table = wide(**{code: [n, n] for code, n in counts.items()})
    ((_, wrong),) = refused(table, rulebook, points="pieces")
    assert wrong == "some points have a numerator or denominator of 51 digits"
    (row, _) = rulebook.score_table(table, points="exact").to_pylist()
    exact = sum((Fraction(1, n) for n in list(counts.values())[1:]), Fraction())
    assert row["points_exact"] == str(exact)


def test_periods_outside_the_validity() -> None:
    late = town([BASE], ("base", clause(capped(made, 100), 100)), since="2023-08")
    for how in ({}, {"period": "2023-07"}):
        with pytest.raises(PeriodError):
            late.score_table(wide(visits__made=[1, 2]), **how)


@pytest.mark.parametrize(
    ("formula", "maximum"),
    [
        (opaque(lambda n: n, capped(made, 9), lowest=0, highest=9, zh="几何", en="any"), 9),
        (capped(rank(made), 3), 3),
        (3 * (made / best_of_peers(made)), 3),
    ],
)
def test_rulebooks_that_ask_for_more_than_own_facts(formula: Node, maximum: int) -> None:
    rulebook = town([BASE], ("base", clause(formula, maximum)))
    ((_, wrong),) = refused(wide(), rulebook)
    assert "base.cases" in wrong
    with pytest.raises(UsageError, match=r"base\.cases"):
        rulebook.columns("2023-07")


NO_PRIZE = Veto(
    "no_prize", Text("不评优", "no prize"), [at_least(fires, 1)], [Barred("good")], CITE
)
HALF = points_of("base") / 2


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"vetoes": [FIRE]}, "fire"),
        ({"vetoes": [FIRE, NO_PRIZE], "grades": LADDER}, "fire, no_prize"),
        ({"total": HALF}, "total"),
        ({"total": HALF, "vetoes": [FIRE]}, "total, fire"),
    ],
    ids=["veto", "vetoes", "total", "both"],
)
def test_rulebooks_whose_total_is_no_sum_of_their_indicators(
    more: dict[str, Any], named: str
) -> None:
    rulebook = plain(**more)
    said = f"the rulebook town cannot be scored as a table: {named}"
    counts: dict[str, Any] = {"department": ["north"], "period": [Q3], "cases.closed": [40]}
    for how in ({}, {"totals_only": True}, {"points": "exact"}):
        assert refused(pa.table(counts), rulebook, **how) == [("", said)]
    with pytest.raises(UsageError) as caught:
        rulebook.columns(Q3)
    assert [problem.wrong.en for problem in caught.value.problems] == [said]
    # What the message says to do instead can be done.
    burnt = [("north", fires, 0)] if "vetoes" in more else []
    facts = told(rulebook, ("north", cases, 40), *burnt)
    card = rulebook.score(facts, period=Q3, department="north")
    assert card.points == (20 if "total" in more else 40)


def test_grades_move_no_points_and_are_not_told() -> None:
    counts = pa.table({"department": ["north"], "period": [Q3], "cases.closed": [40]})
    graded = plain(grades=LADDER).score_table(counts)
    assert graded.equals(plain().score_table(counts))


def remedies(table: Any, **how: Any) -> list[str]:
    with pytest.raises(FactsError) as caught:
        TOWN.score_table(table, **how)
    return [problem.remedy.en for problem in caught.value.problems]


@pytest.mark.parametrize("name", ["", "  ", None, "\u3000"])
def test_a_row_without_a_name_is_refused_whoever_it_is_scored_as(name: str | None) -> None:
    nameless = pa.table(FIRST | {"department": ["north", name], "visits.made": [1, 2]})
    where = ("table line 2, column department", "there is no name")
    assert refused(nameless, scored_as="north") == [where]
    assert refused(nameless) == [where]
    units = wide(unit=["A", name])
    assert refused(units) == [("table line 2, column unit", "there is no name")]


def test_blanks_around_a_name_make_no_other_subject() -> None:
    twice = pa.table(
        {
            "department": ["county A", "county B", " county A\t"],
            "period": ["2023-07"] * 3,
            "visits.made": [1, 2, 3],
        }
    )
    ((where, wrong),) = refused(twice, scored_as="north")
    assert where == "table line 3, column period"
    assert "table line 1" in wrong
    apart = twice.set_column(1, "period", [["2023-07", "2023-07", "2023-08"]])
    scored = TOWN.score_table(apart, scored_as="north", period="2023-Q3").to_pylist()
    assert [(r["department"], str(r["bonus.many.points"])) for r in scored] == [
        ("county A", "0.02"),
        ("county B", "0.01"),
    ]
    units = twice.set_column(0, "department", [["north"] * 3]).append_column(
        "unit", [["A", "B", "A "]]
    )
    assert [where for where, _ in refused(units)] == ["table line 3, column period"]


def test_who_is_not_in_the_roster_is_told_of_scored_as() -> None:
    nobody = wide().set_column(0, "department", [["county 000", "county 001"]])
    told = remedies(nobody)
    assert len(told) == 2
    assert all("scored_as" in remedy for remedy in told)
    near = remedies(wide().set_column(0, "department", [["north", "sout"]]))
    assert near[0].startswith("Did you mean south; ")


def test_an_empty_cell_is_one_that_is_empty_in_the_wide_form_alone() -> None:
    for wrong in (["1", ""], [1.0, float("nan")]):
        (remedy,) = remedies(wide(visits__made=wrong))
        assert "leave it empty (null" in remedy
    (remedy,) = remedies(wide(visits__grade=["good", ""]))
    assert "leave it empty (null" in remedy
    (remedy,) = remedies(long(("north", "2023-07", "visits.made", "")))
    assert remedy.endswith("leave the row out where there is none")


@pytest.mark.parametrize(
    ("made", "kept", "told"),
    [
        ([-3, 5], [2, 2], ["line 1, column visits.made"]),
        ([12.5, 5.0], [12, 2], ["line 1, column visits.made"]),
        ([3, 5], [-7, 6], ["line 1, column visits.kept", "line 2, column visits.kept"]),
        ([3, 5], [10**18, 5], ["line 1, column visits.kept"]),
    ],
)
def test_a_part_is_compared_with_its_whole_where_both_are_right(
    made: list[Any], kept: list[Any], told: list[str]
) -> None:
    found = refused(wide(visits__made=made, visits__kept=kept))
    assert [where for where, _ in found] == [f"table {where}" for where in told]
    rows = [
        (who, "2023-07", code, str(n).removesuffix(".0"))
        for code, counts in (("visits.kept", kept), ("visits.made", made))
        for who, n in zip(("south", "north"), counts, strict=True)
    ]
    assert len(refused(long(*rows))) == len(told)


def test_two_rows_that_tell_of_the_same_are_told_once_whatever_they_tell() -> None:
    counts = {"visits.made": [5, 6, 5], "visits.kept": [None, 1, 1], "people.total": [9, 9, 9]}
    who = {"department": ["north", "south", "north"]}
    same = pa.table(who | {"period": ["2023-07"] * 3} | counts)
    assert [where for where, _ in refused(same)] == ["table line 3, column period"]
    part = pa.table(who | {"period": ["2023-Q3", "2023-07", "2023-08"]} | counts)
    assert [where for where, _ in refused(part)] == ["table line 3, column period"]
    thrice = pa.table(
        {"department": ["north"] * 3, "period": ["2023-07"] * 3} | counts | {"visits.kept": [1, None, 1]}
    )  # fmt: skip
    assert [where for where, _ in refused(thrice)] == [
        "table line 2, column period",
        "table line 3, column period",
        "table line 3, column period",
    ]


DAY = date(2023, 7, 1)


@pytest.mark.parametrize(
    "periods",
    [
        pa.array([DAY, DAY]),
        pa.array([datetime(2023, 7, 1, tzinfo=UTC)] * 2),
        pa.array([DAY, DAY]).dictionary_encode(),
        pd.Series(pd.period_range("2023-07", periods=2, freq="M")),
        pd.Series([DAY, DAY]),
    ],
    ids=["days", "moments", "dictionary", "periods of pandas", "objects of pandas"],
)
def test_periods_are_words(periods: Any) -> None:
    table: Any = pa.table({"department": FIRST["department"], "visits.made": [1, 2]})
    if isinstance(periods, pd.Series):
        table = table.to_pandas().assign(period=periods)
    else:
        table = table.append_column("period", periods)
    ((where, wrong),) = refused(table)
    assert where == "table, column period"
    assert wrong.startswith("the column is of the type ")
    (remedy,) = remedies(table)
    assert 'dt.strftime("%Y-%m")' in remedy


def test_a_frame_of_pandas_with_words_among_its_numbers_is_refused_cell_by_cell() -> None:
    frame = pd.DataFrame(
        {
            "department": ["north", "south", "east", "office"],
            "period": ["2023"] * 4,
            "visits.made": pd.Series([200, "1,200", None, 2.5], dtype=object),
            "visits.kept": pd.Series([200.0, "x", float("nan"), 2**70], dtype=object),
            "people.total": pd.Series([2**70, 1, 2, 3], dtype=object),
        }
    )
    assert refused(frame) == [
        ("table line 1, column people.total", f"the value '{2**70}' is not a count"),
        ("table line 2, column visits.made", "the value '1,200' is not a count"),
        ("table line 2, column visits.kept", "the value 'x' is not a count"),
        ("table line 4, column visits.made", "the value '2.5' is not a count"),
        ("table line 4, column visits.kept", f"the value '{2**70}' is not a count"),
    ]
    right = frame.head(1).drop(columns="people.total")
    mended = pd.concat([right, frame.iloc[2:3].drop(columns="people.total")])
    mended["plan.adopted"] = pd.Series(["是", 1.0], index=mended.index, dtype=object)
    scored = TOWN.score_table(mended)
    assert [str(points) for points in scored["bonus.many.points"]] == ["1.00", "0.00"]
    assert [str(points) for points in scored["base.plan.points"]] == ["10.00", "10.00"]


def test_judged_points_come_without_evidence_and_reviewer() -> None:
    rows = [
        ("north", "2023-07", "visits.quality", "4.5"),
        ("south", "2023-07", "visits.quality", "3"),
    ]
    with pytest.raises(FactsError):
        TOWN.facts(rows)
    in_long = long(*rows)
    in_wide = wide(visits__quality=["4.5", "3"])
    signed = in_long.append_column("reviewer", [["Li", ""]]).append_column("evidence", [["7", ""]])
    for table in (in_long, in_wide, signed):
        found = TOWN.score_table(table).to_pylist()
        assert [str(row["base.quality.points"]) for row in found] == ["9.00", "6.00"]
        assert [row["base.quality.status"] for row in found] == ["scored", "scored"]


@pytest.mark.parametrize("wrong", [20, 21, 22, 500])
def test_many_problems_are_counted_and_the_first_are_listed(wrong: int) -> None:
    table = pa.table(
        {
            "department": [f"nobody {n}" for n in range(wrong)],
            "period": ["2023-07"] * wrong,
        }
    )
    _check(refused(table), wrong, "department")
    values = pa.table(
        {
            "department": [f"county {n}" for n in range(wrong)],
            "period": ["2023-07"] * wrong,
            "visits.made": [-1] * wrong,
        }
    )
    _check(refused(values, scored_as="north"), wrong, "visits.made")
    above = values.set_column(2, "visits.made", [[1] * wrong]).append_column(
        "visits.kept", [[2] * wrong]
    )
    _check(refused(above, scored_as="north"), wrong, "visits.kept")
    twice = pa.concat_tables([above.drop_columns("visits.kept")] * 2)
    _check(refused(twice, scored_as="north"), wrong, "period", first=wrong + 1)
    quarter = values.set_column(1, "period", [["2023-Q3"] * wrong])
    apart = pa.concat_tables(
        [values.set_column(2, "visits.made", [[1] * wrong]),
         quarter.set_column(2, "visits.made", [[1] * wrong])]
    )  # fmt: skip
    found = refused(apart, scored_as="north")
    assert len(found) == min(wrong, 21)


def _check(found: list[tuple[str, str]], wrong: int, column: str, first: int = 1) -> None:
    listed = [f"table line {n}, column {column}" for n in range(first, first + wrong)][:20]
    assert [where for where, _ in found[:20]] == listed
    if wrong > 20:
        assert found[20:] == [("", f"another {wrong - 20} problems are not listed")]
    else:
        assert not found[20:]


def test_problems_of_several_columns_are_counted_together() -> None:
    table = pa.table(
        {
            "department": [f"county {n}" for n in range(100)],
            "period": ["2023-07"] * 100,
            "visits.made": [-1] * 100,
            "people.total": [-1] * 100,
        }
    )
    found = refused(table, scored_as="north")
    assert len(found) == 21
    assert found[-1][1] == "another 180 problems are not listed"
