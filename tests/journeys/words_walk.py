"""Walking the fields of a page: every strip opened, something typed into each field, and what stands in them told."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from tests.robots.window import ProgramRobot
from ui.panels.agenda_row import AgendaRow
from ui.people.pair_pane import PairPane
from ui.widgets.choice_field import ChoiceField
from ui.widgets.row_list import RowList
from ui.widgets.text_field import SecretField

Written = dict[str, str]
"""What stands in the fields of a page, by their names."""

# Fields in which nothing of a record is typed: choosing by typing what the page is to show.
CHOOSING = {
    "which-list": "the code list that is shown",
    "which-wording": "the letter or paper whose wording is shown",
}
# Strips that cannot be asked before something else was done, which is gone with the page.
ASKED_LATER = {
    "reason-ask": "packs are made anew after a lock; the reason comes back when the same words are asked about",
}


def _ending(page: QWidget, start: str) -> str:
    """What stands after ``start`` in the name of the first shown control that begins so."""
    names = [each.objectName() for each in page.findChildren(QWidget) if each.isVisible()]
    found = [name.removeprefix(start) for name in names if name.startswith(start) and name != "return-from-form"]
    return found[0] if found else ""


def _person(page: QWidget) -> str:
    listed = page.findChild(RowList, "attendance")
    if not isinstance(listed, RowList):
        return ""
    listed.go_to_first()
    return str(listed.current_key())


def _line(page: QWidget) -> str:
    rows = [row for row in page.findChildren(AgendaRow) if row.line.case_id]
    return str(rows[0].line.id) if rows else ""


def _pair(page: QWidget) -> str:
    pane = page.findChild(PairPane)
    return pane.pair.id if isinstance(pane, PairPane) and pane.pair is not None else ""


def _plan_or_move(page: QWidget) -> str:
    return "plan" if page.objectName() == "meetings-page" else "move"


def _with_prefix(words: str, found: str) -> str:
    return f"{words} {found}" if found else ""


def _listed(page: QWidget) -> str:
    box = page.findChild(ChoiceField, "which-list")
    return f"{box.value()} " if isinstance(box, ChoiceField) else ""


# Strips of a running meeting are asked in test_same_field; the wording shown is a page, not a question.
ASKED_ELSEWHERE = ("newcomer-bar", "learning-ask", "wording-pane")

# What each strip is asked about, as the person before it would ask; empty: this page has nothing to ask it about.
ABOUT: dict[str, Callable[[QWidget], str]] = {
    "meeting-strip": _plan_or_move,
    "details-strip": lambda _page: "it",
    "ask-matter": lambda _page: "it",
    "ask-person": lambda page: _with_prefix("interest", _person(page)),
    "ask-presenter": _line,
    "ask-day": lambda page: _ending(page, "move-"),
    "return-form": lambda page: _ending(page, "return-"),
    "correction-ask": lambda _page: "asked",
    "view-strip": lambda _page: "it",
    "add-strip": lambda _page: "new",
    "step-strip": lambda page: "progress" if page.objectName() == "action-page" else "",
    "change-strip": lambda _page: "it",
    "lists-pane": _listed,
    "holders-pane": lambda _page: "add",
    "pair-pane": _pair,
    "templates-pane": lambda page: _ending(page, "open-"),
    "wording-pane": lambda _page: "",
    "newcomer-bar": lambda _page: "",
    "learning-ask": lambda _page: "",
    "remove-ask": lambda _page: "it",
}


def open_strips(page: QWidget) -> tuple[list[str], set[str]]:
    """Ask all there is to ask on a page; returns the strips that nobody knows how to ask, and those that were asked."""
    unknown, asked = [], set()
    for strip in [each for each in page.findChildren(QWidget) if hasattr(each, "ask_again")]:
        name = strip.objectName()
        if name in ASKED_LATER or not (strip.parentWidget() or page).isVisible():
            continue
        if name not in ABOUT:
            unknown.append(name)
        elif what := ABOUT[name](page):
            assert strip.ask_again(what), f"{name} did not ask about {what}"
            asked.add(name)
    return unknown, asked


def fields(page: QWidget) -> dict[str, QWidget]:
    """Every field of a page that can be typed into, by a name of its own; no passphrase, and nothing that seeks."""
    found: dict[str, QWidget] = {}
    for each in page.findChildren(QWidget):
        if not isinstance(each, (QLineEdit, QPlainTextEdit)) or not (each.isVisible() and each.isEnabled()):
            continue
        list_of_it = each.parentWidget()
        held: QWidget = list_of_it if isinstance(list_of_it, QComboBox) else each
        if each.isReadOnly() or isinstance(each, SecretField) or getattr(each, "seeks", False):
            continue
        if held.objectName() in CHOOSING:
            continue
        name = f"{type(held).__name__} {held.objectName()} {held.accessibleName()}"
        at = sum(known.startswith(name) for known in found)
        found[f"{name} {at}"] = each
    return found


def words_in(page: QWidget) -> Written:
    """What stands in each."""
    return {name: _words(field) for name, field in fields(page).items()}


def cursor() -> tuple[str, int]:
    """The field one is in, and where."""
    held = QApplication.focusWidget()
    line = held.lineEdit() if isinstance(held, QComboBox) else held
    if isinstance(line, QPlainTextEdit):
        return line.objectName(), line.textCursor().position()
    return held.objectName() if held else "", line.cursorPosition() if isinstance(line, QLineEdit) else -1


def _words(field: QWidget) -> str:
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    return field.text() if isinstance(field, QLineEdit) else ""


def write_all(robot: ProgramRobot) -> list[str]:
    """Type into every field of the page in front; returns what is wrong. Some lists are made anew meanwhile."""
    wrong = []
    for name in fields(robot.page):
        field = fields(robot.page).get(name)
        if field is not None:
            field.setFocus()
            robot.wait()
            wrong.append(_write_into(robot, name, fields(robot.page).get(name, field)))
    return [each for each in wrong if each]


def _write_into(robot: ProgramRobot, name: str, field: QWidget) -> str:
    """Type at the end of the field in focus and step back once; says so when nothing came of it."""
    before = _words(field)
    held = QApplication.focusWidget()
    if held is not field and held is not field.parentWidget():
        return f"{name} does not take the focus"
    robot.press("Ctrl+End" if isinstance(field, QPlainTextEdit) else "End")
    digits = isinstance(field, QLineEdit) and field.validator() is not None
    if digits or (isinstance(field, QLineEdit) and 0 < field.maxLength() <= len(before) + 2):
        robot.press("Backspace")
    robot.write("7" if digits else "Zo")
    robot.press("Left")
    finder = field.completer() if isinstance(field, QLineEdit) else None
    found = finder.popup() if finder is not None else None
    if found is not None:
        # Without a window manager the list of what was found keeps the window's place after it is gone.
        found.hide()
        robot.root.activateWindow()
    robot.wait()
    return "" if _words(field) != before or digits else f"{name} takes no words"
