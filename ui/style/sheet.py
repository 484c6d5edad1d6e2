"""The style sheet made from tokens and text scale: what stock Qt controls wear. Own controls paint themselves."""

from collections.abc import Callable

from ui.style.tokens import BODY, FIELD, SMALL, Tokens


def sheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """The whole sheet; ``px`` turns a length of the design into pixels at the text scale."""
    return "\n".join((_fields(tokens, px), _menus(tokens, px), _bars(tokens, px), _frames(tokens, px)))


def _fields(tokens: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {{
    background: {tokens.surface}; color: {tokens.ink};
    border: 1px solid {tokens.line2}; border-radius: {px(FIELD)}px;
    selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent};
    placeholder-text-color: {tokens.ink3};
}}
QLineEdit, QAbstractSpinBox {{ padding: 0 {px(8)}px; }}
QPlainTextEdit, QTextEdit {{ padding: {px(4)}px {px(4)}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled {{
    color: {tokens.ink3}; background: {tokens.sunken}; border-style: dashed;
}}
QLineEdit:read-only {{ background: {tokens.sunken}; }}
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] {{ border: 2px solid {tokens.red.mark}; }}
QLineEdit[bare="true"], QPlainTextEdit[bare="true"] {{ border: none; background: transparent; padding: 0; }}
QComboBox {{ border: none; background: transparent; padding: 0 0 0 {px(10) - 2}px; }}
QComboBox::drop-down {{ border: none; width: {px(30)}px; }}
QComboBox QLineEdit {{ border: none; background: transparent; padding: 0; border-radius: 0; }}
QTableView QLineEdit {{ border-radius: 0; }}
"""


def _menus(tokens: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QMenu {{ background: {tokens.surface}; color: {tokens.ink}; border: 1px solid {tokens.line2}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(6)}px {px(24)}px {px(6)}px {px(12)}px; border-radius: {px(4)}px; }}
QMenu::item:selected {{ background: {tokens.soft}; }}
QMenu::item:disabled {{ color: {tokens.ink3}; }}
QMenu::separator {{ height: 1px; background: {tokens.line}; margin: {px(4)}px; }}
QToolTip {{
    background: {tokens.surface}; color: {tokens.ink}; border: 1px solid {tokens.line2};
    padding: {px(4)}px {px(6)}px; font-size: {px(SMALL)}px;
}}
QListView#choices {{
    background: {tokens.surface}; color: {tokens.ink}; border: 1px solid {tokens.line2}; outline: none;
    font-size: {px(BODY)}px;
}}
QListView#choices::item {{ min-height: {px(28)}px; padding: 0 {px(8)}px; color: {tokens.ink}; border: none; }}
QListView#choices::item:selected {{ background: {tokens.soft}; color: {tokens.ink}; }}
QListView#choices::item:hover {{ background: {tokens.hover}; color: {tokens.ink}; }}
"""


def _bars(tokens: Tokens, px: Callable[[float], int]) -> str:
    wide = px(14)
    return f"""
QScrollBar:vertical {{ background: transparent; width: {wide}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {wide}px; margin: 0; }}
QScrollBar::handle {{ background: {tokens.line2}; border-radius: {px(3)}px; margin: {px(4)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
QScrollBar::handle:hover {{ background: {tokens.ink3}; }}
QTabBar::scroller {{ width: {px(52)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; }}
"""


def _frames(tokens: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget#ground {{ background: transparent; border: none; }}
QAbstractItemView {{
    background: {tokens.surface}; color: {tokens.ink}; border: none; outline: none;
    selection-background-color: {tokens.soft}; selection-color: {tokens.ink};
}}
QAbstractItemView[ground="canvas"] {{ background: {tokens.canvas}; }}
QAbstractItemView[ground="sunken"] {{ background: {tokens.sunken}; }}
QHeaderView {{ background: {tokens.surface}; border: none; }}
QSplitter::handle {{ background: {tokens.line}; }}
QCalendarWidget QWidget {{ alternate-background-color: {tokens.sunken}; }}
QCalendarWidget QToolButton {{ color: {tokens.ink}; background: transparent; padding: {px(4)}px; }}
QCalendarWidget QAbstractItemView:enabled {{ color: {tokens.ink}; selection-background-color: {tokens.accent};
    selection-color: {tokens.on_accent}; }}
"""
