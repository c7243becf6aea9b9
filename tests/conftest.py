"""What all tests share: the profiles under which Hypothesis searches."""

import os

from hypothesis import settings

# Where changes are taken a search must give the same answer twice, and a busy machine is no fault.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
