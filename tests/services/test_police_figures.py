"""Police figures in the record, and what Tables 21a and 21b make of them."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.periods import quarter
from hipdesk.model.police_figures import ImportPoliceFigures, PoliceFileRefused, read_rows
from hipdesk.model.reports import plain
from hipdesk.papers.reading.police import read_csv, read_police_in_press
from hipdesk.services.police_figures import import_police_figures, police_files, remove_police_figures
from hipdesk.services.reports.context import change
from hipdesk.services.reports.report import report
from tests.support.presses import lent_press

DATA = Path(__file__).resolve().parents[1] / "data" / "police"
NAMES = ("hammersmith-fulham-strands.csv", "london-strands.csv", "hammersmith-fulham-wards.csv")


def command(name, content=None):
    content = content or (DATA / name).read_bytes()
    table = read_rows(read_csv(content))
    return ImportPoliceFigures(
        file_name=name, sha256=hashlib.sha256(content).hexdigest(), scope=table.scope, kind=table.kind,
        area=table.area, counts=table.counts,
    )  # fmt: skip


def tables(office, period):
    return {table.number: table for table in office.read(report, period).tables}


def test_tables_when_the_published_figures_are_there_then_say_what_they_say(office):
    """Hammersmith & Fulham and London at the end of 2017-18, against what the files add up to by hand."""
    for name in NAMES:
        office.do(import_police_figures, command(name))
    table = tables(office, quarter(2017, 4, "financial"))["21a"]
    assert [column.heading for column in table.columns] == [
        "Quarter 4", "Year so far", "12 months to Mar 2018", "12 months to Mar 2017", "Change, H&F",
        "Change, Met Police area (London)",
    ]  # fmt: skip
    shown = {line.label: [cell.shown for cell in line.cells] for line in table.lines}
    assert shown == {
        "Race or ethnicity": ["–", "451", "451", "508", "–11%", "–4%"],
        "Sexual orientation": ["–", "70", "70", "79", "–11%", "+2%"],
        "Faith or belief": ["–", "66", "66", "68", "–3%", "+19%"],
        "Disability": ["–", "20", "20", "33", "–39%", "–33%"],
        "Transgender identity": ["–", "7", "7", "8", "[u]", "–14%"],
        "All hate crimes": ["–", "614", "614", "696", "–12%", "–2%"],
    }
    assert list(shown)[-1] == "All hate crimes"
    assert "[u]: base under 20" in table.foot
    assert "The strands add exactly to all" in table.foot
    assert plain(table.finding) == (
        "Police recorded 614 hate crimes in the twelve months to March 2018. Over twelve months H&F changed by –12%, "
        "Met Police area (London) by –2%."
    )


def test_wards_when_the_published_figures_are_there_then_not_known_stands_last(office):
    """NULL of the file is the ward not known: kept, last, and part of the total."""
    office.do(import_police_figures, command(NAMES[2]))
    table = tables(office, quarter(2017, 4, "financial"))["21b"]
    assert [line.label for line in table.lines][-2:] == ["Not known", "All hate crimes"]
    assert [cell.value for cell in table.lines[-2].cells] == [9, 10, 5, 24]
    assert [cell.value for cell in table.lines[-1].cells] == [481, 691, 555, 1727]
    assert table.check == "wards 1,727, total as sent 1,727"
    assert table.lines[0].label == "Shepherds Bush Green"


def test_table_when_the_period_ends_within_a_year_then_the_newest_whole_year_is_told(office):
    """Yearly figures cannot be cut at September: the year before is shown, and said to be."""
    office.do(import_police_figures, command(NAMES[0]))
    table = tables(office, quarter(2016, 2, "financial"))["21a"]
    assert table.columns[2].heading == "12 months to Mar 2016"
    assert "The newest twelve months imported end in March 2016." in table.foot
    assert {line.cells[-1].shown for line in table.lines} == {"–"}


def test_table_when_quarters_are_there_then_quarter_and_year_so_far_are_counted(office):
    """Two years of quarters: this one, the year so far, twelve months and those before."""
    heads = [f"{year} Q{number}" for year in ("2024-25", "2025-26", "2026-27") for number in (1, 2, 3, 4)][:10]
    lines = [",".join(["Hate crimes Marlbridge", *heads]), ",".join(["Race", *map(str, range(30, 40))]),
             ",".join(["All hate crimes", *map(str, range(50, 60))])]  # fmt: skip
    office.do(import_police_figures, command("quarters.csv", "\n".join(lines).encode()))
    table = tables(office, quarter(2026, 2, "financial"))["21a"]
    assert [cell.shown for cell in table.lines[0].cells] == ["39", "77", "150", "134", "+12%", "–"]
    assert [series.name for series in table.chart.series] == heads[2:]
    assert table.chart.series[-1].current


def test_file_when_it_comes_again_or_later_then_adds_nothing_or_counts_first(office):
    """The same bytes again are there already; a later file corrects a count, and its removal takes that back."""
    first = office.do(import_police_figures, command(NAMES[0]))
    again = office.do(import_police_figures, command(NAMES[0]))
    assert (first.counts, first.there_already, again.there_already) == (36, False, True)
    office.do(import_police_figures, command("later.csv", b"Hate crimes H&F,fy17-18\nAll hate crimes,620\n"))
    period = quarter(2017, 4, "financial")
    assert tables(office, period)["21a"].lines[-1].cells[2].value == 620
    newest = office.read(police_files)[0]
    assert (newest.file_name, newest.counts) == ("later.csv", 1)
    office.do(remove_police_figures, newest.id)
    assert tables(office, period)["21a"].lines[-1].cells[2].value == 614
    with pytest.raises(Refused):
        office.do(remove_police_figures, newest.id)


def test_tables_when_nothing_was_imported_then_are_not_there(office):
    """No empty table of context."""
    assert not {"21a", "21b"} & set(tables(office, quarter(2017, 4, "financial")))


@pytest.mark.parametrize(
    ("now", "before", "shown"),
    [(21, 20, "+5%"), (20, 20, "0%"), (19, 20, "–5%"), (5, 19, "[u]"), (None, 20, "–"), (20, None, "–")],
)
def test_change_when_the_base_is_under_twenty_or_unknown_then_gives_no_percentage(now, before, shown):
    """Nineteen is no base for a percentage."""
    assert change(now, before) == shown


@pytest.mark.parametrize(
    "content",
    [b"", b"   \n", b"PK\x03\x04 a workbook", b"a\x00b", b"name,age\nsomebody,44\n", b"x" * (2 * 1024 * 1024 + 1),
     b'"open', "Дело,2016-17\nодин,2\n".encode()],
)  # fmt: skip
def test_file_when_it_is_something_else_then_is_refused_in_the_press(content):
    """Empty, a workbook, bytes, another table, too large, a quote left open, another alphabet: a sentence, no more."""
    with lent_press() as press, pytest.raises(PoliceFileRefused):
        read_police_in_press(press, content)


def test_file_when_saved_by_a_spreadsheet_then_reads_as_the_plain_one():
    """Semicolons, a byte-order mark, carriage returns and Latin letters of an older Windows."""
    plain_rows = read_csv((DATA / NAMES[0]).read_bytes())
    excel = "\r\n".join(";".join(row) for row in plain_rows).encode("utf-8-sig")
    assert read_rows(read_csv(excel)) == read_rows(plain_rows)
    assert read_csv("Wards,2015/16\nCafé Row,4\n".encode("cp1252"))[1][0] == "Café Row"
    with lent_press() as press:
        table, digest = read_police_in_press(press, excel)
    assert digest == hashlib.sha256(excel).hexdigest()
    assert table.counts[0] == ("race", date(2012, 4, 1), date(2013, 3, 31), 291)
