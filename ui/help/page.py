"""The help page: topics at the left, one text at the right. No link leads out of the program."""

from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextTable
from PySide6.QtWidgets import QTextBrowser, QWidget

from ui.context import Context
from ui.help.topics import TOPICS, text_of
from ui.routes import Route
from ui.shell.page import Page
from ui.style import theme
from ui.style.tokens import BODY, HEAD, PAGE, PAGE_IN_PAGE
from ui.widgets import layout
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import Ground, Hairline
from ui.widgets.page_header import PageHeader
from ui.widgets.rail import Rail, RailRow

_WIDE = 640
_HEADINGS = {1: PAGE, 2: PAGE_IN_PAGE, 3: HEAD}


class HelpText(QTextBrowser):
    """A text in the program's own type; links do nothing but tell where they point."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Help text")
        self.setStyleSheet("QTextBrowser { border: none; background: transparent; padding: 0; }")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)

    def show_text(self, text: str) -> None:
        """Show light Markdown."""
        now = theme.current()
        self.document().setDefaultFont(now.font(BODY))
        self.setMarkdown(text)
        self.document().setDocumentMargin(0)
        self._space()
        self._plain_tables()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _space(self) -> None:
        """Sizes of headings and room between paragraphs, which Markdown does not say."""
        now = theme.current()
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            shape = block.blockFormat()
            level = shape.headingLevel()
            shape.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            shape.setTopMargin(now.px(12 if level > 1 else 0))
            shape.setBottomMargin(now.px(8 if not level else 10))
            cursor.setBlockFormat(shape)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                letters = block.charFormat()
                letters.setFont(now.font(_HEADINGS.get(level, HEAD), bold=True))
                cursor.mergeCharFormat(letters)
            block = block.next()

    def _plain_tables(self) -> None:
        """Tables without lines, as everywhere else."""
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                shape = frame.format().toTableFormat()
                shape.setBorder(0)
                shape.setCellPadding(theme.current().px(2))
                shape.setCellSpacing(theme.current().px(4))
                frame.setFormat(shape)


class HelpPage(Page):
    """``help?topic=referrals`` opens one text."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.rail = Rail(name="Topics")
        self.rail.show_rows([RailRow(topic.name, topic.title, gap=topic.gap) for topic in TOPICS])
        # Qt gives a list the focus before its page is filled, and then picks the first row by itself.
        self.rail.go_to(TOPICS[0].name)
        self.choice: ChoiceField | None = None
        self.text = HelpText()
        self._lay_out()
        self.rail.chosen.connect(self._go)

    def _lay_out(self) -> None:
        header = PageHeader("Help")
        px = theme.current().px
        self.text.setMaximumWidth(px(_WIDE))
        body = layout.row(self.text, layout.STRETCH, gap=0, margins=(32, 24, 24, 8))
        body.setStretch(0, 1000)
        if theme.current().large:
            choice = ChoiceField([(topic.name, topic.title) for topic in TOPICS], name="Topic")
            choice.changed.connect(lambda: self._go(str(choice.value())))
            self.choice = choice
            self.rail.setParent(self)
            self.rail.hide()
            chooser = layout.row(choice, layout.STRETCH, margins=(24, 12, 24, 0))
            whole = layout.column(header, chooser, body, gap=0)
            whole.setStretch(2, 1)
        else:
            side = Ground("sunken")
            side.setLayout(layout.column(self.rail, gap=0, margins=(8, 12, 8, 12)))
            side.setFixedWidth(px(228))
            across = layout.row(side, Hairline(upright=True), body, gap=0)
            across.setStretch(2, 1)
            whole = layout.column(header, across, gap=0)
            whole.setStretch(1, 1)
        self.setLayout(whole)

    def open_route(self, route: Route) -> None:
        name = route.get("topic", TOPICS[0].name)
        self.rail.go_to(name if any(topic.name == name for topic in TOPICS) else TOPICS[0].name)
        if self.choice is not None:
            self.choice.blockSignals(True)
            self.choice.set_value(self.rail.current_name())
            self.choice.blockSignals(False)
        self.text.show_text(text_of(name))

    def _go(self, name: str) -> None:
        self.context.routes.replace(Route.to("help", topic=name))

    def panes(self) -> list[QWidget]:
        return [self.choice or self.rail, self.text]

    def first_focus(self) -> QWidget | None:
        return self.text
