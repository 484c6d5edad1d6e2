"""The map of wards: simple outlines that still meet, shades told apart in grey, every count in words, on paper."""

import itertools
import json
import math
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipdesk.model.wards import ListedWard
from hipdesk.papers.charts.canvas import GREY, INK, WHITE
from hipdesk.papers.charts.outline import hatching, holds, room_in
from hipdesk.papers.charts.ward_map import _ON_DEPTHS, DEPTHS, draw_ward_map, letter, map_of
from hipdesk.papers.produce import produce
from hipdesk.papers.public import PublicLine, PublicTable
from hipdesk.papers.quarterly_wards import WardsSection
from hipdesk.papers.reading.outlines import simplified
from hipdesk.papers.reading.ward_files import read_wards
from tests.papers.test_paper_charts import inside
from tests.support import paper_examples, pdf_structure
from tests.support.presses import lent_press

MAP = Path(__file__).resolve().parents[1] / "data" / "wards" / "marlbridge.geojson"
WARDS = read_wards(MAP.read_bytes())["wards"]
SHAPES = tuple(ListedWard(name, code, tuple(tuple(map(tuple, ring)) for ring in rings)) for name, code, rings in WARDS)
COUNTS = st.lists(st.one_of(st.none(), st.integers(0, 200)), min_size=len(SHAPES), max_size=len(SHAPES))


def figure(counts, **given_more):
    named = dict(zip((each.name for each in SHAPES), counts, strict=True))
    more = {"title": "Cases", "not_known": ("4", 4), "least": 5, "few": "1 to 4"} | given_more
    return map_of(SHAPES, named, **more)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return sum(
        weight * (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4)
        for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
    )


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def edges(areas):
    """Every stretch of border, without its direction, and how many rings have it."""
    found = Counter()
    for rings in areas:
        for ring in rings:
            found.update(frozenset(pair) for pair in zip(ring, [*ring[1:], ring[0]], strict=True))
    return found


def densely(ring, many, swing):
    """A ring with ``many`` points to an edge, off by a little; neighbours get the same ones."""
    made = []
    for one, two in zip(ring, [*ring[1:], ring[0]], strict=True):
        low, high = sorted((one, two))
        between = [
            (
                low[0] + (high[0] - low[0]) * at / many,
                low[1] + (high[1] - low[1]) * at / many + swing * math.sin(at * 12.9898),
            )
            for at in range(1, many)
        ]
        made += [one, *(between if (low, high) == (one, two) else between[::-1])]
    return made


@settings(max_examples=12, deadline=None)
@given(st.integers(2, 40), st.floats(0, 0.0004), st.integers(150, 4000))
def test_outlines_when_made_simple_then_neighbours_still_share_their_borders(many, swing, most):
    """A border of two wards is the same line in both, however few points are left; nothing is lost."""
    dense = [[densely(ring, many, swing) for ring in each.rings] for each in SHAPES]
    made = simplified(dense, most)
    points = sum(len(ring) for rings in made for ring in rings)
    assert points <= max(most, 160)
    assert all(rings and all(len(ring) > 2 for ring in rings) for rings in made)
    # Stretches of one ring alone are the edge of the borough: where they end, another begins.
    ends = Counter(point for edge, times in edges(made).items() if times == 1 for point in edge)
    assert all(times % 2 == 0 for times in ends.values())
    assert set(edges(made).values()) <= {1, 2}


def test_outlines_when_a_borough_has_a_hundred_thousand_points_then_the_map_stays_small():
    """Four megabytes come in; the drawing on paper is a few hundred kilobytes, and says so."""
    features = [
        {
            "type": "Feature", "properties": {"name": each.name},
            "geometry": {"type": "MultiPolygon", "coordinates": [[densely(ring, 290, 0.0001)] for ring in each.rings]},
        }
        for each in SHAPES
    ]  # fmt: skip
    found = read_wards(json.dumps({"type": "FeatureCollection", "features": features}).encode())
    assert found["findings"][0].startswith("Outlines were made simpler for print: ")
    before = sum(len(part[0]) for each in features for part in each["geometry"]["coordinates"])
    after = sum(len(ring) for _, _, rings in found["wards"] for ring in rings)
    assert before > 100_000
    assert after <= 8_000


@given(COUNTS, st.sampled_from((3, 5, 10)))
@settings(max_examples=25, deadline=None)
def test_map_when_drawn_then_stays_inside_and_words_hold_every_count(counts, least):
    """Any counts; the key has a class for each; a hidden count is told as hidden and never as a number."""
    made = figure(counts, least=least, few="[c]: hidden")
    assert inside(draw_ward_map(made))
    for each, count in zip(made.wards, counts, strict=True):
        told = f"{each.letter} {each.name} {'[c]: hidden' if count is None else count}"
        assert told in made.alternative()
        assert made.shade(count) in [shade for shade, _ in made.key]
    (low, _), (middle, _), (high, last) = made.classes
    assert least == low < middle < high
    assert last is None


def test_shades_when_printed_in_grey_then_neighbours_words_and_borders_are_told_apart():
    """Steps of lightness between classes, a number legible on each, the hatch and the bar of not known dark enough."""
    steps = [WHITE, *DEPTHS]
    assert all(contrast(one, two) >= 1.5 for one, two in itertools.pairwise(steps))
    assert contrast(DEPTHS[0], DEPTHS[1]) >= 3
    assert all(contrast(ink, ground) >= 4.5 for ink, ground in zip(_ON_DEPTHS, DEPTHS, strict=True))
    assert contrast(GREY, WHITE) >= 4.5
    assert contrast(INK, DEPTHS[0]) >= 3


def test_hatching_when_a_ward_has_a_hole_then_strokes_stay_out_of_it():
    """Strokes lie inside the outline, none in the hole; so does the label."""
    ring = [(0.0, 0.0), (90.0, 0.0), (90.0, 90.0), (0.0, 90.0)]
    hole = [(30.0, 20.0), (70.0, 20.0), (70.0, 80.0), (30.0, 80.0)]
    strokes = hatching([ring, hole], 4)
    assert len(strokes) > 20
    for (x1, y1), (x2, y2) in strokes:
        assert holds([ring, hole], (x1 + x2) / 2, (y1 + y2) / 2)
    x, y, room = room_in([ring, hole], 20)
    assert holds([ring, hole], x, y)
    assert room == 90 or room == 30


def test_letters_when_there_are_many_wards_then_go_on_after_z():
    """Z is followed by AA."""
    assert [letter(at) for at in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_names_when_no_ward_has_them_then_are_listed_beside_the_map():
    """A recorded name that the office's map does not have is told with the map, never dropped."""
    made = map_of(SHAPES, {"Tanners": 7, "Elsewhere": 2}, title="Cases", not_known=("0", 0), least=5, few="1 to 4")
    assert made.off_map == ("Elsewhere",)
    assert "Not on the map: Elsewhere." in made.alternative()
    assert len(made.wards) == len(SHAPES)
    assert map_of((), {"Tanners": 7}, title="Cases", not_known=("0", 0), least=5, few="1 to 4") is None


def test_public_table_when_counts_are_hidden_then_its_map_hatches_them_and_names_no_number():
    """[c] for small and protecting counts alike, also for wards not known."""
    lines = (
        PublicLine(name="Tanners", cells=("12",), count=12), PublicLine(name="Priory", cells=("[c]",), count=None),
        PublicLine(name="Not known", cells=("[c]",), count=None, kind="unknown"),
    )  # fmt: skip
    made = PublicTable(
        number="9", title="Ward of incident", heads=("Ward", "2025-26"), lines=lines, note="", shapes=SHAPES
    ).figure()
    assert made is not None
    assert "B Priory [c]: hidden" in made.alternative()
    assert "Ward not known: [c]." in made.alternative()
    texts = [each.text for each in ElementTree.fromstring(draw_ward_map(made)).iter() if each.text]  # noqa: S314 - drawn by us
    assert "1 to 4" not in texts
    assert "[c]: hidden" in texts


@pytest.fixture(scope="module")
def printed():
    """The invented quarterly report with a map, as bytes, and without."""
    paper = paper_examples.quarterly()
    at, plain = next((at, each) for at, each in enumerate(paper.sections) if isinstance(each, WardsSection))
    called = [replace(ward, name=shape.name) for ward, shape in zip(plain.wards, SHAPES, strict=False)]
    mapped = replace(plain, shapes=SHAPES, wards=(*called, replace(plain.wards[-1], name="Elsewhere")))
    sections = (*paper.sections[:at], mapped, *paper.sections[at + 1 :])
    with lent_press() as press:
        return produce(replace(paper, sections=sections), press), produce(paper, press)


def test_quarterly_when_the_office_has_a_map_then_it_stands_beside_its_table(printed):
    """Tagged, with its words; names that are no ward are told beneath; without outlines the bars stand as ever."""
    with_map, without = printed
    assert pdf_structure.findings(with_map) == []
    words = " ".join(" ".join(pdf_structure.page_texts(with_map)).split())
    assert "Map 9 Cases by ward of incident" in words
    assert "Not on the map, because no ward has this name: Elsewhere." in words
    assert "Map 9" not in " ".join(pdf_structure.page_texts(without))
    assert len(with_map) < len(without) + 60_000
