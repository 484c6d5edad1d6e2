"""Commands made from what was typed, or words by field."""

from datetime import date
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError, field_validator

from hipdesk.model.commands import Command
from hipdesk.model.findings import Findings, Untaken, made_or_findings, untaken


class Visit(Command):
    on: date
    minutes: Annotated[int, Field(ge=5, le=90)] = 10
    kind: Literal["home", "office"] = "home"
    words: Annotated[str, Field(max_length=8)] = ""

    @field_validator("words")
    @classmethod
    def no_shouting(cls, words: str) -> str:
        if words.isupper():
            raise ValueError("Write it in small letters, please")
        return words


class Round(Command):
    visits: tuple[Visit, ...]


def test_command_when_it_can_be_made_then_is_given_back() -> None:
    """No findings: the command itself."""
    assert made_or_findings(Visit.model_validate, {"on": "2026-12-02"}) == Visit(on=date(2026, 12, 2))


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "on", "Still needed"),
        ({"on": "soonish"}, "on", "Write a day, such as 14 March 2026"),
        ({"on": "2026-12-02", "minutes": "many"}, "minutes", "Write a whole number"),
        ({"on": "2026-12-02", "minutes": 3}, "minutes", "At least 5"),
        ({"on": "2026-12-02", "minutes": 300}, "minutes", "At most 90"),
        ({"on": "2026-12-02", "kind": "street"}, "kind", "Choose one from the list"),
        ({"on": "2026-12-02", "words": "far too long"}, "words", "Too long: at most 8 characters"),
        ({"on": "2026-12-02", "words": "LOUD"}, "words", "Write it in small letters, please"),
        ({"on": "2026-12-02", "other": 1}, "other", "This cannot be kept as it is written"),
    ],
)
def test_finding_when_told_then_says_how_to_put_it_right(typed: dict[str, object], field: str, words: str) -> None:
    """Every finding names its field and is a sentence for a person."""
    assert made_or_findings(Visit.model_validate, typed) == Findings({field: words})


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"on": "2026-12-02", "words": "far too long"}, Untaken("Too long: at most 8 characters", 8)),
        ({"on": "2026-12-02", "minutes": 300}, Untaken("At most 90", None)),
        ({"on": "2026-12-02", "words": "LOUD"}, Untaken("Write it in small letters, please", None)),
        ({"on": "2026-12-02", "words": "far too long", "other": 1}, None),
    ],
)
def test_error_when_no_one_asked_for_findings_then_what_was_typed_is_told_from_a_fault(
    typed: dict[str, object], told: Untaken | None
) -> None:
    """A limit is told to the person; a field that the command does not have is a fault of the program."""
    with pytest.raises(ValidationError) as raised:
        Visit.model_validate(typed)
    assert untaken(raised.value) == told
    assert untaken(ValueError("LOUD")) is None


def test_finding_when_in_a_record_then_names_its_place() -> None:
    """The second visit's minutes."""
    typed = {"visits": [{"on": "2026-12-02"}, {"on": "2026-12-03", "minutes": 1}]}
    assert made_or_findings(Round.model_validate, typed) == Findings({"visits.1.minutes": "At least 5"})


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"]), min_size=20, max_size=40))
def test_findings_when_text_is_refused_then_never_hold_it(typed: str) -> None:
    """What was typed may be a name: it is in no words."""
    found = made_or_findings(Visit.model_validate, {"on": typed, "words": typed, "kind": typed})
    assert isinstance(found, Findings)
    assert set(found.words) == {"on", "words", "kind"}
    assert not any(typed in words for words in found.words.values())
