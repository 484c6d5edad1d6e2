"""Charts: one figure gives table, drawing and words; the drawing stays inside its frame."""

import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.papers.charts import RiskLine, draw, draw_risk_line
from hipdesk.papers.charts.canvas import ACCENT, OCHRE, SKY, STONE, WHITE, Canvas, fitted, width_of
from hipdesk.papers.figures import Figure, Fill, Series
from tests.support.paper_examples_quarterly import flow
from tests.support.paper_troubles import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
COUNT = st.integers(0, 400)


def stacked(values: list[tuple[int, int, int]]) -> Figure:
    return Figure(
        kind="stacked",
        title="Status",
        unit="case",
        categories=tuple(f"Strand {place}" for place in range(len(values))),
        series=tuple(
            Series(name=name, values=tuple(row[at] for row in values), fill=fill)  # type: ignore[arg-type]
            for at, (name, fill) in enumerate((("One", "accent"), ("Two", "sky"), ("Three", "hatch")))
        ),
        leading=True,
    )


def inside(svg: str) -> bool:
    """Whether every mark lies within the drawing."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - drawn by us
    wide, high = (float(root.get(side).removesuffix("pt")) for side in ("width", "height"))
    for mark in root:
        numbers = {
            name: float(mark.get(name)) for name in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy") if mark.get(name)
        }
        for name, number in numbers.items():
            limit = wide if "x" in name else high
            if not -1 <= number <= limit + 1:
                return False
        if mark.tag == f"{SVG}rect" and numbers["x"] + float(mark.get("width")) > wide + 1:
            return False
    return True


@given(st.lists(st.tuples(COUNT, COUNT, COUNT), min_size=1, max_size=9))
def test_stacked_when_drawn_then_it_stays_inside_and_words_and_table_agree(values):
    """Any counts fit the page, and the alternative text holds every one of them."""
    figure = stacked(values)
    assert inside(draw(figure))
    told = figure.alternative()
    assert all(f"one {row[0]}, two {row[1]}, three {row[2]}" in told for row in values)
    assert figure.table()[1:] == [[f"Strand {at}", *map(str, row)] for at, row in enumerate(values)]


@given(st.lists(st.lists(COUNT, min_size=8, max_size=8), min_size=1, max_size=7))
def test_multiples_when_drawn_then_they_stay_inside(lines):
    """One to seven strands, on one scale."""
    figure = Figure(
        kind="multiples",
        title="Strands",
        unit="flag",
        categories=tuple(f"2026-27 Q{place}" for place in range(8)),
        series=tuple(Series(name=f"Strand {at}", values=tuple(line)) for at, line in enumerate(lines)),
    )
    assert inside(draw(figure))


@given(COUNT, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9), st.integers(0, 40)), min_size=1, max_size=4))
def test_flow_when_drawn_then_it_stays_inside(start, moves):
    """A quiet quarter and a busy one both fit."""
    cells = []
    level = start
    for accepted, reopened, closed in moves:
        gone = min(closed, level + accepted + reopened)
        cells.append((level, accepted, reopened, gone, level + accepted + reopened - gone))
        level = cells[-1][-1]
    figure = Figure(
        kind="flow",
        title="Flow",
        unit="case",
        categories=tuple(f"Month {at}" for at in range(len(cells))),
        series=tuple(
            Series(name=name, values=tuple(cell[at] for cell in cells))
            for at, name in enumerate(("Open at start", "Accepted", "Reopened", "Closed", "Open at end"))
        ),
    )
    assert inside(draw(figure))


@given(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 52)), max_size=12))
def test_risk_line_when_drawn_then_it_stays_inside_and_says_every_score(scores):
    """The line is told in words with its band."""
    line = RiskLine(scores=tuple(sorted(scores)), medium_from=18, high_from=32, highest=52)
    assert inside(draw_risk_line(line))
    assert all(f"{score} ({line.band(score)})" in line.alternative() for _, score in scores)


def test_figure_when_drawn_twice_then_the_bytes_are_the_same():
    """A chart is part of a paper whose hash is kept."""
    assert draw(flow().figure()) == draw(flow().figure())


def test_figure_when_a_series_is_short_then_it_is_an_error():
    """A value missing from a series would silently move the others."""
    with pytest.raises(ValueError, match="one value per category"):
        Figure(kind="stacked", title="", unit="", categories=("a", "b"), series=(Series(name="x", values=(1,)),))


def test_chart_words_when_hostile_then_they_are_text_in_a_face_that_has_them():
    """A label is never markup in the drawing either, and no script falls out of its face."""
    canvas = Canvas(400, 40)
    canvas.text(0, 20, HOSTILE)
    canvas.text(0, 30, "নুসরাত AB سلمى")
    root = ElementTree.fromstring(canvas.finished())  # noqa: S314 - drawn by us
    assert {mark.tag for mark in root} == {f"{SVG}text"}
    assert [span.get("font-family") for span in root[1]] == ["Noto Sans Bengali", "Noto Sans Arabic"]


@given(st.text(max_size=80), st.floats(10, 300))
def test_fitted_when_a_label_is_wide_then_it_is_shortened_visibly(words, within):
    """A label too long for its place ends in an ellipsis."""
    shown = fitted(words, 8.5, within)
    assert width_of(shown, 8.5) <= within or len(shown) <= 1


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("one", "other", "least"), [(ACCENT, SKY, 4.5), (SKY, OCHRE, 2.1), (OCHRE, STONE, 2.5)])
def test_stack_colours_when_neighbours_then_they_can_be_told_apart(one, other, least):
    """In grey too: neighbours in stacking order keep their distance."""
    assert contrast(one, other) >= least


def test_stack_when_a_segment_is_light_then_it_is_outlined():
    """A light fill under 3 to 1 on white has an outline, since any two may meet when one between is zero."""
    svg = draw(stacked([(5, 5, 5)]))
    assert contrast(SKY, WHITE) < 3
    assert len(re.findall(r'stroke="#16202a"', svg)) >= 2


def test_stack_when_segments_are_hatched_then_no_two_kinds_are_hatched_alike():
    """Hidden, not known and recorded elsewhere can be told apart in print without colour."""
    drawings = set()
    kinds: tuple[Fill, ...] = ("hatch", "back", "cross", "level", "white")
    for fill in kinds:
        series = (Series(name="Not known", values=(30,), fill=fill),)
        figure = Figure(kind="stacked", title="T", unit="case", categories=("All",), series=series)
        drawings.add(draw(figure))
    assert len(drawings) == len(kinds)


@given(st.lists(st.integers(0, 20), min_size=2, max_size=8))
def test_multiples_when_the_line_climbs_from_its_first_point_then_the_figure_stands_off_it(values):
    """The first figure is under the point where the line goes up and there is room, above it otherwise."""
    names = tuple(f"2025-26 Q{at}" for at in range(len(values)))
    figure = Figure(
        kind="multiples", title="T", unit="flag", categories=names, series=(Series(name="Race", values=tuple(values)),)
    )
    drawing = draw(figure)
    first = re.search(r'<circle cx="[\d.]+" cy="([\d.]+)" r="1.7"', drawing)
    label = re.search(r'text x="[\d.]+" y="([\d.]+)"[^>]*fill="#4d5964">\d+<', drawing)
    under = float(label.group(1)) > float(first.group(1))
    assert not (under and values[1] <= values[0])
    assert under or values[1] <= values[0] or float(first.group(1)) + 13 >= 29 + 58


def test_risk_line_when_points_lie_between_then_each_score_that_has_room_stands_at_its_point():
    """Every middle score is named; of three a day apart the one in the middle is left to the table."""
    days = [date(2026, month, 5) for month in (5, 6, 7, 8, 11)]
    apart = RiskLine(
        scores=tuple(zip(days, (22, 38, 30, 24, 14), strict=True)), medium_from=18, high_from=31, highest=45
    )
    drawn = draw_risk_line(apart)
    assert all(f">{score}<" in drawn for score in (22, 38, 30, 24, 14))
    near = [date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 3), date(2026, 11, 9)]
    close = RiskLine(scores=tuple(zip(near, (22, 23, 25, 26), strict=True)), medium_from=18, high_from=31, highest=45)
    drawn = draw_risk_line(close)
    assert ">22<" in drawn
    assert ">26<" in drawn
    assert ">23<" not in drawn
