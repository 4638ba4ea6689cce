"""A duty as a plugin declares it."""

import re
from collections.abc import Iterable, Mapping
from enum import Enum

from attrs import field, frozen
from attrs.validators import deep_mapping, instance_of, optional

from credit_rules.departments import Department
from credit_rules.doors import Only, rulebook_text, several
from credit_rules.duties.dues import Due
from credit_rules.errors import RulebookError
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


@frozen
class Feeds:
    """The indicator of which a duty brings the points.

    Attributes:
        indicator: its full code, ``<category>.<indicator>``.
        measures: those of its measures that meeting the duty raises (or keeps low).
        follows: how facts of the first of these follow from a ledger; None: they do not.
        government: whether what follows is a fact of the government, not of the department.
    """

    indicator: str
    measures: tuple[str, ...] = field(converter=several)
    follows: Follows | None = field(default=None, validator=optional(instance_of(Follows)))
    government: bool = field(default=False, kw_only=True)


_OWED = deep_mapping(
    key_validator=instance_of(str), value_validator=Only(Citation, 'Citation("…", "...")')
)
_DUE = Only(Due, 'NextMonth(4, "…")', RulebookError)
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
        RulebookError: the code is none, the title is not in both languages, or *due* is no rule.
        FormulaError: a clause is no citation.
    """

    code: str
    title: Text = field(validator=rulebook_text)
    due: Due = field(validator=_DUE)
    owed_by: Mapping[str, Citation] = field(validator=_OWED)
    feeds: Feeds | None = field(default=None, validator=optional(instance_of(Feeds)))

    def __attrs_post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise RulebookError(bad_name(self.code))

    @property
    def counts(self) -> bool:
        """Whether a ledger counts events of it."""
        return self.feeds is not None and self.feeds.follows in {Follows.HELD, Follows.REPORTED}


def place(clause: str) -> tuple[tuple[int, str], ...]:
    """Where a clause stands: 附件1·5·10 after 附件1·5·9."""
    parts = re.split("([0-9]+)", clause)
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)


def listed(duties: Iterable[Duty], department: Department) -> tuple[Duty, ...]:
    """What *department* owes, in the order of its own list."""
    owed = [duty for duty in duties if department.code in duty.owed_by]
    return tuple(sorted(owed, key=lambda duty: place(duty.owed_by[department.code].clause)))
