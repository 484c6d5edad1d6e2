"""Wards: a map read and refused, kept in the vault, matched with what was recorded, taken out again."""

import hashlib
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model.periods import quarter
from hipdesk.model.wards import ImportWards, WardFileRefused, WardShape, ward_key
from hipdesk.papers.reading.ward_files import read_wards, read_wards_in_press
from hipdesk.services.figures import behind_figure
from hipdesk.services.reports.report import report
from hipdesk.services.wards import import_wards, list_wards, remove_wards, unmatched_by, ward_outlines
from tests.services.test_reports import one
from tests.support.histories import write_histories
from tests.support.presses import lent_press

MAP = Path(__file__).resolve().parents[1] / "data" / "wards" / "marlbridge.geojson"
Q2 = quarter(2015, 2, "financial")
SQUARE = ((-0.6, 52.4), (-0.5, 52.4), (-0.5, 52.5), (-0.6, 52.5))
NAMES = st.lists(st.sampled_from(["Bow East", "Saint Anne and Church", "O'Neill", "Lea Bank"]), min_size=1)


def named(*names):
    wards = tuple(WardShape(name=name, rings=(SQUARE,)) for name in names)
    return ImportWards(file_name="wards.geojson", sha256="a" * 64, wards=wards)


def feature(name, coordinates, kind="Polygon"):
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": coordinates}}


def geojson(*features):
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def test_map_when_read_in_the_press_then_names_codes_and_parts_come_back(office):
    """Fourteen invented wards; one of two parts; what is kept draws the same outlines again."""
    content = MAP.read_bytes()
    with lent_press() as press:
        file, digest = read_wards_in_press(press, content)
    assert digest == hashlib.sha256(content).hexdigest()
    assert (len(file.wards), file.findings) == (14, ())
    quayside = next(each for each in file.wards if each.name == "Quayside")
    assert (quayside.code, len(quayside.rings)) == ("E05999001", 2)
    done = office.do(import_wards, ImportWards(file_name=MAP.name, sha256=digest, wards=file.wards))
    assert (done.wards, done.gone, done.unmatched) == (14, (), ())
    kept = {each.name: each.rings for each in office.read(ward_outlines)}
    assert kept == {each.name: each.rings for each in file.wards}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no GeoJSON"),
        (b"[" * 100_000, "no GeoJSON"),
        (b'{"type": "FeatureCollection", "features": []}', "no areas"),
        (geojson(feature("", [[[0, 52], [0, 53], [1, 53]]])), "No area of the file has a name"),
        (geojson(feature("Lea Bank", [[[533_000, 181_000], [534_000, 181_000], [534_000, 182_000]]])), "National Grid"),
        (geojson(feature("Lea Bank", [[[52.4, -0.6], [52.5, -0.6], [52.5, -0.5]]])), "National Grid"),
        (geojson(feature("Lea Bank", [[["a", "b"], [0, 0], [1, 1]]])), "not written as GeoJSON"),
        (geojson(feature("Lea Bank", [[[math.nan, 52], [0, 53], [1, 53]]])), "National Grid"),
    ],
)  # fmt: skip
def test_map_when_it_is_none_then_refused_with_what_to_do(content, said):
    """Empty, nested without end, nameless, in other coordinates, turned about, no numbers: a sentence, nothing kept."""
    with pytest.raises(WardFileRefused, match=said) as told:
        read_wards(content)
    assert "GeoJSON" in told.value.to_do


def test_map_when_a_part_of_it_is_no_area_then_left_out_and_told():
    """A point and a nameless square; the one ward that comes twice is one of two parts."""
    square = [[[-0.6, 52.4], [-0.5, 52.4], [-0.5, 52.5], [-0.6, 52.4]]]
    other = [[[[-0.4, 52.4], [-0.3, 52.4], [-0.3, 52.5]]]]
    found = read_wards(
        geojson(
            feature("Lea Bank", square), feature("LEA BANK", other, "MultiPolygon"), feature("Spot", [0, 52], "Point"),
            feature(None, square),
        )
    )  # fmt: skip
    assert [(name, len(rings)) for name, _, rings in found["wards"]] == [("Lea Bank", 2)]
    assert [finding.partition(":")[0] for finding in found["findings"]] == [
        "“LEA BANK” comes more than once", "Area 3", "Area 4",
    ]  # fmt: skip


@given(NAMES, st.data())
def test_names_when_written_another_way_then_are_one_ward(names, data):
    """Case, punctuation, "&", "Saint" and apostrophes never part a ward from itself; other names stay apart."""
    for name in names:
        other = name
        for old, new in (("and", "&"), ("Saint", "St."), ("'", "’"), (" ", "-"), ("Saint", "SAINT")):
            if data.draw(st.booleans()):
                other = other.replace(old, new)
        assert ward_key(other.upper()) == ward_key(name)
    assert len({ward_key(name) for name in names}) == len(set(names))


def test_table_when_wards_are_listed_then_spellings_count_together_and_open_their_cases(office):
    """Three spellings are one line, a listed ward without cases has a line, an unlisted name stays."""
    wards = ("St Katharine’s and Wapping", "saint katharines & wapping", "ST. KATHARINE'S AND WAPPING", "Elswhere")
    with office.records.write(office.actor) as work:
        write_histories(work, [one(ward=ward) for ward in (*wards, None)])
        work.record("test.written", "case", "0" * 32)
        work.finish()
    command = named("St Katharine’s and Wapping", "Bow East")
    assert office.read(unmatched_by, command) == (("Elswhere", 1),)
    assert office.do(import_wards, command).unmatched == (("Elswhere", 1),)
    with office.records.read(office.actor) as reading:
        lines = {line.label: line.cells[-1] for line in report(reading, Q2).table("9").lines}
        behind = lines["St Katharine’s and Wapping"].behind
        assert behind is not None
        assert behind_figure(reading, behind).total == 3
    assert {label: cell.value for label, cell in lines.items()} == {
        "St Katharine’s and Wapping": 3, "Bow East": 0, "Elswhere": 1, "Not known": 1, "All cases": 5,
    }  # fmt: skip


def test_wards_when_imported_anew_then_take_the_place_of_those_before(office):
    """Those no longer listed are told; two of one name are refused and nothing is changed; taken out, none is left."""
    office.do(import_wards, named("Bow East", "Lansbury"))
    assert office.do(import_wards, named("BOW EAST", "Poplar")).gone == ("Lansbury",)
    with pytest.raises(Refused, match="same name"):
        office.do(import_wards, named("Poplar", "poplar"))
    assert office.read(list_wards).wards == ("BOW EAST", "Poplar")
    office.do(remove_wards)
    assert office.read(list_wards).wards == ()
    with pytest.raises(Refused, match="no wards"):
        office.do(remove_wards)
