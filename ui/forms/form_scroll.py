"""The scroll of a form: which section is in view, and how a field or a section comes into it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from ui.forms.section import Section
from ui.style import theme
from ui.widgets.scroll import Scroll


class FormScroll(Scroll):
    """Holds the sections one under another; ``reached`` carries the name of the section that came into view.

    Before the first layout nothing can be scrolled to: what is asked for until then is shown once there is one.
    """

    reached = Signal(str)

    def __init__(self, column: QLayout, name: str) -> None:
        super().__init__(column, name=name)
        self._sections: list[Section] = []
        self._following = True
        self._asked: tuple[Section, QWidget | None] | None = None
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._laid_out)

    def follow(self, sections: list[Section]) -> None:
        """The sections, in their order."""
        self._sections = sections

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab brings what it reaches into view; the rail follows into its section."""
        moved = super().focusNextPrevChild(onward)
        held = QApplication.focusWidget()
        section = next((one for one in self._sections if held is not None and one.isAncestorOf(held)), None)
        if moved and section is not None:
            self.reached.emit(section.section_name)
        return moved

    def show_section(self, section: Section) -> None:
        """Bring the heading of a section to the top."""
        self._show(section, None)

    def show_field(self, section: Section, field: QWidget) -> None:
        """Bring a field into view; the first of its section with the heading above it."""
        first = section.names and section.names[0] == field.objectName()
        self._show(section, None if first else field)

    def _show(self, section: Section, field: QWidget | None) -> None:
        bar = self.verticalScrollBar()
        self._asked = None if bar.maximum() else (section, field)
        self._following = False
        if field is not None:
            self.ensureWidgetVisible(field, 0, theme.current().px(60))
        else:
            bar.setValue(section.y() - theme.current().px(12))
        self._following = True
        self.reached.emit(section.section_name)

    def _laid_out(self, _least: int, most: int) -> None:
        if most and self._asked is not None:
            self._show(*self._asked)

    def _scrolled(self, at: int) -> None:
        """Tell which section is in view; at the very end the last, which may be too short to come to the top."""
        most = self.verticalScrollBar().maximum()
        if not self._following or not most or not self._sections:
            return
        line = at + theme.current().px(80)
        above = [section for section in self._sections if section.y() <= line] or self._sections[:1]
        self.reached.emit((self._sections if at == most else above)[-1].section_name)
