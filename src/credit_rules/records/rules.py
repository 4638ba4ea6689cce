"""The rules that a record is held to, each about one column, as values."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import deep_iterable

from credit_rules.doors import Only
from credit_rules.errors import RulebookError
from credit_rules.text import NOTHING, Text


class RecordRule(ABC):
    """One thing that must hold of a record; a column that a table lacks is not asked about.

    There are five of them, all of this module: what else a subclass would ask, no engine knows.

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

    @property
    @abstractmethod
    def words(self) -> Text:
        """What it asks of what stands in its column."""


@frozen
class Filled(RecordRule):
    """Something stands in *column*: more than blanks."""

    code = "filled"
    title = Text("必填项为空", "a required field is empty")

    column: str

    @property
    def words(self) -> Text:
        """必填."""
        return Text("必填", "is filled")


@frozen
class PossibleDay(RecordRule):
    """What stands in *column*, if anything does, is a day that there is; 2023-02-30 is none."""

    code = "possible_day"
    title = Text("日期不可用", "not a day that there is")

    column: str

    @property
    def words(self) -> Text:
        """填写的，须为存在的日期."""
        return Text("填写的，须为存在的日期", "is a day that there is, if filled")


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

    @property
    def words(self) -> Text:
        """不早于 SINCE."""
        return Text(f"不早于 {self.since}", f"is not before {self.since}")


def _values(given: Iterable[str]) -> tuple[str, ...]:
    # Words alone are several letters to Python: they stay what they are, and are refused.
    return given if isinstance(given, str) else tuple(given)  # type: ignore[return-value]


_WRITTEN = '("…", "…")'
_VALUES = deep_iterable(
    Only(str, _WRITTEN, RulebookError), iterable_validator=Only(tuple, _WRITTEN, RulebookError)
)


@frozen
class OneOf(RecordRule):
    """What stands in *column*, if anything does, is one of *values*.

    With *beginning* it begins with one of them: 其他, followed by what else.

    Raises:
        RulebookError: *values* are no list of words.
    """

    code = "one_of"
    title = Text("取值不在规定范围内", "not a permitted value")

    column: str
    values: tuple[str, ...] = field(converter=_values, validator=_VALUES)
    beginning: bool = False

    @property
    def words(self) -> Text:
        """填写的，须为以下之一：…."""
        zh, en = "、".join(self.values), ", ".join(self.values)
        if self.beginning:
            return Text(f"填写的，须以下列之一开头：{zh}", f"begins with one of {en}, if filled")
        return Text(f"填写的，须为下列之一：{zh}", f"is one of {en}, if filled")


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

    Raises:
        RulebookError: *organisations* or *persons* are no list of words.
    """

    code = "social_credit_code"
    title = Text(
        "统一社会信用代码不符合 GB 32100-2015", "not a social credit code by GB 32100-2015"
    )

    column: str
    category: str | None = None
    organisations: tuple[str, ...] = field(converter=_values, validator=_VALUES, default=())
    persons: tuple[str, ...] = field(converter=_values, validator=_VALUES, default=())

    @property
    def words(self) -> Text:
        """Who must have a code, who need not, and what a code is."""
        if self.category is None:
            return _A_CODE
        asked = NOTHING
        if self.organisations:
            zh, en = "、".join(self.organisations), ", ".join(self.organisations)
            asked += Text(
                f"{self.category} 为 {zh} 的，必填且须符合 GB 32100-2015；",
                f"is a code by GB 32100-2015 where {self.category} is one of {en}; ",
            )
        if self.persons:
            zh, en = "、".join(self.persons), ", ".join(self.persons)
            asked += Text(
                f"{self.category} 为 {zh} 的，不检查；",
                f"is not looked at where {self.category} is one of {en}; ",
            )
        return asked + Text("其他情形下，", "otherwise ") + _A_CODE


_A_CODE = Text("填写的，须符合 GB 32100-2015", "is one by GB 32100-2015, if filled")
