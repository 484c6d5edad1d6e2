"""The quarterly report from the record: the numbers on paper are those counted, whatever the record holds."""

import hashlib
import io
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model.periods import quarter
from hipdesk.model.police_figures import ImportPoliceFigures, read_rows
from hipdesk.model.publishing import CaseStudy, WriteReport
from hipdesk.papers.loading.quarterly import load_quarterly, set_report
from hipdesk.papers.produce import produce
from hipdesk.papers.reading.police import read_csv
from hipdesk.services.demonstration.making import invent
from hipdesk.services.police_figures import import_police_figures
from hipdesk.services.publishing import write_report
from hipdesk.services.reports.report import report
from tests.support import pdf_structure
from tests.support.histories import histories, write_histories
from tests.support.office import build_template, copy_template
from tests.support.presses import lent_press

DATA = Path(__file__).resolve().parents[1] / "data" / "police"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """An office with its lists in place."""
    return build_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def office(template, tmp_path):
    """An office of its own."""
    opened = copy_template(template, tmp_path)
    yield opened
    opened.close()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(histories(), max_size=8), number=st.integers(1, 4))
def test_paper_when_loaded_then_its_checks_hold_and_its_totals_are_the_figures(office, found, number):
    """Random histories: the paper's own sums never refuse, and agree with what was counted."""
    with office.records.write(office.actor) as work:
        write_histories(work, found)
        made = report(work, quarter(2015, number, "financial"))
        content = set_report(work, made).to_content()
    sections = {section["kind"]: section for section in content["sections"] if section["kind"] != "bars"}
    figures = made.figures
    assert [int(cell) for cell in sections["flow"]["total"][1:]] == [
        figures.open_at_start, figures.accepted, figures.reopened, figures.closed, figures.open_at_end,
    ]  # fmt: skip
    assert sections["referrers"]["total"][0] == str(figures.referrals)
    assert sections["police"]["total"][-1] == str(figures.accepted)
    assert sum(sections["actions"]["total"]) == figures.actions_due
    decided, closed = (section for section in content["sections"] if section["kind"] == "bars")
    assert decided["total"][-1] == str(figures.referrals)
    assert closed["total"][-1] == str(figures.closed)


def test_paper_when_set_from_an_invented_borough_then_its_structure_and_marking_hold(office):
    """Sixty referrals a quarter, typeset: tagged, marked on every page, and the numbers stand on it."""
    office.do(invent, 240)
    with office.records.read(office.actor) as reading:
        paper = load_quarterly(reading, "2026-27 Q2")
        made = report(reading, quarter(2026, 2, "financial"))
    with lent_press() as press:
        content = produce(paper, press)
    assert pdf_structure.findings(content) == []
    assert pdf_structure.marking_findings(content, "OFFICIAL-SENSITIVE") == []
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    words = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert f"{made.figures.referrals} referrals" in words
    assert f"Check: {made.figures.flow.words}." in " ".join(words.split())


def test_paper_when_nothing_is_recorded_then_is_made_and_says_so(office):
    """An empty vault has a report of plain sentences."""
    with office.records.read(office.actor) as reading:
        content = load_quarterly(reading, "2016-17 Q2").to_content()
    assert "No case was accepted." in str(content)
    assert "No referral was received." in str(content)


def test_paper_when_the_words_are_no_period_then_refuses(office):
    """A label that cannot be read is told with how to write it."""
    with office.records.read(office.actor) as reading, pytest.raises(Refused, match="period"):
        load_quarterly(reading, "the summer")


def test_period_when_named_then_the_basis_stands_on_the_paper(office):
    """Calendar quarters say so."""
    with office.records.read(office.actor) as reading:
        content = load_quarterly(reading, "2016 Q2").to_content()
    assert "Calendar year, January to December" in content["basis"][0]
    assert "1 April to 30 June 2016" in content["basis"][0]


def test_words_when_written_for_the_quarter_then_stand_in_full_before_how_good_the_figures_are(office):
    """Case studies with their headings, learning, risks, the plan: every word, in the quarter they were written for."""
    long = "Asked for the recording on the day. " * 60
    written = WriteReport(
        kind="quarterly", period="2016-17 Q2", learning=f"{long}\n\nSecond lesson.", risks="Two have not signed.",
        priorities="Three landlords more.", case_studies=(CaseStudy(title="A stair", text="Lights.\nLocks."),),
    )  # fmt: skip
    office.do(write_report, written)
    with office.records.read(office.actor) as reading:
        sections = load_quarterly(reading, "2016-17 Q2").to_content()["sections"]
        other = load_quarterly(reading, "2016-17 Q1").to_content()["sections"]
    told = {section["name"]: section["paragraphs"] for section in sections if section["kind"] == "text"}
    assert list(told) == ["Case studies", "Learning", "Risks", "The plan ahead"]
    assert told["Case studies"] == [[{"b": "A stair. "}, "Lights."], "Locks."]
    assert told["Learning"] == [long.strip(), "Second lesson."]
    assert not [section for section in other if section["kind"] == "text"]


def test_paper_when_police_figures_are_there_then_charts_and_sets_them(office):
    """Published figures of six years, drawn and set; what is read back names every strand's last count."""
    content = (DATA / "hammersmith-fulham-strands.csv").read_bytes()
    table = read_rows(read_csv(content))
    command = ImportPoliceFigures(
        file_name="figures.csv", sha256=hashlib.sha256(content).hexdigest(), scope="borough", kind="strand",
        area=table.area, counts=table.counts,
    )  # fmt: skip
    office.do(import_police_figures, command)
    with office.records.read(office.actor) as reading:
        paper = load_quarterly(reading, "2017-18 Q4")
    with lent_press() as press:
        made = produce(paper, press)
    assert pdf_structure.findings(made) == []
    document = pypdfium2.PdfDocument(io.BytesIO(made))
    words = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    assert "Police recorded 614 hate crimes in the twelve months to March 2018." in words
    assert "Table 21a" in words
