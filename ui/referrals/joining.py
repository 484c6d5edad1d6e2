"""What was chosen in the side panel: who on the form is whom, and where the referral goes."""

from hipdesk.model.referrals import Join
from ui.referrals.met_before import Joined


class Joining:
    """Choices by the form's name of a person; the newest choice of a case says where the referral goes."""

    def __init__(self) -> None:
        self.chosen: dict[str, Joined] = {}

    def take(self, joined: Joined) -> None:
        """Take a choice; an earlier one about the same person goes."""
        self.chosen.pop(joined.path, None)
        self.chosen[joined.path] = joined

    def known(self) -> dict[str, str]:
        """Which record each person is: those chosen as the same."""
        return {path: joined.person_id for path, joined in self.chosen.items()}

    def join(self) -> Join:
        """Where the referral goes."""
        for joined in reversed(self.chosen.values()):
            if joined.how == "append" and joined.case_id:
                return Join(how="append", case_id=joined.case_id)
            if joined.how == "link" and joined.case_id:
                return Join(how="link", case_id=joined.case_id)
        return Join()

    def state(self) -> list[list[str]]:
        """As a draft keeps it."""
        return [[one.how, one.path, one.person_id, one.case_id, one.words] for one in self.chosen.values()]

    def restore(self, state: object) -> None:
        """Take back what a draft kept."""
        for one in state if isinstance(state, list) else []:
            if isinstance(one, list) and len(one) == 5:
                self.take(Joined(*(str(part) for part in one)))
