"""Changing a risk form on its way to a new version: plain values, edited as lines of words a person can type.

An answer is a line "Weekly = 3", a reason a line of words. Codes are kept for words that stay and made for new ones.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from anyascii import anyascii

from hipdesk.kernel.errors import Refused
from hipdesk.model.lists import new_code

FormContent = dict[str, Any]
_ANSWER = re.compile(r"(?P<label>.+?)\s*=\s*(?P<points>\d{1,3})")
_SHORT = 24


def answers_as_lines(question: Mapping[str, Any]) -> str:
    """The answers of a question with their points, one a line."""
    return "\n".join(f"{option['label']} = {option['points']}" for option in question["options"])


def answers_from_lines(text: str, former: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Answers out of lines; Refused for a line without points, fewer than two, and words twice."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = [_ANSWER.fullmatch(line) for line in lines]
    if any(match is None for match in found) or len(found) < 2:
        raise Refused("Write two answers or more, each on a line as “Weekly = 3”.", kept="What you typed is kept.")
    pairs = [(match["label"], int(match["points"])) for match in found if match is not None]
    codes = _codes([label for label, _points in pairs], former)
    return [
        {"code": code, "label": label, "points": points} for code, (label, points) in zip(codes, pairs, strict=True)
    ]


def reasons_from_lines(text: str, former: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Reasons that set the band whatever the score, one a line; Refused for words twice."""
    labels = [line.strip() for line in text.splitlines() if line.strip()]
    return [{"code": code, "label": label} for code, label in zip(_codes(labels, former), labels, strict=True)]


def with_question(content: FormContent, at: int | None, words: str, help_words: str, answers: str) -> FormContent:
    """The form with its question at a place (from 0) changed, or a further one when ``at`` is None."""
    if not words.strip():
        raise Refused("Write the question.", kept="What you typed is kept.")
    made = deepcopy(content)
    former: dict[str, Any] = made["questions"][at] if at is not None else {"options": [], "several": False, "cap": None}
    taken = frozenset(question["code"] for question in made["questions"])
    number = next(each for each in range(1, len(taken) + 2) if f"q{each}" not in taken)
    question = {
        **former, "code": former.get("code", f"q{number}"), "text": words.strip(), "help": help_words.strip(),
        "options": answers_from_lines(answers, former["options"]),
    }  # fmt: skip
    if at is None:
        made["questions"].append(question)
    else:
        made["questions"][at] = question
    return _added_up(made)


def without_question(content: FormContent, at: int) -> FormContent:
    """The form without one question; Refused for the last one."""
    if len(content["questions"]) == 1:
        raise Refused("A form has one question at least.", kept="Nothing was changed.")
    made = deepcopy(content)
    del made["questions"][at]
    return _added_up(made)


def with_bands(content: FormContent, firsts: Sequence[int]) -> FormContent:
    """The form with bands that begin at these scores, after the lowest, which begins at 0."""
    made = deepcopy(content)
    for band, first in zip(made["bands"][1:], firsts, strict=True):
        band["from"] = first
    return _added_up(made)


def _added_up(content: FormContent) -> FormContent:
    """Maximum and the ends of the bands follow from questions and beginnings."""
    content["max"] = sum(most_points(question) for question in content["questions"])
    bands = content["bands"]
    for band, above in pairwise(bands):
        band["to"] = above["from"] - 1
    bands[-1]["to"] = content["max"]
    return content


def most_points(question: Mapping[str, Any]) -> int:
    """The most points a question can give: of one answer, or of all that may be ticked, up to its cap."""
    points: list[int] = [option["points"] for option in question["options"]]
    cap: int | None = question.get("cap")
    most = sum(points) if question.get("several") else max(points)
    return most if cap is None else min(most, cap)


def _codes(labels: Sequence[str], former: Sequence[Mapping[str, Any]]) -> list[str]:
    if len({label.casefold() for label in labels}) != len(labels):
        raise Refused("The same words stand twice.", kept="What you typed is kept.", to_do="Word one otherwise.")
    known = {each["label"]: each["code"] for each in former}
    taken = {code for label, code in known.items() if label in labels} | {"unknown"}
    codes = []
    for label in labels:
        code = known.get(label) or new_code(anyascii(label)[:_SHORT], frozenset(taken))
        taken.add(code)
        codes.append(code)
    return codes
