"""Row 2: from an opened vault to the first list of cases on the screen, at 100,000 cases against 1,000.

Key derivation is left out: the clock starts where the database is opened with its key.
"""

import functools
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from hipdesk.model.cases import CaseFilter, CaseSort
from hipdesk.model.cases.views import CaseLine
from hipdesk.services.cases import case_counts, list_cases
from tests.bench.borough import office_on, vault_of
from tests.bench.pairs import Ratio, paired, told
from tests.support.office import Office
from ui.app import make_application
from ui.cases.list_columns import columns
from ui.widgets.table_model import LazyTableModel, Loaded, Order
from ui.widgets.table_view import TableView

MANY, FEW = 100_000, 1_000
ROUNDS = 15


def measure() -> list[Ratio]:
    """Median ratio of opening the database and showing the list."""
    application = QApplication.instance() or make_application([""])
    assert isinstance(application, QApplication)
    many, few = (functools.partial(_first_list, application, vault_of(cases)) for cases in (MANY, FEW))
    ratio, mine, theirs = paired(many, few, ROUNDS, warm=3)
    what = f"unlock to first list, {MANY:,} cases"
    return [Ratio("2", what, f"{FEW:,} cases", ratio, "≤ 1.3", ratio <= 1.3, told(mine, theirs))]


def _first_list(application: QApplication, place: Path) -> None:
    with office_on(place) as office:
        model: LazyTableModel[CaseLine] = LazyTableModel(
            columns(date(2026, 12, 2)), functools.partial(_load, office), lambda line: line.id, ticks=True
        )
        table = TableView(model, name="Cases")
        model.reload()
        office.read(case_counts)
        table.resize(1366, 768)
        table.show()
        application.processEvents()
        if not model.rowCount():
            raise AssertionError("no case is shown")
        table.close()
        table.deleteLater()
        application.processEvents()


def _load(office: Office, order: Order, first: int, many: int, deliver: Callable[[Loaded[CaseLine]], None]) -> None:
    sort = CaseSort(order.by or "hearing", order.down)  # type: ignore[arg-type]  # the columns' own names
    page = office.read(list_cases, CaseFilter(), sort, first, many)
    deliver(Loaded(page.total, first, page.rows))
