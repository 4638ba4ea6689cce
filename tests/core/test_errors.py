"""Every refusal says what is wrong, what was expected and what to do, in both languages."""

import inspect
import pickle
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
from attrs.exceptions import FrozenInstanceError

from credit_rules import errors
from credit_rules.errors import (
    CalendarError,
    CreditRulesError,
    FactsError,
    FormulaError,
    NumberError,
    PeriodError,
    PluginError,
    Problem,
    RulebookError,
    ScheduleNotPublishedError,
    UsageError,
    problem,
)
from credit_rules.errors.base import shown
from credit_rules.errors.names import DEPARTMENT, unknown
from credit_rules.text import Lang, Text

SPILT = problem(
    zh=("牛奶洒了", "杯子立着", "擦干"),
    en=("the milk is spilt", "a cup that stands", "Wipe it up"),
)


# --- The form of a message ---------------------------------------------------------------


def test_a_problem_reads_wrong_then_expected_then_remedy() -> None:
    assert SPILT.read() == "牛奶洒了；应为杯子立着。擦干。"
    assert SPILT.read("en") == "the milk is spilt; expected a cup that stands. Wipe it up."


def test_a_problem_that_has_a_place_begins_with_it() -> None:
    placed = SPILT.at(Text("桌上", "on the table"))

    assert placed.read("zh") == "桌上：牛奶洒了；应为杯子立着。擦干。"
    assert placed.read("en") == (
        "on the table: the milk is spilt; expected a cup that stands. Wipe it up."
    )


def test_placing_a_problem_leaves_the_first_one_as_it_was() -> None:
    placed = SPILT.at(Text("桌上", "on the table"))

    assert SPILT.where == Text("", "")
    assert placed != SPILT
    assert placed.at(Text("地上", "on the floor")).where == Text("地上", "on the floor")


def test_problems_are_values() -> None:
    again = problem(
        zh=("牛奶洒了", "杯子立着", "擦干"),
        en=("the milk is spilt", "a cup that stands", "Wipe it up"),
    )

    assert again == SPILT
    assert hash(again) == hash(SPILT)
    with pytest.raises(FrozenInstanceError):
        again.wrong = Text("", "")  # type: ignore[misc]


def test_an_error_reads_all_its_problems_a_line_each() -> None:
    error = FactsError(SPILT, SPILT.at(Text("桌上", "on the table")))

    assert error.problems == (SPILT, SPILT.at(Text("桌上", "on the table")))
    assert error.read("en").splitlines() == [
        "the milk is spilt; expected a cup that stands. Wipe it up.",
        "on the table: the milk is spilt; expected a cup that stands. Wipe it up.",
    ]
    assert str(error) == error.read() == error.read("zh")
    assert str(error).splitlines()[1].startswith("桌上：牛奶洒了")


def test_an_error_survives_pickling() -> None:
    error = NumberError(SPILT)

    again = pickle.loads(pickle.dumps(error))  # noqa: S301 -- its own bytes

    assert type(again) is NumberError
    assert again.problems == error.problems


def test_an_authors_plain_words_become_a_problem() -> None:
    error = FormulaError("the rate is no rate", SPILT)
    first, second = error.problems

    assert first.read("en").startswith("the rate is no rate; expected ")
    assert str(error).splitlines()[0].startswith("the rate is no rate；应为")
    assert second == SPILT
    assert pickle.loads(pickle.dumps(error)).problems == error.problems  # noqa: S301


@pytest.mark.parametrize("words", ["one\ntwo", "one\rtwo", "\x1b[2J", "a\u2028b"])
def test_a_problem_in_plain_words_is_one_line_too(words: str) -> None:
    for lang in ("zh", "en"):
        (line,) = FormulaError(words).read(lang).splitlines()
        assert line.isprintable()


@pytest.mark.parametrize(
    ("value", "quoted"),
    [("热线", "'热线'"), ("a\nb", "'a\\nb'"), (7, "7"), (None, "None"), ([1, "x"], "[1, 'x']")],
)
def test_a_value_is_quoted_as_python_writes_it(value: object, quoted: str) -> None:
    assert shown(value) == quoted


LONG: dict[str, object] = {
    "words": "长" * 5000,
    "digits": "9" * 5000,
    "an integer": 10**4000,
    "an integer that Python does not write": 10**5000,
    "a list": ["x" * 100] * 100,
}


@pytest.mark.parametrize("value", LONG.values(), ids=LONG)
def test_a_value_too_long_to_read_is_shortened(value: object) -> None:
    assert len(shown(value)) < 500
    assert shown(value).isprintable()


# --- The kinds -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (CreditRulesError, 2),
        (NumberError, 2),
        (PeriodError, 2),
        (ScheduleNotPublishedError, 2),
        (CalendarError, 2),
        (FactsError, 2),
        (UsageError, 2),
        (FormulaError, 3),
        (RulebookError, 3),
        (PluginError, 3),
    ],
)
def test_bad_input_ends_with_2_and_what_an_author_got_wrong_with_3(
    kind: type[CreditRulesError], code: int
) -> None:
    assert kind.exit_code == code
    assert kind(SPILT).exit_code == code
    assert issubclass(kind, CreditRulesError)


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (NumberError, ValueError),
        (PeriodError, ValueError),
        (CalendarError, ValueError),
        (FactsError, ValueError),
        (UsageError, ValueError),
        (FormulaError, ValueError),
        (ScheduleNotPublishedError, LookupError),
        (PluginError, RulebookError),
    ],
)
def test_whoever_catches_the_general_kind_catches_ours(
    kind: type[CreditRulesError], builtin: type[Exception]
) -> None:
    with pytest.raises(builtin):
        raise kind(SPILT)


# --- Names that nothing has ----------------------------------------------------------------


def test_an_unknown_name_is_answered_with_the_nearest_one() -> None:
    told = unknown(DEPARTMENT, "educaton", ["education", "health"], "credit-rules departments")

    assert told.read("en") == (
        "there is no department 'educaton'; expected one of education, health. "
        "Did you mean education."
    )
    assert told.read("zh") == (
        "部门 'educaton' 不存在；应为部门名称：education、health。是否为 education。"
    )


def test_a_name_near_to_nothing_is_answered_with_where_to_look() -> None:
    told = unknown(DEPARTMENT, "zzz", ["education", "health"], "credit-rules departments")

    assert told.remedy == Text(
        "运行 credit-rules departments 查看全部", "Run credit-rules departments to see them all"
    )


def test_a_few_names_are_listed_and_many_are_not() -> None:
    eight = [f"department_{letter}" for letter in "abcdefgh"]

    assert "department_h" in unknown(DEPARTMENT, "x", eight, "list").expected.en
    assert unknown(DEPARTMENT, "x", [*eight, "ninth"], "list").expected == Text(
        "已有的部门", "a known department"
    )
    assert unknown(DEPARTMENT, "x", [], "list").expected == Text("已有的部门", "a known department")


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("esat", ["west", "east"], "east"),
        ("ewst", ["east", "west"], "west"),
        ("wst", ["east", "west"], "west"),
        ("wset", ["set", "west"], "west"),
    ],
)
def test_letters_in_another_order_are_nearest(name: str, known: list[str], meant: str) -> None:
    assert unknown(DEPARTMENT, name, known, "list").remedy.en == f"Did you mean {meant}"


def test_white_space_does_not_hide_the_nearest_name() -> None:
    told = unknown(DEPARTMENT, "   educaton   ", ["education", "health"], "list")

    assert told.remedy.en == "Did you mean education"
    assert "'   educaton   '" in told.wrong.en


# --- All messages there are ----------------------------------------------------------------


def test_a_name_is_near_to_another_in_any_case_and_by_its_title() -> None:
    def remedy(name: str) -> str:
        titles = {"教育": "education", "Schools of the town": "education"}
        return unknown(DEPARTMENT, name, ["education", "Health"], "list", titles).remedy.en

    assert remedy("EDUCATION") == remedy("教育") == "Did you mean education"
    assert remedy("schools of the town") == "Did you mean education"
    assert remedy("health") == "Did you mean Health"


def messages() -> Iterator[Callable[..., Problem]]:
    """Every function that builds a problem."""
    for module in pkgutil.iter_modules(errors.__path__):
        found = import_module(f"{errors.__name__}.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            signature = inspect.signature(function)
            built = signature.return_annotation is Problem and not name.startswith("_")
            if built and function.__module__ == found.__name__ and name != "problem":
                yield function


def raised() -> Exception:
    """An error that was raised, with the place where it was."""
    try:
        {}["thing-7"]
    except KeyError as error:
        return error


SAMPLES: dict[object, object] = {
    Exception: raised(),
    Path: Path("thing-7"),
    str: "thing-7",
    str | None: "thing-7",
    object: "thing-7",
    int: 7,
    bool: True,
    float: 0.9,
    Text: Text("东西7", "thing-7"),
    date: date(2023, 7, 1),
    Mapping[str, str]: {},
    Problem: unknown(DEPARTMENT, "thing-7", ["east"], "list"),
    Mapping[str, Sequence[str]]: {"licences": ["visits.made", "visits.kept"]},
}
SEVERAL: dict[object, object] = {
    type: [str, int],
    str: ["a7", "b7"],
    int: [2007, 2008],
    date: [date(2023, 7, 1), date(2023, 7, 2)],
    tuple[str, int, str | None]: [("thing-7", 7, "a7"), ("b7", 7, None)],
}


def told(build: Callable[..., Problem]) -> Problem:
    """The problem that *build* makes of samples."""
    given = {}
    for name, parameter in inspect.signature(build).parameters.items():
        wanted = parameter.annotation
        given[name] = SAMPLES[wanted] if wanted in SAMPLES else SEVERAL[get_args(wanted)[0]]
    return build(**given)


ALL = list(messages())


def test_the_messages_are_found() -> None:
    assert len(ALL) > 30


@pytest.mark.parametrize("build", ALL, ids=lambda build: build.__name__)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_message_is_one_whole_line_in_each_language(
    build: Callable[..., Problem], lang: Lang
) -> None:
    line = told(build).read(lang)

    assert line == line.strip()
    assert "\n" not in line
    assert line.count("；应为" if lang == "zh" else "; expected ") == 1
    assert line.endswith("。" if lang == "zh" else ".")
    for part in (told(build).wrong, told(build).expected, told(build).remedy):
        assert part.read(lang)
        assert not part.read(lang).endswith(("。", ".", " "))


@pytest.mark.parametrize("build", ALL, ids=lambda build: build.__name__)
def test_no_message_says_in_one_language_what_it_hides_in_the_other(
    build: Callable[..., Problem],
) -> None:
    samples = ["thing-7", "0.9", "a7", "b7"]
    zh, en = told(build).read("zh"), told(build).read("en")

    assert [word for word in samples if word in zh.replace("东西7", "thing-7")] == [
        word for word in samples if word in en
    ]
