"""What an office has of its own: templates, words and logo, kept in the vault, logged, and back to shipped at will."""

import io
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hipdesk.kernel.errors import ChangedMeanwhile, HipDeskError, Refused
from hipdesk.kernel.paths import resources
from hipdesk.model.letters import LetterOptions
from hipdesk.model.logo import SetLogo
from hipdesk.model.templates import MODULES, TEMPLATES, ChangeTemplate, shipped_text
from hipdesk.model.users import Actor
from hipdesk.model.wording import (
    FILES,
    ChangeWording,
    own_words,
    problems_of,
    tidy,
    worded,
    wording_page,
    wording_pages,
)
from hipdesk.model.wording_names import LETTER_NAMES_IN_BRACES, NAMES, example_of
from hipdesk.papers import office_templates
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.papers.loading.letters import _LOADERS, Subject, load_letter
from hipdesk.papers.office_templates import try_template
from hipdesk.services import backups, logo, templates, wording
from hipdesk.services.minutes_content import minutes_of
from hipdesk.store.queries.office_files import office_words
from hipdesk.store.tables.settings import OfficeFileRow
from tests.support import pdf_structure
from tests.support.casework_desk import casework
from tests.support.clock import a_clock
from tests.support.desks import PASSPHRASE, POLICY, make_desk, open_desk
from tests.support.panel_desk import marlbridge
from tests.support.presses import lent_press

SHIPPED = resources() / "templates"
OWN = shipped_text("contact-list").replace("Contact list", "Whom to ring")
ALL_WORDING = list(wording_pages().values())


@pytest.fixture(scope="module")
def press():
    with lent_press() as made:
        yield made


def a_png(colour=(11, 90, 104)):
    """A picture as the press makes it ready."""
    out = io.BytesIO()
    Image.new("RGB", (400, 120), colour).save(out, "PNG")
    return out.getvalue()


# Templates


def test_templates_when_nothing_is_own_then_all_are_listed_as_shipped(office):
    """One line for every template, none changed."""
    assert [line.name for line in office.read(templates.list_templates)] == list(TEMPLATES)
    assert {line.state for line in office.read(templates.list_templates)} == {"shipped"}


def test_template_when_copied_changed_and_dropped_then_each_is_logged_and_it_can_be_put_back(office):
    """The whole round; the stamp says who and when."""
    office.do(templates.copy_template, "contact-list")
    view = office.read(templates.template_view, "contact-list")
    assert (view.state, view.own) == ("own", view.shipped)
    office.clock.advance(timedelta(minutes=1))
    office.do(templates.change_template, ChangeTemplate(name="contact-list", text=OWN, read_at=view.changed_at))
    (line,) = [each for each in office.read(templates.list_templates) if each.state != "shipped"]
    assert (line.name, line.changed_by) == ("contact-list", "Anwen Price")
    back = office.do(templates.drop_template, "contact-list")
    assert office.read(templates.template_view, "contact-list").text == shipped_text("contact-list")
    office.do(templates.change_template, back)
    assert office.read(templates.template_view, "contact-list").own == OWN


def test_template_when_changed_meanwhile_or_not_at_all_then_refused(office):
    """Two windows, and a Keep without a change."""
    office.do(templates.copy_template, "contact-list")
    stale = office.read(templates.template_view, "contact-list").changed_at
    office.clock.advance(timedelta(minutes=1))
    office.do(templates.change_template, ChangeTemplate(name="contact-list", text=OWN))
    with pytest.raises(ChangedMeanwhile):
        office.do(templates.change_template, ChangeTemplate(name="contact-list", text=OWN + "\n", read_at=stale))
    with pytest.raises(Refused, match="Nothing was changed"):
        office.do(templates.change_template, ChangeTemplate(name="contact-list", text=OWN))
    with pytest.raises(Refused, match="has its own copy"):
        office.do(templates.copy_template, "contact-list")
    with pytest.raises(Refused, match="no such template"):
        office.do(templates.copy_template, "furniture")


@pytest.mark.parametrize("text", ['#read("/etc/passwd")', '#import "@preview/a:1.0.0"', "x" * 5_000_000, "", "\x00"],
                         ids=["file", "package", "5 MB", "empty", "no text"])  # fmt: skip
def test_template_when_hostile_then_refused_and_the_copy_in_use_stays(office, text):
    """Nothing half-written."""
    office.do(templates.change_template, ChangeTemplate(name="contact-list", text=OWN))
    with pytest.raises(Refused):
        office.do(templates.change_template, ChangeTemplate(name="contact-list", text=text))
    assert office.read(templates.template_view, "contact-list").own == OWN


def test_template_when_the_shipped_one_moves_on_then_it_is_behind_until_compared(office):
    """A copy of an older program says so, and no longer once the office looked."""
    old = ChangeTemplate(name="contact-list", text=OWN, copied_from="0" * 64)
    office.do(templates.change_template, old)
    assert office.read(templates.template_view, "contact-list").state == "behind"
    office.do(templates.note_caught_up, "contact-list")
    assert office.read(templates.template_view, "contact-list").state == "own"


@pytest.mark.parametrize("service", [templates.list_templates, wording.list_wording, logo.logo_view])
def test_office_files_when_read_without_the_right_then_refused(office, service):
    """They belong to who may change settings."""
    office.actor = Actor(office.actor.holder_id, "Elin Rees", "caseworker")
    with pytest.raises(Refused):
        office.read(service)


@pytest.mark.parametrize("name", TEMPLATES)
def test_sample_when_a_copy_is_tried_then_it_sets_and_is_read_back_without_a_fault(press, name):
    """What is invented for trying is what the templates ask for; else: python -m tests.support.samples."""
    tried = try_template(press, name, shipped_text(name) + "// Ours.\n")
    assert tried.fault == ""
    assert [paper for paper, _pdf in tried.papers] == list(TEMPLATES[name].sets)


def test_templates_when_shipped_then_each_may_be_copied_or_is_a_part_of_layout():
    """A new paper's template is an office's to change as well."""
    files = {path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*.typ")}
    bodies = {kind.name for kind in TEMPLATES.values() if kind.file.startswith("bodies/")}
    known = {kind.file for kind in TEMPLATES.values()} | {f"{name}.typ" for name in (*MODULES, *bodies)}
    assert files == known


@pytest.mark.parametrize(("markup", "told"), [
    ("#nothing-of-that-name", "Line 2: unknown variable: nothing-of-that-name"),
    ("#panic(given.agencies)", "Line 2: "),
    ("#while true { }", "Line 2: condition is always true"),
    ("#let (", "Line 2: "),
    ("#set page(footer: none)", "Page 1 does not show the marking at the bottom."),
])  # fmt: skip
def test_template_when_tried_with_a_fault_then_the_line_and_what_is_wrong(press, markup, told):
    """In the typesetter's words: the content is invented, so nothing of a case can stand in them."""
    text = shipped_text("contact-list").split("\n")
    at = text.index("#show: body => paper(given.frame, body)") + 1
    moved = f"Line {at + 1}: " if told.startswith("Line") else ""
    tried = try_template(press, "contact-list", "\n".join([*text[:at], markup, *text[at:]]))
    assert told.removeprefix("Line 2: ") in tried.fault
    if markup != "#let (":
        assert moved in tried.fault


def test_template_when_it_never_comes_to_an_end_then_stopped_and_said(monkeypatch, press):
    """Loops within loops, each of them finite: the press is ended, and starts anew for the next."""
    monkeypatch.setattr(office_templates, "_SECONDS", 3.0)
    loops = "#for a in range(9999) { for b in range(9999) { for c in range(9999) { } } }\n"
    tried = try_template(press, "contact-list", shipped_text("contact-list") + loops)
    assert tried.fault == "Setting it took too long or too much memory, and was stopped."
    monkeypatch.undo()
    assert try_template(press, "contact-list", shipped_text("contact-list")).fault == ""


def test_papers_when_the_office_has_its_own_then_made_with_it_and_a_broken_one_falls_back(tmp_path, press):
    """Through the catalogue, as the window and the command line do; the note is told with the paper."""
    with casework(tmp_path) as (desk, _known):
        desk.press = press
        desk.do(templates.change_template, ChangeTemplate(name="contact-list", text=OWN))
        desk.do(logo.set_logo, SetLogo(png=a_png(), words="Marlbridge Council"))
        made = desk.make_paper("contact-list", PaperOptions())
        assert made.note == ""
        assert "Whom to ring" in pdf_structure.page_texts(made.content)[0]
        assert pdf_structure.findings(made.content) == []
        broken = OWN.replace("#head(", "#unheard-of(")
        desk.do(templates.change_template, ChangeTemplate(name="contact-list", text=broken))
        made = desk.make_paper("contact-list", PaperOptions())
        line = broken.split("\n").index('#unheard-of("Whom to ring", given.line)') + 1
        assert f"has a fault at line {line}." in made.note
        assert "The shipped template was used instead." in made.note
        assert "Contact list" in pdf_structure.page_texts(made.content)[0]


def test_office_files_when_backed_up_and_restored_then_they_came_along(tmp_path):
    """They lie in the vault: they travel with it, and the check of the whole vault passes over them well."""
    with make_desk(tmp_path) as desk:
        desk.do(templates.change_template, ChangeTemplate(name="contact-list", text=OWN))
        desk.do(logo.set_logo, SetLogo(png=a_png(), words="Marlbridge Council"))
        desk.do(wording.change_wording, ChangeWording(page="minutes", texts={"all_signed": "Everyone signed."}))
        desk.back_up(tmp_path / "one.hipbak")
    restored = tmp_path / "restored.hipdesk"
    backups.restore(tmp_path / "one.hipbak", restored, PASSPHRASE, a_clock(), POLICY).close()

    with open_desk(restored) as desk:
        assert desk.read(templates.template_view, "contact-list").own == OWN
        assert desk.read(logo.logo_view).words == "Marlbridge Council"
        assert desk.read(wording.wording_view, "minutes").own == {"all_signed": "Everyone signed."}
        assert desk.verify().whole


# Words


@pytest.mark.parametrize("page", ALL_WORDING, ids=lambda page: page.id)
def test_wording_when_as_shipped_then_nothing_stands_against_it_and_nothing_is_kept(page):
    """Every shipped text passes the office's own checks."""
    shipped = {text.key: text.shipped for text in page.texts}
    assert problems_of(page, shipped) == {}
    assert own_words(page, shipped) == {}


@pytest.mark.parametrize("file", FILES)
def test_wording_when_every_text_is_given_back_then_the_file_is_the_shipped_one(file):
    """Each text knows its place."""
    whole = {page.id: {text.key: text.shipped for text in page.texts} for page in ALL_WORDING}
    assert worded(file, whole) == worded(file, {})


@pytest.mark.parametrize("page", ALL_WORDING, ids=lambda page: page.id)
def test_wording_when_one_text_is_changed_then_it_alone_differs(page):
    """No text stands in another's place."""
    file = page.id.partition(".")[0]
    for text in page.texts:
        own = text.shipped + ("\nAnother." if text.shape == "lines" else " more")
        if text.needs:
            own = f"Another.\n\n{text.shipped}"
        changed = worded(file, {page.id: {text.key: own}})
        assert problems_of(page, {text.key: own}) == {}
        assert changed != worded(file, {})
        back = worded(file, {page.id: {text.key: text.shipped}})
        assert back == worded(file, {})


@pytest.mark.parametrize(("page", "key", "words", "told"), [
    ("letters.chaser", "subject", "For {nobody}", "Nothing fills {nobody}"),
    ("letters.chaser", "subject", "For {agency", "A brace stands alone"),
    ("letters.chaser", "paragraphs", "Only this.", "A paragraph with {words} alone is still needed"),
    ("letters.chaser", "paragraphs", "{words}\n\nSee {actions}.", "A paragraph with {actions} alone is still needed"),
    ("letters.chaser", "paragraphs", "{words}\n\n{actions}\n\nAnd {actions}.", "{actions} stands alone"),
    ("letters.victim", "paragraphs", "{words}\n\nThe panel met.", "say it without “panel”"),
    ("letters.chaser", "handling", "x" * 126, "at most 125 characters"),
    ("minutes", "statement", "By {panel}.", "nothing is filled in here"),
    ("minutes", "statement", "  ", "Still needed"),
    ("information.panel", "paragraphs", "Of {borough}", "Nothing fills {borough}"),
    ("agenda", "welcome.short", "x" * 31, "at most 30 characters"),
])  # fmt: skip
def test_words_when_they_cannot_stand_then_told_beside_their_field_and_refused(office, page, key, words, told):
    """Before a letter would show a brace, lose the officer's words, or tell too much."""
    assert told in problems_of(wording_page(page), {key: words})[key]
    with pytest.raises(Refused):
        office.do(wording.change_wording, ChangeWording(page=page, texts={key: words}))


def test_words_when_changed_then_only_these_are_kept_and_putting_back_undoes_it(office):
    """A page is saved whole, and what is as shipped is not the office's own."""
    page = wording_page("attendance")
    texts = {text.key: text.shipped for text in page.texts} | {"agreed": "First.\n\n  Second.  "}
    before = office.do(wording.change_wording, ChangeWording(page="attendance", texts=texts))
    assert office.read(wording.wording_view, "attendance").own == {"agreed": "First.\nSecond."}
    with office.records.read(office.actor) as reading:
        assert office_words(reading, "attendance")["agreed"] == ["First.", "Second."]
    assert dict(office.read(wording.list_wording))[page] == 1
    office.do(wording.change_wording, before)
    assert office.read(wording.wording_view, "attendance").own == {}
    with pytest.raises(Refused, match="Nothing was changed"):
        office.do(wording.change_wording, before)


@pytest.mark.parametrize("content", [b"not JSON", b"[1]", b'{"subject": "For {nobody}", "gone": "x", "handling": 4}'])
def test_words_when_what_is_kept_no_longer_fits_then_the_shipped_ones_stand(office, content):
    """A vault of another version opens: its letters are made, in shipped words where need be."""

    def plant(work):
        work.session.add(OfficeFileRow(kind="wording", name="wording/letters.chaser", content=content,
                                       changed_at=work.now, changed_by=work.actor.holder_id))  # fmt: skip
        work.record("wording.changed", "wording", "letters.chaser")

    office.do(plant)
    with office.records.read(office.actor) as reading:
        assert office_words(reading, "letters") == worded("letters", {})


def test_papers_when_the_office_has_its_own_words_then_they_say_them(tmp_path, press):
    """A letter, the agenda of a meeting proposed anew, its minutes, and the sheet to sign."""
    with marlbridge(tmp_path) as (desk, known):
        desk.press = press
        for page, texts in {
            "agenda": {"learning.title": "What we learned"},
            "minutes": {"not_read": "Nobody read the statement."},
            "attendance": {"opening": "I promise that"},
            "information.contact": {"title": "Ring us"},
        }.items():
            desk.do(wording.change_wording, ChangeWording(page=page, texts=texts))

        def said(paper, **about):
            made = desk.make_paper(paper, PaperOptions(**about))
            return " ".join(" ".join(pdf_structure.page_texts(made.content)).split())

        assert "I promise that" in said("attendance-sheet", meeting_id=known.december)
        assert "Ring us" in said("information-pack")
        with desk._custody.records.read(desk.actor) as reading:
            minutes = minutes_of(reading, known.december)
        assert minutes.statement == "Nobody read the statement."
        assert "What we learned" in [section.title for section in minutes.sections]


def test_letter_when_reworded_then_it_is_filled_by_the_record(tmp_path, press):
    """The office's sentence, the record's facts."""
    with casework(tmp_path) as (desk, known):
        desk.press = press
        own = {"subject": "We have it: {our_reference}", "paragraphs": "About {initials}: it came.\n\n{words}"}
        desk.do(wording.change_wording, ChangeWording(page="letters.acknowledgement", texts=own))
        made = desk.make_paper("letter-acknowledgement", PaperOptions(referral_id=known.waiting["Ł.W."]))
        text = " ".join(pdf_structure.page_texts(made.content))
        assert "We have it: HIP/2026-27/0011" in text
        assert "About Ł.W.: it came." in text


def test_braces_when_listed_then_every_letter_has_its_own_and_each_is_explained():
    """Nothing is offered that no loader fills; a preview fills each with an example."""
    assert {*LETTER_NAMES_IN_BRACES} == {*_LOADERS, "redirect"}
    assert all(name in NAMES for page in ALL_WORDING for text in page.texts for name in text.names)
    for page in ALL_WORDING:
        for text in page.texts:
            assert "{" not in example_of(text.shipped)


@given(st.text(alphabet="a {}\n", max_size=60))
def test_words_when_tidied_twice_then_as_tidied_once(words):
    """What is kept is what is shown, and saving it again changes nothing."""
    for page in ("letters.chaser", "attendance", "minutes"):
        for text in wording_page(page).texts:
            assert tidy(text, tidy(text, words)) == tidy(text, words)


# Logo


def test_logo_when_set_changed_and_removed_then_logged_and_it_can_be_put_back(office):
    """Each gives the one before, for the way back."""
    assert office.do(logo.set_logo, SetLogo(png=a_png(), words="Marlbridge Council")).png == b""
    before = office.do(logo.set_logo, SetLogo(png=a_png((90, 0, 0)), words="Marlbridge"))
    assert (before.png, before.words) == (a_png(), "Marlbridge Council")
    assert office.do(logo.remove_logo).words == "Marlbridge"
    assert office.read(logo.logo_view).png == b""
    with pytest.raises(Refused, match="no logo"):
        office.do(logo.remove_logo)


@pytest.mark.parametrize(("png", "words"), [
    (a_png(), "  "), (b"<svg/>", "A sign"), (b"\x89PNG\r\n\x1a\n" + bytes(700_000), "A sign"),
])  # fmt: skip
def test_logo_when_without_words_or_no_picture_then_refused(office, png, words):
    """Who listens gets words; papers get a picture that was opened before."""
    with pytest.raises(HipDeskError):
        office.do(logo.set_logo, SetLogo(png=png, words=words))
    assert office.read(logo.logo_view).png == b""


def test_letter_when_private_then_no_logo_stands_on_it(tmp_path, press):
    """A panel's sign on the envelope's paper would tell whoever opens it."""
    with casework(tmp_path) as (desk, known):
        desk.do(logo.set_logo, SetLogo(png=a_png(), words="Hate Incident Panel"))
        with desk._custody.records.read(desk.actor) as reading:
            private = load_letter(reading, "victim", Subject(case_id=known.cases[1]), LetterOptions(by_hand=True))
            open_one = load_letter(reading, "acknowledgement", Subject(known.waiting["Ł.W."]), LetterOptions())
    assert private.frame.look.logo == b""
    assert open_one.frame.look.logo == a_png()
