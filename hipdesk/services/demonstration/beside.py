"""What stands beside the invented borough's own counts: figures of its police, and the words of its newest report."""

import hashlib

from hipdesk.model.periods import Period, previous, quarter_of
from hipdesk.model.police_figures import ALL, Count, ImportPoliceFigures, Scope
from hipdesk.model.publishing import CaseStudy, WriteReport
from hipdesk.model.settings import OfficeSettings
from hipdesk.services.demonstration.borough import Chance, shipped
from hipdesk.services.police_figures import import_police_figures
from hipdesk.services.publishing import write_report
from hipdesk.services.settings import setting
from hipdesk.store.work import Work

_QUARTERS = 12
_A_QUARTER = {"race": 92, "religion": 22, "sexual_orientation": 21, "disability": 10, "transgender": 5}
_FORCE = 23
# Of a hundred offences, so many carry a second strand: strands add to more than all.
_ONCE = 0.96
_SUMMER = (1.0, 1.1, 0.98, 0.9)


def write_beside(work: Work, seed: int) -> None:
    """Two files of police figures up to the newest whole quarter, and what the officer wrote for that quarter."""
    aside = Chance(f"beside the borough {seed}")
    newest = previous(quarter_of(work.today, setting(work, OfficeSettings).quarters))
    quarters = [newest]
    while len(quarters) < _QUARTERS:
        quarters.insert(0, previous(quarters[0]))
    _police(work, aside, quarters, "borough", shipped()["office"]["borough"], 1)
    _police(work, aside, quarters, "force", "the force area", _FORCE)
    written: dict[str, str] = shipped()["report"]
    study = CaseStudy(title=written["study_title"], text=written["study"], approved=True)
    write_report(
        work,
        WriteReport(
            kind="quarterly", period=newest.label, learning=written["learning"], risks=written["risks"],
            priorities=written["ahead"], case_studies=(study,),
        ),
    )  # fmt: skip


def _police(work: Work, aside: Chance, quarters: list[Period], scope: Scope, area: str, times: int) -> None:
    counts: list[Count] = []
    for at, period in enumerate(quarters):
        season = _SUMMER[int(period.label[-1]) - 1] * (1 + at * 0.012)
        found = {
            line: max(1, round(many * times * season + aside.gauss(0, (many * times) ** 0.5)))
            for line, many in _A_QUARTER.items()
        }
        counts += [(line, period.first, period.last, many) for line, many in found.items()]
        counts.append((ALL, period.first, period.last, round(sum(found.values()) * _ONCE)))
    digest = hashlib.sha256(repr(counts).encode()).hexdigest()
    import_police_figures(
        work,
        ImportPoliceFigures(
            file_name=f"{scope}-hate-crime.csv", sha256=digest, scope=scope, kind="strand", area=area,
            counts=tuple(counts),
        ),
    )  # fmt: skip
