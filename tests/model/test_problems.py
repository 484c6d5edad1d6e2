"""Problems: what blocks what, and the sentence of a refusal."""

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.problems import Problem, Problems


def test_blocking_when_a_problem_blocks_logging_then_it_blocks_accepting_too():
    """What is needed to log is needed to accept, not the other way round."""
    problems = Problems()
    problems.add("agency", "Choose the referring agency.", "log")
    problems.add("risk", "Add a risk assessment.", "accept")
    problems.add("age", "The age looks unlikely.", "warn")
    assert [p.field for p in problems.blocking("log")] == ["agency"]
    assert [p.field for p in problems.blocking("accept")] == ["agency", "risk"]
    assert [p.field for p in problems.warnings] == ["age"]
    assert problems.beside("risk")[0].words == "Add a risk assessment."


def test_need_when_the_answer_is_no_or_nought_then_it_is_an_answer():
    """No and 0 are answers; blank text, None and empty lists are not."""
    problems = Problems()
    for number, answer in enumerate((False, 0, "yes", [1])):
        problems.need(answer, f"given{number}", "Say.")
    assert len(problems) == 0
    for number, answer in enumerate((None, "  ", [], ())):
        problems.need(answer, f"missing{number}", "Say.")
    assert len(problems) == 4


def test_refuse_if_blocking_when_something_stands_in_the_way_then_each_sentence_once():
    """The refusal tells how many things and what to do, each once; warnings do not refuse."""
    problems = Problems()
    problems.add("age", "The age looks unlikely.", "warn")
    problems.refuse_if_blocking("log")
    problems.add("received", "Give the day it was received.", "log")
    problems.add("received", "Give the day it was received.", "log")
    with pytest.raises(Refused) as refused:
        problems.refuse_if_blocking("log")
    assert refused.value.what == "This cannot be logged yet. One thing stands in the way."
    assert refused.value.to_do == "Give the day it was received."


def test_include_when_another_check_is_taken_over_then_its_place_is_kept():
    """Findings of a part are placed, unless they already say where they are."""
    part, whole = Problems(), Problems()
    part.add("name", "Give a name.", "log")
    part.add("born", "Give the birth date.", "accept", "Person 2")
    whole.include(part, "Person 1")
    assert list(whole) == [
        Problem("name", "Give a name.", "log", "Person 1"),
        Problem("born", "Give the birth date.", "accept", "Person 2"),
    ]
