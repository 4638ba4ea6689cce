"""What ``import credit_rules`` promises, and what it costs."""

import subprocess
import sys

import credit_rules

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
