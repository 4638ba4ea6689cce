"""What a plugin declares of a scoring text."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property

from attrs import Factory, field, frozen
from attrs.validators import deep_iterable, deep_mapping, instance_of, optional

from credit_rules.departments import Roster
from credit_rules.doors import Only, rulebook_text
from credit_rules.duties import Duty, listed
from credit_rules.errors import RulebookError, UsageError
from credit_rules.errors.duties import same_title
from credit_rules.errors.editions import ends_before_it_begins
from credit_rules.errors.names import (
    APPLICABILITY,
    DUTY,
    GRADE,
    HEADING,
    READING,
    VETO,
    option_of,
    unknown,
)
from credit_rules.errors.rulebooks import (
    repeated,
    too_few_options,
)
from credit_rules.exact import Number, number
from credit_rules.formulas import Node, node
from credit_rules.indicators import Citation, cited
from credit_rules.periods import Period
from credit_rules.text import Text
from credit_rules.validity import month
from credit_rules.verdicts import Ladder, Veto


@frozen
class Document:
    """The published text that a rulebook is taken from.

    *misprints* maps what is printed to what is meant; quotes are compared with white space
    taken out and misprints mended, and in no other way.
    """

    title: str
    number: str
    published: date
    text: str = field(repr=False)
    misprints: Mapping[str, str] = field(factory=dict)

    def contains(self, quote: str) -> bool:
        """Whether *quote* stands in the text."""
        return self._normal(quote) in self._normal_text

    @cached_property
    def _normal_text(self) -> str:
        return self._normal(self.text)

    def _normal(self, words: str) -> str:
        words = "".join(words.split())
        for printed, meant in self.misprints.items():
            words = words.replace(printed, meant)
        return words


@frozen
class Heading:
    """A category as the text announces it: its title and its declared points.

    What a *bonus* brings (加分项) comes on top: it is nothing that has to be attained.
    """

    code: str
    title: Text = field(validator=rulebook_text)
    points: Fraction = field(converter=number)
    bonus: bool = field(default=False, kw_only=True)


_MEANINGS = deep_mapping(key_validator=instance_of(str), value_validator=rulebook_text)


@frozen
class Reading:
    """A question that the text leaves open; the first option is the one adopted.

    Attributes:
        key: ``<indicator>.<question>``.
        question: what is open, in one sentence.
        options: name and meaning of each; names are what ``--reading KEY=NAME`` takes.
        cite: the clause that is read.
        why: why the default was chosen.
        elsewhere: who reads it otherwise, where that is known.

    Raises:
        RulebookError: there are fewer than two options, or words are not in both languages.
        FormulaError: *cite* is no citation.
    """

    key: str
    question: Text = field(validator=rulebook_text)
    options: Mapping[str, Text] = field(validator=_MEANINGS)
    cite: Citation = field(validator=cited)
    why: Text = field(validator=rulebook_text)
    elsewhere: Text | None = field(default=None, validator=optional(rulebook_text))

    def __attrs_post_init__(self) -> None:
        if len(self.options) < 2:  # noqa: PLR2004 -- else there is nothing to choose
            raise RulebookError(too_few_options(self.key, len(self.options)))

    @property
    def default(self) -> str:
        """The option that is adopted unless another is asked for."""
        return next(iter(self.options))


def _codes(listed: Iterable[str]) -> tuple[str, ...]:
    return tuple(listed)


def _citations(listed: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(listed)


_NOT_FOR_IT = Text("不适用于本部门：", "does not apply to this department: ")


@frozen
class Applicability:
    """Which departments an indicator is scored on; the government is scored on every one.

    Attributes:
        indicator: its full code, ``<category>.<indicator>``.
        departments: the codes of those whose own facts can be scored on it; nobody's may be.
        why: why no other department is; it follows upon "does not apply to this department: ".
        cites: the clauses that give it to these departments.
    """

    indicator: str
    departments: tuple[str, ...] = field(converter=_codes)
    why: Text
    cites: tuple[Citation, ...] = field(converter=_citations, default=())

    @property
    def refusal(self) -> Text:
        """What a department that is not among these is told."""
        return _NOT_FOR_IT + self.why


def _headings(listed: Iterable[Heading]) -> tuple[Heading, ...]:
    return tuple(listed)


def _readings(listed: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple(listed)


def _applicabilities(listed: Iterable[Applicability]) -> tuple[Applicability, ...]:
    return tuple(listed)


def _total(given: Node | Number | None) -> Node | None:
    return None if given is None else node(given)


def _vetoes(listed: Iterable[Veto]) -> tuple[Veto, ...]:
    return tuple(listed)


def _duties(listed: Iterable[Duty]) -> tuple[Duty, ...]:
    return tuple(listed)


@frozen
class Edition:
    """One dated edition of a scoring text, as its plugin declares it.

    Its categories come from other plugins, one for each heading. *applies* is the table of what
    departments are scored on; an indicator without a row applies to every department.

    It is valid from the month *since* to the month *until*, both included, and in any case no
    longer than to the month before the next installed edition of its *series* begins. Without
    *since* it is valid from ever, without *until* for as long as there is no later edition;
    without *series* it has neither predecessor nor successor.

    Its *total* is the sum of its headings unless it is said otherwise, as a formula of their points
    (``points_of``, ``attainable_of``); *vetoes* override it, *grades* are given for it. Those who are
    scored are ranked by the percentage of what was attainable, or by their points where
    *ranked_by_points*. Its *duties* are what the text gives departments to do.

    Raises:
        PeriodError: *since* or *until* is no month.
        RulebookError: two headings, readings, vetoes, duties or rows of the table have the same name, it
            ends before it begins, its title is not in both languages, or a veto speaks of a grade that there is not;
            or two duties of one department have the same title.
        TypeError: *series* is no string.
        FormulaError: *total* is no formula.
    """

    code: str
    title: Text = field(validator=rulebook_text)
    document: Document
    headings: tuple[Heading, ...] = field(converter=_headings)
    roster: Roster
    readings: tuple[Reading, ...] = field(converter=_readings)
    applies: tuple[Applicability, ...] = field(converter=_applicabilities, default=())
    since: Period | None = field(default=None, converter=month, kw_only=True)
    until: Period | None = field(default=None, converter=month, kw_only=True)
    series: str = field(
        default=Factory(lambda self: self.code, takes_self=True),
        validator=instance_of(str),
        kw_only=True,
    )
    total: Node | None = field(default=None, converter=_total, kw_only=True)
    vetoes: tuple[Veto, ...] = field(converter=_vetoes, default=(), kw_only=True)
    grades: Ladder | None = field(default=None, kw_only=True)
    ranked_by_points: bool = field(default=False, kw_only=True)
    duties: tuple[Duty, ...] = field(
        converter=_duties,
        validator=deep_iterable(Only(Duty, 'Duty("…", …)', RulebookError)),
        default=(),
        kw_only=True,
    )

    def __attrs_post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            since, until = str(self.since), str(self.until)
            raise RulebookError(ends_before_it_begins(self.code, since, until))
        for what, names in (
            (HEADING, [heading.code for heading in self.headings]),
            (READING, [reading.key for reading in self.readings]),
            (APPLICABILITY, [row.indicator for row in self.applies]),
            (VETO, [veto.code for veto in self.vetoes]),
            (DUTY, [duty.code for duty in self.duties]),
        ):
            for name in names:
                if names.count(name) > 1:
                    raise RulebookError(repeated(what, name))
        self._tell_duties_apart()
        grades = self.grades.titles if self.grades else {}
        titles = {word: code for code, t in grades.items() for word in (t.zh, t.en)}
        for veto in self.vetoes:
            for grade in veto.grades:
                if grade not in grades:
                    where = Text(f"一票否决 {veto.code}", f"the veto {veto.code}")
                    raise RulebookError(unknown(GRADE, grade, grades, None, titles).at(where))

    def _tell_duties_apart(self) -> None:
        """Two duties of one department may not bear one title.

        Raises:
            RulebookError: they do.
        """
        for department in self.roster.members:
            titled: dict[str, Duty] = {}
            for duty in listed(self.duties, department):
                for title in (duty.title.zh, duty.title.en):
                    if (first := titled.setdefault(title, duty)) is not duty:
                        told = same_title(department.code, title, first.code, duty.code)
                        raise RulebookError(told)

    def adopt(self, asked: Mapping[str, str]) -> dict[str, str]:
        """Every reading with the option asked for, else its default.

        Raises:
            UsageError: no such reading or option.
        """
        by_key = {reading.key: reading for reading in self.readings}
        for key, option in asked.items():
            if key not in by_key:
                raise UsageError(unknown(READING, key, by_key, "credit-rules readings"))
            if option not in (options := by_key[key].options):
                raise UsageError(unknown(option_of(key), option, options, "credit-rules readings"))
        return {key: asked.get(key, reading.default) for key, reading in by_key.items()}
