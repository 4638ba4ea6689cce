"""The columns of a table by their official codes, whatever the table calls them."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import narwhals as nw

from credit_rules.collecting.frames import Frame
from credit_rules.errors import UsageError
from credit_rules.errors.records import lacking_columns, unclear_kind, unmapped
from credit_rules.records import TableKind
from credit_rules.records import fitting as of_kinds

Names = Mapping[str, str]
"""Official code of a column -> what a table calls it."""
_Kind = TypeVar("_Kind", bound=TableKind)


def official(frame: Frame, kind: TableKind, names: Names, *others: str) -> Frame:
    """The columns of *kind* that *frame* has, by their official codes, and *others* as they are.

    A column is known by what *names* says, by its code (in capitals or not), its Chinese title, or
    a name that older tables give it.

    Raises:
        UsageError: a column without which nothing can be counted is not there, or one that *names*
            speaks of.
    """
    there = frame.collect_schema().names()
    found = _found(kind, there, names)
    if lacking := kind.lacking(found):
        raise UsageError(lacking_columns(kind.code, lacking, there))
    named = (nw.col(theirs).alias(ours) for ours, theirs in found.items())
    return frame.select(*named, *others)


def fitting(frame: Frame, kinds: Sequence[_Kind], names: Names) -> _Kind:
    """The kind of records that *frame* has all needed columns of.

    Raises:
        UsageError: there is none, or more than one.
    """
    there = frame.collect_schema().names()
    known = [column.code for kind in kinds for column in kind.columns]
    ours = {code: name for code, name in names.items() if code in known}
    fit = of_kinds((kind, _found(kind, there, ours)) for kind in kinds)
    if len(fit) != 1:
        raise UsageError(unclear_kind([kind.code for kind in fit], [kind.code for kind in kinds]))
    return fit[0]


def _found(kind: TableKind, there: Sequence[str], names: Names) -> dict[str, str]:
    by_name = {name.strip().casefold(): name for name in reversed(there)}
    found = {}
    for column in kind.columns:
        if (named := names.get(column.code)) is not None:
            if named not in there:
                raise UsageError(unmapped(named, column.code, there))
            found[column.code] = named
            continue
        for name in column.names:
            if (theirs := by_name.get(name.casefold())) is not None:
                found[column.code] = theirs
                break
    return found
