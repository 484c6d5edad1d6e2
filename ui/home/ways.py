"""Where the lines of Home lead: the service names a screen and its subject, here they become routes."""

from ui.routes import Route

_PARAMS = {"meeting": "id", "minutes": "id", "case": "id", "actions": "agency", "referral": "id"}


def route_to(name: str, target: str = "") -> Route:
    """The route of a line; minutes are a page of their meeting."""
    if name == "minutes":
        return Route.to("meeting", id=target, page="minutes")
    if not target:
        return Route(name)
    return Route.to(name, **{_PARAMS.get(name, "id"): target})
