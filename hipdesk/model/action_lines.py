"""The quick action line: "RCH to fit letterbox guard by 12 Dec" becomes owner, wording and due day, or says what not.

It never guesses: what could mean two things is handed back in ``not_understood`` for the person to settle.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from anyascii import anyascii
from rapidfuzz import fuzz

from hipdesk.kernel.text import one_line
from hipdesk.model.due_days import DueDay, past_day, read_due
from hipdesk.model.workdays import Nation

Missing = Literal["owner", "action", "due"]
_TAIL = re.compile(
    r"(?:^|[\s,;(]+)(?P<lead>no later than|not later than|by|before|within|due|in|on)\s+(?P<when>[^,;]+?)\)?\s*$",
    re.IGNORECASE,
)
_MIDDLE = re.compile(
    r"^(?P<who>.+?),?\s+(?P<lead>by|before|within)\s+(?P<when>.+?),?\s+to\s+(?P<what>.+)$", re.IGNORECASE
)
_BARE = re.compile(
    r"[\s,;(]+(?P<when>today|tomorrow|\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}(?:\s+\d{2,4})?|\d{1,2}/\d{1,2}(?:/\d{2,4})?)\)?$",
    re.IGNORECASE,
)
_LIKE_A_DAY = re.compile(r"\d|\b(?:panel|meeting|week|month|day|end of|asap|soon)", re.IGNORECASE)
_SOON = re.compile(r"[\s,;(]+(?P<when>asap|as soon as possible|immediately|urgently|shortly)\)?$", re.IGNORECASE)
_VERBS = re.compile(r"\s+(?:to|will|shall|must|should)\s+|\s*[:–—]\s*|\s+-\s+", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*(?:,|/|&|\+|\band\b|\bwith\b)\s*", re.IGNORECASE)
_CAPITALS = re.compile(r"[A-Z](?:[A-Z.\s]|\s*(?:&|\band\b)\s*)*")
_MOST_WORDS = 6
_ALIKE = 88.0


@dataclass(frozen=True, slots=True)
class AgencyName:
    """What an agency may be called in a line: its ``id``, ``name``, short names and the names of representatives."""

    id: str
    name: str
    short_names: tuple[str, ...] = ()
    representatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionLine:
    """A line as understood.

    ``owner_id`` and ``owner`` of the agency or None and ""; ``person`` when a representative was named, or the agency's
    only one; ``wording`` verb first; ``due`` a working day or None; ``asked`` the day as written; ``note`` such as
    "12 Dec is a Saturday"; ``missing`` parts; ``not_understood`` the words that were left over, and ``past`` the day
    they say when it is gone.
    """

    owner_id: str | None
    owner: str
    person: str
    wording: str
    due: date | None
    asked: date | None = None
    note: str = ""
    missing: tuple[Missing, ...] = ()
    not_understood: tuple[str, ...] = ()
    past: date | None = None

    @property
    def complete(self) -> bool:
        """Whether it has owner, action and due day, and nothing is left over."""
        return not self.missing and not self.not_understood


@dataclass(frozen=True, slots=True)
class _Owner:
    agency: AgencyName | None
    person: str = ""
    left_over: str = ""


def read_action_line(
    line: str,
    agencies: Sequence[AgencyName],
    today: date,
    nation: Nation = "ENG",
    *,
    next_panel: date | None = None,
) -> ActionLine:
    """Read one line; see ``ActionLine``. ``next_panel`` gives "by next panel" its day."""
    text = _unended(one_line(line))
    rest, due, left_over = _take_due(text, today, nation, next_panel)
    owner, wording = _take_owner(rest, agencies)
    wording = _unended(re.sub(r"^to(?:\s+|$)", "", wording, flags=re.IGNORECASE))
    wording = wording[:1].upper() + wording[1:]
    missing: list[Missing] = []
    if owner.agency is None:
        missing.append("owner")
    if not wording:
        missing.append("action")
    if due is None:
        missing.append("due")
    return ActionLine(
        owner_id=owner.agency.id if owner.agency else None,
        owner=owner.agency.name if owner.agency else "",
        person=owner.person,
        wording=wording,
        due=due.day if due else None,
        asked=due.asked if due else None,
        note=due.note if due else "",
        missing=tuple(missing),
        not_understood=tuple(part for part in (owner.left_over, left_over) if part),
        past=past_day(left_over, today) if left_over else None,
    )


def alike_action(wording: str, others: Mapping[str, str]) -> str | None:
    """The id of an action among ``others`` (id to wording) that says the same, or None: to carry it forward instead."""
    best, best_id = 0.0, None
    for other_id, other in others.items():
        alike = fuzz.token_set_ratio(_folded(wording), _folded(other))
        if alike > best:
            best, best_id = alike, other_id
    return best_id if best >= _ALIKE else None


def _unended(text: str) -> str:
    """Without the stop or stroke that ends a sentence, keeping the stop of initials: "Ring R.B."."""
    text = text.strip(" ;,:-–—")
    return text[:-1].rstrip() if re.search(r"[^\W\d_]{2,}\.$|[\d)]\.$", text) else text


def _take_due(text: str, today: date, nation: Nation, next_panel: date | None) -> tuple[str, DueDay | None, str]:
    """The line without its due words, the due day or None, and due words that were not understood."""
    middle = _MIDDLE.match(text)
    if middle:
        due = read_due(middle["when"], today, nation, next_panel, before=middle["lead"].lower() == "before")
        if due:
            return f"{middle['who']} to {middle['what']}", due, ""
    left_over = ""
    for start in sorted((place.start() for place in re.finditer(r"^|[\s,;(]", text)), reverse=True):
        found = _TAIL.match(text, start)
        if not found:
            continue
        lead, when = found["lead"].lower(), found["when"]
        due = read_due(when, today, nation, next_panel, before=lead == "before")
        if due:
            return text[:start], due, ""
        if not left_over and lead not in ("in", "on") and _LIKE_A_DAY.search(when):
            left_over = text[start:].strip(" ,;()")
    soon = _SOON.search(text)
    if soon and not left_over:
        left_over = soon["when"]
    bare = _BARE.search(text)
    if bare and not left_over:
        due = read_due(bare["when"], today, nation, next_panel)
        if due:
            return text[: bare.start()], due, ""
    return (text[: -len(left_over)].rstrip(" ,;(") if left_over else text), None, left_over


def _take_owner(text: str, agencies: Sequence[AgencyName]) -> tuple[_Owner, str]:
    """The owner as far as understood, and the wording that is left."""
    doubtful: tuple[_Owner, str] | None = None
    for found in _VERBS.finditer(text):
        who, what = text[: found.start()].strip(), text[found.end() :].strip()
        what = re.sub(r"^to\s+", "", what, flags=re.IGNORECASE)
        if not who or not what or len(who.split()) > _MOST_WORDS:
            continue
        owner = _owner(who, agencies)
        if owner.agency:
            return owner, what
        if owner.left_over and doubtful is None:
            doubtful = owner, what
        elif doubtful is None and (":" in found.group() or re.fullmatch(r"[A-Z]{2,6}", who)):
            doubtful = _Owner(None, left_over=who), what
    if doubtful:
        return doubtful
    words = text.split()
    for count in range(min(4, len(words) - 1), 0, -1):
        name = " ".join(words[:count])
        exact = _exact(name, agencies) or _initials(name, agencies)
        if len(exact) == 1:
            return _with_person(*exact[0]), " ".join(words[count:])
    return _Owner(None), text


def _owner(who: str, agencies: Sequence[AgencyName]) -> _Owner:
    """The agency a name means; with ``left_over`` when it means several, and nothing at all when it means none."""
    for finder in (_exact, _initials, _beginning, _nearly):
        found = finder(who, agencies)
        if len(found) == 1:
            return _with_person(*found[0])
        if found:
            return _Owner(None, left_over=who)
    inside = re.fullmatch(r"(.+?)\s*\((.+)\)", who)
    parts = [inside[1], inside[2]] if inside else [part for part in _SEVERAL.split(who) if part]
    if len(parts) < 2:
        return _Owner(None)
    owners = [_owner(part, agencies) for part in parts]
    ids = {owner.agency.id for owner in owners if owner.agency}
    if len(ids) == 1 and all(owner.agency for owner in owners):
        named = next((owner.person for owner in reversed(owners) if owner.person), "")
        return _Owner(owners[0].agency, named)
    return _Owner(None, left_over=who) if ids else _Owner(None)


def _with_person(agency: AgencyName, person: str) -> _Owner:
    only = agency.representatives[0] if len(agency.representatives) == 1 else ""
    return _Owner(agency, person or only)


def _exact(who: str, agencies: Sequence[AgencyName]) -> list[tuple[AgencyName, str]]:
    wanted, found = _folded(who), []
    if not wanted:
        return []
    for agency in agencies:
        if wanted in {_folded(name) for name in (agency.name, *agency.short_names)}:
            found.append((agency, ""))
            continue
        for person in agency.representatives:
            folded = _folded(person)
            if wanted in (folded, folded.rpartition(" ")[2]):
                found.append((agency, person))
    return found


def _initials(who: str, agencies: Sequence[AgencyName]) -> list[tuple[AgencyName, str]]:
    """Agencies whose name begins its words with these capitals: "RCH" or "R&CH" for "Riverside & Chalk Housing"."""
    if not _CAPITALS.fullmatch(who):
        return []
    wanted = "".join(word for word in _folded(who).split() if word != "and")
    found = []
    for agency in agencies:
        words = _folded(agency.name).split()
        short = "".join(word[0] for word in words if word != "and")
        if len(wanted) > 1 and wanted in (short, "".join(word[0] for word in words)):
            found.append((agency, ""))
    return found


def _beginning(who: str, agencies: Sequence[AgencyName]) -> list[tuple[AgencyName, str]]:
    """Agencies whose name begins with these whole words: "police" for "Police CSU"."""
    wanted = _folded(who).split()
    names = ((agency, _folded(name).split()) for agency in agencies for name in (agency.name, *agency.short_names))
    found = {agency.id: agency for agency, words in names if wanted and words[: len(wanted)] == wanted}
    return [(agency, "") for agency in found.values()]


def _nearly(who: str, agencies: Sequence[AgencyName]) -> list[tuple[AgencyName, str]]:
    """Agencies whose full name is written with a slip of the pen."""
    wanted = _folded(who)
    if len(wanted) < 6:
        return []
    return [(agency, "") for agency in agencies if fuzz.ratio(wanted, _folded(agency.name)) >= _ALIKE]


def _folded(text: str) -> str:
    plain = re.sub(r"[^a-z0-9 ]+", " ", anyascii(text).casefold().replace("'", "").replace("&", " and "))
    return re.sub(r"^the ", "", " ".join(plain.split()))
