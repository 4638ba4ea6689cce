"""Real processes: what only shows between a shell and a program."""

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.running import COMMAND, FACTS, QUARTER, cells, environment, start
from tests.fake_plugins import write_plugin

from credit_rules.__main__ import main
from credit_rules.cli.app import app

SCRIPT = Path(sys.executable).with_name("credit-rules")
BASH = shutil.which("bash") or "bash"
SCORE = ("score", FACTS, *QUARTER)
JSON = ("--format", "json")
COMMANDS = [
    (*SCORE, *JSON),
    SCORE,
    ("explain", FACTS, *QUARTER, *JSON, "--indicator", "government_integrity.hotline"),
    ("measures", *JSON),
    ("plugins", *JSON),
    ("check", *JSON),
]


def ended(process: "subprocess.CompletedProcess[bytes]") -> tuple[int, str]:
    return process.returncode, process.stderr.decode()


def test_the_script_and_the_module_are_the_same_command() -> None:
    module = start("--version")
    script = subprocess.run([SCRIPT, "--version"], capture_output=True, check=True)
    assert ended(module) == (0, "")
    assert script.stdout == module.stdout
    assert script.stdout.startswith(b"credit-rules ")


SEVERAL = f"""
import sys
from credit_rules.__main__ import main

for args in {[[*map(str, args)] for args in COMMANDS]!r}:
    sys.argv[1:] = args
    try:
        main()
    except SystemExit as ending:
        sys.stdout.write(f"\\f{{ending.code}}\\f")
"""
"""One process for all of them: starting one takes longer than any of them."""


def test_the_same_bytes_under_any_hash_seed_and_locale() -> None:
    told: list[dict[str, str]] = [
        {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONHASHSEED": "4294967295", "LC_ALL": "en_US.ISO-8859-1", "TZ": "Asia/Shanghai"},
    ]
    results = [
        subprocess.run(
            [sys.executable, "-c", SEVERAL],
            capture_output=True,
            env=environment(**environ),
            check=False,
        )
        for environ in told
    ]
    assert [ended(result) for result in results] == [(0, "")] * 3
    first, *others = [result.stdout.split(b"\f") for result in results]
    assert [other == first for other in others] == [True, True]
    answers, codes = first[:-1:2], first[1::2]
    assert codes == [b"0"] * len(COMMANDS)
    for answer in answers:
        assert len(answer) > 100
        assert answer.decode("utf-8").endswith("\n")
        assert b"\r" not in answer


def test_messages_are_utf8_whatever_the_locale() -> None:
    result = start("scor", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert result.returncode == 2
    assert "是否为 score" in result.stderr.decode("utf-8")


def test_ctrl_c_ends_quietly_with_130(tmp_path: Path) -> None:
    facts = tmp_path / "facts.csv"
    os.mkfifo(facts)
    # A shell's background job ignores the signal, and what it starts would too.
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [*COMMAND, "score", facts, *QUARTER],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    signal.signal(signal.SIGINT, usual)
    with facts.open("wb"):  # opens as soon as the command reads, and gives it nothing
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.parametrize("args", [(*SCORE, *JSON), ("--help",), ("--version",), ("readings",)])
def test_a_pipe_that_nobody_reads_ends_quietly(args: tuple[str | Path, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [*COMMAND, *map(str, args)]
    result = subprocess.run(
        command, stdout=writing, stderr=subprocess.PIPE, env=environment(), check=False
    )
    os.close(writing)
    assert (result.returncode, result.stderr) == (0, b"")


def test_head_takes_the_first_line() -> None:
    command = " ".join(f"'{word}'" for word in [*COMMAND, "readings", "--format", "json"])
    result = subprocess.run(
        [BASH, "-o", "pipefail", "-c", f"{command} | head -1"],
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, b"[\n", b"")


def test_messages_that_nobody_reads_change_no_exit_code() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [*COMMAND, "score"], stdout=subprocess.PIPE, stderr=writing, env=environment(), check=False
    )
    os.close(writing)
    assert (result.returncode, result.stdout) == (2, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said() -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [*COMMAND, *SCORE], stdout=full, stderr=subprocess.PIPE, env=environment(), check=False
        )
    assert result.returncode == 2
    assert result.stderr.decode().count("\n") == 1
    assert "stdout" in result.stderr.decode()


def test_a_stdout_that_is_closed_is_said() -> None:
    command = " ".join(f"'{word}'" for word in [*COMMAND, *SCORE])
    result = subprocess.run(
        [BASH, "-c", f"{command} >&-"], capture_output=True, env=environment(), check=False
    )
    assert result.returncode == 2
    assert "stdout" in result.stderr.decode()


def test_a_stderr_that_is_closed_changes_no_exit_code() -> None:
    command = " ".join(f"'{word}'" for word in [*COMMAND, "score"])
    result = subprocess.run(
        [BASH, "-c", f"{command} 2>&-"], capture_output=True, env=environment(), check=False
    )
    assert (result.returncode, result.stdout) == (2, b"")


@pytest.mark.parametrize("told", [{}, {"NO_COLOR": "1"}])
def test_colours_come_on_a_terminal_only(told: dict[str, str]) -> None:
    ours, theirs = pty.openpty()
    environ = environment(TERM="xterm-256color", COLUMNS="80", **told)
    process = subprocess.Popen([*COMMAND, *SCORE], stdout=theirs, env=environ)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # how a terminal says that its other side is gone
        pass
    os.close(ours)
    assert process.wait(timeout=60) == 0
    assert (b"\x1b[" in shown) == (not told)
    if told:
        assert max(map(cells, shown.decode().splitlines())) <= 80


def test_without_the_extra_both_languages_say_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise ModuleNotFoundError(\"No module named 'click'\")")
    result = start("--version", PYTHONPATH=str(tmp_path))
    chinese, english = result.stderr.decode().splitlines()
    assert (result.returncode, result.stdout) == (2, b"")
    for line in (chinese, english):
        assert 'pip install "credit-rules[cli]"' in line
        assert "No module named 'click'" in line
    assert "命令行无法启动" in chinese
    assert "cannot start" in english


def test_without_the_extra_the_library_works(tmp_path: Path) -> None:
    for name in ("click", "rich"):
        (tmp_path / f"{name}.py").write_text("raise ModuleNotFoundError")
    source = (
        "from credit_rules import Rulebook; book = Rulebook.load();"
        f"print(book.score(book.read_csv({str(FACTS)!r}), period='2023-Q3'))"
    )
    result = subprocess.run(
        [sys.executable, "-c", source],
        capture_output=True,
        env=environment(PYTHONPATH=str(tmp_path), PYTHONIOENCODING="utf-8"),
        check=True,
    )
    assert "71.91 / 96.00" in result.stdout.decode()


def test_a_plugin_on_the_path_is_found_and_its_fault_said(tmp_path: Path) -> None:
    write_plugin(tmp_path, "wreck", "raise SystemExit('on the rocks')")
    listed = start("plugins", *JSON, PYTHONPATH=str(tmp_path))
    assert listed.returncode == 0
    states = {plugin["name"]: plugin["status"] for plugin in json.loads(listed.stdout)}
    assert states.pop("wreck") == "broken"
    assert set(states.values()) == {"ok"}
    refusal = start(*SCORE, PYTHONPATH=str(tmp_path))
    assert (refusal.returncode, refusal.stdout) == (3, b"")
    assert "SystemExit: on the rocks" in refusal.stderr.decode()


def test_what_a_plugin_prints_does_not_spoil_the_answer(tmp_path: Path) -> None:
    write_plugin(tmp_path, "chatter", "print('hello'); 1/0")
    listed = start("plugins", *JSON, PYTHONPATH=str(tmp_path))
    assert json.loads(listed.stdout)
    assert listed.stderr == b"hello\n"


def test_main_runs_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["credit-rules", "--version"])
    with pytest.raises(SystemExit) as ending:
        main()
    assert ending.value.code == 0
    assert capfd.readouterr().out.startswith("credit-rules ")


def test_main_without_the_extra(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "credit_rules.cli.app", None)
    with pytest.raises(SystemExit) as ending:
        main()
    assert ending.value.code == 2
    assert "credit-rules[cli]" in capsys.readouterr().err


def test_main_interrupted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: list[str], __: str) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["credit-rules"])
    monkeypatch.setattr(app, "run", interrupt)
    with pytest.raises(SystemExit) as ending:
        main()
    assert ending.value.code == 130
    assert capsys.readouterr() == ("", "")


def test_main_leaves_streams_that_are_no_files_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "argv", ["credit-rules", "scor"])
    with pytest.raises(SystemExit) as ending:
        main()
    assert ending.value.code == 2
