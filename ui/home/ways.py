"""Where the lines of Home lead: the service names a screen and its subject, here they become routes."""

from hipdesk.model.home import LateThing, QueueLine
from ui.parts.begun_referrals import key_of, way_on
from ui.routes import Route


def way_of(line: QueueLine) -> Route:
    """The screen of a line of the queue."""
    ways = {
        "triage": Route("referrals"),
        "actions": Route.to("actions", tab="late"),
        "aftercare": Route.to("case", id=line.target, page="change:aftercare"),
        "review-missed": Route.to("case", id=line.target, page="change:hearing"),
        "case-review": Route.to("case", id=line.target, page="change:review"),
        "order-ends": Route.to("case", id=line.target, page="outcomes"),
        "breach": Route.to("case", id=line.target, page="outcomes"),
        "no-hearing": Route.to("cases", view="no_hearing"),
        "duplicates": Route.to("people", pair=line.target),
        "drafts": way_on(line.target) if line.count == 1 else Route.to("referrals", id=key_of(line.target)),
        "returns": Route.to("meeting", id=line.target, page="papers"),
    }
    return ways.get(line.code, Route(line.route))


def way_to_settle(thing: LateThing) -> Route:
    """The screen that settles something late."""
    if thing.route == "minutes":
        return Route.to("meeting", id=thing.target, page="minutes")
    if thing.route == "papers":
        return Route.to("meeting", id=thing.target, page="papers")
    return Route.to("actions", tab="late") if thing.route == "actions" else Route(thing.route)
