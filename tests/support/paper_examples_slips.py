"""The invented action slip of Rushmere after the panel of 12 November 2026."""

from datetime import date

from hipdesk.papers.action_slips import ActionSlip, ActionSlipsPaper
from hipdesk.papers.wording import Strong
from tests.support.paper_frames import MEETING, frame


def action_slips() -> ActionSlipsPaper:
    """The pictured slip: two new, one carried, one not yet due."""
    return ActionSlipsPaper(
        frame=frame(
            "Action slip, 12 November 2026",
            "Action slip, 12 November 2026",
            handling="For the named agency only. Do not copy or forward. Destroy or return when the actions are done.",
            version_day=date(2026, 11, 13),
            fingerprint="8E15 3C7A",
            copy_number=1,
            copies=1,
        ),
        agency="Rushmere Housing Association",
        meeting_day=MEETING,
        to="Oluwaṣeun Adéyẹmí, ASB Lead",
        sender="Marta Żukowska, Hate Crime Partnership Officer",
        summary="2 new, 1 carried forward, 1 not yet due",
        send_back_by=date(2026, 11, 26),
        slips=(
            ActionSlip(
                action="Apply for an injunction with a power of arrest",
                number="0063/1",
                initials="E.M.",
                due=date(2026, 11, 18),
                working_days=3,
                risk="high",
                done_when="the application number is sent to the partnership officer.",
            ),
            ActionSlip(
                action="Serve the notice of seeking possession",
                number="0041/7",
                initials="N.J.C.",
                due=date(2026, 11, 20),
                working_days=5,
                risk="medium",
                done_when="a copy of the served notice is on your file.",
                history=(Strong("Carried forward once"), ", first due 30 October"),
            ),
            ActionSlip(
                action="Fit door chain and letterbox guard before key day",
                number="0041/9",
                initials="N.J.C.",
                due=date(2026, 11, 26),
                working_days=9,
                risk="medium",
                done_when="both are fitted and the tenant has been shown them.",
            ),
            ActionSlip(
                action="Mend the light in the rear yard",
                number="0044/2",
                initials="R.A.",
                due=date(2026, 12, 1),
                working_days=12,
                risk="standard",
                done_when="the light works after dark.",
                history="From 8 October, not yet due",
            ),
        ),
        questions_to="Marta Żukowska, 020 7946 0417, hip@marlbridge.example (secure e-mail).",
    )
