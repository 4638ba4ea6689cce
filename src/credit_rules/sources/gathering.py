"""Places of records, put together by kind."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from credit_rules.errors import RecordsError
from credit_rules.errors.records import unclear_kind
from credit_rules.errors.sources import no_header
from credit_rules.records import TableKind, fitting
from credit_rules.sources.columns import Renamed
from credit_rules.sources.places import Place
from credit_rules.sources.pooling import Chosen, Engine, pooled
from credit_rules.text import same

if TYPE_CHECKING:
    from narwhals import LazyFrame

_Kind = TypeVar("_Kind", bound=TableKind)


def gathered(
    engine: Engine, places: Sequence[Place], kinds: Sequence[_Kind], renamed: Renamed
) -> "list[tuple[_Kind, LazyFrame[Any]]]":
    """The records at *places*: one table for each of *kinds* that there are records of.

    Raises:
        RecordsError: a place cannot be read, or its columns are those of no kind or of several.
    """
    chosen: dict[str, list[Chosen]] = {kind.code: [] for kind in kinds}
    for place in places:
        table = engine.table(place)
        kind = _kind(table.header, kinds, renamed, table.label)
        chosen[kind.code].append((table, renamed.chosen(table.header, kind, table.label)))
    return [
        (kind, pooled(tables, [c.code for c in kind.columns if _somewhere(c.code, tables)]))
        for kind in kinds
        if (tables := chosen[kind.code])
    ]


def _somewhere(code: str, tables: Sequence[Chosen]) -> bool:
    """Whether a column is there at all: rules about one that is not are not asked."""
    return any(code in own for _, own in tables)


def _kind(header: Sequence[str], kinds: Sequence[_Kind], renamed: Renamed, label: str) -> _Kind:
    """The kind that has all that its records need, else the one that has most."""
    own = {kind.code: renamed.own(header, kind) for kind in kinds}
    if not any(own.values()):
        raise RecordsError(no_header(kinds[0].needed).at(same(label)))
    fit = fitting((kind, own[kind.code]) for kind in kinds)
    if len(fit) > 1:
        codes = [kind.code for kind in kinds]
        raise RecordsError(unclear_kind([kind.code for kind in fit], codes).at(same(label)))
    return fit[0] if fit else max(kinds, key=lambda kind: len(own[kind.code]))
