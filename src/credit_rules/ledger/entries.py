"""One row of a ledger, read."""

from datetime import date

from attrs import field, frozen

from credit_rules.departments import Department
from credit_rules.duties import AfterDecision, Duty, Standing
from credit_rules.periods import Period


@frozen
class Entry:
    """One row of a ledger: something that was done, or a decision that asks for it.

    Attributes:
        line: where it stands.
        department: whose duty it is.
        duty: which.
        period: what it was done for; of a decision the month that it was made in.
        done_on: the day; None: not yet.
        decided_on: the day of the decision, where the duty follows upon decisions.
        reference: what tells several of one day apart.
        evidence: where it can be looked up.
        count: how many events it speaks of.
    """

    line: int
    department: Department
    duty: Duty
    period: Period
    done_on: date | None
    decided_on: date | None = None
    reference: str = field(default="", kw_only=True)
    evidence: str = field(default="", kw_only=True)
    count: int = field(default=1, kw_only=True)

    @property
    def apart(self) -> tuple[date | None, str] | None:
        """What tells several of one period apart, a day and a reference; None: there is but one."""
        if isinstance(self.duty.due, AfterDecision):
            return self.decided_on, self.reference
        if self.duty.counts or isinstance(self.duty.due, Standing):
            return self.done_on, self.reference
        return None

    @property
    def key(self) -> tuple[object, ...]:
        """What only one entry may be about."""
        return self.department.code, self.duty.code, self.period, self.apart
