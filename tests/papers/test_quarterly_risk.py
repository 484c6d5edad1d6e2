"""Table 13 on paper: a matrix that adds up or refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.papers.quarterly_risk import RiskSection

LINES = st.tuples(*[st.tuples(*[st.integers(0, 99)] * 3)] * 3)


@given(counts=LINES)
def test_matrix_when_set_then_it_adds_up_and_deeper_never_means_fewer(counts):
    """Totals are sums, the three ways add to all, and a darker cell never holds fewer cases than a lighter one."""
    cases = sum(map(sum, counts))
    section = RiskSection(counts=counts, cases=cases)
    content = section.to_content()
    assert sum(section.moved) == cases
    assert content["total"][1:4] == [str(sum(line[place] for line in counts)) for place in range(3)]
    cells = sorted((int(shown), depth) for row in content["rows"] for shown, depth in row["cells"])
    assert [depth for _, depth in cells] == sorted(depth for _, depth in cells)
    assert all((depth == 0) == (shown == 0) for shown, depth in cells)
    assert all(share == "" for *_, share in content["moved"]) == (cases < 20)


def test_matrix_when_it_does_not_add_up_then_refuses():
    """A report with wrong sums is worse than none."""
    with pytest.raises(Refused, match="Table 13"):
        RiskSection(counts=((1, 0, 0), (0, 1, 0), (0, 0, 1)), cases=4)
