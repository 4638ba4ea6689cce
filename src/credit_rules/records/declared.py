"""A kind of records as a plugin declares it."""

import re
from collections.abc import Iterable
from itertools import chain

from attrs import field, frozen
from attrs.validators import deep_iterable, optional

from credit_rules.doors import Only, rulebook_text, several
from credit_rules.errors import RulebookError
from credit_rules.errors.indicators import bad_name
from credit_rules.errors.records import bad_limit, unknown_column
from credit_rules.records.rules import RecordRule
from credit_rules.text import Text

_NAME = Only(str, '"…"', RulebookError)


@frozen
class Column:
    """One official column: its code, its title, and names that older tables give it."""

    code: str = field(validator=_NAME)
    title: Text = field(validator=rulebook_text)
    older: tuple[str, ...] = field(converter=several, validator=deep_iterable(_NAME), default=())


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


def _columns(given: Iterable[Column]) -> tuple[Column, ...]:
    return several(given)


def _rules(given: Iterable[RecordRule]) -> tuple[RecordRule, ...]:
    return several(given)


@frozen(kw_only=True)
class RecordKind:
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

    code: str = field(validator=_NAME)
    title: Text = field(validator=rulebook_text)
    columns: tuple[Column, ...] = field(converter=_columns, validator=deep_iterable(_COLUMN))
    department: str
    department_code: str | None = None
    number: str
    decided: str
    reported: str
    rules: tuple[RecordRule, ...] = field(converter=_rules, validator=deep_iterable(_RULE))
    feeds: Counted = field(validator=_COUNTED)
    limit: int = 7

    def __attrs_post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise RulebookError(bad_name(self.code))
        if not isinstance(self.limit, int) or isinstance(self.limit, bool) or self.limit < 1:
            raise RulebookError(bad_limit(self.limit))
        known = [column.code for column in self.columns]
        asked = chain(self.needed, chain.from_iterable(rule.columns for rule in self.rules))
        for name in (*asked, *filter(None, [self.department_code])):
            if name not in known:
                raise RulebookError(unknown_column(self.code, name, known))

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns without which nothing can be counted."""
        return self.department, self.number, self.decided, self.reported
