"""The import in the window: six steps by key, nothing written before the last, stopped and undone."""

from datetime import date

import pytest

from hipdesk.model.periods import quarter, span
from hipdesk.services.figures import figures
from hipdesk.services.imports import list_imports

WHOLE = span(date(2015, 4, 1), date(2018, 3, 31), "financial")


def through(robot, workbook, steps=3):
    """From the file so many steps on."""
    robot.choose(workbook)
    for _ in range(steps):
        robot.go_on()


def test_import_when_gone_through_by_key_then_the_record_holds_the_workbook(page_of, desk, workbook):
    """File, sheets, columns, values, preview, import: 164 referrals, and the quarter's figure is the truth's."""
    robot = page_of(desk)
    robot.choose(workbook)
    assert robot.step() == "sheets"
    for step in ("columns", "values", "preview"):
        robot.go_on()
        assert robot.step() == step
    assert desk.read(figures, WHOLE).referrals == 0
    assert "164 referrals, 368 people, 200 hearings, 23 past meetings, 318 actions" in robot.says()
    robot.go_on()
    assert robot.step() == "import"
    assert "164 referrals" in robot.says()
    assert desk.read(figures, quarter(2016, 2, "financial")).referrals == 21


def test_preview_when_shown_then_lists_what_could_not_be_read_with_row_and_column(page_of, desk, workbook):
    """Where, what, and what is done about it."""
    robot = page_of(desk)
    through(robot, workbook)
    assert any(line.startswith("HIP 2015-16, F6 | Not read | M/F: ") for line in robot.findings()[:20])
    assert all("Kept as text on the case." in line for line in robot.findings() if "Not read" in line)


def test_column_when_sent_elsewhere_then_is_marked_as_chosen_and_imported_so(page_of, desk, workbook):
    """The wards are left out by the person: the rail and the preview follow, no ward is imported."""
    robot = page_of(desk)
    through(robot, workbook, steps=1)
    robot.settle("Ward goes to", "leave_out")
    assert robot.field("Ward goes to").value() == "leave_out"
    assert robot.named("You chose").isVisible()
    for _ in range(3):
        robot.go_on()
    assert "Imported" in robot.says()


def test_agency_when_settled_then_its_referrals_are_counted_there(page_of, desk, workbook):
    """HOST means Housing Options, THEOs Community Safety Operations: as the truth counts them."""
    robot = page_of(desk)
    through(robot, workbook, steps=2)
    robot.settle("HOST means", "Housing Options")
    robot.settle("THEOs means", "Community Safety Operations")
    robot.go_on()
    robot.go_on()
    made = desk.read(figures, WHOLE).referrals_by_agency
    assert (made["Housing Options"], made["Community Safety Operations"]) == (21, 22)


def test_back_when_pressed_then_nothing_settled_is_lost(page_of, desk, workbook):
    """What was chosen on the columns is still there after the preview."""
    robot = page_of(desk)
    through(robot, workbook, steps=1)
    robot.settle("Ward goes to", "keep")
    robot.go_on()
    robot.go_on()
    assert robot.step() == "preview"
    robot.go_back()
    robot.go_back()
    assert robot.step() == "columns"
    assert robot.field("Ward goes to").value() == "keep"


def test_same_file_when_imported_again_then_there_is_nothing_to_import(page_of, desk, workbook):
    """The preview says so and the button is off."""
    first = page_of(desk)
    through(first, workbook, steps=4)
    again = page_of(desk)
    through(again, workbook)
    assert "Nothing new: every row is in the record already." in again.says()
    assert not again.find("import-next").isEnabled()


def test_import_when_undone_then_asks_first_and_the_record_is_empty(page_of, desk, workbook):
    """Undo on the last page names what goes."""
    robot = page_of(desk)
    through(robot, workbook, steps=4)
    robot.messages.answers.append("do")
    robot.find("undo-import").setFocus()
    robot.press("Space")
    robot.wait()
    assert "164 referrals" in robot.messages.asked[0].words
    assert desk.read(figures, WHOLE).referrals == 0
    assert "were taken out again" in robot.says()


def test_import_when_stopped_then_nothing_is_written_and_the_preview_is_back(page_of, desk, workbook):
    """Stop while it runs: back to the preview, the record empty."""
    robot = page_of(desk)
    through(robot, workbook)
    robot.root._import()
    robot.root.journey.stop()
    robot.wait()
    assert robot.step() == "preview"
    assert robot.messages.toasts == ["Stopped. Nothing was written."]
    assert desk.read(list_imports) == []


@pytest.mark.parametrize("content", [b"not a workbook", b""])
def test_file_when_it_is_no_workbook_then_is_refused_in_a_sentence(page_of, desk, tmp_path, content):
    """The refusal is told; one may choose another file at once."""
    wrong = tmp_path / "wrong.xlsx"
    wrong.write_bytes(content)
    robot = page_of(desk)
    robot.choose(wrong)
    assert robot.step() == "file"
    assert len(robot.messages.errors) == 1
    assert robot.find("choose-workbook").isEnabled()


def test_matching_when_saved_then_settles_the_next_import(page_of, desk, workbook, tmp_path):
    """What was chosen once is laid over the next copy."""
    robot = page_of(desk)
    through(robot, workbook, steps=2)
    robot.settle("HOST means", "Housing Options")
    robot.messages.files.append(tmp_path / "ours.mapping.toml")
    robot.find("save-matching").setFocus()
    robot.press("Space")
    robot.wait()
    assert robot.messages.toasts == ["Saved as ours.mapping.toml."]
    later = page_of(desk)
    later.choose(workbook)
    later.messages.files.append(tmp_path / "ours.mapping.toml")
    later.find("use-matching").setFocus()
    later.press("Space")
    later.wait()
    later.go_on()
    later.go_on()
    assert later.field("HOST means").value() == "Housing Options"


def test_past_imports_when_opened_then_show_findings_with_their_referral_and_can_be_undone(page_of, desk, workbook):
    """The list of imports, its findings, and undo."""
    first = page_of(desk)
    through(first, workbook, steps=4)
    robot = page_of(desk, past=True)
    assert "hip-database.xlsx" in robot.says()
    assert any("Legal" in line for line in robot.findings())
    assert any("HIP/2015-16/0001" in line for line in robot.findings())
    robot.messages.answers.append("do")
    robot.find("undo-import").setFocus()
    robot.press("Space")
    robot.wait()
    robot.wait()
    assert desk.read(figures, WHOLE).referrals == 0
    assert "Undone" in robot.says()


def test_past_imports_when_there_are_none_then_say_so(page_of, desk):
    """An empty list says what to do."""
    robot = page_of(desk, past=True)
    assert "No import yet" in robot.says()


def test_import_when_gone_through_then_the_focus_never_leaves_the_page(page_of, desk, workbook):
    """Buttons rest while work is done, and go when it is over: a keyboard is always somewhere on the page."""
    robot = page_of(desk)
    robot.choose(workbook)
    for _step in range(4):
        assert robot.root.isAncestorOf(robot.focus())
        assert robot.focus().isVisible()
        robot.go_on()
    assert robot.step() == "import"
    assert robot.root.isAncestorOf(robot.focus())
    assert robot.focus().isVisible()
