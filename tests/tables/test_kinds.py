"""Each kind of table in, the same kind out, the same points to the last digit."""

import sys
from collections.abc import Iterator  # noqa: TC003 -- as elsewhere
from decimal import Decimal
from random import Random
from types import ModuleType
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.tables.townships import long, rows, townships, wide

from credit_rules import Rulebook
from credit_rules.periods import Period
from credit_rules.tables import Tables
from credit_rules.tables.kinds import Told

TOWN = townships()
WHO = ["north", "south", "east", "office"]
FACTS = rows(Random(7), WHO[:2])  # noqa: S311 -- facts, no secrets
KINDS = ["pandas", "pandas by arrow", "polars", "polars, lazy", "duckdb"]


def made_of(table: pa.Table, kind: str) -> Any:
    match kind:
        case "pandas":
            return table.to_pandas()
        case "pandas by arrow":
            return table.to_pandas(types_mapper=pd.ArrowDtype)
        case "polars":
            return pl.from_arrow(table)
        case "polars, lazy":
            return pl.from_arrow(table).lazy()  # type: ignore[union-attr]
        case _:
            return duckdb.from_arrow(table)


def in_words(scored: Any) -> list[dict[str, Any]]:
    """Any table's rows, numbers as they are written."""
    if isinstance(scored, pl.LazyFrame):
        scored = scored.collect()
    if isinstance(scored, pl.DataFrame):
        scored = scored.to_arrow()
    if isinstance(scored, pd.DataFrame):
        scored = pa.Table.from_pandas(scored, preserve_index=False)
    if isinstance(scored, duckdb.DuckDBPyRelation):
        scored = scored.to_arrow_table()
    return [{k: str(v) for k, v in row.items()} for row in scored.to_pylist()]


@pytest.mark.parametrize(
    ("form", "points"),
    [
        (long, "decimals"),
        (wide, "decimals"),
        (wide, "hundredths"),
        (long, "exact"),
        (wide, "pieces"),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_table_to_the_last_digit(kind: str, form: Any, points: Any) -> None:
    expected = TOWN.score_table(form(FACTS), points=points)
    asked = made_of(form(FACTS), kind)
    scored = TOWN.score_table(asked, points=points)
    assert type(scored) is type(asked)
    assert in_words(scored) == in_words(expected)
    assert expected.num_rows > 10


def test_the_index_of_a_frame_of_pandas_is_no_column() -> None:
    frame = wide(FACTS).to_pandas()
    halves = frame.iloc[::2], frame.iloc[1::2]
    named = frame.set_index("department", drop=False).rename_axis("who")
    expected = in_words(
        TOWN.score_table(pa.Table.from_pandas(pd.concat(halves), preserve_index=False))
    )
    assert in_words(TOWN.score_table(pd.concat(halves))) == expected
    assert in_words(TOWN.score_table(named)) == in_words(TOWN.score_table(frame))


def test_decimals_have_two_places_and_statuses_are_words() -> None:
    scored = TOWN.score_table(wide(FACTS), period="2023-Q3")
    kinds = {name: str(scored.schema.field(name).type) for name in scored.column_names}
    assert kinds["points"] == kinds["percentage"] == "decimal128(12, 2)"
    assert kinds["department"] == kinds["period"] == "string"
    assert scored["base.kept.status"].type.value_type == pa.string()
    assert isinstance(scored["points"][0].as_py(), Decimal)
    by_pandas = TOWN.score_table(wide(FACTS).to_pandas(), period="2023-Q3")
    assert isinstance(by_pandas["points"][0], Decimal)
    assert scored.column_names == [
        "department", "period", "points", "points_upper", "attainable", "percentage",
        "base.points", "base.points_upper", "base.attainable",
        "bonus.points", "bonus.points_upper", "bonus.attainable",
        *(f"{indicator.code}.{what}" for indicator in TOWN.indicators for what in ("points", "points_upper", "status")),
    ]  # fmt: skip


def test_pieces_are_the_pieces_of_the_scorecard() -> None:
    facts = TOWN.facts(
        [(r["department"], r["period"], r["measure"], r["value"], "note", "", "Li") for r in FACTS]
    )
    scored = TOWN.score_table(long(FACTS), period="2023-Q3", points="pieces").to_pylist()
    assert {row["department"] for row in scored} == {"north", "south", "town"}
    for who in {row["department"] for row in scored}:
        told = [
            (
                r["indicator"],
                r["piece"],
                r["points_numerator"],
                r["points_upper_denominator"],
                r["missing"].split(),
            )
            for r in scored
            if r["department"] == who
        ]
        card = TOWN.score(facts, period="2023-Q3", department=who)
        wanted = [
            (
                score.indicator.code,
                str(piece.window.period),
                None if piece.lowest is None else piece.lowest.numerator,
                None if piece.highest is None else piece.highest.denominator,
                [measure.code for measure in piece.lacks],
            )
            for score in card.scores
            for piece in score.outcome.pieces
        ]
        assert told == wanted, who


NUMBERS = {
    "int8": pa.array([7, 0, None], pa.int8()),
    "uint64": pa.array([7, 0, None], pa.uint64()),
    "whole floats": pa.array([7.0, 0.0, None], pa.float64()),
    "float32": pa.array([7.0, 0.0, None], pa.float32()),
    "strings": pa.array(["7", "0", None]),
    "large strings": pa.array(["7", "0", None], pa.large_string()),
    "decimals": pa.array([Decimal("7.00"), Decimal("0.00"), None], pa.decimal128(9, 2)),
    "huge integers": pa.array([Decimal(7), Decimal(0), None], pa.decimal128(38, 0)),
    "dictionary": pa.array(["7", "0", None]).dictionary_encode(),
    "in pieces": pa.chunked_array([[7], [0, None]], pa.int64()),
}


@pytest.mark.parametrize("kind", NUMBERS)
@pytest.mark.parametrize("rows_", [2, 3])
def test_counts_of_every_type(kind: str, rows_: int) -> None:
    table = pa.table(
        {
            "department": pa.array(WHO[:3]).dictionary_encode(),
            "period": ["2023-07"] * 3,
            "visits.made": NUMBERS[kind],
            "visits.kept": NUMBERS[kind],
        }
    ).slice(0, rows_)
    scored = TOWN.score_table(table, points="hundredths").to_pylist()
    assert [row["base.kept.points"] for row in scored] == [4000, 0, 0][:rows_]
    assert [row["base.kept.status"] for row in scored] == [
        "scored", "not_applicable", "missing",
    ][:rows_]  # fmt: skip


@pytest.mark.parametrize(
    "flags",
    [
        pa.array([True, False, None]),
        pa.array([True, False, None]).dictionary_encode(),
        pa.array([1, 0, None], pa.int8()),
        pa.array(["是", "否", None]),
    ],
    ids=["bool", "dictionary", "int8", "words"],
)
@pytest.mark.parametrize("rows_", [2, 3])
def test_flags_of_every_type(flags: pa.Array, rows_: int) -> None:
    if pa.types.is_dictionary(flags.type):
        flags = pa.array(["yes", "no", None]).dictionary_encode()
    table = pa.table({"department": WHO[:3], "period": ["2023"] * 3, "plan.adopted": flags})
    scored = TOWN.score_table(table.slice(0, rows_), points="hundredths").to_pylist()
    assert [row["base.plan.points"] for row in scored] == [1000, 0, 0][:rows_]


def test_no_rows_make_no_scorecards_but_the_governments_where_a_period_is_asked() -> None:
    nobody = wide([])
    for kind in KINDS:
        assert in_words(TOWN.score_table(made_of(nobody, kind))) == []
    (alone,) = TOWN.score_table(nobody, period="2023-07").to_pylist()
    assert (alone["department"], alone["base.kept.status"]) == ("town", "missing")


def test_exact_totals_alone() -> None:
    scored = TOWN.score_table(long(FACTS), points="exact", totals_only=True)
    assert scored.column_names == [
        "department", "period", "points", "points_exact", "points_upper", "points_upper_exact",
        "attainable", "percentage",
    ]  # fmt: skip


# ----------------------------------------------------------------- Spark, as far as it is ours


class Partitions:
    """What is asked of a Spark DataFrame, on tables in memory."""

    def __init__(self, *parts: pa.Table) -> None:
        self.parts, self.columns = parts, parts[0].column_names

    def coalesce(self, _: int) -> "Partitions":
        return Partitions(pa.concat_tables(self.parts))

    def repartition(self, column: str) -> "Partitions":
        whole = pa.concat_tables(self.parts)
        words = dict.fromkeys(whole[column].to_pylist())
        empty = whole.slice(0, 0)
        return Partitions(
            empty, *(whole.filter(pa.compute.equal(whole[column], word)) for word in words)
        )

    def mapInArrow(self, function: Any, schema: pa.Schema) -> pa.Table:  # noqa: N802 -- Spark's
        found: list[pa.RecordBatch] = []
        for part in self.parts:
            batches: Iterator[pa.RecordBatch] = iter(part.to_batches() if part.num_rows else [])
            found += function(batches)
        return pa.Table.from_batches(found, schema)


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch) -> None:
    types = ModuleType("pyspark.sql.pandas.types")
    types.from_arrow_schema = lambda schema: schema  # type: ignore[attr-defined]
    for name in ("pyspark", "pyspark.sql", "pyspark.sql.pandas"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, types.__name__, types)


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("by", [None, "unit", "scored_as"])
def test_each_partition_is_scored_by_itself_with_all_rows_of_a_unit(by: str | None) -> None:
    table = long(FACTS)
    if by == "unit":
        units = [{"north": "A", "south": "B"}.get(who, "B") for who in table["department"].to_pylist()]  # fmt: skip
        table = table.append_column("unit", pa.array(units))
    scored_as = TOWN.roster.find("north") if by == "scored_as" else None
    period = Period.parse("2023-Q3")
    tables = Tables(TOWN._cards, lambda scored: scored, period, scored_as, Told.DECIMALS)
    whole = in_words(tables.of_arrow(table))
    half = len(table) // 2
    parted = tables._in_spark(Partitions(table.slice(0, half), table.slice(half)))
    found = in_words(parted)

    def order(row: dict[str, Any]) -> tuple[str, str]:
        return row.get("unit", ""), row["department"]

    assert sorted(found, key=order) == sorted(whole, key=order)
    assert pa.types.is_string(parted.schema.field("base.kept.status").type)


def test_a_table_of_spark_is_handed_on_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    import narwhals as nw

    table = wide(FACTS)
    monkeypatch.setattr(type(nw.from_native(table)), "implementation", nw.Implementation.PYSPARK)
    monkeypatch.setattr(Tables, "_in_spark", lambda _, asked: (asked, "in Spark"))
    assert TOWN.score_table(table) == (table, "in Spark")


def test_exact_points_tell_what_missing_facts_may_still_bring():
    facts = {"hotline.requests": [200], "hotline.resolved": [193]}
    table = pa.table({"department": ["a county"], "period": ["2023-07"], **facts})
    (row,) = Rulebook.load().score_table(table, scored_as="genhe", points="exact").to_pylist()
    hotline = "government_integrity.hotline.points"
    assert (row[f"{hotline}_exact"], row[f"{hotline}_upper_exact"]) == ("0", "5")
