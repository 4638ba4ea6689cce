"""The quantities that are reported."""

import re
from enum import Enum

from attrs import field, frozen

from credit_rules.errors import FormulaError
from credit_rules.errors.formulas import bad_code
from credit_rules.text import NOTHING, Text


class Kind(Enum):
    """What a measure is: a count of events, a count of what is there, or a yes or no."""

    FLOW = "flow"
    STOCK = "stock"
    FLAG = "flag"


_CODE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


@frozen(cache_hash=True)
class Measure:
    """One quantity that is reported: a count or a flag, never a rate.

    Attributes:
        code: ``<indicator>.<quantity>``, as a facts file writes it.
        title: its name in both languages.
        unit: what one of it is.
        kind: a flow is summed over a window; of a stock the latest value counts.
        within: code of the measure that it is a part of, and therefore cannot exceed.
        dated: whether a fact counts only in the window that its period lies in (every
            flow, and a flag such as "this month's report came in time") or stands until
            a later one replaces it.

    Raises:
        FormulaError: *code* is not two lower-case names joined by a dot.
    """

    code: str
    title: Text
    unit: Text = NOTHING
    kind: Kind = field(default=Kind.STOCK, converter=Kind)
    within: str | None = None
    dated: bool = False

    def __attrs_post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise FormulaError(bad_code(self.code))
        if self.kind is Kind.FLOW:
            object.__setattr__(self, "dated", True)
