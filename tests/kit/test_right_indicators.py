"""Every law lets a right indicator of each shape pass."""

from collections.abc import Callable, Mapping

import pytest
from tests.kit.test_laws import adopted, asked, by_count, in_months, jumping, people, rate
from tests.kit.test_laws_of_shapes import SHAPES
from tests.readers.clauses import indicator

from credit_rules import Node
from credit_rules.formulas import (
    above,
    capped,
    each_quarter,
    floored,
    line,
    not_applicable,
    once_a_year,
    when,
    where_empty,
)
from credit_rules.indicators import BoundIndicator
from credit_rules.testing import LAWS

RIGHT: Mapping[str, Node] = {
    **SHAPES,
    "a_line_by_month": in_months,
    "a_count": by_count,
    "a_flag_of_the_year": once_a_year(3 * adopted),
    "a_flag_of_the_year_strictly": once_a_year(3 * adopted, strict=True),
    "a_sum_by_quarter": each_quarter(capped(2 * adopted + "0.5" * asked, 3)),
    "a_jump": jumping,
    "a_jump_beyond": each_quarter(when(above(people, 5), then=3, otherwise=capped(people, 1))),
    "nothing_to_count": where_empty(3 * rate, 3),
    "taken_off_afterwards": floored(in_months - 1 * people),
    "not_always_applicable": when(above(people, 0), then=by_count, otherwise=not_applicable()),
    "a_falling_line": line(people, {1: 3, 4: 1, 9: 0}),
}


@pytest.mark.parametrize("formula", RIGHT.values(), ids=RIGHT)
@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_a_right_indicator_obeys_every_law(
    law: Callable[[BoundIndicator], None], formula: Node
) -> None:
    law(indicator(formula))
