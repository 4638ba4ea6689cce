"""Which rulebooks a kind of records belongs to: those that have its measures."""

from collections.abc import Collection, Iterator, Mapping

from credit_rules.errors import Problem
from credit_rules.errors.names import MEASURE, unknown
from credit_rules.errors.records import kind_place, wrong_counts
from credit_rules.measures import Measure
from credit_rules.records.declared import CodeList, RecordKind


def feeds(kind: RecordKind | CodeList, measures: Collection[str]) -> bool:
    """Whether all that counts of *kind* are facts of is among *measures*."""
    return all(code in measures for code in kind.feeds.measures)


def misfed(kind: RecordKind | CodeList, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    """What keeps *kind* from feeding a rulebook with *measures*, if it means to: has any of them."""
    fed = kind.feeds.measures
    for code in fed if any(code in measures for code in fed) else ():
        measure = measures.get(code)
        if measure is None:
            yield unknown(MEASURE, code, measures, None).at(kind_place(kind.code))
        elif measure.kind is not kind.counts:
            told = wrong_counts(code, kind.counts.title, measure.kind.title)
            yield told.at(kind_place(kind.code))
