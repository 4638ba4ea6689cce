"""Intervals as rules write them: which numbers, and on which side an end belongs to them."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil

from attrs import field, frozen

from credit_rules.errors import FormulaError, NumberError
from credit_rules.errors.intervals import gap, no_interval, no_rows, no_whole, overlap
from credit_rules.exact import Number, number, percent, written
from credit_rules.text import Text, same


def _end(value: Number | None) -> Fraction | None:
    return None if value is None else number(value)


@frozen
class Interval:
    """The numbers from *low* to *high* (None: without end), with the ends that belong to it.

    Read one with :meth:`parse`. ``str()`` writes it as it is read.
    """

    low: Fraction | None = field(default=None, converter=_end)
    high: Fraction | None = field(default=None, converter=_end)
    has_low: bool = False
    has_high: bool = False

    @classmethod
    def parse(cls, said: "Number | Interval") -> "Interval":
        """``"[95%, 98%)"``, ``">=98%"``, ``"<60%"`` (``≥`` and ``≤`` too) or one number alone.

        A square bracket takes the end in, a round one leaves it out (以上, 以下 take it in,
        民法典 1259; a rulebook may say otherwise).

        Raises:
            FormulaError: anything else, or an interval that nothing lies in.
        """
        try:
            found = said if isinstance(said, Interval) else cls._parsed(said)
        except NumberError as error:
            if isinstance(said, float):
                raise
            raise FormulaError(no_interval(said)) from error
        if not found.holds_something:
            raise FormulaError(no_interval(str(said)))
        return found

    @classmethod
    def _parsed(cls, said: Number) -> "Interval":
        if said == _EVERYTHING:
            return cls()
        if isinstance(said, str) and (match := re.fullmatch(_BETWEEN, said.strip())):
            low, high = number(match["low"]), number(match["high"])
            return cls(low, high, match["open"] == "[", match["close"] == "]")
        if isinstance(said, str) and (match := re.fullmatch(_BEYOND, said.strip())):
            end, has_end = number(match["end"]), match["sign"] not in "<>"
            if match["sign"] in {">", ">=", "≥"}:
                return cls(low=end, has_low=has_end)
            return cls(high=end, has_high=has_end)
        alone = number(said)
        return cls(alone, alone, has_low=True, has_high=True)

    @property
    def holds_something(self) -> bool:
        """Whether any number lies in it."""
        if self.low is None or self.high is None or self.low < self.high:
            return True
        return self.low == self.high and self.has_low and self.has_high

    def __contains__(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low or (self.has_low and value == self.low)
        below = self.high is None or value < self.high or (self.has_high and value == self.high)
        return above and below

    def written(self, *, as_percent: bool = False) -> str:
        """As a person writes it; rates in percent."""
        shown = percent if as_percent else written
        if self.low is None and self.high is None:
            return _EVERYTHING
        if self.low is None:
            return f"{'≤' if self.has_high else '<'} {shown(self.high or Fraction())}"
        if self.high is None:
            return f"{'≥' if self.has_low else '>'} {shown(self.low)}"
        if self.low == self.high:
            return shown(self.low)
        ends = "(["[self.has_low], ")]"[self.has_high]
        return f"{ends[0]}{shown(self.low)}, {shown(self.high)}{ends[1]}"

    def told(self, *, as_percent: bool = False) -> Text:
        """In words; rates in percent."""
        shown = percent if as_percent else written
        low, high = (shown(end or Fraction()).replace("-", "−") for end in (self.low, self.high))
        if self.low is None and self.high is None:
            return Text("不论多少", "anything")
        if self.low is None:
            at_most = Text(f"{high} 及以下", f"{high} or less")
            return at_most if self.has_high else Text(f"低于 {high}", f"below {high}")
        if self.high is None:
            at_least = Text(f"{low} 及以上", f"{low} or more")
            return at_least if self.has_low else Text(f"超过 {low}", f"above {low}")
        if self.low == self.high:
            return same(low)
        has_low, has_high = ("含" if has else "不含" for has in (self.has_low, self.has_high))
        begins, ends = ("above ", "from ")[self.has_low], ("below ", "")[self.has_high]
        return Text(f"{low}（{has_low}）至 {high}（{has_high}）", f"{begins}{low} to {ends}{high}")

    def __str__(self) -> str:
        return self.written()


_EVERYTHING = "(−∞, +∞)"
_BETWEEN = r"(?P<open>[\[(])(?P<low>[^,]*),(?P<high>[^,]*)(?P<close>[\])])"
_BEYOND = r"(?P<sign>[<>]=?|[≤≥])(?P<end>.*)"


def in_order(
    rows: Sequence[Interval],
    *,
    whole: bool = False,
    as_percent: bool = False,
    names: Sequence[str] | None = None,
) -> tuple[int, ...]:
    """The positions of *rows* from low to high, after each was found to begin where another ends.

    *whole*: only whole numbers are looked up, so that nothing lies between 1 and 2. *names* are
    what the rows are called, by their author.

    Raises:
        FormulaError: there is no row, or two of them overlap or leave a gap; names both,
            *as_percent* if rates are looked up. A row holds no whole number where only these are.
    """
    if not rows:
        raise FormulaError(no_rows())
    for row in rows:
        if whole and not _holds_whole(row):
            raise FormulaError(no_whole(row.written()))
    positions = sorted(range(len(rows)), key=lambda k: _begins(rows[k]))
    called = names or [row.written(as_percent=as_percent) for row in rows]
    for one, other in pairwise(positions):
        if _reaches_into(rows[one], rows[other], whole=whole):
            raise FormulaError(overlap(called[one], called[other]))
        if _leaves_out(rows[one], rows[other], whole=whole):
            raise FormulaError(gap(called[one], called[other]))
    return tuple(positions)


def _begins(row: Interval) -> tuple[bool, Fraction, bool]:
    return row.low is not None, row.low or Fraction(), not row.has_low


def _reaches_into(one: Interval, other: Interval, *, whole: bool) -> bool:
    """Whether a number lies in both; *other* begins no earlier."""
    if one.high is None or other.low is None:
        return True
    both = Interval(other.low, one.high, other.has_low, one.has_high)
    return _holds_whole(both) if whole else both.holds_something


def _leaves_out(one: Interval, other: Interval, *, whole: bool) -> bool:
    """Whether a number lies between *one* and *other*, in neither."""
    between = Interval(one.high, other.low, not one.has_high, not other.has_low)
    return _holds_whole(between) if whole else between.holds_something


def _holds_whole(row: Interval) -> bool:
    """Whether a whole number lies in *row*."""
    if row.low is None or row.high is None:
        return True
    first = Fraction(ceil(row.low))
    return first in row or first + 1 in row
