"""The office's own templates: copied from the shipped ones, changed, dropped."""

from datetime import datetime

from hipdesk.kernel.errors import ChangedMeanwhile, Refused
from hipdesk.model.templates import (
    TEMPLATES,
    ChangeTemplate,
    State,
    TemplateLine,
    TemplateView,
    checked_text,
    fingerprint,
    shipped_text,
    template_kind,
)
from hipdesk.model.users import Right
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import office_files as stored
from hipdesk.store.tables.settings import OfficeFileRow
from hipdesk.store.work import Reading, Work


@reads(Right.EDIT_LISTS)
def list_templates(reading: Reading) -> tuple[TemplateLine, ...]:
    """Every template with where it stands."""
    own = stored.template_stamps(reading)
    return tuple(_line(kind.name, kind.title, own.get(kind.name)) for kind in TEMPLATES.values())


@reads(Right.EDIT_LISTS)
def template_view(reading: Reading, name: str) -> TemplateView:
    """One template with its shipped text and the office's own. Refused for a name that none has."""
    kind, row = template_kind(name), _row(reading, name)
    if row is None:
        return TemplateView(name, kind.title, "shipped", shipped_text(name), "")
    state = _state(name, row.copied_from)
    own = row.content.decode("utf-8", "replace")
    return TemplateView(name, kind.title, state, shipped_text(name), own, row.changed_at)


@writes(Right.EDIT_LISTS, "template.copied")
def copy_template(work: Work, name: str) -> None:
    """Begin the office's own copy with the shipped text; papers look as before until it is changed."""
    template_kind(name)
    if _row(work, name) is not None:
        raise Refused("The office has its own copy of this template.", kept="It is as it was.", to_do="Change it.")
    shipped = shipped_text(name)
    _keep(work, name, shipped, fingerprint(shipped))
    work.record("template.copied", "template", name, values={"new": {"text": fingerprint(shipped)}})


@writes(Right.EDIT_LISTS, "template.changed")
def change_template(work: Work, command: ChangeTemplate) -> None:
    """Change the office's own copy, or begin one with this text; the log keeps both fingerprints and the old text.

    Refused for a text that cannot be one, or that changes nothing; ChangedMeanwhile when it was changed since it was
    read.
    """
    template_kind(command.name)
    text, row = checked_text(command.text), _row(work, command.name)
    if command.read_at is not None and (row is None or row.changed_at != command.read_at):
        raise ChangedMeanwhile()
    old = row.content.decode("utf-8", "replace") if row is not None else ""
    if text == (old or shipped_text(command.name)):
        raise Refused("Nothing was changed in the template.", kept="The copy in use is as it was.")
    begun = command.copied_from or (row.copied_from if row is not None else None)
    _keep(work, command.name, text, begun or fingerprint(shipped_text(command.name)))
    values = {"old": {"text": old}, "new": {"text": fingerprint(text)}}
    work.record("template.changed", "template", command.name, fields=["text"], values=values)


@writes(Right.EDIT_LISTS, "template.caught_up")
def note_caught_up(work: Work, name: str) -> None:
    """Note that the copy was compared with the shipped text of today: it no longer counts as behind."""
    row = _row(work, name)
    if row is None:
        raise Refused("The office has no copy of this template.", kept="Nothing was changed.")
    row.copied_from = fingerprint(shipped_text(name))
    work.record("template.caught_up", "template", name, fields=["copied_from"])


@writes(Right.EDIT_LISTS, "template.dropped")
def drop_template(work: Work, name: str) -> ChangeTemplate:
    """Go back to the shipped template; gives what puts the copy back."""
    row = _row(work, name)
    if row is None:
        raise Refused("The office has no copy of this template.", kept="The shipped one is in use.")
    text = row.content.decode("utf-8", "replace")
    back = ChangeTemplate(name=name, text=text, copied_from=row.copied_from or "")
    work.session.delete(row)
    work.record("template.dropped", "template", name, values={"old": {"text": text}})
    return back


def _row(reading: Reading, name: str) -> OfficeFileRow | None:
    return stored.office_file(reading, stored.file_name(stored.TEMPLATE, name))


def _keep(work: Work, name: str, text: str, begun: str) -> None:
    row = _row(work, name)
    if row is None:
        row = OfficeFileRow(kind=stored.TEMPLATE, name=stored.file_name(stored.TEMPLATE, name), content=b"")
        work.session.add(row)
    row.content, row.copied_from = text.encode(), begun
    row.changed_at, row.changed_by = work.now, work.actor.holder_id


def _state(name: str, begun: str | None) -> State:
    return "own" if begun == fingerprint(shipped_text(name)) else "behind"


def _line(name: str, title: str, stamp: tuple[str, datetime, str] | None) -> TemplateLine:
    if stamp is None:
        return TemplateLine(name, title, "shipped")
    begun, at, by = stamp
    return TemplateLine(name, title, _state(name, begun), at, by)
