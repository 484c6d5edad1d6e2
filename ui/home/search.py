"""The search: records through the search service, pages and commands by their words. What is opened is logged."""

from collections.abc import Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from hipdesk.model.search import Found, FoundCase, FoundNote, FoundPerson, FoundPlace, NoteSearch, Scope
from hipdesk.model.search_filters import Vocabulary, read_search
from hipdesk.model.search_help import hint
from hipdesk.services.search import note_search, search, search_vocabulary
from ui.routes import Route
from ui.shell.page_finder import page_lines
from ui.shell.palette import Deliver, Filled, Finder, Help
from ui.widgets import chips
from ui.widgets.chips import Chip
from ui.widgets.rows_model import Group, Line

if TYPE_CHECKING:
    from ui.context import Context
    from ui.shell.registry import PageRegistry

_SCOPES: dict[str, Scope] = {"": "", "cases": "cases", "people": "people", "notes": "notes"}
_ACTION_STATES = {"done": ("done", "Done"), "open": ("on_track", "Open"), "in_progress": ("on_track", "In progress")}
_LEAST_COMMAND = 2
_NOTHING = Group("Nothing holds every word. Try fewer words, another spelling, or a number such as 0041.")
_ICONS = {"document": "clip", "return": "building", "incident": "alert", "discussion": "note", "decision": "scales"}
_REFERRAL_STATES = {
    "accepted": ("listed", "Accepted"),
    "withdrawn": ("declined", "Withdrawn"),
    "duplicate": ("redirected", "Duplicate"),
}
_PLACE_ICONS = {"referral": "inbox", "meeting": "calendar", "agency": "building"}


class Search(QObject):
    """One search at a time. What rests for two seconds, or is opened, is written in the log."""

    REST_MS = 2000

    def __init__(self, context: "Context", registry: "PageRegistry") -> None:
        super().__init__(context.operations)
        self._context = context
        self._registry = registry
        self._words = ""
        self._turn = 0
        self._vocabulary = Vocabulary()
        self._opens: dict[Hashable, tuple[str, str, Route]] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(self.REST_MS)
        self._rest.timeout.connect(self._rested)

    def learn(self) -> None:
        """Read anew what filters may hold in this vault."""
        self._context.read(search_vocabulary, then=self._learnt, newest="search-vocabulary", owner=self)

    def _learnt(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def help(self, typed: str, cursor: int) -> Help:
        """What may be typed where the cursor is."""
        if typed.startswith(">"):
            return Help("Pages and commands only.")
        told = hint(typed, cursor, self._vocabulary)
        return Help(told.words, told.wrong, tuple(Filled(one.text, one.cursor) for one in told.completions))

    def find(self, words: str, scope: str, deliver: Deliver) -> None:
        """Find and deliver rows; ">" before the words finds commands only."""
        self._rest.stop()
        self._opens = {}
        self._words = words.strip()
        if not words:
            self.learn()
        if words.startswith(">") or len(self._words) < _LEAST_COMMAND:
            deliver(self._commands(words))
            return

        self._turn += 1
        turn = self._turn

        def take(found: Found) -> None:
            if turn != self._turn:
                return
            rows = self._rows(found) or [_NOTHING]
            if scope == "":
                rows += self._commands(self._words)
            deliver(rows)
            if found.count:
                self._rest.start()

        self._context.read(search, self._words, _SCOPES.get(scope, ""), then=take, newest="search", owner=self)

    def open(self, key: Hashable) -> None:
        """Go where a row leads; records are logged as opened from a search."""
        self._rest.stop()
        if isinstance(key, Route):
            self._context.routes.go(key)
        elif key in self._opens:
            kind, record_id, route = self._opens[key]
            self._note(kind, record_id)
            self._context.routes.go(route)

    def closed(self) -> None:
        """The palette is gone: nothing is delivered to it, and what was only glanced at is not logged."""
        self._turn += 1
        self._rest.stop()

    def _rested(self) -> None:
        self._note("", None)

    def _note(self, kind: str, record_id: str | None) -> None:
        command = NoteSearch(words=self._words[:500], kind=kind, record_id=record_id)
        self._context.do(note_search, command, owner=self)

    # Rows

    def _rows(self, found: Found) -> list[Group | Line]:
        rows: list[Group | Line] = []
        many = "" if found.matching is None else f"{len(found.cases)} of {found.matching}"
        groups = (
            ("Cases", many, [self._case(case) for case in found.cases]),
            ("People", "", [self._person(person, found.words) for person in found.people]),
            ("Referrals, meetings, agencies", "", [self._place(place, found.words) for place in found.places]),
            ("Notes and actions", "", [self._note_line(note, found.words) for note in found.notes]),
        )
        for title, count, lines in groups:
            if lines:
                rows += [Group(title, count), *lines]
        return rows

    def _key(self, kind: str, record_id: str, route: Route) -> Hashable:
        key = (kind, record_id)
        self._opens[key] = (kind, record_id, route)
        return key

    def _case(self, case: FoundCase) -> Line:
        key = self._key("case", case.id, Route.to("case", id=case.id))
        state = chips.status(case.status)
        words = () if case.risk is None else (chips.risk(case.risk, case.score or ""),)
        return Line(key, case.reference, case.initials, case.why, icon="folder", chips=words, right=state)

    def _person(self, person: FoundPerson, words: tuple[str, ...]) -> Line:
        route = (
            Route.to("case", id=person.case_id, page="people")
            if person.case_id
            else Route.to("people", person=person.id)
        )
        key = self._key("person", person.id, route)
        right: Chip | str = chips.noted("amber", "glyph-half", "Possible duplicate") if person.duplicate else ""
        return Line(
            key, person.name, person.own_script, person.detail,
            icon="person", plain_title=True, marked=words, right=right,
        )  # fmt: skip

    def _note_line(self, note: FoundNote, words: tuple[str, ...]) -> Line:
        if note.kind == "action":
            key = self._key("action", note.id, Route.to("action", id=note.id))
            state, said = _ACTION_STATES.get(note.status, ("", ""))
            right: Chip | str = chips.rag(state, said) if state else ""
            return Line(
                key, note.excerpt, small=note.detail, icon="tick-square", plain_title=True, marked=words, right=right
            )
        key = self._key(note.kind, note.id, _route_of(note))
        icon = _ICONS.get(note.kind, "message")
        return Line(key, note.excerpt, small=note.detail, icon=icon, plain_title=True, marked=words)

    def _place(self, place: FoundPlace, words: tuple[str, ...]) -> Line:
        routes = {
            "referral": Route.to("referrals", id=place.id),
            "meeting": Route.to("meeting", id=place.id),
            "agency": Route.to("agencies", id=place.id),
        }
        key = self._key(place.kind, place.id, routes[place.kind])
        state = _REFERRAL_STATES.get(place.status, (place.status, ""))
        right: Chip | str = chips.status(*state) if place.kind == "referral" else ""
        return Line(
            key, place.title, place.beside, place.detail, icon=_PLACE_ICONS[place.kind],
            plain_title=place.kind != "referral", marked=words, right=right,
        )  # fmt: skip

    def _commands(self, words: str) -> list[Group | Line]:
        plain = read_search(words.removeprefix(">"), self._vocabulary).words.strip()
        lines = list(page_lines(self._registry, words))
        if self._registry.entry("referral-form") is not None and not words.startswith(">") and plain:
            lines.append(Line(Route("referral-form"), f"Log a referral for “{plain}”", icon="plus", plain_title=True))
        return [Group("Commands"), *lines] if lines else []


def _route_of(note: FoundNote) -> Route:
    """Where a passage is read: the document, its place in the minutes or on a page of its case, or at its referral."""
    if note.kind == "document":
        return Route.to("document", id=note.id)
    if note.line_id and note.meeting_id:
        return Route.to("meeting", id=note.meeting_id, page="minutes", line=note.line_id)
    if note.case_id:
        return Route.to("case", id=note.case_id, page=note.page, at=note.id)
    if note.meeting_id:
        return Route.to("meeting", id=note.meeting_id, page="minutes")
    return Route.to("referrals", id=note.referral_id or "")


def finder(context: "Context", registry: "PageRegistry") -> Finder:
    """The search of an unlocked vault."""
    made = Search(context, registry)

    made.learn()
    return Finder(made.find, made.open, made.closed, made.help)
