"""``python -m credit_rules``, and what the command ``credit-rules`` starts."""

import sys
from io import TextIOWrapper

from credit_rules.errors.cli import extra_missing

_INTERRUPTED = 130


def main() -> None:
    """Start the command line; what it needs beyond the library may not be installed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        from credit_rules.cli.app import app
    except ImportError as error:
        missing = extra_missing(str(error))
        sys.exit(f"{missing.read('zh')}\n{missing.read('en')}")
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    app()


if __name__ == "__main__":
    main()
