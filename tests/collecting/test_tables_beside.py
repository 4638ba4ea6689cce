"""Tables of ours hold what they were made of, whatever stands in the cells."""

import pytest
from tests.collecting.samples import ENGINES, SIGNS, licence, up_to

from credit_rules.collecting.engines import beside, fetched, opened


@pytest.mark.parametrize("as_table", ENGINES)
@pytest.mark.parametrize("sign", SIGNS)
def test_odd_words_come_out_as_they_went_in(as_table, sign):
    columns = up_to(sign)

    found = beside(opened(as_table([licence()])), columns)

    assert sorted(fetched(found)) == sorted(zip(*columns.values(), strict=True))
