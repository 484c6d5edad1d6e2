"""What is told once the workspace is shown: status line, counts, warnings; and remembering where the holder is."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import LONDON, today
from hipdesk.model.drafts import SavedUntold
from hipdesk.model.home import Badges, Standing
from hipdesk.model.settings import OfficeSettings, PanelSettings, RuleSettings
from hipdesk.model.users import Right
from hipdesk.services import drafts, home
from hipdesk.services.settings import read_settings
from ui.messages.seam import Offer
from ui.routes import Route
from ui.widgets import british_dates

if TYPE_CHECKING:
    from hipdesk.desk import Desk
    from ui.app import Program
    from ui.context import Context
    from ui.shell.workspace import Workspace

PLACE = "window"
OLDER_KEPT = "The vault itself is sound; what it holds is from before those steps."
FULL_KEPT = "Lists, search and figures can be read. What would be logged, such as opening a case, waits."
FULL_TO_DO = "Free some space on this computer’s disk, then lock and unlock."
OLDER_TO_DO = "Restore the newest backup, or go on with this one if you know why it is older."


class Watcher(QObject):
    """Lives as long as the workspace: keeps status line and counts true, and the holder's place in the vault."""

    PLACE_MS = 400
    NEWS_MS = 150

    def __init__(self, program: "Program", context: "Context", workspace: "Workspace", desk: "Desk") -> None:
        super().__init__(workspace)
        self._program = program
        self._context = context
        self._workspace = workspace
        self._desk = desk
        self._keep = self._timer(self.PLACE_MS, self.keep_place)
        self._news = self._timer(self.NEWS_MS, self.look)
        context.routes.moved.connect(self._keep.start)
        context.hub.changed.connect(self._changed)
        context.operations.idle.connect(self._saved)
        workspace.help_asked.connect(self._help)
        program.locking.connect(self.keep_place)
        workspace.status.show_saved("All changes saved")
        self.look()

    def _timer(self, after: int, do: object) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(after)
        made.timeout.connect(do)
        return made

    def _changed(self, _changes: Changes) -> None:
        self._news.start()

    def look(self) -> None:
        """Read what the status line and the navigation say."""
        if not self._desk.actor.may(Right.KEEP_DRAFTS):
            return
        context = self._context
        context.read(home.standing, then=self._show_standing, newest="standing", owner=self)
        context.read(home.badges, then=self._show_badges, newest="badges", owner=self)
        context.read(read_settings, then=self._take_settings, newest="settings", owner=self)

    def tell_saved(self) -> None:
        """Say what was saved while the vault locked, or the program ended, before anybody was told."""
        if self._desk.actor.may(Right.KEEP_DRAFTS):
            self._context.read(drafts.saved_untold, then=self._say_saved, owner=self)

    def _say_saved(self, saved: SavedUntold | None) -> None:
        if saved is None:
            return
        context, desk = self._context, self._desk
        at = datetime.fromisoformat(saved.at).astimezone(LONDON)
        day = "" if at.date() == today(context.clock) else f" on {british_dates.short(at.date())}"
        show = Offer("Open it", lambda: context.routes.go(Route.to("referrals", id=saved.referral_id)))
        context.messages.banner(
            f"{saved.words} at {at:%H:%M}{day}",
            "It was saved whole, just before the vault was locked.",
            "Do not enter it again.",
            tone="blue",
            offers=(show,) if saved.referral_id else (),
            about="saved",
        )
        if not desk.reading_only:
            context.operations.run(lambda progress: desk.run(progress, drafts.saved_is_told), owner=self)

    def keep_place(self) -> None:
        """Keep where the holder is, in the vault."""
        if (
            self._desk.reading_only
            or self._program.desk is not self._desk
            or not self._desk.actor.may(Right.KEEP_DRAFTS)
        ):
            return
        place = self._context.routes.place()
        desk = self._desk
        self._context.operations.run(lambda progress: desk.run(progress, drafts.keep_place, PLACE, place), must=True)

    def _show_standing(self, standing: Standing) -> None:
        top, status = self._workspace.top, self._workspace.status
        top.show_holder(standing.holder)
        status.show_marking(standing.marking)
        if standing.backup_on is None:
            status.show_backup("No backup yet")
        else:
            status.show_backup(f"Backup proved {british_dates.short(standing.backup_on)}")
        status.show_papers(papers_words(standing))

    def _show_badges(self, badges: Badges) -> None:
        names = ("referrals", "cases", "meetings", "actions", "people", "agencies")
        self._workspace.navigation.show_counts({name: getattr(badges, name) for name in names})

    def _take_settings(self, groups: tuple[OfficeSettings, PanelSettings, RuleSettings]) -> None:
        self._program.window.idle.set_minutes(groups[2].lock_minutes)

    def _saved(self) -> None:
        if self._context.drafts.waiting:
            self._workspace.status.show_unsaved("Not everything is saved")
            return
        at = self._context.clock.now().astimezone(LONDON)
        self._workspace.status.show_saved(f"All changes saved {at:%H:%M}")

    def _help(self, topic: str) -> None:
        self._context.routes.go(Route.to("help", topic=topic) if topic else Route("help"))


def papers_words(standing: Standing) -> str:
    """ "Papers go out in 3 working days, Mon 7 Dec"; empty when none are due."""
    if standing.papers_out is None or standing.papers_in is None:
        return ""
    day = british_dates.short(standing.papers_out)
    if standing.papers_in < 0:
        return f"Papers were due {day}"
    if standing.papers_in == 0:
        return f"Papers go out today, {day}"
    days = "1 working day" if standing.papers_in == 1 else f"{standing.papers_in} working days"
    return f"Papers go out in {days}, {day}"


def started(program: "Program", context: "Context") -> None:
    """Begin to watch, and tell at once what the holder must know."""
    workspace, desk = program.window.workspace, program.desk
    if workspace is None or desk is None:
        return
    watcher = Watcher(program, context, workspace, desk)
    watcher.tell_saved()
    workspace.top.show_holder(desk.actor.name)
    if desk.reading_only:
        context.messages.banner(desk.warning.rstrip("."), FULL_KEPT, FULL_TO_DO, tone="red", about="full disk")
    elif desk.warning:
        context.messages.banner(desk.warning.rstrip("."), OLDER_KEPT, OLDER_TO_DO, about="older copy")
