"""Kinds of records, and of lists of codes, as a plugin declares them."""

import re
from abc import ABC, abstractmethod
from collections.abc import Container, Iterable
from itertools import chain
from typing import ClassVar, TypeVar

from attrs import field, frozen
from attrs.validators import deep_iterable, optional

from credit_rules.doors import Only, rulebook_text, several
from credit_rules.errors import RulebookError
from credit_rules.errors.indicators import bad_name
from credit_rules.errors.records import bad_limit, unknown_column
from credit_rules.measures import Kind
from credit_rules.records.rules import RecordRule
from credit_rules.text import Text

_NAME = Only(str, '"…"', RulebookError)


@frozen
class Column:
    """One official column: its code, its title, and names that older tables give it."""

    code: str = field(validator=_NAME)
    title: Text = field(validator=rulebook_text)
    older: tuple[str, ...] = field(converter=several, validator=deep_iterable(_NAME), default=())

    @property
    def names(self) -> tuple[str, ...]:
        """All that it may be called, the likeliest first."""
        return self.code, self.title.zh, *self.older


@frozen
class Counted:
    """The measures that counts of records are facts of, for each department and month.

    Attributes:
        reported: how many records there are.
        compliant: how many of them keep all rules; None: nobody asks.
        on_time: how many were reported within the limit; None: nobody asks.
        concealed: how many a list says to have been concealed; None: there is no such list.
    """

    reported: str = field(validator=_NAME)
    compliant: str | None = field(default=None, validator=optional(_NAME))
    on_time: str | None = field(default=None, validator=optional(_NAME))
    concealed: str | None = field(default=None, validator=optional(_NAME))

    @property
    def measures(self) -> tuple[str, ...]:
        """All of them."""
        found = self.reported, self.compliant, self.on_time, self.concealed
        return tuple(code for code in found if code is not None)


_COLUMN = Only(Column, 'Column("…", Text("…", "..."))', RulebookError)
_RULE = Only(RecordRule, 'Filled("…"), PossibleDay("…")', RulebookError)
_COUNTED = Only(Counted, 'Counted("….…")', RulebookError)
_CODE = re.compile("[a-z][a-z0-9_]*")
_Kind = TypeVar("_Kind", bound="TableKind")


def _columns(given: Iterable[Column]) -> tuple[Column, ...]:
    return several(given)


def _names(given: Iterable[str]) -> tuple[str, ...]:
    return several(given)


def _rules(given: Iterable[RecordRule]) -> tuple[RecordRule, ...]:
    return several(given)


@frozen(kw_only=True)
class TableKind(ABC):
    """What tables of one kind have in common, whatever is counted of them.

    Attributes:
        code: short, in English, stable: ``licences``.
        title: what they are called.
        columns: all official columns, in their order.

    Raises:
        RulebookError: the code is none, or a column that it speaks of is not among *columns*.
    """

    counts: ClassVar[Kind]
    """What its counts are facts of: counts of a month, or of what there is at the end of one."""

    code: str = field(validator=_NAME)
    title: Text = field(validator=rulebook_text)
    columns: tuple[Column, ...] = field(converter=_columns, validator=deep_iterable(_COLUMN))

    def __attrs_post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise RulebookError(bad_name(self.code))
        known = [column.code for column in self.columns]
        for name in self.asked:
            if name not in known:
                raise RulebookError(unknown_column(self.code, name, known))

    @property
    @abstractmethod
    def needed(self) -> tuple[str, ...]:
        """The columns without which nothing can be counted."""

    @property
    @abstractmethod
    def asked(self) -> tuple[str, ...]:
        """All columns that it speaks of."""

    def lacking(self, found: Container[str]) -> list[str]:
        """What a table with the columns *found* would need besides them."""
        return [code for code in self.needed if code not in found]

    def told_by(self, found: Container[str]) -> bool:
        """Whether the columns *found* are enough to tell that a table is of this kind."""
        return not self.lacking(found)


def fitting(kinds: Iterable[tuple[_Kind, Container[str]]]) -> list[_Kind]:
    """Which of *kinds* a table may be of, each with the columns of it that the table has.

    Which needs more says more: a table that is of two kinds is of that one.
    """
    fit = [kind for kind, found in kinds if kind.told_by(found)]
    most = max((len(kind.needed) for kind in fit), default=0)
    return [kind for kind in fit if len(kind.needed) == most]


@frozen(kw_only=True)
class RecordKind(TableKind):
    """What records of one kind look like, what they are held to, and what they are facts of.

    Attributes:
        code: short, in English, stable: ``licences``.
        title: what they are called.
        columns: all official columns, in their order.
        department: the column that names who decided.
        department_code: the column with that body's own code, if there is one.
        number: the column of the document number: of one department one number is one record.
        decided: the column with the day of the decision.
        reported: the column with the day or moment of the report.
        rules: what makes a record compliant.
        feeds: the measures that counts are facts of.
        limit: within how many working days after the decision a report is in time.

    Raises:
        RulebookError: the code is none, a name stands for two columns, a column that it speaks of is not among
            *columns*, the limit is no whole number above 0, or a part is something else.
    """

    counts: ClassVar[Kind] = Kind.FLOW

    department: str
    department_code: str | None = None
    number: str
    decided: str
    reported: str
    rules: tuple[RecordRule, ...] = field(converter=_rules, validator=deep_iterable(_RULE))
    feeds: Counted = field(validator=_COUNTED)
    limit: int = 7

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if not isinstance(self.limit, int) or isinstance(self.limit, bool) or self.limit < 1:
            raise RulebookError(bad_limit(self.limit))

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns without which nothing can be counted."""
        return self.department, self.number, self.decided, self.reported

    @property
    def asked(self) -> tuple[str, ...]:
        """All columns that it speaks of."""
        ruled = chain.from_iterable(rule.columns for rule in self.rules)
        return (*self.needed, *ruled, *filter(None, [self.department_code]))

    def lacking(self, found: Container[str]) -> list[str]:
        """What a table needs besides *found*; a department may be known by its own code alone."""
        known = (self.department,) if self.department_code in found else ()
        return [code for code in self.needed if code not in found and code not in known]


@frozen
class CountedCodes:
    """The measures that codes of a list are facts of, for each department that gives them out.

    Attributes:
        found: how many of them are wrong, or one code for several bodies.
        corrected: how many of these were corrected; None: nobody asks.
        total: how many codes there are; None: nobody asks.
    """

    found: str = field(validator=_NAME)
    corrected: str | None = field(default=None, validator=optional(_NAME))
    total: str | None = field(default=None, validator=optional(_NAME))

    @property
    def measures(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(filter(None, (self.found, self.corrected, self.total)))


_COUNTED_CODES = Only(CountedCodes, 'CountedCodes("….…")', RulebookError)


@frozen(kw_only=True)
class CodeList(TableKind):
    """What lists of registered bodies and their social credit codes look like, and what they are facts of.

    Attributes:
        code: short, in English, stable: ``codes``.
        title: what they are called.
        columns: all columns, in their order.
        social_credit_code: the column of the code, by whose first characters a department is known.
        bodies: the columns that tell one body from another, the best one first: its number in the
            register, its name. What stands in them is compared, and told to nobody.
        corrected: the column that says whether (or on which day) a code was corrected, if there is one.
        feeds: the measures that counts are facts of.

    Raises:
        RulebookError: the code is none, a column that it speaks of is not among *columns*, or a
            part is something else.
    """

    counts: ClassVar[Kind] = Kind.STOCK

    social_credit_code: str
    bodies: tuple[str, ...] = field(converter=_names, validator=deep_iterable(_NAME))
    corrected: str | None = None
    feeds: CountedCodes = field(validator=_COUNTED_CODES)

    @property
    def needed(self) -> tuple[str, ...]:
        """The column of the code."""
        return (self.social_credit_code,)

    @property
    def asked(self) -> tuple[str, ...]:
        """All columns that it speaks of."""
        return (*self.needed, *self.bodies, *filter(None, [self.corrected]))

    def told_by(self, found: Container[str]) -> bool:
        """Whether code and body are there: other records have a code as well."""
        return not self.lacking(found) and any(column in found for column in self.bodies)
