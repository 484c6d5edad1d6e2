"""Charts: from a figure (series, categories, values) to an SVG at printed size, the same on paper and screen."""

from hipdesk.papers.charts.canvas import MM
from hipdesk.papers.charts.flow import draw_flow
from hipdesk.papers.charts.multiples import draw_multiples
from hipdesk.papers.charts.risk_line import RiskLine, draw_risk_line
from hipdesk.papers.charts.stacked import draw_stacked
from hipdesk.papers.figures import Figure
from hipdesk.papers.text import Drawn

__all__ = ["RiskLine", "draw", "draw_risk_line"]

_DRAWN_BY = {"flow": draw_flow, "multiples": draw_multiples, "stacked": draw_stacked}


def draw(figure: Figure, width: float = 172 * MM) -> Drawn:
    """The SVG of a figure, ``width`` points wide and as high as it needs; the same bytes each time."""
    return _DRAWN_BY[figure.kind](figure, width)
