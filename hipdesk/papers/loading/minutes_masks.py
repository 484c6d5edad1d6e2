"""What minutes may not say, replaced in the words people wrote: children by label, kept homes and numbers withheld."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hipdesk.model.panels.minutes import LogEntry, MinutedAction, MinutedCase, MinutedSection, MinutesView
from hipdesk.model.redaction.audiences import Audience
from hipdesk.papers.loading.masking import Mask, masks_of
from hipdesk.store.queries.packs import cases_of_numbers
from hipdesk.store.work import Reading


def masked_minutes(reading: Reading, view: MinutesView, audience: Audience) -> MinutesView:
    """The same minutes with every case's words masked as its paper's are; words about no case in particular with what
    may not be said of any of them.
    """
    of_number = cases_of_numbers(reading, [entry.number for entry in view.log.entries])
    heard = [case.case_id for case in view.cases if case.case_id]
    masks = masks_of(reading, [*heard, *(key for keys in of_number.values() for key in keys)], audience)
    if not masks:
        return view
    every = _Every(list(masks.values()))
    return replace(
        view,
        sections=tuple(_section(section, masks, every) for section in view.sections),
        log=replace(view.log, entries=tuple(_entry(each, masks, of_number) for each in view.log.entries)),
        interests=tuple(replace(each, nature=every.over(each.nature)) for each in view.interests),
        previous_words=every.over(view.previous_words),
        learning=tuple(every.over(each) for each in view.learning),
        corrections=tuple(
            replace(each, said=every.over(each.said), now_says=every.over(each.now_says)) for each in view.corrections
        ),
    )


class _Every:
    """Several masks one after the other."""

    def __init__(self, masks: Sequence[Mask]) -> None:
        self._masks = masks

    def over(self, text: str) -> str:
        for mask in self._masks if text else ():
            text = mask.over(text)
        return text


def _section(section: MinutedSection, masks: Mapping[str, Mask], every: _Every) -> MinutedSection:
    cases = tuple(_case(case, masks[case.case_id]) if case.case_id in masks else case for case in section.cases)
    return replace(section, cases=cases, text=every.over(section.text), actions=_actions(section.actions, every))


def _case(case: MinutedCase, mask: Mask) -> MinutedCase:
    over = mask.over
    return replace(
        case,
        information=tuple(replace(each, text=over(each.text)) for each in case.information),
        summary=over(case.summary), risk_agreed=over(case.risk_agreed), risk_words=over(case.risk_words),
        decision_words=over(case.decision_words), actions=_actions(case.actions, mask), unsaid=over(case.unsaid),
        moves=tuple(replace(each, words=over(each.words)) for each in case.moves),
    )  # fmt: skip


def _actions(actions: Iterable[MinutedAction], mask: "Mask | _Every") -> tuple[MinutedAction, ...]:
    return tuple(replace(each, wording=mask.over(each.wording)) for each in actions)


def _entry(entry: LogEntry, masks: Mapping[str, Mask], of_number: Mapping[str, Sequence[str]]) -> LogEntry:
    own = _Every([masks[key] for key in of_number.get(entry.number, ()) if key in masks])
    return replace(entry, wording=own.over(entry.wording), why=own.over(entry.why))
