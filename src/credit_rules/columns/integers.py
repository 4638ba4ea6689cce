"""What a block is computed with: columns of integers, each within bounds that are known.

Nothing is computed here. Expressions become statements of a function, and each is accepted only
if no row, whatever the reported counts are, can come to a number that 64 bits do not hold. Where
32 bits hold every row, a column has no more: that takes half the time.
"""

import re
from collections.abc import Iterable

from attrs import evolve, field, frozen

from credit_rules.compiled.source import FALSE, TRUE

MOST = 2**63 - 1
MOST_NARROW = 2**31 - 1
_VARIABLE = re.compile(r"\bv[0-9]+\b")


class TooLargeError(ArithmeticError):
    """A column could come to a number beyond 64 bits."""


@frozen
class Term:
    """A column of integers, or a number that is the same in every row.

    Attributes:
        name: the variable, or the number.
        low: the least that any row can hold.
        high: the most.
    """

    name: str
    low: int
    high: int

    @property
    def number(self) -> int | None:
        """The number, where it is the same in every row."""
        return self.low if self.low == self.high else None

    @property
    def wide(self) -> bool:
        """Whether a row may hold what 32 bits do not."""
        return self.low < -MOST_NARROW or self.high > MOST_NARROW

    def is_number(self, number: int) -> bool:
        """Whether it is *number* in every row."""
        return self.low == self.high == number


def number(value: int) -> Term:
    """The same number in every row."""
    return Term(f"({value:d})" if value < 0 else f"{value:d}", value, value)


NOTHING, ONCE = number(0), number(1)


@frozen
class Statements:
    """The body of a function: one variable for each expression, however often it is asked."""

    _names: dict[str, str] = field(factory=dict, init=False)

    def variable(self, expression: str) -> str:
        """The variable for *expression*; a name or a number needs none."""
        if expression.isidentifier() or expression.isdigit():
            return expression
        return self._names.setdefault(expression, f"v{len(self._names)}")

    def term(self, expression: str, low: int, high: int, *of: Term) -> Term:
        """The column that *expression* gives, from *low* to *high*; ``{0}`` stands for an operand.

        Raises:
            TooLargeError: 64 bits do not hold that.
        """
        if low == high:
            return number(low)
        if low < -MOST or high > MOST:
            raise TooLargeError(expression)
        wide = Term("", low, high).wide or any(term.wide for term in of)
        operands = [self.widened(term) if wide else term for term in of]
        name = self.variable(expression.format(*(term.name for term in operands)))
        return self._narrowed(Term(name, low, high), wide=wide)

    def bounded(self, term: Term, low: int, high: int) -> Term:
        """The same column, of which it is known that no row is below *low* or above *high*."""
        low, high = max(term.low, low), min(term.high, high)
        return self._narrowed(evolve(term, low=low, high=high), wide=term.wide)

    def _narrowed(self, term: Term, *, wide: bool) -> Term:
        """*term*, which has 64 bits if it is *wide*, with no more than it needs."""
        if not wide or term.wide or term.number is not None:
            return term
        return evolve(term, name=self.variable(f"narrow({term.name})"))

    def widened(self, term: Term) -> Term:
        """The same column with 64 bits."""
        if term.wide or term.number is not None:
            return term
        return evolve(term, name=self.variable(f"wide({term.name})"))

    def times(self, one: Term, other: Term) -> Term:
        """Both multiplied."""
        if one.is_number(1):
            return other
        if other.is_number(1):
            return one
        corners = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
        column, factor = sorted((one, other), key=lambda term: (term.number is not None, term.name))
        return self.term("{0} * {1}", min(corners), max(corners), column, factor)

    def plus(self, *terms: Term) -> Term:
        """All added up; numbers first become one."""
        constant = sum(term.low for term in terms if term.number is not None)
        columns = [term for term in terms if term.number is None]
        if not columns:
            return number(constant)
        total = columns[0]
        for term in columns[1:]:
            ends = total.low + term.low, total.high + term.high
            total = self.term("{0} + {1}", *ends, total, term)
        if not constant:
            return total
        ends = total.low + constant, total.high + constant
        return self.term("{0} + {1}", *ends, total, number(constant))

    def minus(self, one: Term, other: Term) -> Term:
        """*one* less *other*."""
        if other.is_number(0):
            return one
        return self.term("{0} - {1}", one.low - other.high, one.high - other.low, one, other)

    def least(self, one: Term, other: Term) -> Term:
        """The smaller in each row."""
        if one.high <= other.low:
            return one
        if other.high <= one.low:
            return other
        ends = min(one.low, other.low), min(one.high, other.high)
        return self.term("minimum({0}, {1})", *ends, one, other)

    def greatest(self, one: Term, other: Term) -> Term:
        """The larger in each row."""
        if one.low >= other.high:
            return one
        if other.low >= one.high:
            return other
        ends = max(one.low, other.low), max(one.high, other.high)
        return self.term("maximum({0}, {1})", *ends, one, other)

    def divisor(self, one: Term) -> Term:
        """*one*, none below 0, with 1 in place of every 0."""
        above = self.holds(one, ">", NOTHING)
        if above == TRUE:
            return one
        call = f"spared({{0}}, {self.every(above)})"
        return self.term(call, 1, max(one.high, 1), one)

    def every(self, condition: str) -> str:
        """Whether *condition* holds in all rows, as it mostly does: then little is left to do."""
        return self.variable(f"every({condition})")

    def within(self, part: Term, whole: Term) -> Term:
        """*part*, which is not above *whole* in any row; a block in which it is, is refused."""
        high = min(part.high, whole.high)
        return self.term("within({0}, {1})", part.low, high, part, whole)

    def floor(self, one: Term, other: Term) -> Term:
        """*one* divided by *other*, which is above 0 in every row; the rest falls away."""
        if other.is_number(1):
            return one
        ends = [a // b for a in (one.low, one.high) for b in (other.low, other.high)]
        if one.low >= 0 and one.number is None:
            return self.term("parted({0}, {1})", min(ends), max(ends), one, other)
        return self.term("{0} // {1}", min(ends), max(ends), one, other)

    def pick(self, condition: str, one: Term, other: Term) -> Term:
        """*one* where *condition* holds, else *other*."""
        if condition == TRUE or one == other:
            return one
        if condition == FALSE:
            return other
        low, high = min(one.low, other.low), max(one.high, other.high)
        if other.is_number(0) and one.number is None:
            call = f"kept({{0}}, {condition}, {self.every(condition)})"
            return self.term(call, low, high, one)
        picked = f"pick({condition}, {{0}}, {{1}}, {self.every(condition)})"
        if one.number is not None and other.number is not None:
            width = "wide" if one.wide or other.wide else "narrow"
            picked = f"{width}({picked})"
        return self.term(picked, low, high, one, other)

    def shared(self, total: Term, count: Term, most: int, times: int) -> Term:
        """*times* *total* divided by *count*, which mostly is *most*; the rest falls away."""
        if count.number is not None:
            return self.floor(self.times(total, number(times)), number(max(count.number, 1)))
        each = self.floor(self.times(total, number(times)), number(most))
        ends = (0, times * total.low, times * total.high)
        call = f"shared({{0}}, {{1}}, {count.name}, {most}, {times})"
        return self.term(call, min(ends), max(ends), each, total)

    def holds(self, one: Term, sign: str, other: Term) -> str:
        """The condition that *one* stands to *other* as *sign*, one of ``> >= < <= !=``, says."""
        ends = {
            ">": (one.low > other.high, one.high <= other.low),
            ">=": (one.low >= other.high, one.high < other.low),
            "<": (one.high < other.low, one.low >= other.high),
            "<=": (one.high <= other.low, one.low > other.high),
            "!=": (
                one.high < other.low or one.low > other.high,
                one.number is not None and one.number == other.number,
            ),
        }
        always, never = ends[sign]
        if always:
            return TRUE
        if never:
            return FALSE
        if one.wide or other.wide:
            one, other = self.widened(one), self.widened(other)
        return self.variable(f"{one.name} {sign} {other.name}")

    def all_of(self, conditions: Iterable[str]) -> str:
        """The condition that all of them hold."""
        asked = dict.fromkeys(condition for condition in conditions if condition != TRUE)
        if FALSE in asked:
            return FALSE
        return self.variable(" & ".join(asked)) if asked else TRUE

    def any_of(self, conditions: Iterable[str]) -> str:
        """The condition that one of them holds."""
        asked = dict.fromkeys(condition for condition in conditions if condition != FALSE)
        if TRUE in asked:
            return TRUE
        return self.variable(" | ".join(asked)) if asked else FALSE

    def none_of(self, condition: str) -> str:
        """The condition that it does not hold."""
        if condition in {TRUE, FALSE}:
            return FALSE if condition == TRUE else TRUE
        return self.variable(f"~{condition}")

    def count(self, conditions: Iterable[str]) -> Term:
        """How many of them hold in each row."""
        asked = list(conditions)
        always = sum(condition == TRUE for condition in asked)
        columns = [c for c in asked if c not in {TRUE, FALSE}]
        if not columns:
            return number(always)
        names = ", ".join(columns)
        counted = Term(self.variable(f"counted({names})"), 0, len(columns))
        return self.plus(counted, number(always))

    def lines(self, answers: Iterable[str]) -> list[str]:
        """The body, with *answers* as its last lines; what nobody asks for again is let go.

        Memory that was let go is taken again while it is still in the processor's cache.
        """
        found = [*answers]
        asked = set(_VARIABLE.findall(" ".join(found)))
        for expression, name in reversed(self._names.items()):
            if name in asked:
                asked.update(_VARIABLE.findall(expression))
                found.insert(0, f"{name} = {expression}")
        last: dict[str, int] = {}
        for place, line in enumerate(found):
            for name in _VARIABLE.findall(line):
                last[name] = place
        last = {name: place for name, place in last.items() if place + 1 < len(found)}
        gone: dict[int, list[str]] = {}
        for name, place in last.items():
            gone.setdefault(place, []).append(name)
        return [
            f"{line}; del {', '.join(gone[place])}" if place in gone else line
            for place, line in enumerate(found)
        ]
