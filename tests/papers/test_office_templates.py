"""An office's own templates in the press: what they may reach, what must stand, and what happens when they cannot."""

import io
import socket
import sys
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from hipdesk.kernel.errors import HipDeskError, Refused
from hipdesk.model.templates import TEMPLATES, checked_text, refuse_reaching_out, shipped_text
from hipdesk.papers.furniture import OfficeLook
from hipdesk.papers.press import Press
from hipdesk.papers.press.composing import composed
from hipdesk.papers.produce import produce, produce_noted
from tests.papers.test_paper_structure import DESIGNED
from tests.support import pdf_structure
from tests.support.paper_examples_letters import a_letter

PAPERS = {**DESIGNED, "letter": a_letter}
MARKING = "OFFICIAL-SENSITIVE"
INSTEAD = "The shipped template was used instead."
LETTER = shipped_text("letter")
AT_SIGN = "str.from-unicode(64)"
REACHING = {
    "a file": '#read("/etc/passwd")',
    "a file above": '#read("../../pyproject.toml")',
    "a file by another name": '#let f = read; #f("/etc/passwd")',
    "a picture": '#image("../icons/logo.svg")',
    "a package": '#import "@preview/nothing:0.1.0"',
    "a package under a hidden name": f'#let p = {AT_SIGN} + "preview/nothing:0.1.0"\n#import p: *',
    "a package of this computer": f'#let p = {AT_SIGN} + "local/nothing:0.1.0"\n#import p: *',
    "a package out of text": f"#eval(\"import \\\"\" + {AT_SIGN} + \"preview/nothing:0.1.0\\\"\")",
    "a package by the back door": f'#dictionary(std).at("eval")("import \\"" + {AT_SIGN} + "preview/nothing:0.1.0\\"")',
    "something included": '#include "/etc/passwd"',
    "a program": '#plugin("a.wasm")',
}  # fmt: skip
HIDDEN = {
    "a file by another name", "a package under a hidden name", "a package of this computer",
    "a package by the back door",
}  # fmt: skip
"""Reached for in ways that a reading of the text does not see: only the press stops these."""
BROKEN = {
    "not a template": "#let (",
    "a panic over what it was given": "#panic(given.subject)",
    "an endless loop": "#while true { }",
    "an endless call": "#let f(x) = f(x + 1)\n#f(0)",
    "no header": "#set page(header: none)",
    "no footer": "#set page(footer: none)",
    "a white marking": "#set page(header: text(fill: white, given.frame.marking))",
    "a tiny marking": "#set page(header: text(size: 1pt, given.frame.marking))",
    "a hidden marking": "#set page(foreground: place(top, rect(width: 100%, height: 25mm, fill: white)))",
    "no title": "#let heading(level: 1, body) = text(body)",
    "a second title": "= Another",
    "a heading that skips a level": "= One\n=== Three",
    "a file hung on": '#pdf.attach("x.txt", bytes("x"))',
    "another language": "#set document(title: given.frame.title)\n#set text(lang: \"de\", region: none)",
    "a bare picture": '#image(bytes("<svg xmlns=\'http://www.w3.org/2000/svg\' width=\'9\' height=\'9\'/>"))',
}  # fmt: skip


@pytest.fixture(scope="module")
def press():
    with Press() as made:
        yield made


def with_look(paper, **look):
    """The paper as an office with its own look makes it."""
    return replace(paper, frame=replace(paper.frame, look=OfficeLook(**look)))


def with_letter(text, paper=None):
    """A letter set with an office's own template."""
    return with_look(paper or a_letter(), templates=(("letter", text),))


def begun_with(markup):
    """The letter's template with this at its head, where it rules every page."""
    return LETTER.replace("#set text(size: 10.5pt)", f"{markup}\n#set text(size: 10.5pt)")


def a_logo(width=800, height=240):
    """A picture as the vault keeps it."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (11, 90, 104)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("name", PAPERS)
def test_paper_when_its_templates_are_copies_then_it_reads_as_the_shipped_one(press, name):
    """Copying changes nothing: what is composed out of copies is what would have been imported."""
    copies = tuple((template, shipped_text(template)) for template in TEMPLATES)
    made = produce_noted(with_look(PAPERS[name](), templates=copies), press)
    assert made.note == ""
    assert pdf_structure.page_texts(made.content) == pdf_structure.page_texts(produce(PAPERS[name](), press))


@pytest.mark.parametrize("name", ["agenda", "attendance sheet", "letter", "quarterly"])
def test_paper_when_the_office_has_a_logo_then_it_stands_there_and_is_read_aloud(press, name):
    """A picture with its words, structure and marking as before."""
    made = produce_noted(with_look(PAPERS[name](), logo=a_logo(), logo_words="Our own sign"), press)
    assert pdf_structure.findings(made.content) == []
    assert pdf_structure.marking_findings(made.content, MARKING) == []
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        told = [str(each.get("/Alt", "")) for each in opened.objects if isinstance(each, pikepdf.Dictionary)]
    assert told.count("Our own sign") == 1


@pytest.mark.parametrize("logo", [b"", b"x", b"\x89PNG\r\n\x1a\n" + bytes(40), a_logo()[:20]])
def test_logo_when_what_is_kept_is_no_picture_then_papers_go_without(press, logo):
    """A paper is never lost over its logo."""
    assert produce(with_look(a_letter(), logo=logo, logo_words="Sign"), press) == produce(a_letter(), press)


@pytest.mark.parametrize("reached", REACHING)
def test_template_when_it_reaches_for_what_is_outside_then_set_aside_and_nothing_leaves(press, reached):
    """However it is hidden: the paper is the shipped one, and no file's words stand in it."""
    made = produce_noted(with_letter(f"{LETTER}\n{REACHING[reached]}\n"), press)
    assert made.note.endswith(INSTEAD)
    assert made.content == produce(a_letter(), press)


@pytest.mark.parametrize("reached", sorted(REACHING.keys() - HIDDEN))
def test_text_when_it_reaches_for_what_is_outside_then_refused_with_its_line(reached):
    """Who edits is told before anything is kept."""
    with pytest.raises(Refused, match=r"^Line 3 "):
        checked_text(f'// One\n// Two: read("this") is only told\n{REACHING[reached]}\n')


@pytest.mark.parametrize("words", ["Please read (all of) this.", "We include the list, and import nothing.",
                                   '#import "look.typ": *', '#import "/tables.typ": ruled', "std.top"])  # fmt: skip
def test_text_when_it_only_speaks_of_reading_then_kept(words):
    """Ordinary words are no reaching."""
    refuse_reaching_out(words)
    assert checked_text(words) == words + "\n"


def test_packages_when_a_copy_asks_for_one_then_the_way_out_is_shut(monkeypatch):
    """The typesetter goes where its environment sends it: to a door that nobody opens, whatever was set before."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(4)
        door.settimeout(0.2)
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{door.getsockname()[1]}")
        with Press() as press:
            made = produce_noted(with_letter(LETTER + REACHING["a package under a hidden name"]), press)
        assert made.note.endswith(INSTEAD)
        with pytest.raises(TimeoutError):
            door.accept()


def test_press_when_sealed_then_native_code_gets_no_socket_but_a_local_one():
    """Below Python, where no audit hook sees it, in threads that ran before as well."""
    with Press(jobs_from=("tests.support.press_trials",)) as press:
        given = press.run("tests.support.press_trials:sealed_sockets")
    assert given == ([-1, -1, 1] if sys.platform == "linux" else [])


@pytest.mark.parametrize("broken", BROKEN)
def test_template_when_it_cannot_stand_then_the_shipped_one_is_used_and_it_is_said(press, broken):
    """One plain sentence, the line of the fault, nothing of the letter."""
    made = produce_noted(with_letter(begun_with(BROKEN[broken])), press)
    assert made.note.startswith("The office’s own copy of this template")
    assert made.note.endswith(INSTEAD)
    assert a_letter().subject not in made.note
    assert made.content == produce(a_letter(), press)


@pytest.mark.parametrize(("missing", "told"), [
    ("#set page(header: none)", "Page 1 does not show the marking at the top."),
    ("#set page(footer: { v(9mm); align(center, marking(given.frame)) })", "Page 1 does not say whose copy it is."),
    ("#set page(footer: { words(given.frame.copy); v(9mm); align(center, marking(given.frame)) })",
     "Page 1 does not show how it is to be handled."),
    ("#set page(header: text(fill: white, given.frame.marking))",
     "Page 1 has a marking at the top that cannot be seen."),
])  # fmt: skip
def test_template_when_it_leaves_out_what_every_page_shows_then_it_is_named(press, missing, told):
    """The page and what it lacks, read back from the paper."""
    with pytest.raises(Refused) as caught:
        press.run(
            "hipdesk.papers.press.typesetting:typeset", template="letter", content=a_letter().to_content(), made_at=0,
            own={"letter": begun_with(missing)},
        )  # fmt: skip
    assert told in caught.value.what


def test_fault_when_it_lies_in_a_body_of_the_pack_then_its_line_is_the_bodys(press):
    """Lines are counted as the editor counts them, wherever the copy was set in."""
    text = shipped_text("agenda").replace("#let agenda(given) = [", "#let agenda(given) = [\n  #unknown-name")
    line = text.split("\n").index("  #unknown-name") + 1
    for paper in (PAPERS["agenda"](), PAPERS["panel pack"]()):
        made = produce_noted(with_look(paper, templates=(("agenda", text), ("pack", shipped_text("pack")))), press)
        assert f"has a fault at line {line}." in made.note


def test_body_when_it_is_changed_then_the_pack_shows_it_too(press):
    """One copy for the paper alone and within the pack."""
    text = shipped_text("action-log").replace('#head("Action log"', '#head("What is to be done"')
    for name in ("action log", "panel pack"):
        made = produce_noted(with_look(PAPERS[name](), templates=(("action-log", text),)), press)
        assert made.note == ""
        assert any("What is to be done" in page for page in pdf_structure.page_texts(made.content))


def test_template_when_it_eats_all_memory_then_the_next_paper_of_it_is_not_kept_waiting():
    """The press dies once over it; the shipped one is set, then and from then on."""
    greedy = with_letter(f'{LETTER}\n#let more(x) = more(x + x)\n#let s = "ab"\n' + "#let s = s + s\n" * 33 + "#s\n")
    with Press(memory_limit=1 << 30) as press:
        first, second = (produce_noted(greedy, press) for _ in range(2))
    assert first.note == second.note
    assert first.note.endswith(INSTEAD)
    assert first.content == second.content


@pytest.mark.parametrize(("text", "told"), [
    ("a" * 5_000_000, "too long"), ("x\n\x00", "Line 2 holds a sign"), (" \n", "is empty"),
    ("y" * 3_000, "Line 1 is longer"),
])  # fmt: skip
def test_text_when_it_is_no_template_then_refused_in_words(text, told):
    """Before anything is kept or set."""
    with pytest.raises(HipDeskError, match=told):
        checked_text(text)


def test_composed_when_nothing_is_own_then_the_shipped_source():
    """Lines of shipped files have no place to be mended."""
    source = composed("agenda", {})
    assert source.origin(1) == source.origin(999) == ("", 0)
    assert '#import "bodies/agenda.typ"' in source.source
