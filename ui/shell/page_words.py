"""What is typed on a page outside its forms, kept as a draft of the page: no strip or field has to see to it itself.

Forms and notes keep drafts of their own, and say so (``ui.forms.autosave.keeps_its_own``). Whatever else is typed into
is met here when it takes the focus, kept while it says something else than before, and given back when the page is
made anew: at once, by asking again what was asked, or when the person asks the same again. A passphrase never is.

A widget whose fields are about one thing at a time tells which by ``asks_about() -> str``, empty when about nothing:
what is typed of one is never shown with another, and all its fields are kept, not only those of words. One that is
shown only to ask has ``ask_again(what: str) -> bool`` as well, False while it cannot, as before the page is read; and
it may have a signal ``over``: it was answered or left.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.context import Content, Context
from ui.forms import values
from ui.forms.answer import Answers
from ui.forms.autosave import Autosave, has_its_own
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field import Field
from ui.widgets.note_box import NoteBox
from ui.widgets.segments import Segments
from ui.widgets.text_field import SecretField, TextField
from ui.widgets.tick import TickBox, TickList

KIND = "page-words"
_TYPED = (TextField, NoteBox)
_ASKED = (*_TYPED, ChoiceField, TickBox, TickList, Segments)


@dataclass
class Met:
    """A field that had the focus, or stands in a strip that had it: what it is of, what it said then and says now."""

    field: QWidget
    about: QWidget | None
    what: str
    base: object
    typed: object

    def stands(self) -> bool:
        """Whether it is there, and still of the same."""
        there = all(shiboken6.isValid(each) for each in (self.field, self.about) if each is not None)
        return there and _asked(self.about) == self.what

    def lost(self) -> bool:
        """Whether it went with something typed in it, though nobody left or answered it."""
        if self.about is None or self.typed == self.base:
            return False
        if not shiboken6.isValid(self.about):
            return True
        return not shiboken6.isValid(self.field) and _asked(self.about) == self.what


class PageWords(QObject):
    """The words of one page. ``subject`` names the page in the drafts."""

    def __init__(self, context: Context, page: QWidget, subject: str) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._subject = subject
        self._met: dict[str, Met] = {}
        self._left: dict[str, Content] = {}
        self._asking: list[QWidget] = []
        self._asks: dict[str, str] = {}
        self._autosave = Autosave(self._state, self._keep, self)
        self._autosave.begin_from(self._state())
        application = QApplication.instance()
        if context.drafts.may_keep and isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
            context.operations.idle.connect(self._look)
            context.drafts.load(KIND, subject, self._take, self)

    def flush(self) -> None:
        """Keep them now: the page goes, or the program locks."""
        self._autosave.flush()

    def begin(self, about: QWidget) -> None:
        """It asks about something: what stands in its fields now is what it began with."""
        if hasattr(about, "ask_again") and about not in self._asking:
            self._asking.append(about)
        self._meet_all(about)
        self._autosave.touch()

    def settle(self) -> None:
        """The person went on themselves: nothing is asked again now. The words wait for being asked for."""
        self._asks.clear()

    def answers(self, about: QWidget) -> Answers:
        """What doing answers that was asked for here: of the page's words those typed for it."""
        name = about.objectName()
        of = f"{name} {_asked(about)}|"

        def left(kept: Content) -> Content | None:
            words = {key: typed for key, typed in _words(kept, "words").items() if not key.startswith(of)}
            asks = {each: what for each, what in _words(kept, "asks").items() if each != name}
            return {"words": words, "asks": asks} if words or asks else None

        # The whole draft goes with it: what is of other fields is kept anew.
        self._autosave.begin_from({}, drafted=True)
        self._autosave.touch()
        return Answers(KIND, self._subject, left, once=False)

    # Keeping

    def _state(self) -> Content:
        words: dict[str, object] = dict(self._left)
        asks: dict[str, object] = dict(self._asks)
        for key, met in list(self._met.items()):
            if met.lost():
                # What asked was made anew, or went with what it was about, as a case one turns away from.
                self._left[key] = words[key] = {"base": met.base, "typed": met.typed}
            if not met.stands():
                del self._met[key]
                continue
            met.typed = values.state_of(_field(met.field))
            if met.typed != met.base:
                words[key] = {"base": met.base, "typed": met.typed}
        for place in self._asking:
            if shiboken6.isValid(place) and _asked(place):
                asks[place.objectName()] = _asked(place)
        return {"words": words, "asks": asks}

    def _keep(self, state: Content) -> None:
        if not self._context.drafts.may_keep:
            return
        if state["words"] or state["asks"]:
            self._context.drafts.keep(KIND, self._subject, state)
        else:
            self._context.drafts.drop(KIND, self._subject)

    # Meeting fields

    def _focus_moved(self, _from: QWidget | None, to: QWidget | None) -> None:
        if to is None or not self._page.isVisible() or not any(_holds(root, to) for root in self._roots()):
            return
        field, about = _field_at(to), _about(to)
        if about is not None and _asked(about):
            self.begin(about)
        elif field is not None:
            self._meet(field)

    def _meet_all(self, about: QWidget) -> None:
        for field in _fields(about):
            self._meet(field)

    def _meet(self, field: QWidget) -> None:
        about = _about(field)
        if not isinstance(field, _ASKED if about is not None else _TYPED) or has_its_own(field):
            return
        what = _asked(about)
        key = self._key(field, about, what)
        before = self._met.get(key)
        if before is not None and before.field is field:
            return
        base = values.state_of(_field(field))
        met = self._met[key] = Met(field, about, what, base, base)
        _field(field).changed.connect(partial(self._typed, met))
        over = getattr(about, "over", None)
        if over is not None and about is not None:
            over.connect(partial(self._is_over, about))
        kept = self._left.pop(key, None)
        if kept is not None and kept.get("base") == base:
            values.show_state(_field(field), kept.get("typed"))
        self._autosave.touch()

    def _key(self, field: QWidget, about: QWidget | None, what: str) -> str:
        place = about or next((root for root in self._roots() if _holds(root, field)), self._page)
        alike = [each for each in _fields(place) if _name(each) == _name(field)]
        of = f"{about.objectName()} {what}" if about is not None else "" if place is self._page else _name(place)
        return f"{of}|{_name(field)}|{alike.index(field) if field in alike else 0}"

    def _typed(self, met: Met) -> None:
        if shiboken6.isValid(self):
            met.typed = values.state_of(_field(met.field))
            self._autosave.touch()

    def _is_over(self, about: QWidget) -> None:
        """It was answered, or left: what stood in it is not kept, and what it says next is the record."""
        self._met = {key: met for key, met in self._met.items() if met.about is not about}
        self._autosave.touch()

    # Giving back

    def _take(self, content: Content | None) -> None:
        if content is None:
            return
        words = _words(content, "words").items()
        self._left = {key: kept for key, kept in words if key not in self._met and isinstance(kept, dict)}
        self._asks = {name: str(what) for name, what in _words(content, "asks").items()}
        self._autosave.begin_from(self._state(), drafted=True)

    def _look(self) -> None:
        """Nothing is under way: the page may have been read by now, or something typed may have become a record.

        What was put into a layout just now is shown only with the next event.
        """
        QTimer.singleShot(0, self, self._give_back)

    def _give_back(self) -> None:
        if not self._page.isVisible():
            return
        held = QApplication.focusWidget()
        for name, what in list(self._asks.items()):
            place = next((each for each in self._places(name) if hasattr(each, "ask_again")), None)
            if place is not None and (_asked(place) == what or _ask_again(place, what)):
                self._asks.pop(name, None)
                self._meet_all(place)
                if held is not None and shiboken6.isValid(held) and _field_at(held) is not None:
                    # Whoever is typing already, or was brought back to where they were, stays there.
                    held.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._left:
            for field in [each for root in self._roots() for each in _fields(root) if each.isVisible()]:
                about = _about(field)
                if self._key(field, about, _asked(about)) in self._left:
                    self._meet(field)
        if self._met or self._left or self._asking:
            self._autosave.touch()

    def _places(self, name: str) -> Iterator[QWidget]:
        for root in self._roots():
            if root.objectName() == name:
                yield root
            yield from root.findChildren(QWidget, name)

    def _roots(self) -> list[QWidget]:
        """The page, and what stands over it: a panel that asks, or a part that fills the window."""
        window = self._page.window()
        over = [each for each in window.children() if isinstance(each, QWidget) and not each.isWindow()]
        return [self._page, *(each for each in over if not each.isAncestorOf(self._page) and each.isVisible())]


def words_around(widget: QWidget) -> PageWords | None:
    """The words of the page a widget stands in."""
    step: QWidget | None = widget
    while step is not None:
        words = getattr(step, "words", None)
        if isinstance(words, PageWords):
            return words
        step = step.parentWidget()
    return None


def _words(content: Content, part: str) -> Content:
    kept = content.get(part)
    return kept if isinstance(kept, dict) else {}


def _holds(root: QWidget, widget: QWidget) -> bool:
    return root is widget or root.isAncestorOf(widget)


def _field(widget: QWidget) -> Field:
    if not isinstance(widget, Field):
        raise TypeError("no field")
    return widget


def _fields(place: QWidget) -> list[QWidget]:
    """The fields in a place, in the order they were made; none that is part of another, and no passphrase."""
    found = [each for each in place.findChildren(QWidget) if isinstance(each, _ASKED)]
    whole = [each for each in found if _field_at(each.parentWidget()) is None]
    return [each for each in whole if _field_at(each) is not None]


def _field_at(widget: QWidget | None) -> QWidget | None:
    """The field a control is, or is part of; None for a passphrase, for what narrows a list, and for what is none."""
    step = widget
    while step is not None and not step.isWindow():
        if isinstance(step, _ASKED):
            return None if isinstance(step, SecretField) or getattr(step, "seeks", False) else step
        step = step.parentWidget()
    return None


def _about(widget: QWidget) -> QWidget | None:
    """What asks for a field, if it stands in something that does."""
    step: QWidget | None = widget
    while step is not None and not step.isWindow():
        if hasattr(step, "asks_about"):
            return step
        step = step.parentWidget()
    return None


def _asked(about: QWidget | None) -> str:
    ask: Callable[[], str] | None = getattr(about, "asks_about", None)
    return ask() if ask is not None else ""


def _ask_again(about: QWidget, what: str) -> bool:
    again: Callable[[str], bool] | None = getattr(about, "ask_again", None)
    return again is not None and again(what)


def _name(widget: QWidget) -> str:
    return f"{widget.objectName()} {widget.accessibleName()}".strip() or type(widget).__name__
