"""Scoring: a rulebook that is whole, facts, a subject and a period make a scorecard.

Every room that it takes to score is loaded by the method that needs it: whoever names
``Rulebook`` does not wait for all of them.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal, Self, TypeVar

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction
    from pathlib import Path

    from credit_rules.checks import Finding
    from credit_rules.collecting.asking import Months, Unknown
    from credit_rules.collecting.collected import Collected
    from credit_rules.collecting.plan import MonthOf
    from credit_rules.compiled import Total
    from credit_rules.departments import Department, Roster
    from credit_rules.duty_lists import DutyList
    from credit_rules.facts import Facts, Reported
    from credit_rules.indicators import BoundIndicator
    from credit_rules.looked_at import Scoring
    from credit_rules.measures import Measure, Quantity
    from credit_rules.periods import Period
    from credit_rules.plugins import Installed
    from credit_rules.rankings import Ranking
    from credit_rules.records import CodeList, RecordKind
    from credit_rules.rulebooks import BoundEdition, Reading
    from credit_rules.scorecards import Scorecard
    from credit_rules.series import Series
    from credit_rules.tables import Cards, Columns
    from credit_rules.validity import Validity
    from credit_rules.workdays import WorkingDayCalendar

    FactRow = tuple[str, str | Period, str, str | Quantity, *tuple[str, ...]]
    """Department, period, measure and value of one fact, written as in a facts file.

    Evidence, note and reviewer may follow.
    """


_CELLS, _MOST_CELLS = 4, 7
Table = TypeVar("Table")


# An import statement takes microseconds each time, even of what is loaded: too long for `points`.
@cache
def _period() -> type[Period]:
    from credit_rules.periods import Period

    return Period


@cache
def _reported() -> type[Reported]:
    from credit_rules.facts import Reported

    return Reported


@frozen
class Rulebook:
    """A rulebook to score with: an edition, all of its categories, and the readings adopted.

    Get one from :meth:`load`.
    """

    edition: BoundEdition
    plugins: Mapping[str, str]
    """Name and version of every plugin behind it."""
    series: Series = field(repr=False)
    """The installed editions that it follows or that follow it, and itself."""
    distributions: Mapping[str, str] = field(factory=dict)
    """Name and version of every distribution that these plugins are of."""

    @series.default
    def _alone(self) -> Series:
        from credit_rules.series import Series

        return Series([self.edition.edition])

    @classmethod
    def load(
        cls,
        code: str | None = None,
        *,
        period: str | Period | None = None,
        readings: Mapping[str, str] | None = None,
        installed: Installed | None = None,
    ) -> Self:
        """The installed rulebook *code* (without one: the only one there is).

        *code* may also name a series: it is then the edition of it that is valid in *period*,
        without a period the latest. Where all that are installed are of one series it needs no
        name. *readings* adopts options by key; all others keep their default.

        Raises:
            PluginError: a plugin is broken or doubled.
            RulebookError: a category is missing, the plugins contradict each other, or a clause
                is faulty: its quote does not stand in the text, or its formula does not keep to
                0 and its maximum. All problems together, each with its place.
            UsageError: there is no such rulebook, reading or option.
            PeriodError: *period* is none.
        """
        from credit_rules.checks import faults
        from credit_rules.errors import RulebookError
        from credit_rules.periods import Period
        from credit_rules.plugins import Installed

        found = installed or Installed.find()
        edition = found.edition(code, None if period is None else Period.parse(period))
        bound = found.whole(edition, readings)
        if problems := faults(bound):
            raise RulebookError(*problems)
        behind = found.behind(edition)
        return cls(
            bound,
            plugins={plugin.name: plugin.version for plugin in behind},
            series=found.series(edition),
            distributions={plugin.distribution: plugin.version for plugin in behind},
        )

    @property
    def record_kinds(self) -> tuple[RecordKind | CodeList, ...]:
        """The kinds of records whose counts are facts of it."""
        return self.edition.record_kinds

    @property
    def code(self) -> str:
        """``genhe-2023``."""
        return self.edition.edition.code

    @cached_property
    def validity(self) -> Validity:
        """When it is valid: as it says itself, but no longer than until a later edition."""
        return self.series.validity(self.edition.edition)

    @property
    def roster(self) -> Roster:
        """The government and its departments."""
        return self.edition.edition.roster

    @property
    def indicators(self) -> tuple[BoundIndicator, ...]:
        """All indicators in the order of the text, readings adopted."""
        return self.edition.indicators

    @property
    def measures(self) -> Mapping[str, Measure]:
        """Every measure that a facts file may name, by code."""
        return self.edition.measures

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All readings; which are adopted says ``rulebook.edition.adopted``."""
        return self.edition.edition.readings

    def check(self) -> tuple[Finding, ...]:
        """The rulebook's own check: sums, quotes, bounds, reachability.

        Findings with ``fault`` set have to be mended; the others are about the text.
        """
        from credit_rules.checks import check as check_rulebook

        return check_rulebook(self.edition)

    def read_csv(self, path: str | Path) -> Facts:
        """The facts of a CSV file: ``department,period,measure,value[,evidence][,note]``.

        Raises:
            FactsError: with file, line and column of everything that is wrong in it.
        """
        from pathlib import Path

        from credit_rules.facts.checking import check
        from credit_rules.facts.csv_file import read_rows

        rows, problems = read_rows(path)
        return check(rows, self.roster, self.measures, Path(path).name, problems)

    def facts(self, rows: Iterable[FactRow]) -> Facts:
        """The facts of *rows*, checked as those of a file are; lines count from 1.

        Raises:
            FactsError: with the number of every row that is wrong.
        """
        from credit_rules.errors.csv_files import place
        from credit_rules.errors.facts import wrong_row
        from credit_rules.facts.checking import Row, check

        numbered = list(enumerate(rows, 1))
        whole = [(line, row) for line, row in numbered if _CELLS <= len(row) <= _MOST_CELLS]
        problems = [
            (line, wrong_row(len(row), _CELLS, _MOST_CELLS).at(place("facts", line)))
            for line, row in numbered
            if not _CELLS <= len(row) <= _MOST_CELLS
        ]
        drafts = [Row(line, *row) for line, row in whole]
        return check(drafts, self.roster, self.measures, "facts", problems)

    def collect(  # noqa: PLR0913 -- all that there is to ask
        self,
        records: object,
        kind: str | None = None,
        *,
        columns: Mapping[str, str] | None = None,
        limit_days: int | None = None,
        month_of: MonthOf = "decision",
        months: Months = None,
        concealed: str | Path | Iterable[Mapping[str, object]] | None = None,
        departments: Iterable[str] = (),
        called: Mapping[str, str] | None = None,
        unknown: Unknown = "refuse",
        month: str | Period | None = None,
        registrars: Iterable[str] = (),
        excerpt: bool = False,
        row: str | None = None,
        source: str | None = None,
        calendar: WorkingDayCalendar | None = None,
    ) -> Collected:
        """The facts that a table of records comes to, for each department and month.

        Args:
            records: a DuckDB relation, a frame of Polars, pandas, PyArrow or Spark, or an Ibis
                table; or several by the kind of their records.
            kind: of what kind they are, one of ``record_kinds``; without it the columns tell.
            columns: official code of a column -> what the table calls it, where it is another.
            limit_days: within how many working days a report is in time; by default as the kind says.
            month_of: a record belongs to the month of its ``"decision"`` or of its ``"report"``.
            months: ``"2023-07..2023-09"``: months of it without records give explicit zeros.
            concealed: the records that an inspection found concealed, as a CSV file or rows with
                ``record``, ``department``, ``month`` and ``rescinded``.
            departments: whose zeros are wanted besides those of departments that occur.
            called: what records call a department (in words or by its own code) -> its code or name.
            unknown: what becomes of departments that nobody knows: ``"refuse"``, or ``"set_aside"``.
            month: of a list of codes: at the end of which month it stood so.
            registrars: of a list of codes: whose codes it covers; by default everybody's who gives
                any out. Those have explicit zeros, and the codes of others are unassigned.
            excerpt: of a list of codes: it has some of them only, and does not tell how many there are.
            row: the column that numbers the rows; tables with an order need none.
            source: the column that says what a row comes from, to be told of records that fail.
            calendar: the working days; by default those of China.

        Raises:
            UsageError: a name or an option that there is not; a table without a column that every
                record needs; departments that nobody knows.
            ScheduleNotPublishedError: a record hangs on a year without a notice; names the first.
            FactsError: the list of what was concealed cannot be read.
        """
        from credit_rules.collecting.asking import Question

        asked = Question.of(
            self.edition.kinds(kind),
            self.roster,
            self.measures,
            kind,
            columns=columns,
            limit_days=limit_days,
            month_of=month_of,
            months=months,
            concealed=concealed,
            departments=departments,
            called=called,
            unknown=unknown,
            month=month,
            registrars=registrars,
            excerpt=excerpt,
            calendar=calendar,
        )
        return asked.answered(records, row=row, source=source)

    @cached_property
    def duties(self) -> DutyList:
        """What the text gives departments to do: who owes what by when, and the ledger of it."""
        from credit_rules.duty_lists import DutyList

        return DutyList(self.edition, self.series)

    def score(
        self, facts: Facts, *, period: str | Period, department: str | None = None
    ) -> Scorecard:
        """The scorecard of *department* (by default the government) in *period*.

        What the rulebook does not score departments on is not applicable to a department.

        Raises:
            PeriodError: *period* is none, or not within the rulebook's validity.
            UsageError: nobody is called *department*.
        """
        scored, subject = self._period(period), self._subject(department)
        together = self._scoring.together(facts, scored, self._beside(subject))
        return self._scoring.card(together, subject)

    def score_all(
        self,
        facts: Facts,
        departments: str | Iterable[str] | None = None,
        period: str | Period | None = None,
        *,
        group: str | None = None,
    ) -> Ranking:
        """The scorecards of *departments* (by default all that report), ranked within their groups.

        They are each other's peers: a place, a best or a mean among peers is one among those of
        them that belong to the same group. *group* leaves the others out.

        Raises:
            PeriodError: *period* is none, or not within the rulebook's validity.
            UsageError: nobody is called so, or there is no such group; or nobody is left.
        """
        from credit_rules.rankings import ranking

        scored = self._period(period)
        wanted = self._wanted(departments, group)
        together = self._scoring.together(facts, scored, wanted)
        cards = [self._scoring.card(together, department) for department in wanted]
        by_percentage = not self.edition.edition.ranked_by_points
        return ranking(self.edition, scored, cards, by_percentage=by_percentage)

    def _wanted(
        self, departments: str | Iterable[str] | None, group: str | None
    ) -> tuple[Department, ...]:
        """Those who are asked for, once each, in the order of the roster."""
        members = self.roster.members or (self.roster.government,)
        if departments is not None:
            names = [departments] if isinstance(departments, str) else departments
            named = [self.roster.find(name) for name in names]
            members = tuple(department for department in self.roster if department in named)
        if group is not None:
            found = self.roster.group(group)
            members = tuple(department for department in members if department.group == found)
        if not members:
            from credit_rules.errors import UsageError
            from credit_rules.errors.names import nobody_scored

            raise UsageError(nobody_scored())
        return members

    def _beside(self, subject: Department) -> tuple[Department, ...]:
        """All who are scored like *subject*: the departments, or the government alone."""
        return (subject,) if subject is self.roster.government else self.roster.members

    @cached_property
    def _scoring(self) -> Scoring:
        from credit_rules.looked_at import Scoring

        return Scoring(self.edition, self.plugins, self.distributions)

    def points(
        self, facts: Facts, *, period: str | Period, department: str | None = None
    ) -> Fraction:
        """The certain points alone, exactly those of :meth:`score`, many times as fast.

        *facts* are those that :meth:`read_csv` or :meth:`facts` gave: no two of them overlap.

        Raises:
            PeriodError: *period* is none, or not within the rulebook's validity.
            UsageError: nobody is called *department*.
        """
        subject, scored = self._subject(department), self._period(period)
        if not self._scoring.is_plain:
            return self.score(facts, period=scored, department=subject.code).points
        rolls_up = subject is self.roster.government
        reported = _reported()(facts, subject.code, rolls_up=rolls_up)
        return self._totals[subject.code].points(reported, scored)

    def score_table(
        self,
        table: Table,
        *,
        period: str | Period | None = None,
        scored_as: str | None = None,
        points: Literal["decimals", "hundredths", "exact", "pieces"] = "decimals",
        totals_only: bool = False,
    ) -> Table:
        """The points of everybody in *table*, as a table of the same kind.

        *table* is one of pandas, Polars, PyArrow, DuckDB or Spark: the columns ``department`` and
        ``period`` and one for each measure, or ``measure`` and ``value`` instead of these. A column
        ``unit`` keeps several governments with the same departments apart. All facts of a
        department in the table count, as in :meth:`score`. Without a *period* every department is
        scored in each period that a row names; *scored_as* names the member of the roster as which
        everybody in the table is scored, whatever they are called.

        *points* are told as decimals, rounded half up from the exact ones; as ``hundredths``,
        which are integers and the fastest; ``exact``: as decimals and as fractions, ``"73/12"``;
        or in ``pieces``: a row for every piece of every indicator, with numerator and denominator,
        and with what is missing there. The last two take a thousand times as long. It needs the extra ``columns``.

        Raises:
            FactsError: with the row of everything that is wrong in the table.
            PeriodError: a period is none, or not within the rulebook's validity.
            UsageError: *table* is none; nobody is called *scored_as*; points are not told so; or
                the rulebook asks for more than everybody's own facts.
        """
        from credit_rules.tables import Tables, Told

        self._cards.check()
        scored = None if period is None else self._period(period)
        subject = None if scored_as is None else self.roster.find(scored_as)
        forms = {form.value: form for form in Told}
        if points not in forms:
            from credit_rules.errors import UsageError
            from credit_rules.errors.tables import told_otherwise

            raise UsageError(told_otherwise(points, [*forms]))
        told = forms[points]
        tables = Tables(self._cards, self._period, scored, subject, told, totals_only)
        result: Table = tables.of_any_kind(table)
        return result

    def columns(
        self,
        period: str | Period,
        *,
        department: str | None = None,
        totals_only: bool = False,
    ) -> Columns:
        """The rulebook over arrays of counts: the fastest way to very many scorecards of *period*.

        *department* is who every scorecard is of; without one it is the government. It needs the
        extra ``columns``.

        Raises:
            PeriodError: *period* is none, or not within the rulebook's validity.
            UsageError: nobody is called *department*; or the rulebook asks for more than
                everybody's own facts.
        """
        self._cards.check()
        subject, scored = self._subject(department), self._period(period)
        return self._cards.columns(subject, scored, totals_only=totals_only)

    @cached_property
    def _cards(self) -> Cards:
        from credit_rules.tables import Cards

        return Cards(self.edition)

    @cached_property
    def _totals(self) -> Mapping[str, Total]:
        """By department; those who are scored on the same indicators share one."""
        from credit_rules.compiled import Total

        shared: dict[tuple[str, ...], Total] = {}
        totals: dict[str, Total] = {}
        for department in self.roster:
            applying = self.edition.applying(department)
            codes = tuple(indicator.code for indicator in applying)
            formulas = tuple(indicator.formula for indicator in applying)
            totals[department.code] = shared.setdefault(codes, Total(formulas))
        return totals

    def _period(self, asked: str | Period | None) -> Period:
        """The period to be scored; refused where this edition is not valid throughout."""
        period = _period().parse(asked)
        if period not in self.validity:
            from credit_rules.errors import PeriodError

            raise PeriodError(self.series.refusal(self.edition.edition, period))
        return period

    def _subject(self, department: str | None) -> Department:
        return self.roster.government if department is None else self.roster.find(department)
