"""What the tests of wrong indicators and readers share."""

from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings


@pytest.fixture
def first_counterexample() -> Iterator[None]:
    """A law that fails says so at once, and looks long enough to fail whatever is drawn."""
    usual = settings()
    settings.register_profile("usual", usual)
    settings.register_profile(
        "first_counterexample",
        usual,
        max_examples=300,
        phases=[Phase.generate],
        report_multiple_bugs=False,
    )
    settings.load_profile("first_counterexample")
    yield
    settings.load_profile("usual")
