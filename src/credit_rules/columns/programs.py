"""Formulas become one function of columns, which scores a block of rows at once."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from credit_rules.columns.integers import NOTHING, Term, TooLargeError, number
from credit_rules.columns.steps import CALLED, NOT_APPLICABLE, Flags, Integers
from credit_rules.columns.values import UndecidableError, Value
from credit_rules.columns.windows import Windows
from credit_rules.compiled.source import FALSE, TRUE
from credit_rules.compiled.windows import Span, Writer
from credit_rules.formulas import Node
from credit_rules.measures import Measure

HUNDRED = 100
NO_PERCENTAGE = -1
MOST_HUNDREDTHS = 2**31 - 1


@frozen
class Total:
    """A sum of formulas: a category, or all of them.

    Attributes:
        of: which formulas are added up, by position.
        attainable: which of them count in what could be had; a bonus does not.
    """

    of: tuple[int, ...]
    attainable: tuple[int, ...]


@frozen
class Asked:
    """What is to be scored, and what of it is to be told.

    Attributes:
        formulas: each with its maximum.
        totals: what is added up; the last one is the whole.
        months: how long the period is.
        ends_year: whether it ends with a year.
        parts: whether the points of each formula are told, or the totals alone.
        share: whether what could be had is told, and the percentage of it.
    """

    formulas: tuple[tuple[Node, Fraction], ...]
    totals: tuple[Total, ...]
    months: int
    ends_year: bool
    parts: bool = True
    share: bool = True

    @property
    def points(self) -> int:
        """How many numbers of points a row has."""
        return len(self.totals) + (len(self.formulas) if self.parts else 0)

    @property
    def statuses(self) -> int:
        """How many statuses a row has: one of each formula, or one of the whole."""
        return len(self.formulas) if self.parts else 1

    @property
    def shares(self) -> int:
        """How many numbers a row has of what could be had."""
        return len(self.totals) + 1 if self.share else 0


@frozen
class Block:
    """What a function fills: a row for each number, a column for each row that is scored."""

    points: NDArray[np.int32]
    status: NDArray[np.int8]
    shares: NDArray[np.int32]


@frozen
class Program:
    """A function of a block's columns, and what it wants to be called with.

    Attributes:
        reads: the measures of each window, in the order of their columns.
        function: called with the columns, with what each lacks, and with the block to be filled.
            It returns the rows that it cannot decide, or None. It raises
            :class:`OutsideError` for amounts that it was not made for.
        source: the function in words.
    """

    reads: Mapping[Span, Mapping[str, Measure]]
    function: Callable[[Sequence[Integers], Sequence[Flags | None], Block], Flags | None]
    source: str


def compile_program(
    asked: Asked,
    most: int,
    may_lack: frozenset[tuple[Span, str]],
    *,
    highest: bool,
    strict: bool = False,
) -> Program | None:
    """The function for reported counts up to *most*; None where 64 bits do not do for these.

    If it is *strict*, it looks for parts above their wholes.

    Raises:
        FormulaError: a reading is still open, or a shape is none of this library's.
    """
    try:
        return _compile(asked, Windows(most, may_lack, highest, strict))
    except (TooLargeError, UndecidableError):
        return None


def _compile(asked: Asked, arithmetic: Windows) -> Program:
    writer: Writer[Value] = Writer(asked.months, asked.ends_year, arithmetic)
    whole = Span(0, asked.months)
    scored = [writer.window(formula, whole, maximum) for formula, maximum in asked.formulas]
    missing = [arithmetic.any_of(writer.missing(f, whole)) for f, _ in asked.formulas]
    answers = _points(asked, arithmetic, scored, missing)
    if not arithmetic.highest:
        every = list(zip(missing, (value.applies for value in scored), strict=True))
        if not asked.parts:
            lacking, applying = zip(*every, strict=True)
            every = [(arithmetic.any_of(lacking), arithmetic.any_of(applying))]
        for place, (lacks, applies) in enumerate(every):
            answers += _status(place, lacks, applies)
    if arithmetic.strict:
        answers += _within(writer, arithmetic)
    doubt = arithmetic.any_of(arithmetic.doubts)
    if doubt == TRUE:
        raise UndecidableError
    answers.append(f"return {doubt if doubt != FALSE else None}")
    places = [(span, code) for span, measures in writer.reads.items() for code in measures]
    lines = ["def score(amounts, lacks, block):"]
    for place, (span, code) in enumerate(places):
        position = [*writer.reads[span]].index(code)
        lines.append(f"a{position}_{span} = amounts[{place}]")
        if (span, code) in arithmetic.may_lack:
            lines.append(f"m{position}_{span} = lacks[{place}]")
    source = "\n    ".join([*lines, *arithmetic.body.lines(answers)])
    # As in `compiled`, nothing that a plugin or a file says stands in the source.
    scope: dict[str, Any] = {"__builtins__": {}, **CALLED}
    exec(source, scope)  # noqa: S102
    return Program(writer.reads, scope["score"], source)


def _within(writer: Writer[Value], arithmetic: Windows) -> list[str]:
    """The statements that look at every amount, and at every part beside its whole."""
    found = []
    for span, measures in writer.reads.items():
        columns = {
            code: arithmetic.amount(measure, position, span).up
            for position, (code, measure) in enumerate(measures.items())
        }
        found += [
            arithmetic.within(columns[code], columns[measure.within]).name
            if measure.within in columns
            else columns[code].name
            for code, measure in measures.items()
        ]
    return found


def _points(
    asked: Asked, arithmetic: Windows, scored: Sequence[Value], missing: Sequence[str]
) -> list[str]:
    """The statements that fill the points and the shares.

    What is *missing* something could be had, even where a formula comes to nothing without it.
    """
    points = [arithmetic.kept(value) for value in scored]
    sums = _sums(arithmetic, points, [total.of for total in asked.totals])
    told = [*(points if asked.parts else ()), *sums]
    answers = [
        f"block.points[{row}] = {_stored(arithmetic, _hundredths(arithmetic, value)).name}"
        for row, value in enumerate(told)
    ]
    if not asked.share or arithmetic.highest:
        return answers
    could = [
        arithmetic.any_of([lacks, value.applies])
        for lacks, value in zip(missing, scored, strict=True)
    ]
    maxima = [
        arithmetic.kept(evolve(arithmetic.constant(maximum), applies=applies))
        for applies, (_, maximum) in zip(could, asked.formulas, strict=True)
    ]
    attainable = _sums(arithmetic, maxima, [total.attainable for total in asked.totals])
    shares = [_hundredths(arithmetic, value) for value in attainable]
    shares.append(_percentage(arithmetic, sums[-1], attainable[-1]))
    return [
        *answers,
        *(
            f"block.shares[{row}] = {_stored(arithmetic, term).name}"
            for row, term in enumerate(shares)
        ),
    ]


def _sums(
    arithmetic: Windows, points: Sequence[Value], sums: Sequence[tuple[int, ...]]
) -> list[Value]:
    """The sums; one that is made of others before it is added up from these."""
    found: list[tuple[frozenset[int], Value]] = []
    for wanted in sums:
        left, parts = set(wanted), []
        for places, value in found:
            if places and places <= left:
                left -= places
                parts.append(value)
        parts += [points[place] for place in sorted(left)]
        value = arithmetic.sum(parts) if parts else arithmetic.constant(Fraction())
        found.append((frozenset(wanted), value))
    return [value for _, value in found]


def _percentage(arithmetic: Windows, points: Value, attainable: Value) -> Term:
    """Hundredths of a percent, half up, where anything could be had."""
    body = arithmetic.body
    if not attainable.high:
        return number(NO_PERCENTAGE)
    shared = _hundredths(arithmetic, arithmetic.share(points, attainable))
    return body.pick(body.holds(attainable.up, ">", NOTHING), shared, number(NO_PERCENTAGE))


def _status(place: int, missing: str, applies: str) -> list[str]:
    """The statement that fills the status of a formula; a block begins as scored."""
    if missing == FALSE and applies in {TRUE, FALSE}:
        return [] if applies == TRUE else [f"block.status[{place}] = {NOT_APPLICABLE}"]
    if applies == TRUE:
        return [f"block.status[{place}] = {missing}"]  # true is 1
    if applies == FALSE:
        return [f"block.status[{place}] = {NOT_APPLICABLE} - {missing}"]
    lacks = None if missing == FALSE else missing
    return [f"block.status[{place}] = status_of({lacks}, {applies})"]


def _hundredths(arithmetic: Windows, value: Value) -> Term:
    """Hundredths of a point, half up; rows that may lie on either side of a half are in doubt."""
    body, value = arithmetic.body, arithmetic.rising(arithmetic.rounded_down(value))
    grain = value.factor * HUNDRED
    if grain.denominator == 1 and not value.error:
        return body.times(value.up, number(grain.numerator))
    even = 1 if grain.denominator % 2 == 0 else 2
    each, times = number(even * grain.denominator), number(even * grain.numerator)
    up = body.plus(body.times(value.up, times), number(each.low // 2))
    hundredths = body.floor(up, each)
    if value.error * times.low > 1:
        # Only here may what was cut off before make a difference: whole units that are rounded
        # down once, and once more, are what they would have been at once.
        rest = body.bounded(body.minus(up, body.times(hundredths, each)), 0, each.low - 1)
        arithmetic.doubts.append(body.holds(rest, ">", number(each.low - value.error * times.low)))
    return hundredths


def _stored(arithmetic: Windows, hundredths: Term) -> Term:
    """The same; rows that come to more than a block can hold are in doubt."""
    for sign, end in ((">", MOST_HUNDREDTHS), ("<", -MOST_HUNDREDTHS)):
        arithmetic.doubts.append(arithmetic.body.holds(hundredths, sign, number(end)))
    return hundredths
