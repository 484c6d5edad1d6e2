"""The invented case paper of HIP/2026-27/0041."""

from datetime import date

from hipdesk.papers.case_paper import (
    CaseAction,
    CaseAssessment,
    CaseFlag,
    CaseIncident,
    CaseOptions,
    CasePaper,
    CasePerson,
    CaseReturn,
    CaseRisk,
    State,
)
from hipdesk.papers.charts.risk_line import RiskLine
from hipdesk.papers.wording import Strong, Words
from tests.support.paper_frames import MEETING, frame

_SCORES = (
    (date(2026, 8, 21), 33),
    (date(2026, 9, 10), 36),
    (date(2026, 10, 8), 30),
    (date(2026, 11, 5), 24),
)
_PEOPLE = (
    ("Victim A", "Nusrat Jahan Chowdhury", "নুসরাত জাহান চৌধুরী", "34", ("Person affected. Speaks English; wants "
     "letters in Bengali"), "Address C (withheld)"),
    ("Child 1", "On the names list only", "", "9", "Daughter, at Ashdown School", "Address C (withheld)"),
    ("Child 2", "On the names list only", "", "6", "Son, at Ashdown School", "Address C (withheld)"),
    ("Perpetrator 1", "Craig Dunmoor", "", "41", "Alleged: two witnesses, CCTV", "Address B: 27 Sallow Court"),
    ("Perpetrator 2", "Not named", "", "20s", "Alleged: described only, tall", "Not known"),
    ("Witness 1", "Salma Idris", "سلمى إدريس", "58", "Neighbour, will give evidence", "Address D (withheld)"),
)  # fmt: skip
_INCIDENTS = (
    ("12 Jun", "Abuse shouted on the stair at Address A, in front of Child 2 (words held)", "Race, faith",
     "Rushmere 15 Jun; not to police", "Diary sheet"),
    ("3 Jul", "Slogan on the door; off in 19 hours", "Faith", "Police 3 Jul; hate crime", "4 photographs"),
    ("29 Jul", "Child 1 followed from the bus stop and shouted at", "Race", "Police 30 Jul; hate crime",
     "Child’s account"),
    ("18 Aug", "Front door kicked and lock broken by Perpetrator 1 and Perpetrator 2", "Race",
     "Police 18 Aug; hate crime", "CCTV, Witness 1"),
    ("2 Sep", "Threat in the car park (words held)", "Faith", "Police 2 Sep; hate crime", "Statement 4 Sep"),
    ("27 Sep", "Messages from an unknown account", "Race, faith", "Centre 28 Sep; intelligence", "6 screenshots"),
)  # fmt: skip
_RETURNS = (
    ("Police CSU", "5 Nov", ("Perpetrator 1 interviewed 22 October, denies all but 3 July. File with CPS, decision "
     "due by 27 November. Perpetrator 2 not identified."), "May be quoted"),
    ("Rushmere", "4 Nov", ("Tenancy warning 21 August. Notice of seeking possession drafted, not served. Three-bedroom "
     "transfer offered 30 October, answer due 20 November."), "May be quoted"),
    ("Housing Options", "6 Nov", "Temporary home secured to 11 January 2027.", "Not in minutes"),
    ("Children’s Social Care", "6 Nov", "Assessment closed 16 October. No further role.", "Panel only"),
    ("Ashdown School", "4 Nov", "Child 1 met at the gate daily. Attendance 97%.", "May be quoted"),
    ("Victim Support", "5 Nov", "Six of seven sessions attended. Next on 17 November.", "As Victim A agrees"),
    ("Marlbridge Homes", "3 Nov", "Nothing held.", "–"),
    ("Adult Social Care", "2 Nov", "Nothing held.", "–"),
    ("Health link", "Late", "Nothing back by 6 November. Chased 9 November.", "–"),
)  # fmt: skip
_ACTIONS: tuple[tuple[str, str, str, date, State, Words], ...] = (
    ("0041/1", "Mend lock, fit letterbox guard", "Rushmere", date(2026, 9, 17), "done", "Completed 15 September"),
    ("0041/2", "Patrol the school gate", "Police CSU", date(2026, 10, 8), "done", "Completed 8 October"),
    ("0041/3", "Agree a school safety plan", "Ashdown School", date(2026, 9, 24), "done",
     "Completed late, 30 September"),
    ("0041/4", "Put CCTV on the stair", "Rushmere", date(2026, 10, 1), "changed",
     "Not done, circumstances changed: moved"),
    ("0041/5", "Take Witness 1’s statement", "Police CSU", date(2026, 10, 15), "done", "Completed 13 October"),
    ("0041/6", "Offer a transfer", "Rushmere", date(2026, 10, 30), "done", "Completed 30 October"),
    ("0041/7", "Serve notice for possession", "Rushmere", date(2026, 10, 30), "late",
     (Strong("Overdue"), " by 6 working days")),
    ("0041/8", "Ask the bus company for CCTV", "Police CSU", date(2026, 10, 22), "failed",
     (Strong("Not done by the agency"), ": footage wiped")),
)  # fmt: skip
_OPTIONS = (
    ("Safety and support", (("Management transfer (offered)", True), ("School safety plan (in place)", True),
     ("Victim Support (in place)", True), ("Locks and lights, Address C", False))),
    ("Warning and contact", (("Tenancy warning (21 August)", True), ("Acceptable behaviour contract", False),
     ("Community protection warning", False), ("Reassurance near Address A", False))),
    ("Enforcement and onward", (("Civil injunction, power of arrest", False), ("Possession, Ground 14", False),
     ("Restraining order on conviction", False), ("Refer to Community MARAC", False))),
)  # fmt: skip


def case_paper() -> CasePaper:
    """The pictured case paper."""
    return CasePaper(
        frame=frame(
            "Case paper HIP/2026-27/0041",
            "Case paper HIP/2026-27/0041",
            handling="For the panel of 12 November 2026 only. Do not copy or forward. Destroy or return after the "
            "meeting.",
        ),
        meeting_day=MEETING,
        number_on_agenda=5,
        reference="HIP/2026-27/0041",
        initials="N.J.C.",
        targets=("Race: Bangladeshi", "Faith: Muslim"),
        perceived_by="perceived by the victim and a witness",
        risk=_risk(),
        lead="Rushmere Housing Association, Oluwaṣeun Adéyẹmí, ASB lead",
        accepted=date(2026, 8, 25),
        first_heard=date(2026, 9, 10),
        times_heard="2, today is the third",
        flags=(
            CaseFlag(strong="Address C is confidential", rest="never say it"),
            CaseFlag(strong="Perpetrator 1 not told of referral", rest="do not disclose"),
            CaseFlag(strong="Children", rest="2", warning=False),
        ),
        referral=(
            (
                "Referred by Rushmere Housing Association on 21 August by secure e-mail. Grounds: escalation, repeat "
                "victimisation, more than one agency needed."
            ),
            (
                "Victim A and her children lived at Address A from 2019. From June 2026 she was abused on the shared "
                "stair by Perpetrator 1, a neighbour. It grew from words to graffiti, to following Child 1, to damage "
                "to the door. The family left Address A on 14 September."
            ),
        ),
        questions=(
            "Is the transfer offered on 30 October enough, and who helps Victim A to answer by 20 November?",
            "Apply now for an injunction against Perpetrator 1, or wait for the charging decision due by 27 November?",
            "Who tells Victim A what was decided, and what must not be said?",
        ),
        people=tuple(
            CasePerson(label=label, name=name, own_script=script, age=age, who=who, address=address)
            for label, name, script, age, who, address in _PEOPLE
        ),
        incidents=tuple(
            CaseIncident(when=when, what=what, strand=strand, reported=reported, evidence=evidence)
            for when, what, strand, reported, evidence in _INCIDENTS
        ),
        incidents_head="2026",
        incidents_note="6 incidents, 4 recorded as hate crime; none reported after 28 September. Words held: on "
        "file, not printed. Centre: Lantern Street.",
        assessments=_assessments(),
        victim_label="Victim A",
        their_heading="what she has agreed to",
        wishes="To feel safe; a permanent move near the school; prosecution if the children need not give evidence. In "
        "her words, with leave to share: “I want my daughter to walk to school without looking behind her.”",
        agreement=(
            Strong("Agreed to referral"),
            " in writing on 20 August. ",
            Strong("Limits"),
            ": nothing to her wider family; no letters. ",
            Strong("Safe contact"),
            (
                ": text first, weekdays 10:00 to 14:00; no voicemail. Shared under the Crime and Disorder Act 1998, "
                "section 115; agreement is not the legal basis."
            ),
        ),
        returns=tuple(
            CaseReturn(
                agency=agency, returned=returned, information=said, limits=limits, nothing_held=said == "Nothing held."
            )
            for agency, returned, said, limits in _RETURNS
        ),
        returns_note="9 agencies asked on 2 November: 8 returned, of which 2 hold nothing; 1 late.",
        actions=tuple(
            CaseAction(number=number, action=action, owner=owner, due=due, state=state, words=words)
            for number, action, owner, due, state, words in _ACTIONS
        ),
        actions_note="8 actions: 5 completed (1 late), 1 not done because circumstances changed, 1 not done by the "
        "agency, 1 overdue.",
        actions_on=date(2026, 11, 9),
        options=tuple(CaseOptions(title=title, options=options) for title, options in _OPTIONS),
        options_note="Ticked: tried or in place. Not offered: mediation (Victim A declined, 8 October).",
    )


def _risk() -> CaseRisk:
    return CaseRisk(
        band="medium",
        score=24,
        highest=52,
        trend="down",
        trend_words="down 6 since 8 Oct",
        at_entry="At entry, 21 August: High, 33",
        line=RiskLine(
            scores=_SCORES,
            medium_from=18,
            high_from=32,
            highest=52,
            events=((date(2026, 9, 14), "moved to Address C, 14 Sep"),),
        ),
        notes=(
            "Form HIP-RA v1, 52 points. Unknown: answers not known, scored 0. Victim’s own: 1 to 10.",
            (
                "*Automatic High (child targeted, 29 July) lifted by the panel on 8 October: no approach to a child "
                "since; school plan in place."
            ),
        ),
    )


def _assessments() -> tuple[CaseAssessment, ...]:
    rest = (("high", False, 4, 8), ("high", False, 3, 9), ("medium", True, 2, 6), ("medium", True, 2, 5))
    return tuple(
        CaseAssessment(day=day, score=score, band=band, starred=starred, unknown=unknown, victims_own=own)  # type: ignore[arg-type]  # bands are written above
        for (day, score), (band, starred, unknown, own) in zip(_SCORES, rest, strict=True)
    )
