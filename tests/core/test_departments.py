"""A department is found by any of its names, and a name stands for one department."""

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from tests.core.samples import PARKS, ROSTER, SCHOOLS, TOWN, Wrong

from credit_rules.departments import Department, Group, Roster
from credit_rules.errors import RulebookError, UsageError
from credit_rules.text import Text


def test_a_department_is_called_by_its_code_its_titles_and_its_short_names() -> None:
    assert PARKS.names == ("parks", "小城市园林局", "Parks", "园林局", "绿化局")


def test_a_department_says_no_more_than_it_was_given() -> None:
    plain = Department("library", Text("图书馆", "Library"))

    assert plain.names == ("library", "图书馆", "Library")
    assert plain.number is None
    assert not plain.registrar


@pytest.mark.parametrize("department", [TOWN, SCHOOLS, PARKS])
def test_every_name_finds_its_department(department: Department) -> None:
    for name in department.names:
        assert ROSTER.find(name) == department
        assert ROSTER.find(f" {name}\t") == department
        assert ROSTER.find(f"\u3000{name}\u3000") == department


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("school", "schools"), ("小城市园林", "小城市园林局"), ("绿花局", "绿化局")],
)
def test_a_name_that_nobody_has_is_refused_with_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(UsageError) as refused:
        ROSTER.find(name)

    assert refused.value.problems[0].wrong.en == f"there is no department {name!r}"
    assert refused.value.problems[0].remedy.zh == f"是否为 {nearest}"


@pytest.mark.parametrize("name", ["", "   ", "quarry"])
def test_a_name_near_to_nobody_is_answered_with_the_list_to_look_at(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        ROSTER.find(name)

    assert "credit-rules departments" in refused.value.problems[0].remedy.en


def test_a_roster_lists_the_government_and_then_its_members_in_order() -> None:
    assert list(ROSTER) == [TOWN, SCHOOLS, PARKS]


@pytest.mark.parametrize(
    "other",
    [
        Department("schools", Text("学校", "Other")),
        Department("other", Text("小城市教育局", "Other")),
        Department("other", Text("学校", "Schools")),
        Department("other", Text("学校", "Other"), ("教育局",)),
        Department("other", Text("学校", "Other"), ("town",)),
    ],
)
def test_a_name_that_stands_for_two_departments_is_refused(other: Department) -> None:
    with pytest.raises(RulebookError) as refused:
        Roster(TOWN, (SCHOOLS, other))

    assert f" {other.code};" in refused.value.read("en")
    assert f" {other.code}；" in refused.value.read("zh")


def test_a_department_may_repeat_a_name_of_its_own() -> None:
    repeated = Department("library", Text("图书馆", "图书馆"), ("图书馆",))

    assert Roster(TOWN, (repeated,)).find("图书馆") == repeated


def test_rosters_are_values() -> None:
    roster: Wrong = Roster(TOWN, (SCHOOLS, PARKS))

    assert roster == ROSTER
    assert hash(roster) == hash(ROSTER)
    assert roster != Roster(TOWN, (PARKS, SCHOOLS))
    assert evolve(SCHOOLS, number=2) != SCHOOLS
    assert "_by_name" not in repr(roster)
    with pytest.raises(FrozenInstanceError):
        roster.members = ()


# --- Groups --------------------------------------------------------------------------------------

COUNTIES = Group("counties", Text("区县", "counties"))


def test_a_department_has_a_group_only_where_it_was_given_one() -> None:
    assert SCHOOLS.group is None
    assert evolve(SCHOOLS, group=COUNTIES).group == COUNTIES
    assert COUNTIES.title.zh == "区县"


def test_a_group_is_a_value_that_several_departments_share() -> None:
    equal = Group("counties", Text("区县", "counties"))
    bureaus = Group("bureaus", Text("市直", "bureaus"))
    library = Department("library", Text("图书馆", "Library"), group=bureaus)

    roster = Roster(TOWN, (evolve(SCHOOLS, group=COUNTIES), evolve(PARKS, group=equal), library))

    assert [member.group for member in roster.members] == [COUNTIES, COUNTIES, bureaus]


def test_two_groups_of_one_code_are_refused() -> None:
    other = Group("counties", Text("旗县", "counties"))
    with pytest.raises(RulebookError) as refused:
        Roster(TOWN, (evolve(SCHOOLS, group=COUNTIES), evolve(PARKS, group=other)))

    assert refused.value.read("en") == (
        "the group counties has two titles; expected one title for a code. "
        "Give it one title, or give them different codes."
    )
    assert refused.value.read("zh").startswith("组别 counties 有两种不同的名称；")


def test_a_list_calls_a_department_by_its_first_short_name_if_it_has_one() -> None:
    assert PARKS.called == Text("园林局", "Parks")
    assert Department("library", Text("图书馆", "Library")).called == Text("图书馆", "Library")
