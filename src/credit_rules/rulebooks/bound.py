"""A rulebook that is whole."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from json import dumps

from attrs import field, frozen

from credit_rules.departments import Department
from credit_rules.errors import UsageError
from credit_rules.errors.names import INDICATOR, unknown
from credit_rules.errors.records import kind_elsewhere, no_kinds, unknown_kind
from credit_rules.evaluate import Leaves, value
from credit_rules.exact import exact
from credit_rules.formulas import Node, to_form
from credit_rules.formulas.others import Part
from credit_rules.formulas.walk import folds
from credit_rules.indicators import BoundIndicator, Indicator
from credit_rules.measures import Measure
from credit_rules.records import CodeList, RecordKind, feeds
from credit_rules.rulebooks.declared import Applicability, Edition, Heading
from credit_rules.verdicts import BoundVeto


@frozen
class BoundCategory:
    """A heading and the indicators that fill it."""

    heading: Heading
    indicators: tuple[BoundIndicator, ...]

    @property
    def maximum(self) -> Fraction:
        """What its indicators add up to, which need not be what the heading says."""
        return sum((indicator.maximum for indicator in self.indicators), Fraction())


@frozen
class BoundEdition:
    """An edition that is whole: every heading filled, every reading chosen."""

    edition: Edition
    categories: tuple[BoundCategory, ...]
    adopted: Mapping[str, str]
    measures: Mapping[str, Measure]
    """Every measure that any option of any reading asks for, by code."""
    clauses: Mapping[str, Indicator] = field(repr=False)
    """Every indicator as it was declared, its readings open, by full code."""
    total: Node | None = None
    """What the total is of the points of its parts; None: their sum."""
    vetoes: tuple[BoundVeto, ...] = ()
    declared_kinds: tuple[RecordKind | CodeList, ...] = ()
    """Every kind of records that plugins declare, for whichever rulebook."""

    @property
    def record_kinds(self) -> tuple[RecordKind | CodeList, ...]:
        """The kinds of records whose counts are facts of it."""
        return tuple(kind for kind in self.declared_kinds if feeds(kind, self.measures))

    def kinds(self, code: str | None = None) -> tuple[RecordKind | CodeList, ...]:
        """The kind of records *code*, or all whose counts are facts of it.

        Raises:
            UsageError: there is none; says which kinds need measures that it does not have.
        """
        known = self.record_kinds
        lacking = {
            kind.code: [measure for measure in kind.feeds.measures if measure not in self.measures]
            for kind in self.declared_kinds
            if kind not in known
        }
        if code in lacking:
            raise UsageError(kind_elsewhere(self.edition.code, code, lacking[code]))
        if not known:
            raise UsageError(no_kinds(self.edition.code, lacking))
        asked = tuple(kind for kind in known if code in (None, kind.code))
        if code is not None and not asked:
            raise UsageError(unknown_kind(code, [kind.code for kind in known]))
        return asked

    @cached_property
    def parts(self) -> Mapping[str, tuple[BoundIndicator, ...]]:
        """The indicators of every category and of every indicator, by its code."""
        categories = {c.heading.code: c.indicators for c in self.categories}
        return categories | {indicator.code: (indicator,) for indicator in self.indicators}

    @cached_property
    def bonus(self) -> frozenset[str]:
        """The categories, and indicators in them, that come on top of what is attainable."""
        extra = [c for c in self.categories if c.heading.bonus]
        own = [indicator.code for category in extra for indicator in category.indicators]
        return frozenset([*own, *(category.heading.code for category in extra)])

    @property
    def indicators(self) -> tuple[BoundIndicator, ...]:
        """All indicators in the order of the text."""
        return tuple(indicator for category in self.categories for indicator in category.indicators)

    @property
    def maximum(self) -> Fraction:
        """What all indicators add up to, but for a bonus; or what the total then is."""
        return self.at_best({indicator.code: indicator.maximum for indicator in self.indicators})

    def at_best(self, attainable: Mapping[str, Fraction]) -> Fraction:
        """The total where every indicator gives what is *attainable* of it, and a bonus nothing."""
        if self.total is None:
            wanted = [m for code, m in attainable.items() if code not in self.bonus]
            return sum(wanted, Fraction())
        leaves: Leaves = {}
        for part in (fold for fold in folds(self.total) if isinstance(fold, Part)):
            there = [attainable[i.code] for i in self.parts[part.code] if i.code in attainable]
            most = sum(there, Fraction()) if there else None
            leaves[part] = Fraction() if part.code in self.bonus and there else most
        return value(self.total, leaves) or Fraction()

    @property
    def declared_maximum(self) -> Fraction:
        """What the headings add up to, but for a bonus."""
        headings = [category.heading for category in self.categories]
        return sum((h.points for h in headings if not h.bonus), Fraction())

    def indicator(self, code: str) -> BoundIndicator:
        """The indicator with that full code.

        Raises:
            UsageError: there is none; names the nearest.
        """
        by_code = {indicator.code: indicator for indicator in self.indicators}
        if code not in by_code:
            raise UsageError(unknown(INDICATOR, code, by_code, "credit-rules indicators"))
        return by_code[code]

    @cached_property
    def applicability(self) -> Mapping[str, Applicability]:
        """The rows of the applicability table by indicator; some may have none."""
        return {row.indicator: row for row in self.edition.applies}

    def applies(self, indicator: BoundIndicator, department: Department) -> bool:
        """Whether *department* is scored on *indicator*; the government is on every one."""
        row = self.applicability.get(indicator.code)
        government = self.edition.roster.government
        return row is None or department == government or department.code in row.departments

    def applying(self, department: Department) -> tuple[BoundIndicator, ...]:
        """The indicators that *department* is scored on, in the order of the text."""
        return tuple(i for i in self.indicators if self.applies(i, department))

    @cached_property
    def sha256(self) -> str:
        """The hash of everything that moves a point.

        That is formulas, maxima, readings, roster and, where there is one, the table of what
        departments are scored on.
        """
        form: dict[str, object] = {
            "rulebook": self.edition.code,
            "government": self.edition.roster.government.code,
            "departments": [member.code for member in self.edition.roster.members],
            "readings": dict(sorted(self.adopted.items())),
            "headings": {c.heading.code: exact(c.heading.points) for c in self.categories},
            "indicators": {
                i.code: {"maximum": exact(i.maximum), "formula": to_form(i.formula)}
                for i in self.indicators
            },
        }
        if self.total is not None:
            form["total"] = to_form(self.total)
        if self.vetoes:
            form["vetoes"] = {
                bound.veto.code: {
                    "conditions": to_form(bound.conditions),
                    "unless": to_form(bound.exemptions),
                    "effects": [repr(effect) for effect in bound.veto.effects],
                }
                for bound in self.vetoes
            }
        if self.edition.grades:
            form["grades"] = repr(self.edition.grades)
        if self.edition.applies:
            form["applies"] = {
                row.indicator: sorted(set(row.departments)) for row in self.edition.applies
            }
        return sha256(dumps(form, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
