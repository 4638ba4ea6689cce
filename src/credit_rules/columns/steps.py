"""What a program calls: steps on a block's columns that are more than a sign between them."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from credit_rules.columns.integers import MOST_NARROW

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

SCORED, MISSING, NOT_APPLICABLE = 0, 1, 2


class OutsideError(ValueError):
    """An amount is below 0, above what the function was made for, or above its whole."""


_WIDE, _NARROW = np.dtype(np.int64), np.dtype(np.int32)


def _told(values: NDArray[Any], most: int) -> Integers:
    """The amounts of a block, none below 0 and none above *most*."""
    if values.dtype.kind == "i":
        # Without its sign, what is below 0 is above all others: one look does for both.
        top = int(values.view(_UNSIGNED[values.itemsize]).max(initial=0))
    else:
        top = int(values.max(initial=0))
    if top > most:
        raise OutsideError
    return values.astype(_NARROW if most <= MOST_NARROW else _WIDE, copy=False)


_UNSIGNED = {size: np.dtype(f"u{size}") for size in (1, 2, 4, 8)}


def _parts(part: Integers, whole: Integers) -> Integers:
    """*part*, none of it above *whole*."""
    if not _every(part <= whole):
        raise OutsideError
    return part


def _every(condition: Flags) -> bool:
    return bool(np.count_nonzero(condition) == condition.size)


def _wide(values: Integers) -> Integers:
    return values.astype(_WIDE, copy=False)


def _narrow(values: Integers) -> Integers:
    return values.astype(_NARROW, copy=False)


def _everywhere(number: int, like: Integers) -> Integers:
    """The same *number* in every row: two columns are compared three times as fast."""
    return _repeated(number, like.dtype, 1 << max(len(like) - 1, 0).bit_length())[: len(like)]


@lru_cache(maxsize=128)
def _repeated(number: int, width: np.dtype[Any], rows: int) -> Integers:
    return np.full(rows, number, width)


def _least(one: Integers, other: Integers | int) -> Integers:
    if isinstance(other, int):
        other = _everywhere(other, one)
    return np.minimum(one, other)


def _greatest(one: Integers, other: Integers | int) -> Integers:
    if isinstance(other, int):
        other = _everywhere(other, one)
    return np.maximum(one, other)


def _spared(values: Integers, all_above: bool) -> Integers:  # noqa: FBT001 -- the generated source says it by place
    """*values*, with 1 in place of 0."""
    return values if all_above else _greatest(values, 1)


def _pick(
    condition: Flags,
    one: Integers | int,
    other: Integers | int,
    everywhere: bool,  # noqa: FBT001 -- the generated source says it by place
) -> Integers:
    """*one* where *condition* holds, elsewhere *other*."""
    return one if everywhere and not isinstance(one, int) else np.where(condition, one, other)


def _kept(values: Integers, condition: Flags, everywhere: bool) -> Integers:  # noqa: FBT001 -- the generated source says it by place
    """*values* where *condition* holds, elsewhere 0."""
    return values if everywhere else values * condition


def _parted(values: Integers, by: Integers | int) -> Integers:
    """*values*, none below 0, divided by *by*; the rest falls away.

    Without a sign nothing has to be found out in each row, which takes up to two thirds less time.
    """
    bits = _UNSIGNED[values.itemsize]
    found: Integers = values.view(bits) // (by if isinstance(by, int) else by.view(bits))
    return found.view(values.dtype)


def _shared(
    each: Integers, total: Integers, count: NDArray[np.int8], most: int, times: int
) -> Integers:
    """*times* *total* by *count*; *each* is what it is where the count is *most*."""
    fewer = np.flatnonzero(count != most)
    if fewer.size:
        each = each.copy()
        each[fewer] = total[fewer] * times // np.maximum(count[fewer], 1)
    return each


def _counted(*conditions: Flags) -> NDArray[np.int8]:
    """How many hold in each row."""
    total = conditions[0].view(np.int8)
    for condition in conditions[1:]:
        total = total + condition.view(np.int8)
    return total


def _status_of(missing: Flags | None, applies: Flags) -> NDArray[np.int8] | int:
    """1 where something is *missing*; else 2 where the formula does not apply."""
    if missing is None and _every(applies):
        return SCORED
    status = (~applies).view(np.int8) * np.int8(NOT_APPLICABLE)
    if missing is not None:
        status[missing] = MISSING
    return status


CALLED = {
    "told": _told,
    "within": _parts,
    "every": _every,
    "wide": _wide,
    "narrow": _narrow,
    "minimum": _least,
    "maximum": _greatest,
    "pick": _pick,
    "spared": _spared,
    "kept": _kept,
    "parted": _parted,
    "shared": _shared,
    "counted": _counted,
    "status_of": _status_of,
}
"""By the names that stand in a program."""
