"""How it stands with one obligation on a day."""

from collections.abc import Sequence
from datetime import date
from enum import Enum

from attrs import evolve, field, frozen

from credit_rules.duties import Days, Obligation
from credit_rules.ledger.entries import Entry
from credit_rules.text import Text


class DutyStatus(Enum):
    """How it stands with an obligation, from the best to the worst."""

    DONE = "done"
    NOT_YET_DUE = "not_yet_due"
    """What has to be reported is not over yet."""
    OPEN = "open"
    UNKNOWN = "due_unknown"
    """It hangs on a schedule that nobody has announced."""
    DONE_LATE = "done_late"
    OVERDUE = "overdue"

    @property
    def title(self) -> Text:
        """按时完成, 尚未到期, 办理中, 期限未知, 逾期完成 or 逾期未完成."""
        return _TITLES[self]


_TITLES = {
    DutyStatus.DONE: Text("按时完成", "done"),
    DutyStatus.NOT_YET_DUE: Text("尚未到期", "not yet due"),
    DutyStatus.OPEN: Text("办理中", "open"),
    DutyStatus.UNKNOWN: Text("期限未知", "due date unknown"),
    DutyStatus.DONE_LATE: Text("逾期完成", "done late"),
    DutyStatus.OVERDUE: Text("逾期未完成", "overdue"),
}


@frozen
class Item:
    """An obligation, and how it stands as of a day.

    Attributes:
        obligation: what is owed, and by when.
        entries: what the ledger says of it, up to that day, the earliest first; one without a day
            says that it is not done.
        done_on: the day on which as much was done as is asked; None: not yet.
        status: how it stands.
        days_left: days until it is due; None where it is not open, or nobody knows.
        working_days_left: working days among these, the due date included.
        working_days_late: working days between the due date and the day on which it was done
            (of what is overdue, the day as of which it is looked at).
    """

    obligation: Obligation
    entries: tuple[Entry, ...]
    done_on: date | None
    status: DutyStatus
    days_left: int | None = field(default=None, kw_only=True)
    working_days_left: int | None = field(default=None, kw_only=True)
    working_days_late: int | None = field(default=None, kw_only=True)

    @classmethod
    def of(
        cls, obligation: Obligation, entries: Sequence[Entry], as_of: date, days: Days
    ) -> "Item":
        """*obligation* as of a day; no entry speaks of anything done later."""
        done_on = _done_on(obligation, entries)
        status = _status(obligation, done_on, as_of)
        item = cls(obligation, tuple(entries), done_on, status)
        due = obligation.due.on if obligation.due else None
        return item if due is None else item.counted(due, as_of, days)

    def counted(self, due: date, as_of: date, days: Days) -> "Item":
        """The same with the days that are left, or by which it is late."""
        match self.status:
            case DutyStatus.OPEN | DutyStatus.NOT_YET_DUE:
                left, working = (due - as_of).days, days.working(as_of, due)
                return evolve(self, days_left=left, working_days_left=working)
            case DutyStatus.DONE_LATE | DutyStatus.OVERDUE:
                late = days.working(due, self.done_on or as_of)
                return evolve(self, working_days_late=late)
        return self

    @property
    def is_undone(self) -> bool:
        """Whether it should be under way and is not done."""
        undone = {DutyStatus.OPEN, DutyStatus.OVERDUE, DutyStatus.UNKNOWN}
        return self.done_on is None and self.status in undone


def _done_on(obligation: Obligation, entries: Sequence[Entry]) -> date | None:
    """The first day on which there were as many events as are needed."""
    had = 0
    for entry in entries:
        if entry.done_on is not None:
            had += entry.count
            if had >= obligation.duty.due.needed:
                return entry.done_on
    return None


def _status(obligation: Obligation, done_on: date | None, as_of: date) -> DutyStatus:
    due = obligation.due
    met = due is None or due.is_met(done_on or as_of)
    if met is None:
        return DutyStatus.UNKNOWN
    if done_on is not None:
        return DutyStatus.DONE if met else DutyStatus.DONE_LATE
    if not met:
        return DutyStatus.OVERDUE
    opens = obligation.duty.due.opens(obligation.period)
    return DutyStatus.NOT_YET_DUE if opens > as_of else DutyStatus.OPEN
