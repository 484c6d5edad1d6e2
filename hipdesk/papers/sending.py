"""A paper on its way out: what its file may be called, and the unsent e-mail it goes in."""

from pathlib import Path, PurePath
from typing import Protocol

from hipdesk.kernel.errors import Refused
from hipdesk.model.sending import FILLED_IN, MAIL_SUFFIX, MailTo
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.catalogue import paper_kind
from hipdesk.papers.mailing import mail_draft, paper_mail_body
from hipdesk.papers.word import WORD_SUFFIX, is_word
from hipdesk.services.settings import setting
from hipdesk.store.work import Reading

_PDF_SUFFIX = ".pdf"
_EXCEL = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_NOTHING = "Nothing was made."


class Sent(Protocol):
    """What an e-mail needs to know of a made paper."""

    @property
    def title(self) -> str: ...

    @property
    def file_name(self) -> str: ...

    @property
    def marking(self) -> str: ...

    @property
    def handling(self) -> str: ...


def is_mail(target: PurePath) -> bool:
    """Whether a file of this name is an e-mail."""
    return target.suffix.casefold() == MAIL_SUFFIX


def word_wanted(paper_id: str, target: PurePath) -> bool:
    """Whether a paper for a file of this name is made as Word, not PDF. Refused, with a sentence, for a name that says
    neither, nor an e-mail; and for Word where the paper has no such form.
    """
    title, suffix = paper_kind(paper_id).title, target.suffix.casefold()
    if suffix in (_PDF_SUFFIX, MAIL_SUFFIX):
        return suffix == MAIL_SUFFIX and paper_id in FILLED_IN
    forms = f"{_PDF_SUFFIX}, {WORD_SUFFIX} or {MAIL_SUFFIX}" if is_word(paper_id) else f"{_PDF_SUFFIX} or {MAIL_SUFFIX}"
    if suffix == WORD_SUFFIX:
        if is_word(paper_id):
            return True
        raise Refused(f"{title} is not made as a Word document.", kept=_NOTHING, to_do=f"End the name in {forms}.")
    if suffix in _EXCEL:
        workbooks = "Workbooks are made by export: central, figures."
        raise Refused(
            f"{title} is not made as a workbook.", kept=_NOTHING, to_do=f"End the name in {forms}. {workbooks}"
        )
    what = f"A file ending in {suffix}" if suffix else "A file without an ending"
    raise Refused(f"{what} is none that {title} can be.", kept=_NOTHING, to_do=f"End the name in {forms}.")


def refuse_other_name(made: Sent, target: Path) -> None:
    """Refused when a made paper would be written under the name of another kind of file."""
    own = PurePath(made.file_name).suffix
    if target.suffix and target.suffix.casefold() not in (own, MAIL_SUFFIX):
        kind = "a Word document" if own == WORD_SUFFIX else "a PDF"
        raise Refused(
            f"This is {kind}: its name cannot end in {target.suffix}.", kept="Nothing was written.",
            to_do=f"Choose a name that ends in {own}.",
        )  # fmt: skip


def paper_mail(reading: Reading, made: Sent, content: bytes, to: MailTo) -> bytes:
    """The unsent e-mail with an encrypted paper: its subject is the file's own name, which names nobody."""
    office = setting(reading, OfficeSettings)
    sender = "\n".join(part for part in (office.officer_name, office.panel_name, office.phone) if part)
    name = PurePath(made.file_name)
    return mail_draft(
        to=to.email,
        subject=name.stem,
        body=paper_mail_body(made.title, made.handling, sender),
        file_name=made.file_name,
        content=content,
        marking=made.marking or office.marking,
        made_at=reading.now,
    )
