"""A duty as a plugin declares it."""

import re
from collections.abc import Iterable, Mapping
from enum import Enum

from attrs import field, frozen
from attrs.validators import deep_iterable, deep_mapping, optional

from credit_rules.departments import Department
from credit_rules.doors import Only, rulebook_text, several
from credit_rules.duties.dues import Due, Standing
from credit_rules.errors import RulebookError
from credit_rules.errors.duties import never_late, nothing_follows, owed_by_nobody
from credit_rules.errors.indicators import bad_name
from credit_rules.indicators import Citation
from credit_rules.text import Text


class Follows(Enum):
    """Which fact follows from what the ledger says of a duty."""

    IN_TIME = "in_time"
    """A flag of the period: whether the duty was met in time."""
    HELD = "held"
    """How many events there were, in the months in which they were held."""
    REPORTED = "reported"
    """How many were reported, in the period that is reported on."""


_NAME = Only(str, '"…"', RulebookError)
_YES_OR_NO = Only(bool, "True / False", RulebookError)
_FOLLOWS = Only(Follows, ", ".join(map(str, Follows)), RulebookError)


@frozen
class Feeds:
    """The indicator of which a duty brings the points.

    Attributes:
        indicator: its full code, ``<category>.<indicator>``.
        measures: those of its measures that meeting the duty raises (or keeps low).
        follows: how facts of the first of these follow from a ledger; None: they do not.
        government: whether what follows is a fact of the government, not of the department.

    Raises:
        RulebookError: a name is none, *follows* is something else, or there is no measure to follow.
    """

    indicator: str = field(validator=_NAME)
    measures: tuple[str, ...] = field(converter=several, validator=deep_iterable(_NAME))
    follows: Follows | None = field(default=None, validator=optional(_FOLLOWS))
    government: bool = field(default=False, validator=_YES_OR_NO, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.follows and not self.measures:
            raise RulebookError(nothing_follows(self.indicator, self.follows.value))


_CITATION = 'Citation("…", "...")'
_OWED = deep_mapping(
    key_validator=_NAME,
    value_validator=Only(Citation, _CITATION),
    mapping_validator=Only(Mapping, f'{{"…": {_CITATION}}}', RulebookError),
)
_DUE = Only(
    Due,
    'AfterDecision(7, …), NextMonth(4, …), Every(Unit.QUARTER, …), ByEndOf("2023-08", …) / Standing(…)',
    RulebookError,
)
_FEEDS = Only(Feeds, 'Feeds("…", "…")', RulebookError)
_CODE = re.compile("[a-z][a-z0-9_]*")


@frozen
class Duty:
    """One task that a text gives to departments.

    Attributes:
        code: short, in English, stable: ``monthly_report``.
        title: what it is called.
        due: by when, and how often.
        owed_by: the code of every department that owes it, and the clause of that
            department's own list.
        feeds: the indicator that it feeds, if any.

    Raises:
        RulebookError: the code is none, the title is not in both languages, *due* is no rule,
            *owed_by* no mapping of codes or empty, *feeds* something else, or it is to follow
            whether something was in time that has no last day.
        FormulaError: a clause is no citation.
    """

    code: str = field(validator=_NAME)
    title: Text = field(validator=rulebook_text)
    due: Due = field(validator=_DUE)
    owed_by: Mapping[str, Citation] = field(validator=_OWED)
    feeds: Feeds | None = field(default=None, validator=optional(_FEEDS))

    def __attrs_post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise RulebookError(bad_name(self.code))
        if not self.owed_by:
            raise RulebookError(owed_by_nobody(self.code))
        if self.feeds and self.feeds.follows is Follows.IN_TIME and isinstance(self.due, Standing):
            raise RulebookError(never_late(self.code))

    @property
    def counts(self) -> bool:
        """Whether it makes a difference to a ledger how many events of it there were."""
        events = self.feeds is not None and self.feeds.follows in {Follows.HELD, Follows.REPORTED}
        return events or self.due.needed > 1


_NUMBER = re.compile("([0-9]+|[一二三四五六七八九十]+)")
_DIGITS = "零一二三四五六七八九"


def _number(written: str) -> int:
    """The number that is *written* as 12 or as 十二."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (_DIGITS.find(tens) or 1) * 10 * len(ten) + _DIGITS.find(ones)


def place(clause: str) -> tuple[str | int, ...]:
    """Where a clause stands: 附件1·5·10 after 附件1·5·9, and 三 after 二."""
    parts = _NUMBER.split(clause)
    return tuple(_number(part) if at % 2 else part for at, part in enumerate(parts))


def listed(duties: Iterable[Duty], department: Department) -> tuple[Duty, ...]:
    """What *department* owes, in the order of its own list."""
    owed = [duty for duty in duties if department.code in duty.owed_by]
    return tuple(sorted(owed, key=lambda duty: place(duty.owed_by[department.code].clause)))
