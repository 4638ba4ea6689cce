"""The caller's own kind of table, in and out."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

from credit_rules.columns import NO_PERCENTAGE
from credit_rules.departments import Department
from credit_rules.errors import FactsError, UsageError
from credit_rules.errors.csv_files import doubled_column
from credit_rules.errors.tables import header, not_a_table, too_many_digits
from credit_rules.evaluate import Status
from credit_rules.exact import exact
from credit_rules.periods import Period
from credit_rules.tables.cells import Places, TableFacts
from credit_rules.tables.exactly import Exactly
from credit_rules.tables.pandas_frames import decimals, of_pandas
from credit_rules.tables.reading import SOURCE, UNIT, WHEN, WHO, Reader
from credit_rules.tables.scoring import Cards, Scores
from credit_rules.tables.windows import Windows

POINTS, POINTS_UPPER, ATTAINABLE, PERCENTAGE, STATUS = (
    "points",
    "points_upper",
    "attainable",
    "percentage",
    "status",
)
_TWO_DECIMALS = pa.decimal128(12, 2)
_INTEGERS = pa.decimal128(38, 0)
_STATUSES = pa.array(
    [status.value for status in (Status.SCORED, Status.MISSING, Status.NOT_APPLICABLE)]
)


class Told(Enum):
    """How a table tells points.

    ``decimals``: with two places. ``hundredths``: as integers, 100 for each point. ``exact``: with
    two places, and beside them the fraction in words. ``pieces``: a row for every piece of every
    indicator, with numerator and denominator, and what is missing.
    """

    DECIMALS = "decimals"
    HUNDREDTHS = "hundredths"
    EXACT = "exact"
    PIECES = "pieces"


@frozen(eq=False)
class Tables:
    """Scores tables of any kind with one rulebook.

    Attributes:
        cards: the rulebook.
        period: what is scored; None: the period of every row.
        scored_as: as whom every subject is scored; None: as the table says.
        valid: refuses a period in which the rulebook is not valid.
        told: how points are told.
        totals_only: whether categories and indicators are left out.
    """

    cards: Cards
    valid: Callable[[Period], Period]
    period: Period | None = None
    scored_as: Department | None = None
    told: Told = Told.DECIMALS
    totals_only: bool = False

    def of_any_kind(self, table: Any) -> Any:  # noqa: ANN401 -- the caller's own kind
        """The points, as the kind of table that *table* is.

        Raises:
            UsageError: it is none.
            FactsError: with the row of everything that is wrong in it.
            PeriodError: the rulebook is not valid in a period that is to be scored.
        """
        try:
            frame = nw.from_native(table)
        except TypeError as error:
            raise UsageError(not_a_table(table)) from error
        except nw.exceptions.DuplicateError as error:
            names = [*map(str, getattr(table, "column_names", table.columns))]
            twice = next(name for name in names if names.count(name) > 1)
            raise FactsError(doubled_column(twice).at(header(SOURCE))) from error
        match frame.implementation:
            case nw.Implementation.PYSPARK | nw.Implementation.PYSPARK_CONNECT:
                return self._in_spark(table)
            case nw.Implementation.DUCKDB:
                scored = self.of_arrow(_collected(frame))  # noqa: F841 -- found by its name
                # By the relation's own connection, so that both can be joined.
                return table.query("_credit_rules_", "SELECT * FROM scored")
            case nw.Implementation.POLARS:
                made = nw.from_arrow(self.of_arrow(_collected(frame)), backend="polars")
                return (made.lazy() if isinstance(frame, nw.LazyFrame) else made).to_native()
            case nw.Implementation.PANDAS:
                return self.of_arrow(of_pandas(table)).to_pandas(types_mapper=decimals)
            case nw.Implementation.PYARROW:
                return self.of_arrow(table)
            case _:
                raise UsageError(not_a_table(table))

    def of_arrow(self, table: pa.Table) -> pa.Table:
        """The points of an Arrow table."""
        edition = self.cards.edition
        roster = edition.edition.roster
        facts = Reader(roster, edition.measures, self.scored_as).read(table)
        if self.period is not None:
            facts = facts if self.scored_as else facts.with_governments(roster.government)
            facts = facts.asked(self.period)
        subject, period = facts.subject[facts.cards], facts.period[facts.cards]
        for number in np.unique(period):
            self.valid(facts.periods[number])
        windows = Windows(facts, None if self.scored_as else roster.government)
        exactly = Exactly(self.cards, windows, subject, period)
        columns = self._named(facts, subject, period, of_units=UNIT in table.column_names)
        if self.told is Told.PIECES:
            return self._in_pieces(columns, exactly)
        told = pa.table(columns | self._scores(self.cards.scored(windows, subject, period)))
        return self._with_exact(told, exactly) if self.told is Told.EXACT else told

    def _scores(self, scores: Scores) -> dict[str, pa.Array]:
        """Total, categories and indicators, each in columns of its own."""
        edition, last = self.cards.edition, len(scores.points) - 1
        columns: dict[str, pa.Array] = {}

        def points(code: str, row: int) -> None:
            lowest = columns[f"{code}{POINTS}"] = self._number(scores.points[row])
            same = scores.points_upper is scores.points
            upper = lowest if same else self._number(scores.points_upper[row])
            columns[f"{code}{POINTS_UPPER}"] = upper

        points("", last)
        columns[ATTAINABLE] = self._number(scores.attainable[-2])
        columns[PERCENTAGE] = self._number(scores.attainable[-1], NO_PERCENTAGE)
        if self.totals_only:
            return columns
        for place, category in enumerate(edition.categories):
            code = category.heading.code
            points(f"{code}.", len(edition.indicators) + place)
            columns[f"{code}.{ATTAINABLE}"] = self._number(scores.attainable[place])
        for place, indicator in enumerate(edition.indicators):
            points(f"{indicator.code}.", place)
            status = pa.array(scores.status[place])
            columns[f"{indicator.code}.{STATUS}"] = pa.DictionaryArray.from_arrays(
                status, _STATUSES
            )
        return columns

    def _number(self, hundredths: NDArray[np.int32], none: int | None = None) -> pa.Array:
        """Hundredths as they are told; *none* stands where there is no number."""
        missing = None if none is None or (hundredths != none).all() else hundredths == none
        if self.told is Told.HUNDREDTHS:
            return pa.array(hundredths, mask=missing)
        return _decimal(hundredths, missing)

    @staticmethod
    def _named(
        facts: TableFacts, subject: Places, period: Places, *, of_units: bool
    ) -> dict[str, pa.Array]:
        """Whose each row is, and for when."""
        columns: dict[str, pa.Array] = {}
        if of_units:
            unit = pa.array(facts.unit[subject])
            columns[UNIT] = pa.array(facts.units, pa.string()).take(unit)
        periods = pa.array([str(p) for p in facts.periods], pa.string())
        columns[WHO] = facts.names.take(pa.array(subject))
        columns[WHEN] = periods.take(pa.array(period))
        return columns

    def _with_exact(self, told: pa.Table, exactly: Exactly) -> pa.Table:
        """*told*, and the exact points beside the rounded ones."""
        edition = self.cards.edition
        codes = [i.code for i in edition.indicators]
        codes += [category.heading.code for category in edition.categories]
        names = [*(f"{code}.{POINTS}" for code in codes), POINTS]
        for column, points in zip((POINTS, POINTS_UPPER), exactly.points(), strict=True):
            for name, values in zip(names, points, strict=True):
                whole = name.removesuffix(POINTS) + column
                if whole not in told.column_names:
                    continue
                words = pa.array([*map(exact, values)], pa.string())
                told = told.add_column(told.column_names.index(whole) + 1, f"{whole}_exact", words)
        return told

    @staticmethod
    def _in_pieces(cards: dict[str, pa.Array], exactly: Exactly) -> pa.Table:
        """A row for every piece of every indicator."""
        found = [*exactly.pieces()]
        rows = pa.array([piece.row for piece in found], pa.int64())
        columns = {name: column.take(rows) for name, column in cards.items()}
        columns["indicator"] = pa.array([piece.indicator for piece in found], pa.string())
        columns["piece"] = pa.array([piece.period for piece in found], pa.string())
        columns[STATUS] = pa.array([piece.status.value for piece in found], pa.string())
        columns["missing"] = pa.array([" ".join(piece.missing) for piece in found], pa.string())
        for name, points in (
            (POINTS, [piece.points for piece in found]),
            (POINTS_UPPER, [piece.points_upper for piece in found]),
        ):
            for part in ("numerator", "denominator"):
                numbers = [None if p is None else getattr(p, part) for p in points]
                columns[f"{name}_{part}"] = _whole(numbers)
        return pa.table(columns)

    def _in_spark(self, table: Any) -> Any:  # noqa: ANN401 -- Spark is not installed with this library
        """Every partition by itself, all rows of a unit together."""
        whole = UNIT if UNIT in table.columns else WHO if self.scored_as is not None else None
        parted = table.repartition(whole) if whole else table.coalesce(1)

        def scored(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            found = [*batches]
            if found:
                yield from _plain(self.of_arrow(pa.Table.from_batches(found))).to_batches()

        schema = _plain(self.of_arrow(_nobody(table.columns))).schema
        from pyspark.sql.pandas.types import from_arrow_schema

        return parted.mapInArrow(scored, from_arrow_schema(schema))


def _collected(frame: Any) -> pa.Table:  # noqa: ANN401 -- any kind of narwhals frame
    return (frame.collect("pyarrow") if isinstance(frame, nw.LazyFrame) else frame).to_arrow()


def _nobody(columns: list[str]) -> pa.Table:
    """A table with these columns and no rows."""
    return pa.table({name: pa.array([], pa.string()) for name in columns})


def _plain(table: pa.Table) -> pa.Table:
    """The same without dictionaries, which Spark does not know."""
    types = [f.type.value_type if pa.types.is_dictionary(f.type) else f.type for f in table.schema]
    return table.cast(
        pa.schema([pa.field(n, t) for n, t in zip(table.column_names, types, strict=True)])
    )


def _whole(numbers: Sequence[int | None]) -> pa.Array:
    """Integers of up to 38 digits."""
    longest = len(str(max((abs(number or 0) for number in numbers), default=0)))
    if longest > _INTEGERS.precision:
        raise UsageError(too_many_digits(longest))
    return pa.array([None if n is None else Decimal(n) for n in numbers], _INTEGERS)


def _decimal(hundredths: Any, missing: Any = None) -> pa.Array:  # noqa: ANN401 -- arrays
    """Hundredths as decimals, which are stored as the same integers, in 128 bits."""
    wide = np.empty((len(hundredths), 2), np.int64)
    wide[:, 0] = hundredths
    wide[:, 1] = wide[:, 0] >> 63
    mask = None if missing is None else pa.array(~missing).buffers()[1]
    return pa.Array.from_buffers(_TWO_DECIMALS, len(hundredths), [mask, pa.py_buffer(wide)])
