"""Settings, code lists, question sets and reference numbers: read by every other service."""

from typing import TypeVar

from hipdesk.model.settings import (
    BackupSettings,
    OfficeSettings,
    PanelSettings,
    PopulationSettings,
    PrintSettings,
    PublicSettings,
    RuleSettings,
    Settings,
    TimetableSettings,
)
from hipdesk.model.users import Right
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import settings as queries
from hipdesk.store.tables.settings import CodeEntryRow, ReferenceSeriesRow, SettingRow
from hipdesk.store.work import Reading, Work

Group = TypeVar("Group", bound=Settings)
_NAMES: dict[type[Settings], str] = {
    OfficeSettings: "office",
    PanelSettings: "panel",
    RuleSettings: "rules",
    BackupSettings: "backups",
    TimetableSettings: "timetable",
    PrintSettings: "printing",
    PublicSettings: "public",
    PopulationSettings: "population",
}


def setting(reading: Reading, group: type[Group]) -> Group:
    """The office's values of a group, defaults where it has set none. No right needed: every screen shows them."""
    row = reading.session.get(SettingRow, _NAMES[group])
    return group.model_validate(row.value) if row else group()


@reads(Right.KEEP_DRAFTS)
def read_settings(reading: Reading) -> tuple[OfficeSettings, PanelSettings, RuleSettings]:
    """All groups of settings."""
    return setting(reading, OfficeSettings), setting(reading, PanelSettings), setting(reading, RuleSettings)


@reads(Right.KEEP_DRAFTS)
def timetable_settings(reading: Reading) -> TimetableSettings:
    """The steps around a meeting."""
    return setting(reading, TimetableSettings)


@reads(Right.KEEP_DRAFTS)
def backup_settings(reading: Reading) -> BackupSettings:
    """Where backups go and when."""
    return setting(reading, BackupSettings)


@reads(Right.KEEP_DRAFTS)
def print_settings(reading: Reading) -> PrintSettings:
    """Whether papers may be printed."""
    return setting(reading, PrintSettings)


@writes(Right.EDIT_LISTS, "setting.changed")
def change_settings(work: Work, value: Settings) -> None:
    """Replace one group of settings; records which fields changed, old and new."""
    name = _NAMES[type(value)]
    row = work.session.get(SettingRow, name)
    old = dict(row.value) if row else {}
    new = value.model_dump(mode="json")
    if row is None:
        row = SettingRow(name=name, value=new, changed_at=work.now, changed_by=work.actor.holder_id)
        work.session.add(row)
    row.value, row.changed_at, row.changed_by = new, work.now, work.actor.holder_id
    fields = sorted(field for field in new if old.get(field) != new[field])
    work.record("setting.changed", "setting", name, fields=fields, values={"old": old, "new": new})


@writes(Right.EDIT_LISTS, "office.opened")
def open_office(work: Work) -> None:
    """Put the shipped code lists and question sets into a new vault; the office may then change its own copy."""
    from hipdesk.model.vocab import code_lists

    for entry in (entry for listed in code_lists().values() for entry in listed.entries):
        work.session.add(
            CodeEntryRow(
                list_name=entry.list,
                code=entry.code,
                label=entry.label,
                parent_code=entry.parent,
                position=entry.position,
                national=entry.national,
                valid_from=entry.valid_from,
                valid_to=entry.valid_to,
                note=entry.note or None,
            )
        )
    work.record("office.opened", "setting", "lists")


def next_number(work: Work, series: str) -> int:
    """The next number of a series (``HIP/2026-27``), taken for good: never reused, whatever happens to its record."""
    row = work.session.get(ReferenceSeriesRow, series)
    if row is None:
        row = ReferenceSeriesRow(series=series, last=0)
        work.session.add(row)
    row.last += 1
    return row.last


def next_reference(work: Work, financial_year: str) -> str:
    """The next human reference of a financial year ("2026-27"): HIP/2026-27/0041."""
    prefix = setting(work, OfficeSettings).reference_prefix
    return f"{prefix}/{financial_year}/{next_number(work, f'{prefix}/{financial_year}'):04d}"


def label_of(reading: Reading, list_name: str, code: str | None) -> str:
    """How the office calls a code; the code itself when its list does not hold it; empty for none."""
    if not code:
        return ""
    return labels(reading, list_name).get(code, code)


def labels(reading: Reading, list_name: str) -> dict[str, str]:
    """Code to label of a list, in the list's order, entries past their validity included: old records name them."""
    return queries.labels(reading, list_name)
