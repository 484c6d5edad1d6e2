"""The catalogue: every paper declared once, for the window, the command line and the tests alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from hipdesk.kernel.errors import Refused
from hipdesk.model.issuing import Tells
from hipdesk.model.letters import ABOUT, LETTER_NAMES, NO_CHOICES, PAPER, Kind, LetterOptions
from hipdesk.model.redaction.audiences import ActionsTold, Audience, Narratives
from hipdesk.model.users import Right
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy
from hipdesk.papers.produce import DrawnPaper, Paper
from hipdesk.store.work import Reading

About = Literal["meeting", "case", "period", "office", "referral", "agency"]
PUBLIC_MARKING = "OFFICIAL"
_LABELS_ARE_PRINTED = "Printed on a sheet of labels and peeled off: there is nothing to read aloud."


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """What a paper is about: a meeting's id, a case's id, a period's label; an agency where it is for one.

    A paper about the office needs none of them. ``subject_id`` is the person a case paper is for, who alone is named.
    """

    meeting_id: str = ""
    case_id: str = ""
    period: str = ""
    agency_id: str = ""
    referral_id: str = ""
    copy: Copy = OFFICE_COPY
    letter: LetterOptions = NO_CHOICES
    subject_id: str = ""

    def about(self, what: About) -> str:
        """The key of what a paper about this is about; empty when it was not given."""
        keys = {"meeting": self.meeting_id, "case": self.case_id, "period": self.period,
                "referral": self.referral_id, "agency": self.agency_id}  # fmt: skip
        return keys.get(what, what)


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One paper: what it is about, who may make it, how it is loaded, and whether it is structured for reading aloud.

    ``structure`` is ``ua-1``, or the reason why the paper is for printing only. ``audience`` is who it is for: what the
    proof looks for before it may leave; one that says nothing names nobody. ``actions`` are those it tells of beside
    its cases, ``narratives`` what it prints of the texts written about a case; ``tells`` what it tells about people:
    whoever gets such a paper is checked, and each person told of has a disclosure entry. ``marking`` is its own where
    it is not the office's.
    """

    id: str
    title: str
    about: About
    right: Right
    load: Callable[[Reading, PaperOptions], Paper | DrawnPaper]
    per_agency: bool = False
    structure: str = "ua-1"
    audience: Audience = "agenda"
    actions: ActionsTold = ""
    narratives: Narratives = ""
    tells: Tells = ""
    marking: str = ""


# Loaders are imported when first asked for: unlocking does not wait for every paper.
def _agenda(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.agenda import load_agenda

    return load_agenda(reading, options.meeting_id, copy=options.copy)


def _case_paper(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.case_paper import load_case_paper
    from hipdesk.papers.loading.gone import refuse_kept_out
    from hipdesk.papers.loading.masking import case_audience
    from hipdesk.store.queries.returns import cases_kept_from

    if options.agency_id:
        refuse_kept_out(cases_kept_from(reading, options.agency_id), [options.case_id])
    return load_case_paper(
        reading, options.case_id, meeting_id=options.meeting_id or None, copy=options.copy,
        audience=case_audience(reading, options.subject_id), subject_id=options.subject_id,
    )  # fmt: skip


def _minutes(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.minutes import load_minutes

    return load_minutes(reading, options.meeting_id, copy=options.copy, agency_id=options.agency_id)


def _action_slip(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.action_slips import load_action_slip

    return load_action_slip(reading, options.meeting_id, options.agency_id, copy=options.copy)


def _names_list(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.names_list import load_names_list

    return load_names_list(reading, options.meeting_id, options.agency_id, copy=options.copy)


def _return_form(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.return_form import load_return_form

    return load_return_form(reading, options.meeting_id, options.agency_id, copy=options.copy)


def _attendance_sheet(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.attendance import load_attendance_sheet

    return load_attendance_sheet(reading, options.meeting_id, copy=options.copy)


def _action_log(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.action_log import load_action_log

    return load_action_log(reading, options.meeting_id, options.agency_id, copy=options.copy)


def _contact_list(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.contact_list import load_contact_list

    return load_contact_list(reading, copy=options.copy)


def _call_list(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.call_list import load_call_list

    return load_call_list(reading, options.meeting_id, copy=options.copy)


def _letters_call_list(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.call_list import load_letters_call_list

    return load_letters_call_list(reading, copy=options.copy)


def _place_labels(reading: Reading, options: PaperOptions) -> DrawnPaper:
    from hipdesk.papers.loading.labels import load_place_labels

    return load_place_labels(reading, options.meeting_id, copy=options.copy)


def _file_labels(reading: Reading, options: PaperOptions) -> DrawnPaper:
    from hipdesk.papers.loading.labels import load_file_labels

    return load_file_labels(reading, options.meeting_id, copy=options.copy)


def _information_pack(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.information_pack import load_information_pack

    return load_information_pack(reading, options.period, copy=options.copy)


def _referral_form(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.blank_forms import load_referral_form

    return load_referral_form(reading, copy=options.copy)


def _risk_form(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.blank_forms import load_risk_form

    return load_risk_form(reading, copy=options.copy)


def _quarterly(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.quarterly import load_quarterly

    return load_quarterly(reading, options.period, copy=options.copy)


def _quarterly_public(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.public import load_quarterly_public

    return load_quarterly_public(reading, options.period)


def _annual(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.annual import load_annual

    return load_annual(reading, options.period, copy=options.copy)


def _annual_public(reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.annual import load_annual_public

    return load_annual_public(reading, options.period)


def _letter(kind: Kind, reading: Reading, options: PaperOptions) -> Paper:
    from hipdesk.papers.loading.letters import Subject, load_letter

    subject = Subject(options.referral_id, options.meeting_id, options.agency_id, options.case_id)
    return load_letter(reading, kind, subject, options.letter)


_KINDS = (
    PaperKind("agenda", "Agenda", "meeting", Right.MAKE_PAPERS, _agenda),
    PaperKind(
        "names-list", "Names list", "meeting", Right.MAKE_PAPERS, _names_list, audience="research", tells="people"
    ),
    PaperKind(
        "return-form", "Agency return form", "meeting", Right.MAKE_PAPERS, _return_form, per_agency=True, tells="people"
    ),
    PaperKind("attendance-sheet", "Attendance sheet", "meeting", Right.MAKE_PAPERS, _attendance_sheet),
    PaperKind(
        "action-log",
        "Action log",
        "meeting",
        Right.MAKE_PAPERS,
        _action_log,
        actions="all",
        narratives="actions",
        tells="actions",
    ),
    PaperKind("call-list", "Call list", "meeting", Right.MAKE_PAPERS, _call_list),
    PaperKind("letters-call-list", "Call list of letters", "office", Right.MAKE_PAPERS, _letters_call_list),
    PaperKind("contact-list", "Contact list", "office", Right.MAKE_PAPERS, _contact_list),
    PaperKind(
        "place-labels", "Place labels", "meeting", Right.MAKE_PAPERS, _place_labels, structure=_LABELS_ARE_PRINTED
    ),
    PaperKind("file-labels", "File labels", "meeting", Right.MAKE_PAPERS, _file_labels, structure=_LABELS_ARE_PRINTED),
    PaperKind("information-pack", "Information pack", "office", Right.MAKE_PAPERS, _information_pack),
    PaperKind("referral-form", "Referral form", "office", Right.MAKE_PAPERS, _referral_form),
    PaperKind("risk-form", "Risk form", "office", Right.MAKE_PAPERS, _risk_form),
    PaperKind(
        "case-paper",
        "Case paper",
        "case",
        Right.MAKE_PAPERS,
        _case_paper,
        audience="pack",
        narratives="all",
        tells="people",
    ),
    PaperKind(
        "minutes",
        "Minutes",
        "meeting",
        Right.MAKE_PAPERS,
        _minutes,
        audience="pack",
        actions="all",
        narratives="all",
        tells="people",
    ),
    PaperKind(
        "action-slip",
        "Action slip",
        "meeting",
        Right.MAKE_PAPERS,
        _action_slip,
        per_agency=True,
        actions="own",
        narratives="actions",
        tells="actions",
    ),
    PaperKind("quarterly", "Quarterly monitoring report", "period", Right.READ_FIGURES, _quarterly),
    PaperKind(
        "quarterly-public",
        "Quarterly monitoring report, public version",
        "period",
        Right.READ_FIGURES,
        _quarterly_public,
        audience="public",
        marking=PUBLIC_MARKING,
    ),
    PaperKind("annual", "Annual report", "period", Right.READ_FIGURES, _annual),
    PaperKind(
        "annual-public",
        "Annual report, public version",
        "period",
        Right.READ_FIGURES,
        _annual_public,
        audience="public",
        marking=PUBLIC_MARKING,
    ),
)
_LETTERS = tuple(
    PaperKind(
        f"{PAPER}{kind}",
        name,
        ABOUT[kind],
        Right.MAKE_PAPERS,
        partial(_letter, kind),
        per_agency=kind == "invitation",
        audience="subject" if kind == "victim" else "agenda",
        actions="own" if ABOUT[kind] == "agency" else "",
        narratives="actions" if ABOUT[kind] == "agency" else "",
        tells="actions" if ABOUT[kind] == "agency" else "",
    )
    for kind, name in LETTER_NAMES.items()
)
CATALOGUE: Mapping[str, PaperKind] = {kind.id: kind for kind in (*_KINDS, *_LETTERS)}
WHOLE_PACK, SUPPLEMENT = "pack", "supplement"
PACKS: Mapping[str, str] = {WHOLE_PACK: "Panel pack", SUPPLEMENT: "Supplement"}
"""Papers made for all recipients of a meeting at once, each its own and never one alone: ``packing.make_packs``."""


def paper_kind(paper_id: str) -> PaperKind:
    """A paper of the catalogue; Refused with the list of them when there is none of that id."""
    kind = CATALOGUE.get(paper_id)
    if kind is None:
        raise Refused("There is no such paper.", to_do=f"Papers are: {', '.join(sorted((*CATALOGUE, *PACKS)))}.")
    return kind


def load(reading: Reading, paper_id: str, options: PaperOptions) -> Paper | DrawnPaper:
    """The paper's model from the record. Refused without the right, or when what it is about is not given."""
    kind = paper_kind(paper_id)
    reading.actor.demand(kind.right)
    if not options.about(kind.about) or (kind.per_agency and not options.agency_id):
        wanted = f"{kind.about} and an agency" if kind.per_agency else kind.about
        article = "an" if wanted.startswith("a") else "a"
        raise Refused(f"This paper needs {article} {wanted}.", kept="Nothing was made.")
    return kind.load(reading, options)
