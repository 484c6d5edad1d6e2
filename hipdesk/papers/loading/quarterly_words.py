"""Table 22: what the officer wrote for the report of a period, as running text; nothing where nothing was written."""

from collections.abc import Iterator

from hipdesk.model.publishing import CaseStudy
from hipdesk.papers.quarterly_tables import TextSection
from hipdesk.papers.wording import Strong, Words
from hipdesk.services.publishing import report_texts
from hipdesk.store.work import Reading

_STUDIES = "Case studies"
_NOT_NAMED = "Told without names, and changed so that nobody is known by them."


def word_sections(reading: Reading, period: str) -> tuple[TextSection, ...]:
    """Case studies, learning, risks and the plan ahead, as far as they were written."""
    written = report_texts(reading, "quarterly", period)
    studies = [paragraph for study in written.case_studies for paragraph in _study(study)]
    parts = (
        ("About this quarter", _paragraphs(written.commentary)),
        (_STUDIES, studies),
        ("Learning", _paragraphs(written.learning)),
        ("Risks", _paragraphs(written.risks)),
        ("The plan ahead", _paragraphs(written.priorities)),
    )
    return tuple(
        TextSection(name=name, paragraphs=tuple(paragraphs), finding=_NOT_NAMED if name == _STUDIES else "")
        for name, paragraphs in parts
        if paragraphs
    )


def _study(study: CaseStudy) -> Iterator[Words]:
    """Its title leads the first paragraph."""
    first, *rest = _paragraphs(study.text) or [""]
    if study.title or first:
        yield (Strong(f"{study.title.rstrip('.')}. "), first) if study.title else first
    yield from rest


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
