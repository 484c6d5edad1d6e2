"""Nothing of a case in what goes wrong: messages, tracebacks and the log never hold what somebody typed."""

import ast
import importlib
import inspect
import logging
import pkgutil
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from sqlalchemy import insert, text

import hipdesk
from hipdesk.kernel import files, logs
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.redaction.proof import Proof, ProofHit
from hipdesk.papers.press import Press
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import NoteRow
from hipdesk.store.tables.people import PersonRow
from hipdesk.store.tables.users import DraftRow
from tests.support.desks import open_desk
from tests.support.planting import START

WORD = f"{START}4242"
ROOT = Path(hipdesk.__file__).parent


def everything_of(error: BaseException) -> str:
    """All that any reader of an error could see: words, repr, the whole traceback, and its notes."""
    told = "".join(traceback.format_exception(error))
    return "\n".join((str(error), repr(error), told, repr(getattr(error, "args", ()))))


def assert_silent(error: BaseException) -> None:
    assert START not in everything_of(error).lower(), f"{type(error).__name__} tells what was typed"


def every_module() -> Iterator[Any]:
    for found in pkgutil.walk_packages(hipdesk.__path__, "hipdesk."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def below(kind: type) -> set[type]:
    return {kind, *(deeper for one in kind.__subclasses__() for deeper in below(one))}


def ours(kind: type) -> list[type]:
    list(every_module())
    found = (each for each in below(kind) if each.__module__.startswith("hipdesk."))
    return sorted(found, key=lambda each: (each.__module__, each.__name__))


@pytest.mark.parametrize("kind", ours(HipDeskError), ids=lambda kind: kind.__name__)
def test_error_when_raised_amid_case_content_then_tells_nothing_of_it(kind):
    """Every error class, raised as the product raises it while an exception that quotes a case is being handled."""
    needed = [
        each for each in inspect.signature(kind).parameters.values()
        if each.default is inspect.Parameter.empty and each.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    ]  # fmt: skip
    found = ProofHit("key", "page 1", WORD, WORD, WORD, "name")
    plain = {
        "groups": (1,), "left": {"a key": 3}, "flow": SimpleNamespace(words="3 and 1 make 4", open_at_end=5),
        "proof": Proof(sha256="0" * 64, pages=2, unmarked=(1,), hits=(found,)),
    }  # fmt: skip
    given = [plain.get(each.name, "a plain reason.") for each in needed]
    try:
        try:
            raise ValueError(WORD)
        except ValueError:
            raise kind(*given) from None
    except HipDeskError as error:
        told = error
    assert_silent(told)
    assert str(told).startswith(told.what)
    assert told.what


MODELS = [kind for kind in ours(BaseModel) if kind is not BaseModel]


def wrong_values() -> list[Any]:
    """What could be typed, sent or pasted where something else is wanted."""
    return [
        WORD, WORD * 20_000, f"{WORD}\n{WORD}", [WORD], {"name": WORD}, (WORD, 1), {WORD}, WORD.encode(),
        f"2026-13-{WORD}", 10**30, float("nan"), object(), [[WORD]], [{"name": WORD * 20_000}],
    ]  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=lambda model: f"{model.__module__}.{model.__name__}")
def test_command_when_a_value_is_wrong_then_its_error_does_not_quote_it(model):
    """Every field of every model with every kind of wrong value, alone and in JSON."""
    refused = 0
    for name in model.model_fields:
        for value in wrong_values():
            try:
                model.model_validate({name: value})
            except ValidationError as error:
                refused += 1
                assert_silent(error)
    for ask in (
        lambda: model.model_validate(WORD),
        lambda: model.model_validate([WORD]),
        lambda: model.model_validate_json(f'"{WORD}"'),
        lambda: model.model_validate_json(f'{{"{model.__name__}": "{WORD}'),
    ):
        with pytest.raises(ValidationError) as caught:
            ask()
        assert_silent(caught.value)
    assert refused or not model.model_fields


def test_models_when_counted_then_none_shows_its_input():
    """The setting itself, so that a new model cannot forget it."""
    assert len(MODELS) > 30
    assert [model.__name__ for model in MODELS if not model.model_config.get("hide_input_in_errors")] == []


def add(row: Any) -> Any:
    def service(work: Any) -> None:
        work.session.add(row)
        work.record("agency.added", "agency", "a" * 32)
        work.finish()

    return service


def execute(statement: Any, **values: Any) -> Any:
    return lambda work: work.session.execute(statement, values or None)


def twice(work: Any) -> None:
    for _ in range(2):
        work.session.add(AgencyRow(id="a" * 32, name=WORD, folded=WORD))
        work.session.flush()
        work.session.expunge_all()


NOW = datetime(2026, 12, 2, tzinfo=UTC)
STATEMENTS = {
    "not null": add(AgencyRow(name=WORD, folded=None)),
    "unique": twice,
    "foreign key": add(NoteRow(case_id="f" * 32, on_day=NOW.date(), at=NOW, text=WORD)),
    "no table": execute(text("INSERT INTO nowhere VALUES (:word)"), word=WORD),
    "no column": execute(text("INSERT INTO agency (nowhere) VALUES (:word)"), word=WORD),
    "no day": add(NoteRow(on_day=WORD, at=NOW, text=WORD)),
    "no zone": add(NoteRow(on_day=NOW.date(), at=datetime(2026, 12, 2), text=WORD)),  # noqa: DTZ001 (what is refused)
    "not JSON": add(DraftRow(holder_id="h" * 32, kind="note", content={"text": {WORD}}, begun_at=NOW, kept_at=NOW)),
    "lone surrogate": add(PersonRow(name=f"{WORD}\ud800", folded=WORD)),
    "huge number": execute(text("INSERT INTO reference_series VALUES (:word, :last)"), word=WORD, last=10**30),
    "strange kind": execute(text("INSERT INTO reference_series VALUES (:word, :last)"), word=WORD, last={WORD}),
    "not a search": execute(text("SELECT 1 FROM search_words WHERE search_words MATCH :word"), word=f'"{WORD} AND ('),
    "many": execute(insert(AgencyRow), name=WORD, folded=WORD, nowhere=WORD),
    "asked wrongly": execute(text("SELECT :word, :other"), word=WORD),
}


@pytest.mark.parametrize("wrong", STATEMENTS)
def test_database_error_when_a_statement_holds_a_name_then_it_does_not_tell_it(vault, wrong):
    """Every way a statement can fail, with a planted value bound to it, through the desk."""
    with open_desk(vault) as desk:
        try:
            desk.do(STATEMENTS[wrong])
        except Exception as error:  # noqa: BLE001 (whatever it is, it must be silent)
            told = error
        else:
            pytest.fail("the database took it")
        assert_silent(told)
        assert desk.verify().whole


OWN_TEMPLATES = {
    "panics with it": "#let c = json(bytes(sys.inputs.content))\n#panic(c.text)",
    "reads a file of its name": "#let c = json(bytes(sys.inputs.content))\n#read(c.text)",
    "asks for a field of its name": '#let c = json(bytes(sys.inputs.content))\n#c.at("frame").at(c.text)',
    "counts with it": "#let c = json(bytes(sys.inputs.content))\n#int(c.text)",
    "is not a template": f"#{WORD}(",
}


@pytest.mark.parametrize("template", OWN_TEMPLATES)
def test_press_when_an_own_template_fails_over_content_then_it_is_not_quoted(press, template):
    """The typesetter's own messages quote what they failed at: they do not cross."""
    with pytest.raises(HipDeskError) as caught:
        press.run(
            "hipdesk.papers.press.typesetting:typeset",
            template="letter", content={"text": WORD, "frame": {}}, made_at=0, own={"letter": OWN_TEMPLATES[template]},
        )  # fmt: skip
    assert_silent(caught.value)


@pytest.mark.parametrize(
    ("job", "given"),
    [
        ("hipdesk.papers.press.typesetting:typeset", {"template": "minutes", "content": {"text": WORD}, "made_at": 0}),
        ("hipdesk.papers.press.typesetting:typeset", {"template": WORD, "content": {}, "made_at": 0}),
        ("hipdesk.papers.reading.workbooks:read_grid", {"content": WORD.encode(), "file_name": f"{WORD}.xlsx"}),
        ("hipdesk.papers.reading.workbooks:read_grid", {"content": b"PK\x03\x04" + WORD.encode(), "file_name": WORD}),
        (f"hipdesk.papers.{WORD}:read", {}),
        ("hipdesk.papers.text:printable", {WORD: WORD}),
    ],
)
def test_press_when_a_job_fails_over_content_then_it_is_not_quoted(press, job, given):
    """Only the kind of error crosses the pipe."""
    with pytest.raises(HipDeskError) as caught:
        press.run(job, **given)
    assert_silent(caught.value)


@pytest.fixture(scope="module")
def press():
    with Press() as made:
        yield made


def test_file_error_when_the_path_holds_a_name_then_it_is_not_told(tmp_path):
    """Files are named by people; the system's message holds the path."""
    folder = tmp_path / WORD
    for attempt in (
        lambda: files.write_bytes(folder / "paper.pdf", b"x"),
        lambda: files.copy_file(folder / "from", folder / "to"),
        lambda: files.remove(tmp_path),
    ):
        with pytest.raises(HipDeskError) as caught:
            attempt()
        assert_silent(caught.value)


def test_log_when_an_error_that_quotes_a_case_is_logged_then_only_its_kind_is_kept():
    """The ring in memory keeps the constant message and the class; libraries' logs do not reach it."""
    ours_log = logging.getLogger("hipdesk.tests")
    product = logging.getLogger("hipdesk")
    product.addHandler(logs._ring)
    try:
        try:
            raise ValueError(WORD)
        except ValueError:
            ours_log.exception("Reading a workbook failed")
        logging.getLogger("sqlalchemy.engine").error("INSERT %s", WORD)
        lines = logs.newest_lines()
    finally:
        product.removeHandler(logs._ring)
    assert any("Reading a workbook failed [ValueError]" in line for line in lines)
    assert [line for line in lines if START in line] == []


# Reviewed: words of the program, codes, numbers and names of its own parts; never a row's or a command's text.
REVIEWED = {
    ("model/statuses.py", "machine.words[current]"), ("model/statuses.py", "machine.words[wanted]"),
    ("model/vocab.py", "self.title"), ("model/vocab.py", "name"), ("model/closing.py", "test.words"),
    ("model/reports.py", "flow.words"), ("model/risk.py", "question.text"), ("model/workbooks/mapping.py", "name"),
    ("services/registry.py", "name"), ("services/merging.py", "field.label"),
    ("papers/sending.py", "title"), ("console/panel_month.py", "each.about"), ("console/panel_month.py", "each.reason"),
    ("model/issuing.py", "title"), ("model/users.py", "right.value"),
    ("model/letters.py", "person.label or 'a person'"),
}  # fmt: skip
CONTENT = frozenset(
    """row command person people victim perpetrator note text given typed content name names title words heading address
    phone summary facts wording reason lines label who initials file_name subject""".split()  # noqa: SIM905 (a word list)
)


def quoted_in_errors() -> set[tuple[str, str]]:
    """Expressions inside f-strings of error sentences that could hold what somebody typed: file and expression."""
    names = {kind.__name__ for kind in ours(HipDeskError)}
    found = set()
    for place in ROOT.rglob("*.py"):
        for call in ast.walk(ast.parse(place.read_text("utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in names:
                for part in ast.walk(call):
                    if isinstance(part, ast.FormattedValue) and words_of(part.value) & CONTENT:
                        found.add((place.relative_to(ROOT).as_posix(), ast.unparse(part.value)))
    return found


def words_of(expression: ast.expr) -> set[str]:
    """Names and attributes that an expression reads, unless it only counts them."""
    if isinstance(expression, ast.Call) and ast.unparse(expression.func) in ("len", "type"):
        return set()
    return {
        each.id if isinstance(each, ast.Name) else each.attr
        for each in ast.walk(expression)
        if isinstance(each, ast.Name | ast.Attribute)
    }


def test_sentences_when_they_hold_a_value_then_it_is_one_of_the_reviewed():
    """A sentence that quotes a row or a command fails here, and is looked at by a person."""
    assert quoted_in_errors() - REVIEWED == set()


def raised_in_handlers() -> Iterator[tuple[str, ast.Raise]]:
    """Every new exception raised while another is being handled: file and statement."""
    for place in ROOT.rglob("*.py"):
        for handler in ast.walk(ast.parse(place.read_text("utf-8"))):
            if isinstance(handler, ast.ExceptHandler):
                for each in ast.walk(handler):
                    if isinstance(each, ast.Raise) and isinstance(each.exc, ast.Call):
                        yield place.relative_to(ROOT).as_posix(), each


def test_errors_when_raised_while_handling_another_then_the_other_is_left_behind():
    """``from None`` everywhere: the error below may quote a statement, a path or a cell."""
    found = list(raised_in_handlers())
    assert len(found) > 30
    left = [f"{place}:{each.lineno}" for place, each in found if not is_none(each.cause)]
    assert left == []


def is_none(cause: ast.expr | None) -> bool:
    return isinstance(cause, ast.Constant) and cause.value is None
