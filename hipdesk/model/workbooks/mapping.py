"""A mapping: the officer's answers about a workbook as a TOML file, to be used again for its next copy.

Format, version 1. Every table may be left out; what is not named stays as guessed::

    format = "hipdesk-import-mapping"
    version = 1
    made_for = "HIP log.xlsx"                      # only for the reader of the file

    [sheets]                                       # rows counted from 1, as the spreadsheet shows them
    "HIP 2015-16" = { holds = "referrals", headings = [4] }
    "Old stats" = { holds = "nothing" }            # referrals, actions, contacts or nothing

    [columns]                                      # heading = target; "Victim / Name" under a heading over several
    "HIP Ref" = "old_reference"
    "Race" = "strand:RAC"                          # a column of ticks
    "Cost code" = "keep"                           # or "leave_out"
    [action_columns]                               # the same for a sheet of actions
    [contact_columns]                              # and for the list of contacts

    [agencies]                                     # spelling = the agency it means
    "THEOs" = "Community Safety Operations"

    [values.strand]                                # strand, incident_type, sex, ethnicity, tenure, risk, agreement,
    "Islamophobic" = "REL-MUS"                     # status: a code, several codes, or not_known, not_asked, declined;
    "Racist and LGBT" = ["RAC", "SOR"]             # [] keeps the words as text

    [wards]                                        # spelling = ward; "" is not known
    "bow west" = "Bow West"
"""

import json
import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass
from typing import Any

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.text import one_line
from hipdesk.model import vocab
from hipdesk.model.workbooks.fields import ROLES, Role, is_target
from hipdesk.model.workbooks.plan import Plan, with_agency, with_column, with_sheet, with_value, with_ward
from hipdesk.model.workbooks.values import ANSWERS, KINDS

FORMAT = "hipdesk-import-mapping"
VERSION = 1

_COLUMN_TABLES: dict[str, Role] = {
    "columns": "referrals",
    "action_columns": "actions",
    "contact_columns": "contacts",
}
_TABLES = {"format", "version", "made_for", "sheets", "agencies", "values", "wards", *_COLUMN_TABLES}
_OWN_CODES = {"risk": ("standard", "medium", "high"), "status": ("open", "closed")}


class MappingRefused(Refused):
    """The mapping cannot be used; nothing of it was taken."""

    def __init__(self, what: str) -> None:
        super().__init__(
            what, kept="Nothing of it was used.", to_do="Correct the file, or match the columns by hand and save again."
        )


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """What a sheet holds, and its heading rows counted from 0; ``headings`` is none where they are to be found."""

    name: str
    holds: Role
    headings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """The answers of one mapping file, in the order of the file."""

    made_for: str = ""
    sheets: tuple[SheetAnswer, ...] = ()
    columns: tuple[tuple[Role, str, str], ...] = ()
    agencies: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    wards: tuple[tuple[str, str], ...] = ()


def apply_mapping(plan: Plan, mapping: Mapping) -> Plan:
    """The plan with every answer that fits it. Sheets and columns it does not have are passed over.

    After an answer about a sheet's heading rows, call ``rematch`` so that its columns are looked at again.
    """
    for sheet in mapping.sheets:
        plan = with_sheet(plan, sheet.name, sheet.holds, sheet.headings, "mapping")
    for role, heading, target in mapping.columns:
        plan = with_column(plan, role, heading, target, "mapping")
    for written, agency in mapping.agencies:
        plan = with_agency(plan, written, agency, "mapping")
    for kind, written, codes in mapping.values:
        plan = with_value(plan, kind, written, codes, "mapping")
    for written, ward in mapping.wards:
        plan = with_ward(plan, written, ward)
    return plan


def mapping_to_toml(plan: Plan) -> str:
    """The plan's answers as a mapping file: every sheet and column, every matched value and agency."""
    lines = [f"format = {_text(FORMAT)}", f"version = {VERSION}", f"made_for = {_text(plan.file_name)}", "", "[sheets]"]
    for sheet in plan.sheets:
        rows = [row + 1 for row in sheet.heading_rows]
        lines.append(f"{_text(sheet.name)} = {{ holds = {_text(sheet.holds)}, headings = {json.dumps(rows)} }}")
    for table, role in _COLUMN_TABLES.items():
        columns = {column.key: column.target for column in plan.columns_of(role)}
        lines += ["", f"[{table}]", *(f"{_text(key)} = {_text(target)}" for key, target in columns.items())]
    agencies = {agency.written: agency.name for agency in plan.agencies}
    lines += ["", "[agencies]", *(f"{_text(written)} = {_text(name)}" for written, name in agencies.items())]
    for kind in KINDS:
        values = {value.written: value.codes for value in plan.values if value.kind == kind}
        if values:
            lines += ["", f"[values.{kind}]", *(f"{_text(word)} = {_codes(codes)}" for word, codes in values.items())]
    wards = dict(plan.wards)
    lines += ["", "[wards]", *(f"{_text(written)} = {_text(ward)}" for written, ward in wards.items())]
    return "\n".join(lines) + "\n"


def _text(words: str) -> str:
    """A TOML basic string. JSON's escapes are TOML's, but for the delete sign, which cannot occur in clean text."""
    return json.dumps(one_line(words), ensure_ascii=False)


def _codes(codes: tuple[str, ...]) -> str:
    return _text(codes[0]) if len(codes) == 1 else "[" + ", ".join(_text(code) for code in codes) + "]"


def mapping_from_toml(text: str) -> Mapping:
    """Read a mapping file. Raises ``MappingRefused`` naming the first table or entry that is wrong."""
    try:
        given = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        raise MappingRefused("This is not a mapping: the file is not TOML.") from None
    if given.get("format") != FORMAT:
        raise MappingRefused(f"This is not a mapping: its first line is not format = “{FORMAT}”.")
    if given.get("version") != VERSION:
        raise MappingRefused(f"The mapping is of a version this program does not read; it reads version {VERSION}.")
    strange = sorted(set(given) - _TABLES)
    if strange:
        raise MappingRefused(f"The mapping has a table called “{strange[0]}”, which means nothing here.")
    return Mapping(
        str(given.get("made_for", "")),
        tuple(_sheet_answer(name, about) for name, about in _table(given, "sheets").items()),
        tuple(_column_answers(given)),
        tuple((one_line(word), one_line(_word(name, "agencies"))) for word, name in _table(given, "agencies").items()),
        tuple(_value_answers(_table(given, "values"))),
        tuple((one_line(word), one_line(_word(ward, "wards"))) for word, ward in _table(given, "wards").items()),
    )


def _table(given: Table[str, Any], name: str) -> dict[str, Any]:
    table = given.get(name, {})
    if not isinstance(table, dict):
        raise MappingRefused(f"In the mapping, “{name}” is not a table.")
    return table


def _word(given: object, table: str) -> str:
    if not isinstance(given, str):
        raise MappingRefused(f"In the mapping, the table “{table}” holds something that is not text.")
    return given


def _sheet_answer(name: str, about: object) -> SheetAnswer:
    rows = about.get("headings", []) if isinstance(about, dict) else None
    holds = about.get("holds") if isinstance(about, dict) else None
    role = next((role for role in ROLES if role == holds), None)
    good = isinstance(rows, list) and len(rows) <= 2 and all(type(row) is int and row > 0 for row in rows)
    if role is None or not isinstance(rows, list) or not good:
        raise MappingRefused("In the mapping, a sheet needs what it holds and one or two heading rows.")
    return SheetAnswer(one_line(name), role, tuple(sorted(row - 1 for row in rows)))


def _column_answers(given: Table[str, Any]) -> list[tuple[Role, str, str]]:
    answers = []
    for table, role in _COLUMN_TABLES.items():
        for heading, target in _table(given, table).items():
            if not is_target(role, _word(target, table)):
                raise MappingRefused(
                    f"In the mapping, the table “{table}” sends a column to a field that does not exist."
                )
            answers.append((role, one_line(heading), target))
    return answers


def _value_answers(given: Table[str, Any]) -> list[tuple[str, str, tuple[str, ...]]]:
    answers = []
    for kind, words in given.items():
        if kind not in KINDS or not isinstance(words, dict):
            raise MappingRefused(f"In the mapping, “values.{kind}” is not a list of ours.")
        for written, codes in words.items():
            several = tuple(codes) if isinstance(codes, list) else (codes,)
            if not all(isinstance(code, str) and is_code(kind, code) for code in several):
                raise MappingRefused(f"In the mapping, “values.{kind}” names a code that the list does not have.")
            answers.append((kind, one_line(written), several))
    return answers


def is_code(kind: str, code: str) -> bool:
    """Whether a value of this kind may stand for the code, or for one of the three answers."""
    return code in ANSWERS or code in (_OWN_CODES[kind] if kind in _OWN_CODES else vocab.code_list(kind))
