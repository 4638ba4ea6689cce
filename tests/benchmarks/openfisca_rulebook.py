"""The rulebook for OpenFisca: a variable for each number and each indicator, in float32.

OpenFisca is made for many at once: :func:`totals` scores them in one simulation, and
:func:`total` shows what one costs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from dialects import EVERYTHING, Numbers, arrays
from openfisca_core import periods
from openfisca_core.entities import Entity
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from quarters import numbers, report
from zen_rulebook import POINTS

QUARTER_AS_MONTH = periods.period("2023-07")
"""A quarter is no period of definition; all numbers stand in one month."""
TOLERANCE = 2e-5
"""How near to the exact total 26 numbers of 24 bits come, which is not near enough."""

_OFFICE = Entity("office", "offices", "An office that is scored", "")
_INPUTS = tuple(numbers(report(0)))


def _variable(name: str, formula: Callable[..., Any] | None = None) -> type[Variable]:
    said = {"value_type": float, "entity": _OFFICE, "definition_period": periods.DateUnit.MONTH}
    return type(name, (Variable,), said | ({"formula": formula} if formula else {}))


def _formula(expression: str) -> Callable[..., Any]:
    words = arrays(expression)
    read = "; ".join(f"{name} = of('{name}', period)" for name in _INPUTS if name in words)
    scope: dict[str, Any] = {"where": np.where}
    exec(f"def formula(of, period):\n    {read}\n    return {words}", scope)  # noqa: S102 -- its own
    found: Callable[..., Any] = scope["formula"]
    return found


def _total(of: Callable[..., Any], period: object) -> Any:
    return sum(of(code, period) for code in POINTS)


_SYSTEM = TaxBenefitSystem([_OFFICE])
for _name in _INPUTS:
    _SYSTEM.add_variable(_variable(_name))
for _code, _expression in POINTS.items():
    _SYSTEM.add_variable(_variable(_code, _formula(_expression)))
_SYSTEM.add_variable(_variable("total", _total))


def totals(columns: Mapping[str, Sequence[int]]) -> Any:
    """The totals of many scorecards: an array."""
    return _calculated(columns, ["total"])["total"]


def everything(columns: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    """All indicators and the total of many scorecards."""
    return _calculated(columns, EVERYTHING)


def _calculated(columns: Mapping[str, Sequence[int]], wanted: Iterable[str]) -> dict[str, Any]:
    count = len(next(iter(columns.values())))
    simulation = SimulationBuilder().build_default_simulation(_SYSTEM, count=count)
    for name, column in columns.items():
        simulation.set_input(name, QUARTER_AS_MONTH, np.asarray(column, dtype=np.float32))
    with np.errstate(divide="ignore", invalid="ignore"):
        return {one: simulation.calculate(one, QUARTER_AS_MONTH) for one in wanted}


def total(n: Numbers) -> float:
    """The total of one."""
    return float(totals({name: [value] for name, value in n.items()})[0])
