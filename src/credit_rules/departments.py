"""Who reports and who is scored."""

from collections.abc import Iterator

from attrs import field, frozen

from credit_rules.doors import rulebook_text
from credit_rules.errors import RulebookError, UsageError
from credit_rules.errors.names import DEPARTMENT, GROUP, doubled_name, groups_differ, unknown
from credit_rules.text import Text


@frozen
class Group:
    """Departments that are ranked among themselves: 区县 apart from 市直.

    Attributes:
        code: short, in English, stable: ``counties``.
        title: what it is called.
    """

    code: str
    title: Text


@frozen
class Department:
    """One body of a government, or the government itself.

    Attributes:
        code: short, in English, stable: ``education``.
        title: the full name.
        short: the common short names, as people and files write them.
        number: its number in the rulebook's list, if it has one.
        registrar: first characters of the social credit codes that it issues
            (GB 32100-2015), empty where it registers nobody.
        group: those that it is ranked among, if its rulebook ranks groups apart.

    Raises:
        RulebookError: the title is no text in both languages.
    """

    code: str
    title: Text = field(validator=rulebook_text)
    short: tuple[str, ...] = ()
    number: int | None = None
    registrar: str = ""
    group: Group | None = None

    @property
    def called(self) -> Text:
        """How a list calls it: by its first short name, in English by its title."""
        return Text(next(iter(self.short), self.title.zh), self.title.en)

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that a facts file may call it."""
        return (self.code, self.title.zh, self.title.en, *self.short)


@frozen
class Roster:
    """The government that is scored, and the departments that report to it.

    Raises:
        RulebookError: a name stands for two departments, or a code for two groups.
    """

    government: Department
    members: tuple[Department, ...]
    _by_name: dict[str, Department] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        by_name: dict[str, Department] = {}
        groups: dict[str, Group] = {}
        for department in self:
            if (group := department.group) and groups.setdefault(group.code, group) != group:
                raise RulebookError(groups_differ(group.code))
            for name in department.names:
                if by_name.setdefault(name, department) is not department:
                    raise RulebookError(doubled_name(name, by_name[name].code, department.code))
        object.__setattr__(self, "_by_name", by_name)

    def __iter__(self) -> Iterator[Department]:
        yield self.government
        yield from self.members

    def find(self, name: str) -> Department:
        """The department with that code, full name or common short name.

        Raises:
            UsageError: nobody is called so; names the nearest.
        """
        if found := self._by_name.get(name.strip()):
            return found
        raise UsageError(unknown(DEPARTMENT, name, self._by_name, "credit-rules departments"))

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of its members, as they first occur."""
        return tuple(dict.fromkeys(m.group for m in self.members if m.group is not None))

    def group(self, name: str) -> Group:
        """The group of that code or title.

        Raises:
            UsageError: there is none; names the nearest.
        """
        by_name = {word: g for g in self.groups for word in (g.code, g.title.zh, g.title.en)}
        if found := by_name.get(name.strip()):
            return found
        raise UsageError(unknown(GROUP, name, by_name, "credit-rules departments"))
