"""The invented cases heard on 12 November 2026, as minuted."""

from datetime import date, time

from hipdesk.papers.minutes import MinutesAction, MinutesCase, TimedLine


def _action(number: str, action: str, owner: str, due: date) -> MinutesAction:
    return MinutesAction(number=number, action=action, owner=owner, due=due)


def _november(day: int) -> date:
    return date(2026, 11, day)


def review() -> tuple[MinutesCase, ...]:
    """Item 5."""
    return (
        MinutesCase(
            reference="HIP/2026-27/0041",
            initials="N.J.C.",
            strands="Race, faith",
            risk="medium",
            score=24,
            score_of=52,
            earlier="30 on 8 October",
            presented_by="O. Adéyẹmí, Rushmere",
            hearing=3,
            starts=time(10, 25),
            ends=time(10, 36),
            information=(
                (
                    "Rushmere",
                    (
                        "N.J.C. accepted the transfer on 10 November. Keys on 27 November. Asked that the new address "
                        "stay off all papers."
                    ),
                ),
                ("Police CSU", "CPS decision still due by 27 November. No contact by Perpetrator 1 known."),
                ("Victim Support", "Sleeping better. Still avoids the high street. Last session 17 November."),
            ),
            risk_agreed="Medium. To children: low while the school plan holds. To staff: visit Address B in pairs. "
            "To others: two households near Address A are afraid. To Perpetrator 1: none known.",
            decision="Stays open. Serve the notice of seeking possession now; hold the injunction until the charging "
            "decision.",
            actions=(
                _action(
                    "0041/9", "Fit door chain and letterbox guard before key day", "Rushmere, O. Adéyẹmí", _november(26)
                ),
                _action(
                    "0041/10",
                    "Send the charging decision on within a working day",
                    "Police CSU, R. Pŵel",
                    _november(30),
                ),
                _action(
                    "0041/11",
                    "Call on the two households near Address A",
                    "Community Safety, M. Żukowska",
                    _november(19),
                ),
            ),
            told_by="Nguyễn Thị Ánh, 17 November",
            not_to_be_said="An injunction is being considered",
            next_review="10 December",
            happened_after=(
                TimedLine(
                    at=time(10, 36),
                    words="Rhian Llewelyn (Housing Options) left the room: declared interest in the next case.",
                ),
            ),
        ),
        MinutesCase(
            reference="HIP/2026-27/0033",
            initials="T.O.",
            strands="Sexual orientation",
            risk="high",
            score=34,
            score_of=52,
            earlier="35 on 8 October",
            presented_by="R. Pŵel, Police CSU",
            hearing=4,
            starts=time(10, 36),
            ends=time(10, 47),
            information=(
                (
                    "Police CSU",
                    "One man charged on 4 November; bail bars him from the street. Court: 9 December.",
                ),
                ("Lantern Street", "No further report. T.O. asks for someone to go with him to court."),
            ),
            risk_agreed="High. Reprisal feared before the hearing. No children. To staff: none known.",
            decision="Stays open. Keep on the list until the court result.",
            actions=(
                _action(
                    "0033/6", "Ask for special measures and a separate entrance", "Police CSU, R. Pŵel", _november(25)
                ),
                _action("0033/7", "Fit a doorbell camera", "Community Safety, M. Żukowska", _november(20)),
            ),
            told_by="R. Pŵel, within 1 working day",
            not_to_be_said="Who else was interviewed",
            next_review="10 December",
            happened_after=(TimedLine(at=time(10, 47), words="Rhian Llewelyn came back."),),
        ),
        MinutesCase(
            reference="HIP/2026-27/0047",
            initials="M.R.S.",
            strands="Disability",
            risk="medium",
            score=22,
            score_of=52,
            earlier="22 on 8 October",
            presented_by="G. Yıldız, Marlbridge Homes",
            hearing=2,
            starts=time(10, 47),
            ends=time(10, 56),
            information=(
                (
                    "Marlbridge Homes",
                    "Both neighbours signed an acceptable behaviour contract on 28 October. No report since.",
                ),
                ("Adult Social Care", "Care package doubled on discharge. Care Act enquiry closed, no further action."),
            ),
            risk_agreed="Medium. To staff: dog at the neighbour’s address; phone first.",
            decision="Move to monitoring. Close in January if nothing new is reported.",
            actions=(
                _action(
                    "0047/4",
                    "Phone M.R.S. every two weeks and keep a note",
                    "Marlbridge Homes, G. Yıldız",
                    date(2027, 1, 7),
                ),
            ),
            told_by="G. Yıldız, 16 November",
            not_to_be_said="Nothing withheld",
            next_review="14 January",
        ),
    )


def new() -> tuple[MinutesCase, ...]:
    """Item 6."""
    return (
        MinutesCase(
            reference="HIP/2026-27/0056",
            initials="A.A.H.",
            strands="Faith; child",
            risk="high",
            score=35,
            score_of=52,
            presented_by="Z. Marchetti, Ashdown School",
            hearing=1,
            starts=time(10, 56),
            ends=time(11, 12),
            information=(
                (
                    "Ashdown School",
                    "Three assaults on the way home since half-term. Scarf pulled twice. Two pupils named.",
                ),
                (
                    "Police CSU",
                    "Two crimes recorded as hate crime. Both boys aged 13; with the youth outcome team.",
                ),
                ("Children’s Social Care", "Family not known. Section 47 threshold not met; early help offered."),
            ),
            risk_agreed="High, automatic: child directly targeted. To the boys: one is a looked-after child; placement "
            "told.",
            decision="Accepted. Lead: Ashdown School. Stays open.",
            actions=(
                _action(
                    "0056/1",
                    "Meet A.A.H. at the gate and walk with her to the bus",
                    "Ashdown School, Z. Marchetti",
                    _november(13),
                ),
                _action(
                    "0056/2", "Put a visible patrol on the route, 15:00 to 16:00", "Police CSU, R. Pŵel", _november(16)
                ),
                _action(
                    "0056/3",
                    "Offer the family early help and name a worker",
                    "Children’s Social Care, F. Haddad",
                    _november(20),
                ),
            ),
            told_by="Z. Marchetti, 13 November",
            not_to_be_said="Anything about the boys’ homes",
            next_review="10 December",
        ),
        MinutesCase(
            reference="HIP/2026-27/0059",
            initials="L.W.",
            strands="Race; child in the household",
            risk="medium",
            score=23,
            score_of=52,
            presented_by="T. Wiśniewski, Canal Reach",
            hearing=1,
            starts=time(11, 12),
            ends=time(11, 27),
            information=(
                ("Canal Reach Homes", "Four months of abuse from a downstairs neighbour. Diary kept. No witness yet."),
                ("Police CSU", "One report, recorded as an anti-social behaviour record; to be looked at again."),
                ("Children’s Social Care", "Family not known."),
            ),
            risk_agreed="Medium. Three answers unknown. To children: hears the abuse through the floor.",
            decision="Accepted. Lead: Canal Reach Homes. Stays open.",
            actions=(
                _action(
                    "0059/1",
                    "Review whether this should be recorded as hate crime",
                    "Police CSU, R. Pŵel",
                    _november(19),
                ),
                _action(
                    "0059/2", "Visit L.W. and the neighbour separately", "Canal Reach, T. Wiśniewski", _november(20)
                ),
            ),
            told_by="T. Wiśniewski, 16 November",
            not_to_be_said="Who else has complained",
            next_review="10 December",
            happened_after=(
                TimedLine(
                    at=time(11, 27),
                    words="Children’s Social Care and Ashdown School left: no more cases with children.",
                ),
            ),
        ),
        MinutesCase(
            reference="HIP/2026-27/0061",
            initials="J.F.",
            strands="Disability",
            risk="standard",
            score=14,
            score_of=52,
            presented_by="J. Ibáñez, Adult Social Care",
            hearing=1,
            starts=time(11, 27),
            ends=time(11, 38),
            information=(
                ("Adult Social Care", "Name-calling outside the day centre, twice. Staff now meet the bus."),
                ("Lantern Street", "J.F. wants an easy-read letter saying what happens next."),
            ),
            risk_in_decision=True,
            decision="Accepted for monitoring. Adult Social Care can resolve this alone. Risk agreed: Standard.",
            actions=(
                _action("0061/1", "Send J.F. an easy-read letter", "Adult Social Care, J. Ibáñez", _november(19)),
            ),
            told_by="J. Ibáñez, 19 November",
            not_to_be_said="Nothing withheld",
            next_review="14 January",
        ),
    )


def urgent() -> MinutesCase:
    """Item 7."""
    return MinutesCase(
        reference="HIP/2026-27/0063",
        initials="E.M.",
        strands="Race",
        risk="high",
        score=38,
        score_of=52,
        received=date(2026, 11, 5),
        presented_by="R. Pŵel, Police CSU",
        hearing=1,
        starts=time(11, 38),
        ends=time(11, 52),
        information=(
            (
                "Police CSU",
                (
                    "Threatened with a knife at home on 4 November. One man arrested; on bail not to come "
                    "within 100 metres."
                ),
            ),
            ("Rushmere", "Lock changed the same night. Both are Rushmere tenants. Safeguarding alert made."),
            ("Housing Options", "A safe placement is held until 19 November."),
        ),
        risk_agreed="High, automatic: weapon. To staff: no lone visits to either address.",
        decision="Accepted. Lead: Police CSU. Stays open; officer to call an urgent meeting if bail is breached.",
        actions=(
            _action("0063/1", "Apply for an injunction with a power of arrest", "Rushmere, O. Adéyẹmí", _november(18)),
            _action("0063/2", "Offer E.M. the placement in person", "Housing Options, R. Llewelyn", _november(13)),
        ),
        told_by="R. Pŵel, today",
        not_to_be_said="Where the placement is",
        next_review="10 December",
    )
