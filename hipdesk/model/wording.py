"""The office's own words: every text of letters, minutes, agenda, attendance sheet and information pack, page by page.

The shipped words are ``resources/wording``. An office's page holds only the texts it changed; one that no longer fits
(a name nothing fills any more) is passed over, and the shipped words stand in its place.
"""

import copy
import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from hipdesk.kernel import paths
from hipdesk.kernel.errors import Refused
from hipdesk.model.commands import Command
from hipdesk.model.wording_names import ACTIONS, INFORMATION_NAMES, LETTER_NAMES_IN_BRACES, NAME, WORDS, stray

Shape = Literal["line", "paragraph", "paragraphs", "lines"]
FILES = ("letters", "minutes", "agenda", "attendance", "information")
LONGEST: Mapping[Shape, int] = {"line": 200, "paragraph": 2_000, "paragraphs": 20_000, "lines": 5_000}
_HANDLING = 125
_SHORT = 30
_TELLING = ("hate", "panel", "police", "crime", "perpetrator", "incident", "victim", "case", "referral")
"""What a letter to a person affected must not say: whoever lives with them may open it."""
_PRIVATE = "letters.victim"
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class WordingText:
    """One text: its key on its page, what it is, the shipped words, and which names may stand in braces.

    ``shape``: one line, one paragraph, paragraphs parted by an empty line, or lines. ``place`` is where it stands in
    the shipped file.
    """

    key: str
    label: str
    shipped: str
    shape: Shape
    place: Path
    names: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    limit: int = 0

    @property
    def most(self) -> int:
        """The most characters it may have."""
        return self.limit or LONGEST[self.shape]


@dataclass(frozen=True, slots=True)
class WordingPage:
    """The texts of one letter or paper; ``id`` begins with the shipped file's name."""

    id: str
    title: str
    texts: tuple[WordingText, ...]

    def text(self, key: str) -> WordingText:
        """A text by its key; Refused when the page has none."""
        for each in self.texts:
            if each.key == key:
                return each
        raise Refused("There is no such text on this page.", kept="Nothing was changed.")


@dataclass(frozen=True, slots=True)
class WordingView:
    """A page as the office has it: ``own`` holds the words it changed, by key."""

    page: WordingPage
    own: Mapping[str, str]


class ChangeWording(Command):
    """The office's own words for a page, by key; a text that is as shipped, or not named, goes back to the shipped."""

    page: str
    texts: dict[str, str]


@functools.cache
def wording_pages() -> Mapping[str, WordingPage]:
    """Every page by its id, in the order they are offered."""
    pages = (*_letters(), *_minutes(), *_agenda(), *_attendance(), *_information())
    return {page.id: page for page in pages}


def wording_page(page_id: str) -> WordingPage:
    """A page by its id; Refused when there is none."""
    page = wording_pages().get(page_id)
    if page is None:
        raise Refused("There is no such page of words.", to_do=f"Pages are: {', '.join(wording_pages())}.")
    return page


def problems_of(page: WordingPage, texts: Mapping[str, str]) -> dict[str, str]:
    """What stands against these words, by key; a finding says what to do."""
    found = {}
    for key, given in texts.items():
        words = _problem(page, page.text(key), given)
        if words:
            found[key] = words
    return found


def own_words(page: WordingPage, texts: Mapping[str, str]) -> dict[str, str]:
    """Of these words the ones that differ from the shipped, as they are kept."""
    tidied = {key: tidy(page.text(key), given) for key, given in texts.items()}
    return {key: given for key, given in tidied.items() if given != page.text(key).shipped}


def tidy(text: WordingText, given: str) -> str:
    """Words as they are kept: paragraphs parted by one empty line, lines without empty ones, no blanks at the ends."""
    if text.shape == "line":
        return " ".join(given.split())
    if text.shape == "paragraphs":
        return "\n\n".join(_paragraphs(given))
    lines = [line.strip() for line in given.split("\n")]
    return "\n".join(line for line in lines if line) if text.shape == "lines" else "\n".join(lines).strip()


def worded(file: str, own: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """A shipped file of wording with the office's words in place; ``own`` by page and key. What does not fit is passed
    over."""
    content = copy.deepcopy(_shipped(file))
    for page in wording_pages().values():
        if page.id.partition(".")[0] != file:
            continue
        known = {text.key for text in page.texts}
        texts = {key: given for key, given in own.get(page.id, {}).items() if key in known and isinstance(given, str)}
        for key in texts.keys() - problems_of(page, texts).keys():
            _put(content, page.text(key), texts[key])
    return content


def _put(content: Any, text: WordingText, given: str) -> None:  # noqa: ANN401 - what a TOML file holds
    for step in text.place[:-1]:
        content = content[step]
    content[text.place[-1]] = _parts(text, given) if text.shape in ("paragraphs", "lines") else given


def _parts(text: WordingText, given: str) -> list[str]:
    return _paragraphs(given) if text.shape == "paragraphs" else [line for line in given.split("\n") if line.strip()]


def _paragraphs(given: str) -> list[str]:
    parts: list[list[str]] = [[]]
    for line in given.split("\n"):
        if line.strip():
            parts[-1].append(line.strip())
        elif parts[-1]:
            parts.append([])
    return ["\n".join(part) for part in parts if part]


def _problem(page: WordingPage, text: WordingText, given: str) -> str:
    tidied = tidy(text, given)
    if not tidied:
        return "Still needed; the shipped words can be put back"
    if len(tidied) > text.most:
        return f"Too long: at most {text.most:,} characters"
    strange = stray(tidied, text.names)
    if strange in ("{", "}"):
        return "A brace stands alone: a name in braces looks like {words}" if text.names else "No braces here"
    if strange:
        return f"Nothing fills {strange}" + ("" if text.names else ": nothing is filled in here")
    for name in text.needs:
        if f"{{{name}}}" not in _parts(text, tidied):
            return f"A paragraph with {{{name}}} alone is still needed"
    if any((f"{{{ACTIONS}}}" in part) != (part == f"{{{ACTIONS}}}") for part in _parts(text, tidied)):
        return f"{{{ACTIONS}}} stands alone in its paragraph"
    return _giving_away(tidied) if page.id == _PRIVATE and text.key != "name" else ""


def _giving_away(text: str) -> str:
    """A private letter tells nothing of what happened to whoever opens it."""
    plain = NAME.sub("", text).casefold()
    told = next((word for word in _TELLING if word in plain), "")
    return f"Somebody else may open this letter: say it without “{told}”" if told else ""


# The shipped files as pages


@functools.cache
def _shipped(file: str) -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "wording" / f"{file}.toml").read_text("utf-8"))


def _text(
    file: str,
    place: Path,
    label: str,
    shape: Shape,
    key: str = "",
    **rules: Any,  # noqa: ANN401 - fields of the text
) -> WordingText:
    found: Any = _shipped(file)
    for step in place:
        found = found[step]
    joint = "\n\n" if shape == "paragraphs" else "\n"
    shipped = found if isinstance(found, str) else joint.join(found)
    return WordingText(key or ".".join(map(str, place)), label, shipped, shape, place, **rules)


def _letters() -> Iterator[WordingPage]:
    for kind, letter in _shipped("letters").items():
        names = LETTER_NAMES_IN_BRACES[kind]
        needs = tuple(name for name in (WORDS, ACTIONS) if name in names)
        yield WordingPage(
            f"letters.{kind}", f"Letter: {letter['name'][:1].lower()}{letter['name'][1:]}",
            (
                _text("letters", (kind, "name"), "Name of the letter", "line", "name"),
                _text("letters", (kind, "subject"), "Subject", "line", "subject",
                      names=tuple(name for name in names if name not in needs)),
                _text("letters", (kind, "handling"), "How it is to be handled", "line", "handling", limit=_HANDLING),
                _text("letters", (kind, "paragraphs"), "Paragraphs", "paragraphs", "paragraphs", names=names,
                      needs=needs),
            ),
        )  # fmt: skip


def _minutes() -> Iterator[WordingPage]:
    labels = {
        "statement": "The statement on confidentiality", "all_signed": "When everyone signed",
        "not_all_signed": "When not everyone signed", "not_read": "When the reading is not recorded",
    }  # fmt: skip
    texts = tuple(_text("minutes", (key,), label, "paragraph") for key, label in labels.items())
    yield WordingPage("minutes", "Minutes", texts)


def _agenda() -> Iterator[WordingPage]:
    texts = []
    for at, line in enumerate(_shipped("agenda")["standing"]):
        code = line["code"]
        texts.append(_text("agenda", ("standing", at, "title"), f"Line {at + 1}", "line", f"{code}.title"))
        texts.append(
            _text("agenda", ("standing", at, "short"), f"Line {at + 1}, short", "line", f"{code}.short", limit=_SHORT)
        )
    yield WordingPage("agenda", "Agenda", tuple(texts))


def _attendance() -> Iterator[WordingPage]:
    yield WordingPage(
        "attendance", "Attendance sheet",
        (
            _text("attendance", ("opening",), "Before the points", "line"),
            _text("attendance", ("agreed",), "What a signature agrees to, one point a line", "lines"),
            _text("attendance", ("by_video",), "For those who come by video", "paragraph"),
            _text("attendance", ("blank",), "Rows left to fill, one a line", "lines"),
        ),
    )  # fmt: skip


def _information() -> Iterator[WordingPage]:
    for at, part in enumerate(_shipped("information")["parts"]):
        texts = [_text("information", ("parts", at, "title"), "Heading", "line", "title")]
        shapes: tuple[tuple[str, str, Shape], ...] = (
            ("paragraphs", "Paragraphs", "paragraphs"), ("points", "Points, one a line", "lines"),
        )  # fmt: skip
        for key, label, shape in shapes:
            if key in part:
                texts.append(_text("information", ("parts", at, key), label, shape, key, names=INFORMATION_NAMES))
        yield WordingPage(f"information.{part['code']}", f"Information pack: {part['title']}", tuple(texts))
