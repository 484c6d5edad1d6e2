"""Back, forward, and what pages remember."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QSignalSpy

from ui.routes import Route, Routes

moves = st.lists(st.one_of(st.sampled_from(["back", "forward"]), st.sampled_from("abcd")), max_size=80)


@given(moves)
def test_routes_when_walked_then_agree_with_a_plain_history(walk: list[str]) -> None:
    """Whatever a person does, back and forward are those of any browser."""
    routes, past, ahead = Routes(), [], []
    for move in walk:
        if move == "back":
            routes.back()
            if len(past) > 1:
                ahead.append(past.pop())
        elif move == "forward":
            routes.forward()
            if ahead:
                past.append(ahead.pop())
        else:
            routes.go(Route.to(move))
            if not past or past[-1] != move:
                past, ahead = [*past, move][-Routes.MOST :], []
        assert (routes.current.name if routes.current else None) == (past[-1] if past else None)
        assert (routes.can_go_back, routes.can_go_forward) == (len(past) > 1, bool(ahead))


def test_route_when_written_in_another_order_then_is_the_same() -> None:
    """Parameters have no order."""
    assert Route.to("case", id="1", page="risk") == Route.to("case", page="risk", id="1")
    assert Route.to("case", id="1").get("id") == "1"
    assert Route.to("case").get("page", "summary") == "summary"


def test_routes_when_replaced_then_back_does_not_return_to_the_draft() -> None:
    """A logged referral takes the place of its form."""
    routes = Routes(Route.to("home"))
    went = QSignalSpy(routes.went)
    routes.go(Route.to("new_referral"))
    routes.keep(Route.to("new_referral"), {"scroll": 7})
    routes.replace(Route.to("referral", id="1"))
    routes.back()
    assert routes.current == Route.to("home")
    assert routes.memory(Route.to("new_referral")) == {}
    assert went.count() == 3
