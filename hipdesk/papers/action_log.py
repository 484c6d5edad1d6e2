"""The action log of a panel: every open action, the overdue first, and what ended since the last panel."""

from dataclasses import dataclass
from datetime import date

from hipdesk.papers.case_paper import CaseAction
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.wording import Strong, cut, short_near, told, weekday

_OPENING = (
    ". References and initials only. Late is counted in working days. Not done because circumstances changed and not "
    "done by the agency are two things."
)
_LONGEST = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedAction:
    """One row: the action with its state, and the initials of its case (empty: a general one)."""

    action: CaseAction
    initials: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogGroup:
    """Actions that stand alike, under a heading that counts them."""

    name: str
    actions: tuple[LoggedAction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLogPaper:
    """Everything the log prints, in the order it is gone through."""

    frame: PaperFrame
    panel_name: str
    meeting_day: date
    made_on: date
    groups: tuple[LogGroup, ...]
    ended: LogGroup

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "action-log"

    def to_content(self) -> dict[str, object]:
        """What ``action-log.typ`` reads."""
        counts = [[group.name, str(len(group.actions))] for group in (*self.groups, self.ended)]
        return {
            "frame": self.frame.to_content(),
            "line": told((f"{self.panel_name}, ", Strong(weekday(self.meeting_day)))),
            "facts": counts,
            "opening": told((Strong(self.frame.marking), _OPENING)),
            "groups": [self._group(group) for group in (*self.groups, self.ended) if group.actions],
            "nothing": "No action is open, and none ended since the last panel.",
        }

    def _group(self, group: LogGroup) -> dict[str, object]:
        return {
            "name": f"{group.name}: {len(group.actions)}",
            "rows": [
                {
                    "number": line.action.number,
                    "initials": line.initials or "General",
                    "action": cut(line.action.action, _LONGEST)[0],
                    "owner": line.action.owner or "Nobody named",
                    "due": short_near(line.action.due, self.made_on) if line.action.due else "No date",
                    "state": line.action.state,
                    "words": told(line.action.words),
                }
                for line in group.actions
            ],
        }
