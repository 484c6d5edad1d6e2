"""Property tests have no deadline: a shared machine may stand still between two examples."""

from hypothesis import settings

settings.register_profile("rules", deadline=None)
settings.load_profile("rules")
