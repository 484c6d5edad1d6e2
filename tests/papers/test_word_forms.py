"""Blank forms as Word: tagged controls with this office's lists; a filled one is read back, a hostile one refused."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.referrals.form import ReferralForm
from hipdesk.model.referrals.form_controls import FormRefused
from hipdesk.model.vocab import code_list
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.papers.reading.word_forms import read_controls, read_form_in_press
from hipdesk.services import drafts
from hipdesk.services.agencies import list_agencies
from hipdesk.services.form_reading import draft_from_form
from tests.papers.odd_workbooks import parts_of, zipped
from tests.support.casework_desk import casework
from tests.support.filled_forms import fill

ANSWERS = {
    "agency_id": "Marlbridge Homes",
    "referrer_name": "Ifeoma Blake",
    "person.name": "Rukshana Begom",
    "person.birth": "14 March 1984",
    "person.interpreter": "Not asked",
    "incidents.0.facts": "Shouting at the door.\nEggs at the window.",
    "incidents.0.types=A02": True,
    "strand_codes=RAC": True,
    "sharing.agreement": "Yes, in writing",
    "completed_on": "1 December 2026",
}
PATIENT = settings(deadline=None, max_examples=150, derandomize=True, suppress_health_check=list(HealthCheck))
CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=6)), max_size=8)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk over the casework vault."""
    with casework(tmp_path_factory.mktemp("forms")) as (desk, _known):
        yield desk


@pytest.fixture(scope="module")
def form(desk):
    """The blank referral form."""
    return desk.make_paper("referral-form", PaperOptions(), form="word").content


@pytest.fixture(scope="module")
def filled(form):
    """The same, filled in."""
    return fill(form, ANSWERS)


def read_as_draft(desk, content):
    """A file read in the press and kept as a draft."""
    return desk.do(draft_from_form, read_form_in_press(desk.press, content)).value


@pytest.mark.parametrize("paper", ["referral-form", "risk-form"])
def test_blank_form_when_made_then_each_control_is_tagged_once_named_and_cannot_be_taken_out(desk, paper):
    """Word shows the name; the reader goes by the tag; nothing is filled in."""
    content = desk.make_paper(paper, PaperOptions(), form="word").content
    assert content == desk.make_paper(paper, PaperOptions(), form="word").content
    body = docx.Document(io.BytesIO(content)).element.body
    tags = [tag.get(qn("w:val")) for tag in body.iter(qn("w:tag"))]
    assert len(tags) == len(set(tags)) == len(list(body.iter(qn("w:sdt"))))
    assert all(len(tag) <= 64 for tag in tags)
    assert all(name.get(qn("w:val")) for name in body.iter(qn("w:alias")))
    assert {lock.get(qn("w:val")) for lock in body.iter(qn("w:lock"))} == {"sdtLocked"}
    assert not any(control.text or control.ticked for control in read_controls(content))


def test_blank_form_when_made_then_its_lists_are_the_offices_and_its_fields_the_referral_forms(form):
    """Drop-downs hold the code lists; every tag is a field of the referral form."""
    body = docx.Document(io.BytesIO(form)).element.body
    lists = {}
    for control in body.iter(qn("w:sdt")):
        tag = next(control.iter(qn("w:tag"))).get(qn("w:val"))
        lists[tag] = [entry.get(qn("w:displayText")) for entry in control.iter(qn("w:listItem"))]
        assert lists[tag] == [entry.get(qn("w:value")) for entry in control.iter(qn("w:listItem"))]
        assert len(lists[tag]) == len(set(lists[tag]))
    assert lists["urgency"] == [entry.label for entry in code_list("urgency").entries]
    sexes = [entry.label for entry in code_list("sex").entries]
    assert lists["person.sex"] == [*sexes, "Not known", "Not asked", "Prefers not to say"]
    assert "Marlbridge Homes" in lists["agency_id"]
    heads = {tag.partition("=")[0].split(".")[0] for tag in lists}
    assert heads <= set(ReferralForm.model_fields)


def test_filled_form_when_read_then_a_draft_that_the_form_shows_as_typed(desk, filled):
    """What was filled in comes back under its names; the log holds nothing, for nothing is a record yet."""
    told = read_as_draft(desk, filled)
    content = desk.read(drafts.draft, "referral", told.subject).content
    assert told.findings == ()
    assert content["answers"]["person.name"] == "Rukshana Begom"
    assert content["answers"]["incidents.0.facts"] == "Shouting at the door.\nEggs at the window."
    assert content["answers"]["incidents.0.types"] == ["A02"]
    assert content["answers"]["sharing.agreement"] == "yes_written"
    assert content["answers"]["completed_on"] == "2026-12-01"
    assert content["reasons"] == {"person.interpreter": "not_asked"}
    desk.do(drafts.drop_draft, "referral", told.subject)


def test_blank_form_when_given_away_then_holds_no_key_of_the_vault(desk, form):
    """Whoever gets the empty form learns nothing of the record from its parts."""
    keys = [each.id for each in desk.read(list_agencies)]
    body = parts_of(form)["word/document.xml"].decode()
    assert keys
    assert not [key for key in keys if key in body]


def test_form_made_before_when_its_lists_hold_keys_then_read_alike(desk, filled):
    """A form that was given away with keys as its values is read by its words, as ever."""
    parts = parts_of(filled)
    parts["word/document.xml"] = re.sub(
        rb'w:value="[^"]*"', lambda _found: b'w:value="01900000-0000"', parts["word/document.xml"]
    )
    assert read_controls(zipped(parts)) == read_controls(filled)
    assert ("agency_id", "Marlbridge Homes") in {(each.tag, each.text) for each in read_controls(filled)}


def test_return_form_when_made_as_word_then_asks_for_every_person_of_every_case():
    """The agency's form holds a control for each person, and names nobody."""
    from hipdesk.papers.word import write_word
    from tests.support.paper_examples_meeting import return_form

    paper = return_form()
    tags = [control.tag for control in read_controls(write_word(paper))]
    open_cases = [case for case in paper.cases if not case.answered]
    assert sum(".people." in tag for tag in tags) == sum(len(case.people) for case in open_cases)
    assert "answered.on" in tags


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda _form: b"", "empty"),
        (lambda _form: b"%PDF-1.7", "not a Word document"),
        (lambda form: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + form, "password"),
        (lambda form: form + b" " * (9 << 20), "over 8 MB"),
        (lambda form: zipped(parts_of(form) | {"word/vbaProject.bin": b"macro"}), "macros"),
        (
            lambda form: zipped(
                parts_of(form) | {"[Content_Types].xml": b'<Types a="application/vnd.ms-word.document.macroEnabled"/>'}
            ),
            "macros",
        ),
        (lambda _form: zipped({"xl/workbook.xml": b"<workbook/>"}), "not a Word document"),
        (lambda _form: zipped({"word/document.xml": b"<w/>"}), "holds no form"),
        (lambda _form: zipped({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><w>&b;</w>'}), "hostile"),
        (lambda _form: zipped({"word/document.xml": b"<a>" * 600 + b"</a>" * 600}), "hostile"),
        (lambda form: form[: len(form) // 2], "damaged"),
    ],
)
def test_form_when_it_is_no_form_or_hostile_then_refused_in_a_sentence(form, made, says):
    """Each with what it is; nothing of the content rides along."""
    with pytest.raises(FormRefused, match=says):
        read_controls(made(form))


def test_form_when_built_to_unpack_to_far_more_then_refused(form):
    """A zip bomb stops at the guard that workbooks have."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * (50 << 20) + b"</w>")
    with pytest.raises(FormRefused, match="hostile"):
        read_controls(packed.getvalue())


def changed(content, changes):
    """The bytes with some of them written over, at places given as shares of the length."""
    mutated = bytearray(content)
    for place, written in changes:
        at = int(place * len(mutated))
        mutated[at : at + len(written)] = written
    return bytes(mutated)


def read_or_refuse(content):
    """Whether it was read; anything but controls or a refusal goes through."""
    try:
        read_controls(content)
    except FormRefused:
        return False
    return True


@PATIENT
@given(changes=CHANGES, cut=st.floats(0, 1))
def test_form_when_bytes_are_changed_anywhere_then_read_or_refused(filled, changes, cut):
    """Bytes written over anywhere, and the end cut off in some."""
    whole = changed(filled, changes)
    read_or_refuse(whole if cut > 0.3 else whole[: int(len(whole) * cut / 0.3)])


@PATIENT
@given(changes=CHANGES)
def test_form_when_the_document_inside_is_changed_then_read_or_refused_and_kept_whole_or_not_at_all(
    desk, filled, changes
):
    """The archive is whole again, so that the damage reaches the reader; a draft is made, or none is."""
    parts = parts_of(filled)
    content = zipped(parts | {"word/document.xml": changed(parts["word/document.xml"], changes)})
    if not read_or_refuse(content):
        return
    try:
        told = read_as_draft(desk, content)
    except HipDeskError:
        assert desk.read(drafts.drafts_of, "referral") == []
    else:
        desk.do(drafts.drop_draft, "referral", told.subject)
