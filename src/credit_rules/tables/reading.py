"""A table of facts is checked and becomes columns of integers."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from credit_rules.compiled import MILLIONTHS
from credit_rules.departments import Department, Roster
from credit_rules.errors import CreditRulesError, FactsError, Problem
from credit_rules.errors.csv_files import missing_columns, place
from credit_rules.errors.facts import impossible, overlapping
from credit_rules.errors.names import COLUMN, MEASURE, unknown
from credit_rules.errors.tables import (
    both_named,
    header,
    lacks_columns,
    more,
    no_name,
    not_in_roster,
    not_periods,
    not_words,
    of_a_cell,
)
from credit_rules.facts.checking import not_of_its_kind, read_value
from credit_rules.measures import Kind, Measure
from credit_rules.periods import Period
from credit_rules.tables.cells import Cells, Integers, Places, TableFacts

SOURCE = "table"
WHO, WHEN, WHAT, VALUE = "department", "period", "measure", "value"
UNIT = "unit"
_SAID = ("evidence", "note", "reviewer")
_LISTED = 20
_LARGEST = 10**18
_WHOLE = 2**53
"""Below this a float that is whole is the number that was meant."""


_Named = tuple[int, str]
"""A row, and its period as messages call it."""


class Stretch(NamedTuple):
    """Rows of one period in which something is reported.

    Attributes:
        period: the period.
        subjects: whose rows they are.
        rows: where in the table each stands.
        places: where among all rows in which it is reported.
        again: a row, and a later one that tells of the same subject.
    """

    period: Period
    subjects: Places
    rows: Places
    places: Places | slice
    again: Sequence[tuple[int, int]]


class Column(NamedTuple):
    """The facts of one measure, and the rows that they stand in."""

    measure: Measure
    values: Integers
    rows: Sequence[Stretch]


@frozen
class Reader:
    """Reads tables for one rulebook.

    Attributes:
        scored_as: the member of the roster as which every subject is scored; without one the
            table's departments are those of the roster.
    """

    roster: Roster
    measures: Mapping[str, Measure]
    scored_as: Department | None = None
    problems: list[tuple[int, Problem]] = field(factory=list, init=False)
    unlisted: list[int] = field(factory=list, init=False)
    """How many more there are, of which nobody needs to read."""
    _wrong: dict[str, Places] = field(factory=dict, init=False)
    """By measure: the rows in which it is no value of its kind."""
    _clashing: set[tuple[int, int]] = field(factory=set, init=False)
    """Rows that tell of the same: once told for one measure, it is clear for all."""

    def read(self, table: pa.Table) -> TableFacts:
        """The facts of *table*, in the wide or in the long form.

        Raises:
            FactsError: with the row of everything that is wrong in it.
        """
        long = {WHAT, VALUE} <= {*table.column_names}
        self._check_columns(table.column_names, long=long)
        who, names = _numbered(table, WHO)
        when, written = _numbered(table, WHEN)
        departments = self._departments(who, names)
        periods = self._periods(when, written.to_pylist())
        self._raise()
        when, kept = _joined(when, periods)
        periods = [periods[number] for number in kept]
        if self.scored_as is None:
            who, kept = _joined(who, departments)
            departments = [departments[number] for number in kept]
            names = names.take(pa.array(kept, pa.int64()))
        if UNIT in table.column_names:
            unit, units = _numbered(table, UNIT)
            self._refuse_nameless(unit, units, UNIT)
            there, subject = _once(unit * len(names) + who)
            own_unit, named = there // len(names), there % len(names)
        else:
            subject, named = who, np.arange(len(names))
            own_unit, units = named * 0, pa.array([""])
        facts = TableFacts(
            names=names.take(pa.array(named)),
            unit=own_unit,
            units=units.to_pylist(),
            department=named * 0 if self.scored_as else named,
            departments=departments,
            periods=periods,
            subject=subject,
            period=when,
            cells={},
        )
        columns = self._long(table, facts) if long else self._wide(table, facts)
        cells = {column.measure.code: self._cells(column) for column in columns}
        self._check_parts(cells, long=long)
        self._raise()
        return evolve(facts, cells=cells)

    def _check_columns(self, found: Sequence[str], *, long: bool) -> None:
        wanted = [WHO, WHEN, *((WHAT, VALUE) if long else ())]
        if missing := [name for name in wanted if name not in found]:
            problem = missing_columns(missing, found, wanted, [UNIT])
            raise FactsError(lacks_columns(problem).at(header(SOURCE)))
        if UNIT in found and self.scored_as is not None:
            raise FactsError(both_named(UNIT))
        known = {*wanted, UNIT, *(_SAID if long else self.measures)}
        for name in found:
            if name not in known:
                kind = COLUMN if long else MEASURE
                wrong = unknown(kind, name, sorted(known), "credit-rules measures")
                self.problems.append((0, wrong.at(header(SOURCE, name))))
        self._raise()

    def _departments(self, who: Places, names: pa.Array) -> Sequence[Department]:
        self._refuse_nameless(who, names, WHO)
        if self.scored_as is not None:
            return [self.scored_as]
        found = []
        for number, name in enumerate(names.to_pylist()):
            try:
                found.append(self.roster.find(name))
            except CreditRulesError as error:
                if name:
                    self._refuse(_first(who, number), not_in_roster(error.problems[0]), WHO)
        return found

    def _refuse_nameless(self, numbers: Places, names: pa.Array, column: str) -> None:
        if (nameless := pc.index(names, "").as_py()) >= 0:
            self._refuse(_first(numbers, nameless), no_name(), column)

    def _periods(self, when: Places, written: Sequence[str]) -> Sequence[Period]:
        found = []
        for number, period in enumerate(written):
            try:
                found.append(Period.parse(period))
            except CreditRulesError as error:
                self._refuse(_first(when, number), error.problems[0], WHEN)
        return found

    def _wide(self, table: pa.Table, facts: TableFacts) -> Iterable[Column]:
        found: dict[bytes, tuple[Places, Sequence[Stretch]]] = {}
        for name in table.column_names:
            if measure := self.measures.get(name):
                column = _one(table[name])
                there = column.is_valid().to_numpy(zero_copy_only=False)
                alike = np.packbits(there).tobytes()
                if alike not in found:  # most columns are filled in the rows of another
                    rows = np.flatnonzero(there)
                    found[alike] = rows, _stretches(rows, facts)
                rows, stretches = found[alike]
                values = self._values(measure, column.drop_null(), rows)
                yield Column(measure, values, stretches)

    def _long(self, table: pa.Table, facts: TableFacts) -> Iterable[Column]:
        what, written = _numbered(table, WHAT)
        values = _one(table[VALUE])
        for number, name in enumerate(written.to_pylist()):
            rows = np.flatnonzero(what == number)
            if measure := self.measures.get(name):
                of = self._values(measure, values.take(pa.array(rows)), rows, long=True)
                yield Column(measure, of, _stretches(rows, facts))
            else:
                wrong = unknown(MEASURE, name, self.measures, "credit-rules measures")
                self._refuse(int(rows[0]), wrong, WHAT)

    def _values(
        self, measure: Measure, column: pa.Array, rows: Places, *, long: bool = False
    ) -> Integers:
        """The values of *column*, which stand in these *rows*, as integers."""
        values, right = _integers(column, measure)
        highest = 1 if measure.kind is Kind.FLAG else _LARGEST - 1
        right &= (values >= 0) & (
            values <= (highest if measure.kind is not Kind.JUDGED else _LARGEST)
        )
        if not right.all():
            wrong = np.flatnonzero(~right)
            self._wrong[measure.code] = rows[wrong]
            for place_ in wrong[: _LISTED + 1]:
                told = not_of_its_kind(column[int(place_)].as_py(), measure)
                row = int(rows[place_])
                if long:
                    self._refuse(row, told, VALUE)
                else:
                    self._refuse(row, of_a_cell(told), measure.code)
            self._skip(len(wrong) - _LISTED - 1)
        return values

    def _cells(self, column: Column) -> Mapping[tuple[int, int], Cells]:
        """The facts by their months, each month of a subject told of once."""
        found: dict[tuple[int, int], Cells] = {}
        for stretch in column.rows:
            period = stretch.period
            cells = Cells(stretch.subjects, column.values[stretch.places], stretch.rows)
            self._refuse_again(column.measure, stretch)
            for (first, last), others in found.items():
                if first <= period.last and period.first <= last:
                    self._check_apart(column.measure, period, cells, (first, last), others)
            found[period.first, period.last] = cells
        return found

    def _refuse_again(self, measure: Measure, stretch: Stretch) -> None:
        of = str(stretch.period)
        self._refuse_clashes(measure, [((first, of), (row, of)) for first, row in stretch.again])

    def _check_apart(
        self, measure: Measure, period: Period, cells: Cells, months: tuple[int, int], others: Cells
    ) -> None:
        _, here, there = np.intersect1d(cells.subjects, others.subjects, return_indices=True)
        if not len(here):
            return
        names = str(period), _called(months)
        pairs = zip(cells.rows[here].tolist(), others.rows[there].tolist(), strict=True)
        both = [sorted(zip(rows, names, strict=True)) for rows in pairs]
        self._refuse_clashes(measure, [(earlier, later) for earlier, later in both])

    def _refuse_clashes(self, measure: Measure, found: Sequence[tuple[_Named, _Named]]) -> None:
        """Pairs of rows, each with its period, of which the second tells of what the first does."""
        new = [pair for pair in found if (pair[0][0], pair[1][0]) not in self._clashing]
        self._clashing.update((first, row) for (first, _), (row, _) in new)
        for (first, earlier), (row, later) in new[: _LISTED + 1]:
            wrong = overlapping(measure.code, later, earlier, place(SOURCE, first + 1))
            self._refuse(row, wrong, WHEN)
        self._skip(len(new) - _LISTED - 1)

    def _check_parts(
        self, found: Mapping[str, Mapping[tuple[int, int], Cells]], *, long: bool
    ) -> None:
        """No part is larger than its whole of the same subject and period."""
        for code, by_months in found.items():
            whole = self.measures[code].within
            for months, cells in by_months.items():
                wholes = found.get(whole or "", {}).get(months)
                if whole is None or wholes is None:
                    continue
                if np.array_equal(cells.rows, wholes.rows):
                    if (cells.values <= wholes.values).all():
                        continue
                    mine = other = np.arange(len(cells.rows))
                else:
                    _, mine, other = np.intersect1d(
                        cells.subjects, wholes.subjects, return_indices=True
                    )
                above = np.flatnonzero(cells.values[mine] > wholes.values[other])
                above = above[
                    self._right(code, cells.rows[mine[above]])
                    & self._right(whole, wholes.rows[other[above]])
                ]
                for k in above[: _LISTED + 1]:
                    part, limit = int(cells.values[mine[k]]), int(wholes.values[other[k]])
                    wrong = impossible(code, part, whole, limit)
                    self._refuse(int(cells.rows[mine[k]]), wrong, VALUE if long else code)
                self._skip(len(above) - _LISTED - 1)

    def _right(self, code: str, rows: Places) -> NDArray[np.bool_]:
        """Whether what was read in each of *rows* is a value of the measure."""
        return ~np.isin(rows, self._wrong.get(code, ()))

    def _refuse(self, row: int, problem: Problem, column: str) -> None:
        self.problems.append((row, problem.at(place(SOURCE, row + 1, column))))

    def _skip(self, count: int) -> None:
        """So many more problems are there than will be listed."""
        self.unlisted.append(max(count, 0))

    def _raise(self) -> None:
        if not self.problems:
            return
        found = [problem for _, problem in sorted(self.problems, key=lambda item: item[0])]
        left = len(found) + sum(self.unlisted) - _LISTED
        raise FactsError(*(found if left <= 0 else [*found[:_LISTED], more(left)]))


def _stretches(rows: Places, facts: TableFacts) -> Sequence[Stretch]:
    """*rows* by their periods."""
    complete = len(rows) == len(facts.subject)
    whose = facts.subject if complete else facts.subject[rows]
    of = facts.period if complete else facts.period[rows]
    numbers = np.flatnonzero(np.bincount(of)).tolist()
    found = []
    for number in numbers:
        places = np.flatnonzero(of == number) if len(numbers) > 1 else slice(None)
        again = _again(whose[places], rows[places])
        found.append(Stretch(facts.periods[number], whose[places], rows[places], places, again))
    return found


def _again(whose: Places, rows: Places) -> Sequence[tuple[int, int]]:
    """Pairs of *rows* that tell of the same subject, one after the other."""
    if (np.diff(whose) > 0).all():
        return ()
    order = np.argsort(whose, kind="stable")
    again = np.flatnonzero(np.diff(whose[order]) == 0)
    return [(int(rows[order[k]]), int(rows[order[k + 1]])) for k in again]


def _called(months: tuple[int, int]) -> str:
    from credit_rules.periods import months_between

    return str(months_between(*months))


def _one(column: pa.ChunkedArray) -> pa.Array:
    """The column in one piece."""
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def _numbered(table: pa.Table, name: str) -> tuple[Places, pa.Array]:
    """The number of each row's word, and the words without blanks around; nothing is one too."""
    column = table[name]
    if pa.types.is_dictionary(column.type):  # it may hold words that no row has
        column = column.cast(column.type.value_type)
    kind = column.type
    if name == WHEN and (pa.types.is_temporal(kind) or isinstance(kind, pa.BaseExtensionType)):
        raise FactsError(not_periods(str(kind)).at(header(SOURCE, name)))
    if pa.types.is_nested(kind):
        raise FactsError(not_words(str(kind)).at(header(SOURCE, name)))
    encoded = _one(column).cast(pa.string()).fill_null("").dictionary_encode()
    numbers = encoded.indices.to_numpy(zero_copy_only=False).astype(np.intp)
    words = pc.utf8_trim_whitespace(encoded.dictionary)
    if words.equals(encoded.dictionary):
        return numbers, words
    once = words.dictionary_encode()
    return once.indices.to_numpy(zero_copy_only=False).astype(np.intp)[numbers], once.dictionary


def _joined(numbers: Places, meant: Sequence[object]) -> tuple[Places, list[int]]:
    """What stands for the same has one number; and the first word for each."""
    place_of = {what: place for place, what in enumerate(dict.fromkeys(meant))}
    if len(place_of) == len(meant):
        return numbers, [*range(len(meant))]
    first = {what: number for number, what in reversed([*enumerate(meant)])}
    places = np.array([place_of[what] for what in meant], np.intp)
    return places[numbers], [first[what] for what in place_of]


def _once(numbers: Places) -> tuple[Places, Places]:
    """Each number once, as they first occur, and the place of every row's among them."""
    there, first, place_of = np.unique(numbers, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    return there[order], places[place_of.reshape(-1)]


def _first(numbers: Places, number: int) -> int:
    """The first row that has it."""
    return int(np.argmax(numbers == number))


def _integers(column: pa.Array, measure: Measure) -> tuple[Integers, NDArray[np.bool_]]:
    """The values of *column*, and which of them are of the measure's kind."""
    plain = measure.kind not in {Kind.LEVEL, Kind.JUDGED} and column.null_count == 0
    if plain and (pa.types.is_integer(column.type) or pa.types.is_boolean(column.type)):
        right = np.ones(len(column), np.bool_)
        if column.type == pa.uint64():
            right = pc.less(column, pa.scalar(_LARGEST, pa.uint64())).to_numpy(zero_copy_only=False)
        values = column.cast(pa.int64(), safe=False).to_numpy(zero_copy_only=False)
        return values, right
    if plain and pa.types.is_floating(column.type):
        # What a table makes of whole numbers where some are missing.
        floats = column.to_numpy(zero_copy_only=False)
        right = np.isfinite(floats) & (np.abs(floats) < _WHOLE) & (np.floor(floats) == floats)
        return np.where(right, floats, 0).astype(np.int64), right
    if pa.types.is_nested(column.type):
        return np.zeros(len(column), np.int64), np.zeros(len(column), np.bool_)
    encoded = column.dictionary_encode() if not pa.types.is_dictionary(column.type) else column
    read = [_read(word, measure) for word in encoded.dictionary.to_pylist()]
    known = np.array([0 if value is None else value for value in [*read, None]], np.int64)
    right = np.array([value is not None for value in [*read, None]])
    numbers = encoded.indices.fill_null(len(read)).to_numpy(zero_copy_only=False)
    return known[numbers], right[numbers]


def _read(word: Any, measure: Measure) -> int | None:  # noqa: ANN401 -- whatever a table holds
    if word is None or isinstance(word, bytes):
        return None
    if isinstance(word, bool) or (isinstance(word, Decimal) and word == int(word)):
        word = int(word)
    value = read_value(word, measure)
    if value is None:
        return None
    return int(value * MILLIONTHS) if measure.kind is Kind.JUDGED else int(value)
