"""The field widgets: what a person types and picks, by keys, and what the value is."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.support.qt_keys import press, settle, write
from ui.style import theme
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.field_frame import FieldFrame
from ui.widgets.filters import FilterPill
from ui.widgets.note_box import NoteBox
from ui.widgets.segments import Segments, YesNo
from ui.widgets.text_field import SecretField, TextField
from ui.widgets.tick import TickBox, TickList

TODAY = date(2026, 12, 2)
LANGUAGES = [(name.casefold(), name) for name in ("Arabic", "Bengali", "English", "Gujarati", "Hindi", "Polish",
             "Somali", "Tamil", "Urdu", "Welsh")]  # fmt: skip
Show = Callable[[QWidget], QWidget]


def together(*fields: QWidget) -> QWidget:
    """Fields under one another, with one more to leave them for."""
    holder = QWidget()
    down = QVBoxLayout(holder)
    for field in (*fields, TextField(name="after")):
        down.addWidget(field)
    return holder


def test_text_when_written_in_any_script_then_is_kept_as_typed(shown: Show) -> None:
    """Signs that QTest cannot type arrive as typed."""
    field = TextField(name="Name")
    shown(together(field))
    field.setFocus()
    write(field, "Siân Ŵyn-Łódź é রু")
    assert field.value() == "Siân Ŵyn-Łódź é রু"
    field.set_value("   ")
    assert field.value() is None


def test_secret_when_the_eye_is_pressed_then_shows_and_hides(shown: Show) -> None:
    """The passphrase is dots until asked for, by keyboard as well."""
    field = SecretField()
    shown(together(field))
    field.setFocus()
    write(field, "correct horse")
    assert field.displayText() != "correct horse"
    press(field, "Tab")
    press(field, "Space")
    assert field.displayText() == "correct horse"


@pytest.mark.parametrize(("typed", "day"), [("14 march 88", date(1988, 3, 14)), ("12/5", date(2026, 5, 12))])
def test_date_when_typed_then_reads_and_rewrites_on_leaving(shown: Show, typed: str, day: date) -> None:
    """The day typed freely is shown in full once the field is left."""
    field = DateField(lambda: TODAY, lean="past")
    left = QSignalSpy(field.left)
    shown(together(field))
    field.setFocus()
    write(field, typed)
    assert field.value() == day
    press(field, "Tab")
    assert field.text() == f"{day.day} {day:%B} {day.year}"
    assert left.count() == 1


def test_date_when_nonsense_is_typed_then_keeps_the_words_and_says_so(shown: Show) -> None:
    """Nothing typed is thrown away because it cannot be read."""
    field = DateField(lambda: TODAY)
    shown(together(field))
    field.setFocus()
    write(field, "soonish")
    press(field, "Tab")
    assert (field.value(), field.unread(), field.text()) == (None, True, "soonish")


def test_date_when_arrows_are_pressed_then_goes_day_by_day(shown: Show) -> None:
    """Up is a day later; Alt+Down opens the calendar, which Enter takes from."""
    field = DateField(lambda: TODAY)
    shown(together(field))
    field.setFocus()
    press(field, "Up")
    assert field.value() == date(2026, 12, 3)
    press(field, "Down")
    press(field, "Down")
    assert field.value() == date(2026, 12, 1)


def test_choice_when_part_is_typed_then_is_found_anywhere_in_the_words(shown: Show) -> None:
    """Typing any part finds it; words that match exactly are the answer."""
    field = ChoiceField(LANGUAGES, name="Language")
    shown(together(field))
    field.setFocus()
    write(field, "welsh")
    assert field.value() == "welsh"
    line = field.lineEdit()
    assert line is not None
    line.selectAll()
    write(field, "gali")
    completer = field.completer()
    assert completer is not None
    assert completer.completionModel().rowCount() == 1
    assert field.unmatched()
    completer.popup().hide()


@pytest.mark.parametrize(
    ("typed", "value"),
    [("canal", "canal"), ("CRT", "canal"), ("rch", "rch"), ("church", "church"), ("trust", None), ("elsewhere", None)],
)
def test_choice_when_left_then_what_names_one_choice_is_taken_and_all_else_stays_unmatched(
    shown: Show, typed: str, value: str | None
) -> None:
    """A part found once is that choice; a spelling of its own counts before a part of another's words."""
    fillers = [(f"f{at}", f"Office {at}") for at in range(9)]
    agencies = [("canal", "Canal Trust"), ("rch", "Riverside Homes"), ("church", "Church Trust"), *fillers]
    field = ChoiceField(agencies, name="Agency", spelled={"canal": ["CRT"], "rch": ["RCH"]})
    page = together(field, TextField(name="Next"))
    shown(page)
    field.setFocus()
    write(field, typed)
    completer = field.completer()
    assert completer is not None
    if completer.popup().isVisible():
        completer.popup().hide()
    page.activateWindow()
    settle()
    told: list[object] = []
    field.left.connect(lambda: told.append(field.value()))
    press(page, "Tab")
    assert (told, field.unmatched()) == ([value], value is None)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_choice_when_typed_in_then_words_begin_within_and_the_arrow_opens_the_list(shown: Show, scale: float) -> None:
    """Words stand clear of the border, as in a plain list, and nothing hides the arrow or its click."""
    theme.current().use("light", scale)
    field = ChoiceField(LANGUAGES, name="Language")
    shown(together(field))
    line = field.lineEdit()
    assert line is not None
    px = theme.current().px
    assert line.x() >= px(8)
    assert line.geometry().right() < field.width() - px(26)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(field.width() - px(15), field.height() // 2))
    settle()
    assert field.view().isVisible()
    field.hidePopup()


def test_choice_when_free_then_other_words_are_the_value(shown: Show) -> None:
    """A free choice takes what is not in the list."""
    field = ChoiceField(LANGUAGES, name="Language", free=True)
    shown(together(field))
    field.setFocus()
    write(field, "Sylheti")
    assert (field.value(), field.unmatched()) == ("Sylheti", False)
    popup = field.completer().popup()
    popup.hide()


def test_choice_when_choices_change_then_keeps_the_value_if_it_is_still_offered() -> None:
    """Narrowing a list does not lose an answer that stays possible."""
    field = ChoiceField([("a", "Alder"), ("b", "Beech")])
    field.set_value("b")
    field.set_choices([("b", "Beech"), ("c", "Cedar")])
    assert field.value() == "b"
    field.set_choices([("c", "Cedar")])
    assert field.value() is None


def test_segments_when_arrows_are_pressed_then_move_and_delete_clears(shown: Show) -> None:
    """Yes and No by keyboard; nothing is chosen at first, and the choice can be taken back."""
    field = YesNo(name="Interpreter")
    changes = QSignalSpy(field.changed)
    shown(together(field))
    assert field.value() is None
    field.control().setFocus()
    press(field, "Space")
    assert field.value() is True
    press(field, "Right")
    assert field.value() is False
    press(field, "Delete")
    assert field.value() is None
    assert changes.count() == 3


def test_segments_when_focus_moves_within_then_are_not_left(shown: Show) -> None:
    """Going from Yes to No is not leaving the field."""
    field = Segments((("a", "A"), ("b", "B")), name="Two")
    left = QSignalSpy(field.left)
    shown(together(field))
    field.control().setFocus()
    press(field, "Space")
    press(field, "Right")
    assert left.count() == 0
    press(field, "Tab")
    assert left.count() == 1


def test_ticks_when_ticked_then_value_is_in_the_order_of_the_choices(shown: Show) -> None:
    """Several answers at once; none is None."""
    field = TickList([("r", "Race"), ("d", "Disability"), ("a", "Age")], name="Strands")
    shown(together(field))
    field.control().setFocus()
    press(field, "Space")
    field.set_value(("a", "r"))
    assert field.value() == ("r", "a")
    field.set_value(None)
    assert field.value() is None


def test_note_when_lines_are_written_then_grows_to_its_most(shown: Show) -> None:
    """The box grows with the text, then scrolls."""
    note = NoteBox(name="Note", lines=2, most=6)
    shown(together(note))
    small = note.height()
    note.setFocus()
    note.setPlainText("\n".join("line" for _ in range(4)))
    middle = note.height()
    note.setPlainText("\n".join("line" for _ in range(40)))
    assert small < middle < note.height() < small * 4


def test_note_when_a_hundred_thousand_signs_are_pasted_then_keeps_them_all_and_cleans_them(shown: Show) -> None:
    """A whole file pasted into a note is kept, without controls, and typing goes on at its end."""
    note = NoteBox(name="Note")
    shown(together(note))
    note.setFocus()
    pasted = QMimeData()
    pasted.setText("What was said on the stair. \u202e\x00" * 3572)
    note.insertFromMimeData(pasted)
    write(note, "é")
    text = note.toPlainText()
    assert len(text) == 28 * 3572 + 1
    assert text.endswith("stair. é")
    assert "\u202e" not in text


def test_note_when_tab_is_pressed_then_is_left_and_ctrl_enter_keeps(shown: Show) -> None:
    """No keyboard trap; Ctrl+Enter tells that the note is finished."""
    note = NoteBox(name="Note")
    kept = QSignalSpy(note.kept)
    shown(together(note))
    note.setFocus()
    press(note, "Ctrl+Enter")
    assert kept.count() == 1
    press(note, "Tab")
    assert not note.hasFocus()


def test_frame_when_no_answer_is_asked_for_by_key_then_tab_never_passed_its_button(shown: Show) -> None:
    """Tab goes from field to field; F4 says why there is none, and the focus stays in the frame."""
    frames = [FieldFrame(name, TextField(), no_answer=True) for name in ("Religion", "Ethnicity")]
    holder = together(*frames)
    shown(holder)
    frames[0].focus()
    press(holder, "Tab")
    assert frames[1].field.control().hasFocus()
    press(holder, "F4")
    asked = frames[1].no_answer
    assert asked is not None
    assert asked.menu_of_reasons().isVisible()
    asked.menu_of_reasons().actions()[1].trigger()
    asked.menu_of_reasons().close()
    settle()
    assert frames[1].unanswered == "not_asked"
    assert frames[0].unanswered is None
    assert frames[1].isAncestorOf(holder.window().focusWidget())


def test_frame_when_no_answer_is_chosen_then_replaces_the_field_and_the_cross_brings_it_back(shown: Show) -> None:
    """Not known, not asked and prefers not to say stand in the field's place."""
    frame = FieldFrame("Religion", TextField(), no_answer=True)
    shown(together(frame))
    frame.field.set_value("as typed")
    assert frame.no_answer is not None
    frame.no_answer.menu_of_reasons().actions()[2].trigger()
    assert (frame.unanswered, frame.value()) == ("declined", None)
    assert not frame.field.control().isVisible()
    frame.focus()
    press(frame, "Space")
    assert (frame.unanswered, frame.value()) == (None, "as typed")
    assert frame.field.control().hasFocus()


def test_frame_when_a_problem_stands_then_takes_the_place_of_the_help(shown: Show) -> None:
    """An error says how to put it right, to the eye and to a reader."""
    frame = FieldFrame("Postcode", TextField(), mark="to accept", hint="As on the envelope")
    shown(together(frame))
    assert frame.field.control().accessibleName() == "Postcode"
    assert "As on the envelope" in frame.field.control().accessibleDescription()
    frame.set_problem("Two letters at the end")
    assert frame.problem == "Two letters at the end"
    assert frame.field.control().accessibleDescription() == "Two letters at the end"
    frame.set_problem("")
    assert frame.problem == ""


def test_filter_when_chosen_then_says_what_it_holds_and_clears_on_the_next_click() -> None:
    """A filter that is on shows its value with a cross."""
    pill = FilterPill("Status", [("open", "Open"), ("closed", "Closed")])
    told = QSignalSpy(pill.changed)
    pill.choose("open")
    assert (pill.value(), pill.accessibleName()) == ("open", "Status: Open")
    pill.click()
    assert pill.value() is None
    assert told.count() == 2
    pill.deleteLater()


@pytest.mark.parametrize(
    "make",
    [
        TextField,
        SecretField,
        NoteBox,
        YesNo,
        lambda: DateField(lambda: TODAY),
        lambda: ChoiceField(LANGUAGES),
        lambda: TickList([("a", "A")]),
        lambda: TickBox("A"),
    ],
)
def test_field_when_made_then_can_do_what_every_field_can(make: Callable[[], QWidget]) -> None:
    """Frames and forms rely on one set of methods and signals; an empty value survives a round."""
    field = make()
    assert isinstance(field, Field)
    before = field.value()
    field.set_value(None)
    field.set_problem("no")
    field.set_problem("")
    assert field.value() == before
    assert isinstance(field.control().font(), QFont)
    field.deleteLater()


def test_ticks_when_there_is_little_room_then_stand_in_one_column_unshortened(shown: Show) -> None:
    """Words of an answer are never cut; the columns give way."""
    words = [(str(at), f"An answer with rather many words in it, number {at}") for at in range(6)]
    field = TickList(words, name="Answers")
    holder = together(field)
    shown(holder)
    columns = []
    for width in (900, 420):
        holder.resize(width, 400)
        settle()
        boxes = field.findChildren(TickBox)
        columns.append(len({box.x() for box in boxes}))
        assert all(box.width() >= box.sizeHint().width() for box in boxes)
    assert columns == [2, 1]
