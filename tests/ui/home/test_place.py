"""Where a person is, as it is kept in the vault and taken back."""

from hypothesis import given
from hypothesis import strategies as st

from ui.routes import Route, Routes

NAMES = st.sampled_from(["past", "memories"])
plain = st.dictionaries(st.text(max_size=5), st.one_of(st.text(max_size=5), st.integers(), st.booleans()), max_size=3)
routes = st.builds(
    lambda name, params: Route.to(name, **params),
    st.text(min_size=1, max_size=6),
    st.dictionaries(st.sampled_from(["id", "page", "tab"]), st.text(max_size=5), max_size=2),
)


@given(st.lists(st.tuples(routes, plain), min_size=1, max_size=30))
def test_place_when_taken_back_then_route_way_back_and_memories_are_the_same(walk: list[tuple[Route, dict]]) -> None:
    """As plain JSON values and back."""
    before = Routes()
    for route, memory in walk:
        before.go(route)
        before.keep(route, memory)
    after = Routes()
    after.take_place(before.place())
    assert after.current == before.current
    assert after.can_go_back == before.can_go_back
    assert after.memory(walk[-1][0]) == before.memory(walk[-1][0])
    assert after.place() == before.place()


@given(
    st.recursive(
        st.one_of(st.none(), st.integers(), st.text(max_size=4)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["past", "memories"]), inner)
        ),
    )
)
def test_place_when_it_makes_no_sense_then_is_passed_over(written: object) -> None:
    """Whatever stands there, the program starts."""
    routes = Routes()
    routes.take_place(written if isinstance(written, dict) else {"past": written, "memories": written})
    assert routes.current is None or isinstance(routes.current, Route)
