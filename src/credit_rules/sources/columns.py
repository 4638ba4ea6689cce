"""Which columns of a table are which: official names, and what somebody else calls them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from attrs import frozen

from credit_rules.csv_files import Columns
from credit_rules.errors import Problem, RecordsError
from credit_rules.errors.csv_files import doubled_column, place
from credit_rules.errors.names import COLUMN, unknown
from credit_rules.errors.sources import called_twice, lacking_column
from credit_rules.records import Column, TableKind
from credit_rules.text import same

_MAP = Columns(("official", "column"), (), RecordsError, "credit-rules collect --help")


@frozen
class Renamed:
    """What tables call the official columns.

    A column goes by its code, its Chinese title or an older name; here are others, of which a
    table may have one. They go before the rest: who names a column means it, where it is there.
    """

    names: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @classmethod
    def read(cls, path: Path, known: Iterable[str]) -> "Renamed":
        """The names in a CSV file with the columns ``official,column``.

        Raises:
            RecordsError: it cannot be read, or names a column that is not *known*.
        """
        known = list(known)
        rows, faults = _MAP.read(path)
        problems = [problem for _, problem in faults]
        names: dict[str, tuple[str, ...]] = {}
        for line, cells in rows:
            official, column = cells["official"].strip(), cells["column"].strip()
            if official not in known:
                told = unknown(COLUMN, official, known, _MAP.listing)
                problems.append(told.at(place(path.name, line, "official")))
            names[official] = tuple(dict.fromkeys((*names.get(official, ()), column)))
        if problems:
            raise RecordsError(*problems)
        return cls(names)

    def own(self, header: Sequence[str], kind: TableKind) -> dict[str, str]:
        """What a table with *header* calls each column of *kind*; those that it lacks are left out.

        Letter case and blanks around a name make no difference.
        """
        there = {_folded(name): name for name in header}
        called = {column.code: self._called(column) for column in kind.columns}
        return {
            code: there[names[0]]
            for code, all_names in called.items()
            if (names := [name for name in map(_folded, all_names) if name in there])
        }

    def chosen(self, header: Sequence[str], kind: TableKind, label: str) -> dict[str, str]:
        """What the table *label* calls each column of *kind*.

        Raises:
            RecordsError: one that every record needs is lacking, there are two of one name, or two
                that somebody says are the same.
        """
        own = self.own(header, kind)
        folded = [_folded(name) for name in header]
        problems: list[Problem] = [
            doubled_column(name) for name in own.values() if folded.count(_folded(name)) > 1
        ]
        for code in own:
            mapped = set(map(_folded, self.names.get(code, ())))
            if len(there := mapped.intersection(folded)) > 1:
                named = [name for name in header if _folded(name) in there]
                problems.append(called_twice(code, named))
        titles = {column.code: column.title for column in kind.columns}
        left = [name for name in header if name not in own.values()]
        problems += [
            lacking_column(code, titles[code], header, left, self.names.get(code, ()))
            for code in kind.lacking(own)
        ]
        if problems:
            raise RecordsError(*(problem.at(same(label)) for problem in problems))
        return own

    def _called(self, column: Column) -> tuple[str, ...]:
        """What a column may be called, the likeliest first."""
        return *self.names.get(column.code, ()), *column.names


def _folded(name: str) -> str:
    return name.strip().casefold()
