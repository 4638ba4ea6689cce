"""The rules that a record is held to, each about one column, as values."""

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen

from credit_rules.text import Text


class RecordRule:
    """One thing that must hold of a record; a column that a table lacks is not asked about.

    Attributes:
        column: what it is about.
    """

    code: ClassVar[str]
    title: ClassVar[Text]
    column: str

    @property
    def columns(self) -> tuple[str, ...]:
        """All that it looks at."""
        return (self.column,)


@frozen
class Filled(RecordRule):
    """Something stands in *column*: more than blanks."""

    code = "filled"
    title = Text("必填项为空", "a required field is empty")

    column: str


@frozen
class PossibleDay(RecordRule):
    """What stands in *column*, if anything does, is a day that there is; 2023-02-30 is none."""

    code = "possible_day"
    title = Text("日期不可用", "not a day that there is")

    column: str


@frozen
class InOrder(RecordRule):
    """The day in *column* is not before the one in *since*, where both name one."""

    code = "in_order"
    title = Text("日期先后颠倒", "days in the wrong order")

    column: str
    since: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Both."""
        return self.column, self.since


def _values(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


@frozen
class OneOf(RecordRule):
    """What stands in *column*, if anything does, is one of *values*.

    With *beginning* it begins with one of them: 其他, followed by what else.
    """

    code = "one_of"
    title = Text("取值不在规定范围内", "not a permitted value")

    column: str
    values: tuple[str, ...] = field(converter=_values)
    beginning: bool = False


@frozen
class SocialCreditCode(RecordRule):
    """The code in *column* is valid by GB 32100-2015 where the counterparty is an organisation.

    Attributes:
        column: where the code stands.
        category: the column that says what the counterparty is, if there is one.
        organisations: what it says of those who must have a code.
        persons: what it says of natural persons, whose column is not looked at.

    Where *category* says nothing of this kind, or a table lacks it, a code that is there must be
    valid, and none is needed.
    """

    code = "social_credit_code"
    title = Text(
        "统一社会信用代码不符合 GB 32100-2015", "not a social credit code by GB 32100-2015"
    )

    column: str
    category: str | None = None
    organisations: tuple[str, ...] = field(converter=_values, default=())
    persons: tuple[str, ...] = field(converter=_values, default=())
