"""What all tests share: the profiles under which Hypothesis searches."""

import os

from hypothesis import settings

# Where changes are taken a search must give the same answer twice, and a busy machine is no fault.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
# To search hard by hand: pytest --hypothesis-profile search tests/procedure/test_any_story.py
settings.register_profile("search", deadline=None, max_examples=3000)
settings.load_profile("ci" if os.environ.get("CI") else "here")
