"""Where answers and messages go: stdout or a file, and stderr; all at once or not at all."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import ELOOP
from json import dumps
from pathlib import Path
from secrets import token_hex
from typing import TextIO

from rich.console import Console, RenderableType

from credit_rules.errors import UsageError
from credit_rules.errors.cli import no_folder, overwrites_input, unwritable
from credit_rules.errors.systems import reason
from credit_rules.reports.tables import as_text


def as_json(form: object) -> str:
    """The JSON of a listing: the same bytes for the same content."""
    return dumps(form, ensure_ascii=False, indent=2) + "\n"


def show(*parts: RenderableType, file: Path | None = None) -> None:
    """Write *parts* for a person: in colour and as wide as the terminal, plain anywhere else."""
    if file is None and sys.stdout is not None and sys.stdout.isatty():
        colour = not os.environ.get("NO_COLOR")
        emit(as_text(*parts, width=Console().width, colour=colour))
    else:
        emit(as_text(*parts), file)


def emit(text: str, file: Path | None = None) -> None:
    """Write *text* to stdout, or to *file* in one step.

    Raises:
        UsageError: the place takes nothing.
    """
    try:
        if file is None:
            _to_stdout(text)
        else:
            _to_file(text, file)
    except OSError as error:
        name = "stdout" if file is None else str(file)
        raise UsageError(unwritable(name, reason(error))) from None


def emit_all(folder: Path, texts: Mapping[str, str]) -> None:
    """Write *texts* to files in *folder*, by their names; it is made where it is not there.

    Raises:
        UsageError: the place takes nothing.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(no_folder(str(folder), reason(error))) from None
    for name, text in texts.items():
        emit(text, folder / name)


def tell(message: str) -> None:
    """Write *message* to stderr, if anybody still listens there."""
    if sys.stderr is None:  # closed by whoever started this process
        return
    try:
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def refuse_input_as_output(given: Path | None, output: Path | None) -> None:
    """See to it that no result takes the place of what it is made from.

    Raises:
        UsageError: *output* is the file *given*, under this or another name.
    """
    with suppress(OSError):  # one of the two is not there, or cannot be: others say so
        if given and output and (output == given or output.samefile(given)):
            raise UsageError(overwrites_input(output))


def _to_stdout(text: str) -> None:
    if sys.stdout is None:  # closed by whoever started this process
        raise OSError(None, "closed")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        _silence(sys.stdout)
        if not isinstance(error, BrokenPipeError):  # a reader that has enough is no fault
            raise


def _silence(stream: TextIO) -> None:
    # Python writes what is left as it ends, and complains: let that go nowhere.
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _to_file(text: str, file: Path) -> None:
    with drafted(file) as opened:
        opened.write(text)


@contextmanager
def drafted(file: Path) -> Iterator[TextIO]:
    """What is written to it is *file* at the end, in one step; whatever goes wrong leaves nothing.

    Raises:
        OSError: the place takes nothing.
    """
    if file.exists() and not file.is_file():  # a device or a pipe must not be replaced
        with file.open("w", encoding="utf-8", newline="\n") as opened:
            yield opened
        return
    target = Path(os.path.realpath(file))
    if target.is_symlink():  # a loop of links
        raise OSError(ELOOP, os.strerror(ELOOP))
    draft = target.with_name(f".{token_hex(8)}.tmp")
    try:
        with draft.open("x", encoding="utf-8", newline="\n") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


@contextmanager
def written_to(file: Path) -> Iterator[TextIO]:
    """A file that takes long to write: see :func:`drafted`.

    Raises:
        UsageError: the place takes nothing.
    """
    try:
        with drafted(file) as opened:
            yield opened
    except OSError as error:
        raise UsageError(unwritable(str(file), reason(error))) from None
