"""What stands in cells, as expressions over columns; :mod:`credit_rules.records.cells` defines it.

A day is one whole number, 20230810, so that days compare alike on every engine.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import narwhals as nw

from credit_rules.collecting import blanks
from credit_rules.collecting.blanks import stripped
from credit_rules.collecting.frames import Frame
from credit_rules.errors import UsageError
from credit_rules.errors.records import zoned
from credit_rules.records.cells import DAY, day
from credit_rules.records.cells import month as day_month
from credit_rules.records.codes import LENGTH

_BEIJING = {"Asia/Shanghai", "PRC", "Asia/Chongqing", "Asia/Harbin"}
_LONGEST = len("2023-08-10")


def number(on: date) -> int:
    """A day as engines count with it."""
    return on.year * 10000 + on.month * 100 + on.day


def words(name: str, frame: Frame, dtype: Any) -> nw.Expr:  # noqa: ANN401 -- a class or an instance
    """The words in a column, without blanks around them; nothing where there is nothing."""
    return stripped(said(name, dtype), frame)


def said(name: str, dtype: Any) -> nw.Expr:  # noqa: ANN401
    """The words in a column as they stand there."""
    column = nw.col(name)
    text = column if dtype == nw.String else column.cast(nw.String)
    if dtype == nw.Object or dtype.is_float():
        # Numbers with a gap among them, which made them floats; and what is no text is written out.
        text = text.str.replace_all("[.]0$", "")
        text = nw.when(~column.is_null()).then(text)
    return text.fill_null("")


def code(name: str, frame: Frame, dtype: Any) -> nw.Expr:  # noqa: ANN401
    """The words in a column of social credit codes; what is as long as one has nothing to take off."""
    text = said(name, dtype)
    whole = text.str.len_chars() == LENGTH
    return nw.when(whole).then(text).otherwise(stripped(text, frame))


def filled(name: str, frame: Frame, dtype: Any) -> nw.Expr:  # noqa: ANN401
    """Whether anything but blanks stands in a column."""
    if dtype.is_temporal() or dtype.is_integer():
        return ~nw.col(name).is_null()
    return blanks.filled(said(name, dtype), frame)


def is_day(dtype: Any) -> bool:  # noqa: ANN401
    """Whether cells of a type are days or moments, not words that name one."""
    return isinstance(dtype, nw.Date | nw.Datetime)


def day_key(name: str, frame: Frame, dtype: Any) -> nw.Expr:  # noqa: ANN401
    """What a cell says of a day, without the time: a whole number, or words as they stand there.

    There are few words for days in however many rows, so that plain Python can say which day each
    of them is; see :func:`days_named`. A number is the day itself; see :func:`of_day`.

    Raises:
        UsageError: its moments are of another time zone.
    """
    if is_day(dtype):
        zone = getattr(dtype, "time_zone", None)
        if zone is not None and zone not in _BEIJING:
            raise UsageError(zoned(name, zone))
        year, month, day = _parts(name)
        return year * 10000 + month * 100 + day
    text = said(name, dtype)
    alone = text.str.len_chars() <= _LONGEST
    whole = stripped(text, frame)
    without_time = whole.str.replace_all("[ T].*$", "")
    with_time = nw.when(whole.str.contains(DAY)).then(without_time).otherwise(whole)
    return nw.when(alone).then(text).otherwise(with_time)


def of_day(key: str) -> nw.Expr:
    """The day that a number is; nothing where it is none that Python knows."""
    on = nw.col(key)
    return nw.when((on >= number(date.min)) & (on <= number(date.max))).then(on)


def of_month(name: str) -> nw.Expr:
    """The month of what is a day or a moment, 202308; nothing where it is none that Python knows."""
    year, month, _ = _parts(name)
    of = year * 100 + month
    return nw.when((of >= day_month(date.min)) & (of <= day_month(date.max))).then(of)


def _parts(name: str) -> tuple[nw.Expr, ...]:
    """Year, month and day; 0 where there is nothing: pandas casts no column with gaps to whole numbers."""
    moment = nw.col(name).dt
    parts = moment.year(), moment.month(), moment.day()
    return tuple(part.fill_null(0).cast(nw.Int64) for part in parts)


def days_named(keys: Iterable[str] | Iterable[int]) -> dict[Any, date]:
    """The days among what cells say."""
    found: dict[Any, date] = {}
    for key in keys:
        named = day(f"{key:08d}" if isinstance(key, int) else key)
        if named is not None:
            found[key] = named
    return found
