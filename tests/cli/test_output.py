"""Where results go: a file in one step, a terminal in colour, anything else plain."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from rich.text import Text as Styled
from tests.cli.running import FACTS, QUARTER, cells, done, refused

from credit_rules.cli import output
from credit_rules.cli.output import emit, show, tell
from credit_rules.errors import UsageError

JSON = ("--format", "json")


def test_a_file_gets_what_stdout_would_have_got(tmp_path: Path) -> None:
    for name, form in (("card.txt", "text"), ("card.json", "json")):
        asked = ("score", FACTS, *QUARTER, "--format", form)
        file = tmp_path / name
        assert done(*asked, "--output", file) == ""
        assert file.read_bytes() == done(*asked).encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["card.json", "card.txt"]


def test_an_earlier_result_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "card.json"
    file.write_text("before")
    file.chmod(0o640)
    done("score", FACTS, *QUARTER, *JSON, "--output", file)
    assert file.read_text(encoding="utf-8").startswith("{\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_new_file_may_be_read_as_the_user_s_others(tmp_path: Path) -> None:
    (ordinary := tmp_path / "ordinary").touch()
    file = tmp_path / "card.json"
    done("score", FACTS, *QUARTER, *JSON, "--output", file)
    assert file.stat().st_mode == ordinary.stat().st_mode


def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("before")
    link.symlink_to(target)
    done("score", FACTS, *QUARTER, *JSON, "--output", link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("{\n")


@pytest.mark.parametrize("failing", ["replace", "open"])
def test_what_cannot_be_written_leaves_everything_as_it_was(
    failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "card.json"
    file.write_text("before")

    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, failing, fail)
    with pytest.raises(UsageError) as caught:
        emit("after", file)
    monkeypatch.undo()
    assert f"{file}: Permission denied" in caught.value.read("en")
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_place_that_takes_no_file_is_refused(lang: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "absent" / "x.json", tmp_path / "file" / "x.json", tmp_path):
        asked = ("--output", place, "--lang", lang)
        assert str(place) in refused("score", FACTS, *QUARTER, *JSON, *asked)


def test_a_place_that_cannot_be_is_refused_like_any_other(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for place in (tmp_path / ("a" * 300), loop):
        assert str(place) in refused("score", FACTS, *QUARTER, *JSON, "--output", place)
    assert list(tmp_path.iterdir()) == [loop]
    assert loop.is_symlink()


def test_an_interruption_leaves_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        emit("after", tmp_path / "card.json")
    assert not list(tmp_path.iterdir())


def test_a_device_is_written_to_and_stays_one() -> None:
    done("score", FACTS, *QUARTER, "--output", os.devnull)
    assert Path(os.devnull).is_char_device()


def test_nothing_is_written_where_scoring_fails(tmp_path: Path) -> None:
    file = tmp_path / "card.json"
    refused("score", "nowhere.csv", *QUARTER, *JSON, "--output", file)
    assert not file.exists()


@pytest.mark.parametrize("by", ["name", "symlink", "hard link"])
def test_the_facts_are_never_replaced(by: str, tmp_path: Path) -> None:
    facts, other = tmp_path / "facts.csv", tmp_path / "other.csv"
    facts.write_bytes(FACTS.read_bytes())
    if by == "symlink":
        other.symlink_to(facts)
    elif by == "hard link":
        other.hardlink_to(facts)
    place = facts if by == "name" else other
    assert str(place) in refused("score", facts, *QUARTER, "--output", place)
    told = refused("score", facts, *QUARTER, "--output", place, "--lang", "en")
    assert f"would take the place of {place}" in told
    assert facts.read_bytes() == FACTS.read_bytes()


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch, **told: str) -> Iterator[Terminal]:
    """stdout as a terminal, in an environment that says *told* of it."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "80", **told}.items():
        monkeypatch.setenv(name, value)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", screen := Terminal())
        yield screen


LONG = Styled("长" * 100, style="bold red")


def test_a_terminal_gets_colours_and_its_own_width(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as screen:
        show(LONG)
    assert "\x1b[1;31m" in screen.getvalue()
    assert screen.getvalue().count("长") == 100
    assert len(screen.getvalue().splitlines()) == 3  # 200 cells on a screen of 80


@pytest.mark.parametrize("told", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colour_gets_none(
    told: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with terminal(monkeypatch, **told) as screen:
        show(LONG)
    assert "\x1b" not in screen.getvalue()
    assert max(map(cells, screen.getvalue().splitlines())) == 80


def test_a_file_gets_no_colour_even_from_a_terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with terminal(monkeypatch) as screen:
        show(LONG, file=tmp_path / "long.txt")
    assert screen.getvalue() == ""
    lines = (tmp_path / "long.txt").read_text(encoding="utf-8").splitlines()
    assert [cells(line) for line in lines] == [100, 100]


def test_a_pipe_gets_no_colour_and_a_fixed_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    plain = done("score", FACTS, *QUARTER)
    monkeypatch.delenv("FORCE_COLOR")
    monkeypatch.delenv("COLUMNS")
    assert plain == done("score", FACTS, *QUARTER)
    assert "\x1b" not in plain


def test_a_closed_stdout_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    for write in (emit, show):
        with pytest.raises(UsageError) as caught:
            write("answer")
        assert "stdout" in caught.value.read("en")


def test_a_closed_stderr_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    tell("message")


@pytest.mark.parametrize("error", [BrokenPipeError(32, "Broken pipe"), OSError(28, "No space")])
def test_a_stream_that_fails_is_silenced(error: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(StringIO):
        def flush(self) -> None:
            raise error

    silenced: list[object] = []
    monkeypatch.setattr(output, "_silence", silenced.append)
    monkeypatch.setattr(sys, "stdout", out := Failing())
    monkeypatch.setattr(sys, "stderr", err := Failing())
    if isinstance(error, BrokenPipeError):
        emit("answer")  # whoever reads has enough
    else:
        with pytest.raises(UsageError):
            emit("answer")
    tell("message")
    assert silenced == [out, err]
