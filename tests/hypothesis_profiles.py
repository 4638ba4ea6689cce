"""How long the property tests look.

The default is a quick look, for every change; ``HYPOTHESIS_PROFILE=deep`` (``tox -e deep``) looks
fifty times as long at the same properties. Whoever writes one need not ask for more examples.

Loaded before anything is collected (``-p tests.hypothesis_profiles``). The default draws the
same examples on every run, as far as hypothesis can: it also draws constants of the modules
that happen to be loaded, so a test must not hang on one lucky example.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "default",
    max_examples=20,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "deep",
    max_examples=1000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
