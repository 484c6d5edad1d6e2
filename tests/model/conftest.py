"""Property tests of the rules: no deadline, since a shared machine may stand still between two examples."""

from hypothesis import settings

settings.register_profile("rules", deadline=None, max_examples=100)
settings.load_profile("rules")
