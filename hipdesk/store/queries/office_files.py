"""Reading what the office has of its own in place of what is shipped: templates, words, logo."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from hipdesk.model.wording import worded
from hipdesk.store.tables.settings import OfficeFileRow
from hipdesk.store.tables.users import HolderRow
from hipdesk.store.work import Reading

TEMPLATE, WORDING, LOGO = "template", "wording", "logo"


def file_name(kind: str, name: str) -> str:
    """The name a row goes by: "template/agenda", "wording/letters.chaser"."""
    return f"{kind}/{name}"


def office_file(reading: Reading, name: str) -> OfficeFileRow | None:
    """One of the office's own files by the name of its row."""
    return reading.session.scalar(select(OfficeFileRow).where(OfficeFileRow.name == name))


def own_templates(reading: Reading) -> tuple[tuple[str, str], ...]:
    """The office's own templates: name and text, by name."""
    rows = reading.session.execute(
        select(OfficeFileRow.name, OfficeFileRow.content)
        .where(OfficeFileRow.kind == TEMPLATE)
        .order_by(OfficeFileRow.name)
    )
    return tuple((row.name.partition("/")[2], row.content.decode("utf-8", "replace")) for row in rows)


def template_stamps(reading: Reading) -> dict[str, tuple[str, datetime, str]]:
    """Of each own template: the fingerprint it began as, when it was changed last, and the name of who did."""
    rows = reading.session.execute(
        select(OfficeFileRow.name, OfficeFileRow.copied_from, OfficeFileRow.changed_at, HolderRow.name)
        .outerjoin(HolderRow, HolderRow.id == OfficeFileRow.changed_by)
        .where(OfficeFileRow.kind == TEMPLATE)
    )
    return {name.partition("/")[2]: (base or "", at, by or "") for name, base, at, by in rows}


def own_words(reading: Reading, file: str = "") -> dict[str, dict[str, str]]:
    """The office's words by page and key; ``file``: only the pages of one shipped file."""
    rows = reading.session.execute(
        select(OfficeFileRow.name, OfficeFileRow.content).where(
            OfficeFileRow.kind == WORDING, OfficeFileRow.name.startswith(file_name(WORDING, file), autoescape=True)
        )
    )
    return {row.name.partition("/")[2]: _texts(row.content) for row in rows}


def _texts(content: bytes) -> dict[str, str]:
    """What cannot be read counts as nothing changed: the shipped words stand."""
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def office_words(reading: Reading, file: str) -> Mapping[str, Any]:
    """A file of wording (``letters``, ``minutes`` ...) as the office has it."""
    return worded(file, own_words(reading, file))
