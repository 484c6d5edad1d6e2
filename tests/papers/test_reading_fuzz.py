"""Bytes changed at random, outside and inside the archive: a grid or one refusal, never anything else."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipdesk.model.workbooks.analysis import propose_plan
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.refusal import WorkbookRefused
from hipdesk.papers.reading.workbooks import read_grid
from tests.papers.odd_workbooks import SMALL, old_excel, parts_of, tick_book, zipped

REAL = (Path(__file__).parent.parent / "data" / "hip-database.xlsx").read_bytes()
TICKS = parts_of(tick_book())
OLD = old_excel(SMALL)
PATIENT = settings(deadline=None, max_examples=150, derandomize=True, suppress_health_check=list(HealthCheck))
CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=6)), max_size=8)


def changed(content: bytes, changes: list[tuple[float, bytes]]) -> bytes:
    """The bytes with some of them written over, at places given as shares of the length."""
    mutated = bytearray(content)
    for place, written in changes:
        at = int(place * len(mutated))
        mutated[at : at + len(written)] = written
    return bytes(mutated)


def read_or_refuse(content: bytes) -> bool:
    """Whether it was read; anything but a grid or a refusal goes through."""
    try:
        grid = read_grid(content, "log.xlsx")
    except WorkbookRefused:
        return False
    build(grid, propose_plan(grid))
    return True


@PATIENT
@given(changes=CHANGES, cut=st.floats(0, 1))
def test_read_when_bytes_of_the_real_workbook_are_changed_then_it_is_read_or_refused(changes, cut):
    """Bytes written over anywhere, and the end cut off in some."""
    whole = changed(REAL, changes)
    read_or_refuse(whole if cut > 0.3 else whole[: int(len(whole) * cut / 0.3)])


@PATIENT
@given(part=st.sampled_from(sorted(TICKS)), changes=CHANGES)
def test_read_when_a_part_inside_the_archive_is_changed_then_it_is_read_or_refused(part, changes):
    """The archive is whole again, so that the damage reaches the reader of cells."""
    read_or_refuse(zipped(TICKS | {part: changed(TICKS[part], changes)}))


@PATIENT
@given(changes=CHANGES)
def test_read_when_bytes_of_an_old_workbook_are_changed_then_it_is_read_or_refused(changes):
    """The .xls form, whose records say their own lengths."""
    head = OLD[:8]
    read_or_refuse(head + changed(OLD, changes)[8:])


@PATIENT
@given(content=st.binary(max_size=400), mark=st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
def test_read_when_the_bytes_are_any_then_they_are_refused(content, mark):
    """Behind the marks of a workbook, or without them."""
    assert read_or_refuse(mark + content) is False
