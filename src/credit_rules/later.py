"""Values of which some fields are found only when somebody looks at them.

They are the same values: a field that was looked at stays, and comparing, copying or pickling
looks at all of them.
"""

from collections.abc import Callable
from typing import Any


class Later:
    """A frozen value with slots, whose fields may be left open when it is made by ``put``."""

    __slots__ = ("_found_by",)
    _found_by: tuple[Any, ...]

    def _found(self, name: str) -> object:
        """The field *name*, of which nothing is known yet."""
        if name not in type(self).__slots__:
            msg = f"{type(self).__name__!r} object has no attribute {name!r}"
            raise AttributeError(msg)
        find, *what = self._found_by
        value = find(*what, name)
        put(self, name, value)
        return value


# What Python asks where an attribute is not there. It stands outside of the class so that type
# checkers do not take every name for an attribute.
setattr(Later, "__getattr__", Later._found)  # noqa: B010, SLF001

put: Callable[[object, str, Any], None] = object.__setattr__
"""Sets one field of a value that is being made; ``_found_by`` says who finds the others.

That is a function and what it is called with, before the field's name.
"""
