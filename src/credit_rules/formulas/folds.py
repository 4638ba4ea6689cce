"""The shapes that leave their window: for its months, for a longer one, for the year before.

What they come to is one number in the window that they stand in.
"""

from fractions import Fraction

from attrs import field, frozen

from credit_rules.errors import FormulaError
from credit_rules.errors.formulas import bad_span
from credit_rules.exact import number
from credit_rules.formulas.nodes import Node, node
from credit_rules.periods import Unit


@frozen(cache_hash=True, repr=False)
class Fold(Node):
    """What leaves its window."""


@frozen(cache_hash=True, repr=False)
class Each(Fold):
    """*of* in every period of *unit* in the window, those that apply.

    Not applicable where none does, or where the window is shorter than one *unit*.
    """

    unit: Unit = field(converter=Unit)
    of: Node = field(converter=node)


def _weight(weight: Node | None) -> Node | None:
    return None if weight is None else node(weight)


@frozen(cache_hash=True, repr=False)
class Mean(Each):
    """The mean of the periods: by the *weight* that each has, or all alike.

    A period that weighs 0 or less counts for nothing.
    """

    weight: Node | None = field(default=None, converter=_weight)


@frozen(cache_hash=True, repr=False)
class Total(Each):
    """The periods added up, of which *each* gives that much at most."""

    each: Fraction = field(converter=number, kw_only=True)


@frozen(cache_hash=True, repr=False)
class Latest(Each):
    """The last of the periods."""


@frozen(cache_hash=True, repr=False)
class InYear(Fold):
    """A yearly achievement: *of*, on facts of the window's own year.

    Points count as soon as there are any. Before the year has ended there is nothing to
    hold against anybody: then no points are not applicable, unless *strict*. In a single
    month it never applies.
    """

    of: Node = field(converter=node)
    strict: bool = False


@frozen(cache_hash=True, repr=False)
class Moved(Fold):
    """*of* in one other window, so many *months* long or away."""

    of: Node = field(converter=node)
    months: int = 12

    @property
    def is_integer(self) -> bool:
        return self.of.is_integer

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.months, int) or not 1 <= self.months <= _LONGEST:
            raise FormulaError(bad_span(self.months))


@frozen(cache_hash=True, repr=False)
class Rolling(Moved):
    """*of* in so many *months* that end with the window."""


@frozen(cache_hash=True, repr=False)
class Earlier(Moved):
    """*of* in the same window so many *months* earlier: 上年同期."""


_LONGEST = 1200
