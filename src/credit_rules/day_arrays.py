"""The questions of a working-day calendar, asked of many days at once; needs numpy.

Each answer is looked up in a table that has a mark wherever the calendar has no answer: before its
first day, and once after its last. A day beyond the table, however far, finds the mark at its end
and can never wrap around to another day.
"""

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from attrs import field, frozen

from credit_rules.cores import at_once
from credit_rules.errors import ScheduleNotPublishedError
from credit_rules.errors import calendar as words
from credit_rules.text import same

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    ManyDays = npt.NDArray[np.datetime64] | Sequence[date] | date
    """An array of ``datetime64[D]``, or dates that are made one."""
    _Integers = npt.NDArray[np.int64]

_BLOCK = 1 << 18
"""As many days at a time as stay in the processor's caches until all is done with them.

Several at once, where there are more; whichever is refused, the first day that is names itself.
"""
_NO_DAY = np.iinfo(np.int64).max


@frozen(eq=False)
class DayArrays:
    """A calendar's questions about arrays; get it from :attr:`WorkingDayCalendar.arrays`.

    Every method answers for each day what the calendar's method of that name answers for it, in
    an array of the same shape. Days are ``datetime64[D]`` arrays of any shape and layout, whatever
    ``numpy.asarray`` makes one of (a column of Polars or PyArrow), or ``date`` objects.

    Raises:
        ScheduleNotPublishedError: a day, or an answer, lies outside the calendar; names the first
            such day and its position. Nothing is answered then.
        TypeError: a moment instead of a day (``datetime``, ``datetime64`` of another unit), NaT, a
            masked array, or no days at all.
    """

    first: date
    last: date
    worked: tuple[date, ...] = field(repr=False)
    _counts: "_Integers" = field(init=False, repr=False)
    """How many working days there are up to and including each day of the calendar."""

    @_counts.default
    def _count(self) -> "_Integers":
        is_worked = np.zeros((self.last - self.first).days + 1, np.int64)
        is_worked[[(day - self.first).days for day in self.worked]] = 1
        return np.cumsum(is_worked)

    @cached_property
    def _since(self) -> int:
        """The first day, counted from 1970 as numpy counts days."""
        return int(np.datetime64(self.first, "D").astype(np.int64))

    @cached_property
    def _shift(self) -> int:
        """The day that tables begin with: 1970, so that most need no subtraction, or earlier."""
        return min(0, self._since - 1)

    @cached_property
    def _is_worked(self) -> "_Integers":
        return np.diff(self._counts, prepend=0)

    @cached_property
    def _worked_days(self) -> "_Integers":
        return np.array(self.worked, "datetime64[D]").astype(np.int64)

    @cached_property
    def _from_and_to(self) -> "tuple[npt.NDArray[Any], npt.NDArray[Any]]":
        """The counts, with marks that make every difference too large in which one takes part.

        The integers are as small as can be: what stays in the nearest cache is found twice as fast.
        """
        mark = 2 * len(self.worked) + 1
        dtype = np.min_scalar_type(-2 * mark)
        return self._table(self._counts, -mark, dtype), self._table(self._counts, mark, dtype)

    def is_working_day(self, days: "ManyDays") -> "npt.NDArray[np.bool_]":
        """Whether each of *days* is worked; a make-up Saturday or Sunday is."""
        asked = _read("days", days)
        found = self._looked_up(asked, self._table(self._is_worked, 2, np.int8), 2)
        return found.view(np.bool_)

    def next_working_day(self, days: "ManyDays") -> "npt.NDArray[np.datetime64]":
        """The first working day strictly after each of *days*."""
        return self.add_working_days(days, 1)

    def add_working_days(self, days: "ManyDays", n: int) -> "npt.NDArray[np.datetime64]":
        """The *n*-th working day strictly after each of *days*; *n* is one number for all.

        Negative *n*: strictly before it. Zero: the day itself if it is worked, else the next
        working day.
        """
        if not isinstance(n, int) or isinstance(n, bool):
            raise TypeError(words.not_an_integer("n", n))
        asked = _read("days", days)
        worked = self._worked_days
        # So many lead out of any calendar of that length, and more may not fit into an array.
        steps = max(-len(worked) - 1, min(n, len(worked) + 1))
        # Of the days to come the first is number 0; zero counts the day itself among them.
        place = self._counts + steps - 1 if n > 0 else self._counts - self._is_worked + steps
        known = (place >= 0) & (place < len(worked))
        answers = np.full(len(place), _NO_DAY)
        answers[known] = worked[place[known]]
        table = self._table(answers, _NO_DAY, np.int64)
        return self._looked_up(asked, table, _NO_DAY, n).view("datetime64[D]")

    def working_days_between(
        self, starts: "ManyDays", ends: "ManyDays", out: "npt.NDArray[np.int32] | None" = None
    ) -> "npt.NDArray[np.int32]":
        """How many working days lie after each start, up to and including its end.

        When an end is before its start: minus the working days after the end, up to the start.
        Starts and ends of different shapes are matched as numpy does: one end may serve all.
        *out* is an array of ``int32`` for the counts, in rows, of the shape that the answer has:
        filling one again takes less time than new memory does. Where a day is refused, it may
        hold some of them.

        Raises:
            ValueError: numpy cannot match their shapes.
            TypeError: *out* cannot take the counts.
        """
        asked = (_read("starts", starts), _read("ends", ends))
        from_, to = np.broadcast_arrays(*asked)
        counts = np.empty(from_.shape, np.int32) if out is None else _for_counts(out, from_.shape)
        from_table, to_table = self._from_and_to
        since, until, in_a_row = _ordinals(from_), _ordinals(to), counts.reshape(-1)
        most = len(self.worked)

        def count(begin: int) -> None:
            here = slice(begin, begin + _BLOCK)
            found = in_a_row[here]
            one, other = np.empty((2, len(found)), from_table.dtype)
            self._look_up(since[here], from_table, one)
            self._look_up(until[here], to_table, other)
            np.subtract(other, one, out=other)
            if other.max() > most:
                at = begin + int(np.argmax(other > most))
                index = tuple(int(k) for k in np.unravel_index(at, counts.shape))
                self._require_known("starts", from_[index], asked[0].shape and index)
                self._require_known("ends", to[index], asked[1].shape and index)
            found[:] = other

        at_once(count, range(0, counts.size, _BLOCK))
        return counts

    def _looked_up(
        self, days: "npt.NDArray[np.datetime64]", table: "npt.NDArray[Any]", mark: int, n: int = 0
    ) -> "npt.NDArray[Any]":
        """What *table* gives for each of *days*, unless that is *mark*."""
        answers = np.empty(days.shape, table.dtype)
        ordinals, in_a_row = _ordinals(days), answers.reshape(-1)

        def look_up(begin: int) -> None:
            found = in_a_row[begin : begin + _BLOCK]
            self._look_up(ordinals[begin : begin + _BLOCK], table, found)
            if found.max() == mark:
                at = begin + int(np.argmax(found == mark))
                index = tuple(int(k) for k in np.unravel_index(at, days.shape))
                self._require_known("days", days[index], index)
                told = words.spilled(days[index].item(), n, self.first, self.last)
                raise ScheduleNotPublishedError(told.at(same(_named("days", index))))

        at_once(look_up, range(0, days.size, _BLOCK))
        return answers

    def _look_up(
        self, days: "_Integers", table: "npt.NDArray[Any]", into: "npt.NDArray[Any]"
    ) -> None:
        # What lies before or after the table is clipped to a mark; NaT is the smallest integer.
        places = days - self._shift if self._shift else days
        table.take(places, out=into, mode="clip")

    def _table(self, values: "_Integers", mark: int, dtype: "npt.DTypeLike") -> "npt.NDArray[Any]":
        """*values* of all days of the calendar, and *mark* before and after them."""
        marks = (self._since - self._shift, 1)
        return np.pad(values, marks, constant_values=mark).astype(dtype)

    def _require_known(self, name: str, day: np.datetime64, index: tuple[int, ...]) -> None:
        if np.isnat(day):
            raise TypeError(words.not_a_date(day, _named(name, index)))
        if not np.datetime64(self.first) <= day <= np.datetime64(self.last):
            early = bool(day < np.datetime64(self.first))
            year = int(str(day.astype("datetime64[Y]")))
            told = words.beyond(str(day), year, self.first, self.last, early=early)
            raise ScheduleNotPublishedError(told.at(same(_named(name, index))))


def _ordinals(days: "npt.NDArray[np.datetime64]") -> "_Integers":
    """*days* in a row, counted from 1970; whatever the order of their bytes."""
    return days.reshape(-1).view(np.dtype(np.int64).newbyteorder(days.dtype.byteorder))


def _read(name: str, days: "ManyDays") -> "npt.NDArray[np.datetime64]":
    """*days* as an array of days, which no moment can be."""
    if isinstance(days, np.ma.MaskedArray):
        raise TypeError(words.not_an_array_of_days(name, "MaskedArray"))
    read = np.asarray(days)
    if read.dtype == object:
        return _of_dates(name, read)
    if read.size == 0 and not isinstance(days, np.ndarray):
        return np.empty(read.shape, "datetime64[D]")
    if read.dtype.kind != "M" or np.datetime_data(read.dtype) != ("D", 1):
        raise TypeError(words.not_an_array_of_days(name, str(read.dtype)))
    return cast("npt.NDArray[np.datetime64]", read)


def _for_counts(out: "npt.NDArray[np.int32]", shape: tuple[int, ...]) -> "npt.NDArray[np.int32]":
    """*out*, which counts of that *shape* can be written into one after the other."""
    fits = isinstance(out, np.ndarray) and out.shape == shape and out.dtype == np.int32
    if not fits or not out.flags.carray:
        raise TypeError(words.cannot_take_counts(out, shape))
    return out


def _of_dates(name: str, read: "npt.NDArray[np.object_]") -> "npt.NDArray[np.datetime64]":
    for index, day in np.ndenumerate(read):
        # datetime is a subclass of date, and numpy would cut off its time without a word.
        if not isinstance(day, date) or isinstance(day, datetime):
            raise TypeError(words.not_a_date(day, _named(name, index)))
    return read.astype("datetime64[D]")


def _named(name: str, index: tuple[int, ...]) -> str:
    """``days[3]``, ``days[0, 3]``, or ``days`` where there is only one."""
    return f"{name}[{', '.join(map(str, index))}]" if index else name
