"""How long the property tests look: ``HYPOTHESIS_PROFILE=deep`` looks twenty times as long.

The default profile draws the same examples on every run.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("default", deadline=None, derandomize=True, max_examples=100)
settings.register_profile(
    "deep",
    deadline=None,
    derandomize=False,
    max_examples=2000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
