"""Every general widget on pages of 1366×768, saved as pictures to look at beside the design's.

``python -m tests.support.gallery FOLDER`` writes light, dark, high contrast and 200 % text.
"""

import sys
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from tests.support import gallery_form, gallery_pages, gallery_shell
from ui.style import theme
from ui.widgets import chips, layout
from ui.widgets.buttons import Button, IconButton, LinkButton, Pill
from ui.widgets.chips import ChipLabel
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Ground, Label
from ui.widgets.note_box import NoteBox
from ui.widgets.segments import Segments, YesNo
from ui.widgets.text_field import SecretField, TextField
from ui.widgets.tick import RoundChoice, TickBox, TickList


def buttons() -> QWidget:
    """Buttons, pills, chips."""
    page = Ground()
    off = Button("Agree and freeze", icon="lock")
    off.setEnabled(False)
    on = Pill("Status:", strong="Open", mark="cross")
    on.setChecked(True)
    page.setLayout(
        layout.column(
            layout.row(
                Button("Prepare the panel", "primary", icon="calendar"),
                Button("Log referral", "primary", icon="tick", key="Ctrl+Enter"),
                Button("Agency returns", icon="mail"),
                Button("Ask for more", icon="mail", key="Alt+M"),
                Button("Delete", "danger", icon="bin"),
                off,
                layout.STRETCH,
            ),
            layout.row(
                Button("Carried to 10 December", "strong", small=True),
                Button("Other", small=True),
                Button("15 min", small=True, icon="plus"),
                LinkButton("Remind the chair"),
                LinkButton("Show names", icon="eye"),
                LinkButton("No answer", quiet=True, chevron=True),
                IconButton("cross", "Close"),
                layout.STRETCH,
            ),
            layout.row(on, Pill("Lead", mark="chevron-down"), Pill("Joint visit", icon="plus"), layout.STRETCH),
            layout.row(
                ChipLabel(
                    chips.rag("late", "6 days late"),
                    chips.rag("soon", "Due in 2 days"),
                    chips.rag("on_track", "On track"),
                    chips.rag("done", "Done"),
                    chips.rag("no_update", "No update"),
                    chips.rag("not_due", "Not due"),
                    chips.rag("draft", "Draft"),
                ),
                layout.STRETCH,
            ),
            layout.row(
                ChipLabel(
                    chips.risk("high", 36),
                    chips.trend("rising"),
                    chips.risk("medium", 21),
                    chips.trend("level"),
                    chips.risk("standard", 9),
                    chips.trend("falling"),
                    chips.trend("first"),
                    chips.strand("Race"),
                    chips.strand("Religion"),
                ),
                layout.STRETCH,
            ),
            layout.row(
                ChipLabel(
                    *[
                        chips.status(name)
                        for name in (
                            "draft",
                            "received",
                            "awaiting_information",
                            "listed",
                            "heard",
                            "monitoring",
                            "closed",
                            "reopened",
                            "declined",
                            "redirected",
                        )
                    ],
                    gap=16,
                ),
                layout.STRETCH,
            ),
            layout.row(
                ChipLabel(
                    *[
                        chips.care(name)
                        for name in (
                            "child",
                            "adult_at_risk",
                            "address_kept",
                            "not_aware",
                            "restricted",
                            "media",
                        )
                    ],
                    gap=16,
                ),
                ChipLabel(*[chips.required(mark) for mark in ("to log", "to accept", "optional")]),
                layout.STRETCH,
            ),
            layout.row(
                Segments((("person", "A person"), ("group", "An organisation or community")), small=True),
                Segments((("s", "Standard", "bars-1"), ("m", "Medium", "bars-2"), ("h", "High 36", "bars-3"))),
                YesNo(),
                layout.STRETCH,
            ),
            layout.row(TickBox("Shown on the panel"), RoundChoice("Telephone, evenings"), layout.STRETCH),
            layout.STRETCH,
            gap=16,
            margins=(24, 24, 24, 24),
        )
    )
    for segments in page.findChildren(Segments):
        segments.set_value(segments._values[-1])  # the gallery shows one chosen
    for box in page.findChildren(TickBox):
        box.set_value(True)
    return page


def fields() -> QWidget:
    """Fields in their frames, two columns."""
    page = Ground()
    today = lambda: date(2026, 12, 2)  # noqa: E731
    name = TextField()
    name.set_value("Rukshana Begom")
    own = TextField()
    own.set_value("রুখসানা বেগম")
    born = DateField(today, lean="past")
    born.set_value(date(1988, 3, 14))
    sex = ChoiceField((("f", "Female"), ("m", "Male")))
    sex.set_value("f")
    postcode = TextField(width=10)
    postcode.set_value("MB4 7Q")
    interpreter = YesNo()
    interpreter.set_value(True)
    note = NoteBox("Write a note: what happened, who told you, what you did")
    secret = SecretField()
    secret.set_value("correct horse battery")
    frames = [
        FieldFrame("Name as given", name, mark="to log"),
        FieldFrame("Name in own script", own, mark="optional"),
        FieldFrame("Date of birth or age", born, mark="to accept", no_answer=True, beside=Label("38 years", "quiet")),
        FieldFrame("Sex", sex, mark="optional", no_answer=True),
        FieldFrame(
            "Language",
            ChoiceField([(str(at), f"Language {at}") for at in range(12)], placeholder="Find"),
            mark="to accept",
            no_answer=True,
        ),
        FieldFrame("Interpreter needed", interpreter, mark="to accept", no_answer=True),
        FieldFrame(
            "Religion",
            TextField(),
            mark="optional",
            no_answer=True,
            hint="Ask, never infer. Needed only if it is the strand.",
        ),
        FieldFrame("Postcode", postcode),
        FieldFrame("What happened", note),
        FieldFrame("Strands", TickList([(word, word) for word in ("Race", "Religion", "Disability", "Age")])),
        FieldFrame("Passphrase", secret),
        FieldFrame("Period", ChoiceField((("q", "the 3 quarters before"),), lead="with")),
    ]
    frames[6].set_unanswered("declined")
    frames[7].set_problem("Two letters at the end, as in MB4 7QX")
    grid = QGridLayout(page)
    px = theme.current().px
    grid.setContentsMargins(px(24), px(24), px(24), px(24))
    grid.setHorizontalSpacing(px(20))
    grid.setVerticalSpacing(px(8))
    for at, frame in enumerate(frames):
        grid.addWidget(frame, at // 2, at % 2)
    grid.setRowStretch(len(frames), 1)
    return page


PAGES = {"buttons": buttons, "fields": fields, **gallery_pages.PAGES, **gallery_shell.PAGES, **gallery_form.PAGES}


def grab(widget: QWidget, path: Path, width: int = 1366, height: int = 768) -> None:
    """Save a picture of a widget at a size."""
    widget.resize(width, height)
    widget.show()
    QApplication.processEvents()
    widget.grab().save(str(path))
    widget.close()
    widget.deleteLater()
    QApplication.processEvents()


def main(folder: Path, only: list[str]) -> None:
    """Write every page in every dress."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    theme.dress(application)
    theme.register_scripts()
    for dress, tokens, scale in (
        ("light", "light", 1.0),
        ("dark", "dark", 1.0),
        ("contrast", "contrast", 1.0),
        ("large", "light", 2.0),
    ):
        theme.current().use(tokens, scale)
        for name, build in PAGES.items():
            if not only or name in only:
                grab(build(), folder / f"{name}-{dress}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
