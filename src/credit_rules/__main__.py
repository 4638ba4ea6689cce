"""``python -m credit_rules``, and what the command ``credit-rules`` starts."""

import sys
from io import TextIOWrapper

_BAD_USAGE = 2
_INTERRUPTED = 130


def main() -> None:
    """Start the command line, or say that what it needs beyond the library is not installed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        try:
            from credit_rules.cli.app import app
        except ImportError as error:
            from credit_rules.errors.cli import extra_missing

            missing = extra_missing(str(error))
            sys.stderr.write(f"{missing.read('zh')}\n{missing.read('en')}\n")
            sys.exit(_BAD_USAGE)
        app()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
