"""Where a referral that was begun is gone on with, and its key among the rows of the inbox."""

from ui.routes import Route

NEW = "new"
"""The draft that the page of a new referral opens by itself."""
_KEY = "draft:"


def way_on(subject: str) -> Route:
    """The form with this draft; one route for each, so that no draft is open twice."""
    return Route("referral-form") if subject == NEW else Route.to("referral-form", draft=subject)


def key_of(subject: str) -> str:
    """The key of its row in the inbox."""
    return _KEY + subject
