"""What ``import credit_rules`` promises, and what it costs."""

import ast
import inspect
import subprocess
import sys

import pytest

import credit_rules

PROMISES = credit_rules.__all__
SLOW = ["importlib.metadata", "pluggy", "hashlib", "fractions", "dateutil", "csv", "json", "numpy"]
EXTRAS = ["hypothesis", "pytest", "click", "rich", "holidays"]


def run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_every_promised_name_is_there_once_and_in_order() -> None:
    names = credit_rules.__all__
    assert names == sorted(set(names))
    assert all(hasattr(credit_rules, name) for name in names)


def test_what_is_promised_is_in_one_room_each_and_nothing_else_is() -> None:
    listed = [name for names in credit_rules._ROOMS.values() for name in names.split()]
    assert sorted(listed) == PROMISES
    assert dir(credit_rules) == PROMISES


def test_what_type_checkers_see_is_what_programs_get() -> None:
    source = ast.parse(inspect.getsource(credit_rules))
    imports = [node for node in ast.walk(source) if isinstance(node, ast.ImportFrom)]
    seen = {
        str(node.module): " ".join(alias.name for alias in node.names)
        for node in imports
        if str(node.module).startswith("credit_rules.")
    }
    assert seen == {f"credit_rules.{room}": names for room, names in credit_rules._ROOMS.items()}


def test_what_is_not_promised_is_not_there() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'scroe'"):
        credit_rules.scroe  # noqa: B018 -- the access is the test


def test_importing_alone_loads_none_of_the_readers() -> None:
    program = "import sys, credit_rules; print('credit_rules.proof' in sys.modules)"
    assert run(program) == "False"


@pytest.mark.parametrize(
    ("names", "rooms"),
    [
        ("Rulebook", {"scoring"}),
        ("Facts, Period", {"errors", "facts", "periods", "text"}),
        ("WorkingDayCalendar", {"errors", "text", "workdays"}),
        (
            "Indicator, flow",
            {"doors", "errors", "exact", "formulas", "indicators", "intervals", "measures"}
            | {"periods", "text"},
        ),
    ],
)
def test_a_name_loads_its_own_room_and_what_that_one_needs(names: str, rooms: set[str]) -> None:
    program = (
        f"import sys; from credit_rules import {names}; "
        "print(*{m.split('.')[1] for m in sys.modules if m.startswith('credit_rules.')})"
    )
    assert set(run(program).split()) == rooms


@pytest.mark.parametrize("names", ["Rulebook", "Facts, Period", "WorkingDayCalendar"])
def test_what_takes_long_to_load_waits_until_it_is_needed(names: str) -> None:
    program = (
        f"import sys; before = set(sys.modules); from credit_rules import {names}; "
        f"print([m for m in {SLOW} if m in sys.modules.keys() - before])"
    )
    assert run(program) == "[]"


def test_a_rulebook_loads_without_the_readers_that_explain_it() -> None:
    readers = ["plot", "working", "wording", "compiled", "columns"]
    readers += ["workdays", "ledger", "scorecards", "reports"]
    program = (
        "import sys; from credit_rules import Rulebook; Rulebook.load(); "
        f"print([room for room in {readers} if f'credit_rules.{{room}}' in sys.modules])"
    )
    assert run(program) == "[]"


def test_every_promised_name_has_a_docstring() -> None:
    undocumented = [n for n in credit_rules.__all__ if not getattr(credit_rules, n).__doc__]
    assert undocumented == []


def test_importing_loads_no_extra_and_no_holidays() -> None:
    program = f"import sys, credit_rules; print([m for m in {EXTRAS} if m in sys.modules])"
    assert run(program) == "[]"


def test_scoring_loads_no_extra_and_no_holidays() -> None:
    program = (
        "import sys; from credit_rules import Rulebook; book = Rulebook.load(); "
        "book.score(book.facts([]), period='2023-Q3'); "
        f"print([m for m in {EXTRAS} if m in sys.modules])"
    )
    assert run(program) == "[]"


def test_holidays_is_loaded_when_a_calendar_is_asked_for() -> None:
    program = (
        "import sys; from credit_rules import WorkingDayCalendar; "
        "WorkingDayCalendar.china(); print('holidays' in sys.modules)"
    )
    assert run(program) == "True"
