"""The invented minutes of 12 November 2026, agreed and in draft."""

from dataclasses import replace
from datetime import date, time

from hipdesk.papers.minutes import (
    MinutesAgreement,
    MinutesAttendee,
    MinutesCase,
    MinutesCorrection,
    MinutesDeclaration,
    MinutesLogGroup,
    MinutesLogLine,
    MinutesPaper,
    MinutesSection,
    log_summary,
)
from hipdesk.papers.wording import Strong, Words
from tests.support.paper_examples_minutes_cases import new, review, urgent
from tests.support.paper_frames import MEETING, frame

_PRESENT = (
    ("Community Safety (chair)", "Siobhán Ní Riain, Head of Community Safety", "Throughout"),
    ("Community Safety", "Marta Żukowska, Hate Crime Partnership Officer", "Throughout"),
    ("Police Community Safety Unit", "Rhys Pŵel, Detective Sergeant", "Throughout"),
    ("Marlbridge Homes", "Gülşen Yıldız, Tenancy Manager", "Throughout"),
    ("Rushmere Housing Association", "Oluwaṣeun Adéyẹmí, ASB Lead", "Throughout"),
    ("Canal Reach Homes", "Tomasz Wiśniewski, Housing Officer", "From 10:12"),
    ("Victim Support", "Nguyễn Thị Ánh, Senior Caseworker", "Throughout"),
    ("Housing Options", "Rhian Llewelyn, Team Leader", "All but 10:36 to 10:47"),
    ("Adult Social Care", "Joaquín Ibáñez, deputy for Ottilie Brandt", "Throughout"),
    ("Children’s Social Care", "Farah Haddad, Service Manager", "To 11:27"),
    ("Ashdown School", "Zoë Marchetti, Safeguarding Lead", "10:55 to 11:27"),
    ("Lantern Street Centre", "Yusuf al-Khatib, Coordinator", "Throughout"),
)
_STATEMENT = (
    "The chair read the statement: information is shared here to protect people, under the Crime and Disorder Act "
    "1998, section 115; it belongs to the agency that gave it, goes no further without that agency’s leave, and these "
    "minutes are not to be given to any person named in them. All signed."
)


def minutes() -> MinutesPaper:
    """Agreed, with one correction since."""
    return MinutesPaper(
        frame=frame(
            "Minutes, 12 November 2026",
            "Minutes, 12 November 2026",
            version="1.1",
            version_day=date(2026, 12, 3),
            fingerprint="C60F 52E8",
            handling="For panel members only. Do not copy or forward. Destroy or return when asked.",
        ),
        panel_name="Hate Incident Panel",
        meeting_day=MEETING,
        place="Committee Room 2, Town Hall, and video",
        chair="Siobhán Ní Riain, Head of Community Safety",
        minuted_by="Efosa Igbinosa, Community Safety",
        opened=time(10, 2),
        closed=time(12, 24),
        attendance=tuple(
            MinutesAttendee(agency=agency, person=person, signed=True, in_room=room)
            for agency, person, room in _PRESENT
        ),
        agreement=MinutesAgreement(
            by="Siobhán Ní Riain, chair",
            day=date(2026, 11, 26),
            at=time(16, 40),
            frozen_version="1.0",
            frozen_fingerprint="91B3 4E77",
        ),
        corrections=(
            MinutesCorrection(
                day=date(2026, 12, 3),
                where="0059/2",
                said="Write to L.W. and the neighbour",
                now_says="Visit L.W. and the neighbour separately",
                by="T. Wiśniewski; S. Ní Riain",
            ),
        ),
        observers="Hanna Sørbø, police student officer. Signed. Items 10 to 14 only.",
        apologies="Youth Service (information sent 6 November); Legal Services (nothing held); "
        "Health link (nothing sent).",
        confidentiality=_STATEMENT,
        declarations=_declarations(),
        previous_day=date(2026, 10, 8),
        previous="Agreed. No matters arising.",
        log_summary=log_summary(open_before=26, due=17, completed=11, carried=3, changed=2, failed=1),
        log=_log(),
        sections=_sections(),
    )


def draft_minutes() -> MinutesPaper:
    """The same, before the chair agreed."""
    agreed = minutes()
    furniture = replace(
        agreed.frame,
        version="0.2",
        version_day=date(2026, 11, 19),
        fingerprint="A41D 07BE",
        copy_number=1,
        copies=1,
        recipient="the chair, for correction",
        draft=True,
    )
    return replace(agreed, frame=furniture, agreement=None, corrections=(), corrections_by=date(2026, 11, 26))


def _declarations() -> tuple[MinutesDeclaration, ...]:
    return (
        MinutesDeclaration(
            who="Rhian Llewelyn, Housing Options",
            reference="HIP/2026-27/0033",
            done=(
                "Personal connection with a person in the case. Sent no paper on it. ",
                Strong("Left the room 10:36, back 10:47."),
            ),
        ),
        MinutesDeclaration(
            who="Yusuf al-Khatib, Lantern Street",
            reference="HIP/2026-27/0041",
            done="The Centre took the report of 27 September. Chair ruled this is no conflict; he stayed.",
        ),
    )


def _line(number: str, action: str, owner: str, why: Words) -> MinutesLogLine:
    return MinutesLogLine(number=number, action=action, owner=owner, why=why)


def _log() -> tuple[MinutesLogGroup, ...]:
    return (
        MinutesLogGroup(
            kind="changed",
            lines=(
                _line("0041/4", "CCTV on the stair", "Rushmere", "Family moved on 14 September; no longer needed."),
                _line(
                    "0047/2",
                    "Visit M.R.S. at home",
                    "Marlbridge Homes",
                    "In hospital 2 to 20 October; seen on the ward instead.",
                ),
            ),
        ),
        MinutesLogGroup(
            kind="failed",
            lines=(
                _line(
                    "0041/8",
                    "Bus company CCTV",
                    "Police CSU",
                    "Asked after 31 days; wiped. Chair to write to the unit.",
                ),
            ),
        ),
        MinutesLogGroup(
            kind="carried",
            lines=(
                _line("0041/7", "Serve notice", "Rushmere", "Legal advice came late. Now 20 November. First carry."),
                _line("0033/5", "Victim statement", "Police CSU", "T.O. unwell. Now 24 November. First carry."),
                _line(
                    "0038/3",
                    "Lighting in rear yard",
                    "Community Safety",
                    ("Now 1 December. ", Strong("Second carry; manager told.")),
                ),
            ),
        ),
    )


def _sections() -> tuple[MinutesSection, ...]:
    closing = MinutesCase(
        reference="HIP/2026-27/0026",
        initials="D.Ł.",
        strands="Sexual orientation",
        risk="standard",
        score=9,
        score_of=52,
        earlier="21 at entry",
        presented_by="Nguyễn Thị Ánh, Victim Support",
        hearing=4,
        starts=time(11, 52),
        ends=time(11, 57),
        decision=(
            Strong("Closed"),
            (
                ": risk reduced and actions complete. D.Ł. asked on 5 November and agrees. Victim Support stays in "
                "touch to 18 December. Aftercare check: 10 December."
            ),
        ),
        closed=True,
    )
    return (
        MinutesSection(number=5, title="Cases for review", cases=review()),
        MinutesSection(number=6, title="New cases", cases=new()),
        MinutesSection(number=7, title="Urgent and late items", cases=(urgent(),)),
        MinutesSection(number=8, title="Cases for closure", cases=(closing,)),
        MinutesSection(
            number=9,
            title="Cases due off the list",
            text="Noted: HIP/2025-26/0061 and HIP/2025-26/0064, 12 months without a new report.",
        ),
        MinutesSection(
            number=10,
            title="Trends and hotspots",
            text=(
                (
                    "Police CSU: three reports near the Ward F market since 1 October, all on Saturdays after 17:00. "
                    "Quarter 2 report received. "
                ),
                Strong("Action G/31"),
                (
                    ": patrol the market on Saturdays, 16:30 to 19:00, for four weeks. Police CSU, R. Pŵel, "
                    "from 14 November."
                ),
            ),
        ),
        MinutesSection(
            number=11,
            title="Good practice and learning",
            text="From 0041: ask for bus and shop CCTV on the day of the report; most is wiped after 31 days. To go "
            "into the information pack.",
        ),
        MinutesSection(
            number=12,
            title="Partner updates",
            text="Lantern Street has trained four new third-party reporting workers. Canal Reach Homes renewed its "
            "sharing agreement to March 2028.",
        ),
        MinutesSection(number=13, title="Any other business"),
        MinutesSection(
            number=14,
            title="Next meeting",
            text="Thursday 10 December 2026, 10:00, Committee Room 2. Referrals by noon on Thursday 26 November.",
        ),
    )
