"""Row 10: a 20,000-row workbook imported whole and validated, against openpyxl's default load of it."""

import functools
import gc
import io
import tempfile
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import xlsxwriter

from hipdesk.model.imports import RunImport
from hipdesk.model.workbooks.analysis import propose_plan
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.memory import forget_texts
from hipdesk.papers.press import Press
from hipdesk.papers.reading.jobs import read_in_press
from hipdesk.services import imports
from hipdesk.services.demonstration.borough import Chance
from tests.bench.pairs import Ratio, seconds, told
from tests.support.office import Office, build_template, copy_template

ROWS = 20_000
_HEADINGS = (
    "HIP Ref", "Date of Referral", "Referred by", "Victim Name", "DOB / Age", "M/F", "Address", "Ward",
    "Hate strand(s)", "Type of incident", "Date of incident", "Summary", "Perpetrator(s)", "Risk", "Consent?",
    "Date(s) heard at HIP", "Actions agreed", "Outcome", "Status", "Date closed",
)  # fmt: skip


@functools.cache
def workbook() -> bytes:
    """An invented panel workbook of 20,000 referrals over six years."""
    chance = Chance(10)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Referrals")
    for column, heading in enumerate(_HEADINGS):
        sheet.write(0, column, heading)
    agencies = ["Police CSU", "Marlbridge Homes", "Rushmere Housing Association", "Victim Support", "Youth Service"]
    first = date(2019, 4, 1)
    for row in range(1, ROWS + 1):
        received = first + timedelta(days=row * 2190 // ROWS)
        heard = received + timedelta(days=20)
        closed = chance.hit(0.7)
        lines, postcode = chance.home()
        values = (
            f"HIP{row:05d}", received, chance.choice(agencies), chance.name().full,
            received - timedelta(days=chance.randint(7000, 25000)), chance.choice("MF"), f"{lines}, {postcode}",
            chance.ward() or "NULL", chance.choice(["Race", "Faith, Racial", "Homophobic", "Disability"]),
            chance.choice(["Threats", "Verbal abuse / Graffiti", "Criminal damage"]), received - timedelta(days=5),
            "Abuse on the stair, most weeks. Landlord has diary sheets. Victim wants to stay.",
            chance.choice(["Unknown", chance.name().full]), chance.choice(["High", "Medium", "Standard"]),
            chance.choice(["Y", "N", "verbal"]), f"{heard:%d/%m/%y}; {heard + timedelta(days=28):%d/%m/%y}",
            "1. Police to visit (by next HIP) - DONE\n2. Marlbridge Homes to fit guard", "Ongoing",
            "Closed" if closed else "Open", received + timedelta(days=90) if closed else "",
        )  # fmt: skip
        for column, value in enumerate(values):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value)
            else:
                sheet.write(row, column, value)
    book.close()
    return out.getvalue()


def measure() -> list[Ratio]:
    """Reading in the press, matching, validating and writing, against loading alone."""
    content = workbook()
    with tempfile.TemporaryDirectory() as folder, Press() as press:
        template = build_template(Path(folder))
        press.warm()
        pairs = []
        for turn in range(3):
            place = Path(folder) / str(turn)
            place.mkdir()
            office = copy_template(template, place)
            mine = seconds(lambda office=office: _import(office, press, content))
            office.close()
            forget_texts()
            gc.collect()  # neither pays for what the other left lying about
            pairs.append((mine, seconds(lambda: openpyxl.load_workbook(io.BytesIO(content)))))
            gc.collect()
    mine, theirs = sorted(pairs, key=lambda pair: pair[0] / pair[1])[1]
    return [
        Ratio("10", f"import of {ROWS:,} rows", "openpyxl.load_workbook", mine / theirs, "≤ 2", mine / theirs <= 2,
              told(mine, theirs))
    ]  # fmt: skip


def _import(office: Office, press: Press, content: bytes) -> None:
    grid = read_in_press(press, content, "bench.xlsx")
    proposal = build(grid, propose_plan(grid, office.read(imports.known_agencies)))
    made = office.do(imports.run_import, RunImport(proposal))
    if made.created["cases"] != ROWS:
        raise AssertionError(f"{made.created['cases']} cases of {ROWS}")
