"""Adding a document to a case, or saying something else about one: its name, kind, from whom, and what it shows."""

from pathlib import Path

from hipdesk.kernel.clock import today
from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.model.attachments import AddAttachment, AttachmentView, ChangeAttachment
from hipdesk.services import attachments, drafts
from ui.cases.adding_page import AddingPage
from ui.context import Context
from ui.forms.form import Form
from ui.forms.values import Values
from ui.parts.file_drop import ANY_FILE
from ui.routes import Route
from ui.widgets import layout
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import Label

_YES_NO = (("no", "No"), ("yes", "Yes"))


class DocumentPage(AddingPage):
    """Routes: ``Route.to("case-document", id=case, file=path)`` adds; ``document=`` its key changes."""

    KIND = "document"

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Add a document", "Add the document")
        self._case_id = self._file = ""
        self._view: AttachmentView | None = None
        self._chosen = Label("", "strong")

    def open_route(self, route: Route) -> None:
        self._case_id, self._file = route.get("id"), route.get("file")
        document = route.get("document")
        # The draft belongs to the case while a document is added, to the document while it is changed.
        self.subject = document or self._case_id
        if self.form is None and document:
            self.context.read(attachments.attachment_details, document, then=self._take_view)
        elif self.form is None:
            self.fetch()

    def _take_view(self, view: AttachmentView) -> None:
        self._view = view
        self.header.say("Details of a document", view.file_name)
        self.done.setText("Keep the details")
        self.done.setAccessibleName("Keep the details")
        self.fetch()

    def fetch(self) -> None:
        self.context.read(attachments.kinds, then=self._make)

    def _make(self, kinds: tuple[tuple[str, str], ...]) -> None:
        if self.form is not None:
            return
        form = Form("Document", build=self._built)
        what = form.add_section("what", "The document")
        if self._view is None:
            again = LinkButton("Choose another file")
            again.setObjectName("choose-file")
            again.clicked.connect(self._choose)
            what.add_widget(layout.held(layout.row(self._chosen, again, layout.STRETCH, gap=10)))
            self._show_file()
        what.add_text("title", "Name", hint="What it is, without names of people: “Front door, 1 December”.")
        what.add_choice("kind", "Kind", kinds)
        what.add_date("received_on", "Received on", lambda: today(self.context.clock), hint="Today, unless you say.")
        what.add_text("received_from", "From whom")
        what.add_note("description", "What is in it", lines=2)
        papers = form.add_section("papers", "In papers")
        papers.add_segments("in_papers", "May go into the case’s papers", _YES_NO)
        papers.add_note(
            "alternative", "What the picture shows", lines=2,
            hint="For those who listen to the paper, and a must before a picture goes into one.",
        )  # fmt: skip
        form.show_answers(_answers(self._view))
        self.begin(form, "title")

    def _built(self, values: Values) -> AddAttachment | ChangeAttachment:
        told = {name: value for name, value in values.items() if value is not None and name != "unanswered"}
        told["in_papers"] = told.get("in_papers") == "yes"
        if self._view is not None:
            return ChangeAttachment.model_validate(told | {"id": self._view.id, "version": self._view.version})
        name = Path(self._file).name or "-"
        return AddAttachment.model_validate(told | {"case_id": self._case_id, "file_name": name})

    def _choose(self) -> None:
        self.context.messages.choose_open_file("Add a document", ANY_FILE, self._take_file)

    def _take_file(self, source: Path) -> None:
        self._file = str(source)
        self._show_file()

    def _show_file(self) -> None:
        self._chosen.say(Path(self._file).name if self._file else "No file is chosen yet")

    def finish(self) -> None:
        command = self.form.command() if self.form is not None else None
        if isinstance(command, ChangeAttachment):
            self.save(attachments.change_attachment, command, then=self._changed)
        elif isinstance(command, AddAttachment) and not self._file:
            self._choose()
        elif isinstance(command, AddAttachment):
            desk, source = self.context.desk, Path(self._file)
            self.done.setEnabled(False)
            self.context.messages.settle("document")
            answers = self.answers

            def work(progress: Progress) -> object:
                done = desk.add_attachment(command, source, progress)
                desk.do(drafts.drop_draft, answers.kind, answers.subject)  # a file kept twice would be refused
                return done

            self.context.answer(answers, work, self._added, self._refused, owner=self)

    def _added(self, _done: object) -> None:
        self.ended("The document is kept.", self._case_route())

    def _changed(self, _done: None) -> None:
        self.ended("The details are kept.", self._case_route())

    def _refused(self, fault: HipDeskError) -> None:
        self.done.setEnabled(True)
        self.context.messages.banner(fault.what, fault.kept, fault.to_do, tone="red", about="document")

    def _case_route(self) -> Route:
        return Route.to("case", id=self._case_id, page="documents")


def _answers(view: AttachmentView | None) -> Values:
    if view is None:
        return {"in_papers": "no"}
    return {
        "title": view.title,
        "kind": view.kind or None,
        "received_on": view.received_on,
        "received_from": view.received_from or None,
        "description": view.description or None,
        "alternative": view.alternative or None,
        "in_papers": "yes" if view.in_papers else "no",
    }
