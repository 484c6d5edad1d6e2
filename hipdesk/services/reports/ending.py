"""Tables 15 and 18: what came of the actions due, and how cases ended."""

from collections import Counter
from collections.abc import Mapping

from hipdesk.model.measures import Spread, counted, spelled, spread
from hipdesk.model.reports import NOT_KNOWN, Cell, Chart, Column, Finding, Line, LineKind, ReportTable, Series, Strong
from hipdesk.services.reports.scope import Scope, part_of, start_with, yesterday
from hipdesk.store.queries.figures import actions, closures, referrals
from hipdesk.store.queries.figures.behind import NO_AGENCY

_COLUMNS = (
    Column("Due", current=True),
    Column("on time", "Done"),
    Column("late", "Done"),
    Column("circumstances", "Not done"),
    Column("agency", "Not done"),
    Column("1–10", "Overdue, working days"),
    Column("11–20", "Overdue, working days"),
    Column("21+", "Overdue, working days"),
)
_SERIES = (
    ("done on time", ("on_time",)),
    ("done late", ("late",)),
    ("not done", ("not_done_circumstances", "not_done_agency")),
    ("overdue", ("overdue_1", "overdue_2", "overdue_3")),
)
_Came = Mapping[str, int]


def actions_table(scope: Scope) -> ReportTable:
    """Table 15: actions first due in the period by owner and what came of them; no owner last."""
    last = yesterday(scope.on)
    by = actions.by_owner(scope.reading, scope.period.first, last, scope.on, scope.nation)
    names = {key: agency.name for key, agency in referrals.agencies(scope.reading).items()}
    owners: dict[str | None, dict[str, int]] = {}
    for (owner, came), many in by.items():
        owners.setdefault(owner, {})[came] = many
    order = sorted((key for key in owners if key), key=lambda key: (-sum(owners[key].values()), names.get(key, "")))
    lines = [_action_line(scope, names.get(key, NOT_KNOWN), owners[key], key) for key in order]
    if None in owners:
        lines.append(_action_line(scope, "No owner recorded", owners[None], NO_AGENCY, "unknown"))
    every = {came: sum(each.get(came, 0) for each in owners.values()) for came in actions.CLASSES}
    lines.append(_action_line(scope, "All agencies", every, "", "total"))
    sums = " + ".join(str(every[came]) for came in actions.CLASSES)
    return ReportTable(
        number="15",
        title="Actions due in the period, by agency",
        section="Actions",
        finding=_action_finding(every),
        unit="action",
        basis="date first due",
        heading="Agency",
        columns=_COLUMNS,
        lines=tuple(lines),
        notes=_action_notes(scope),
        check=f"{sums} = {sum(every.values())}",
        chart=Chart(
            "stack",
            "Actions due in the period, by agency",
            tuple(line.label for line in lines[:-1]),
            tuple(
                Series(name, tuple(sum(owners[key].get(came, 0) for came in codes) for key in _keys(order, owners)))
                for name, codes in _SERIES
            ),
        ),
    )


def _keys(order: list[str], owners: Mapping[str | None, _Came]) -> list[str | None]:
    return [*order, *([None] if None in owners else [])]


def _action_line(scope: Scope, label: str, came: _Came, owner: str, kind: LineKind = "plain") -> Line:
    about = {"owner": owner} if owner else {}
    last = yesterday(scope.on)

    def cell(many: int, value: str = "") -> Cell:
        made = scope.cell(many, "actions_due", value=value, **about)
        behind = made.behind
        if behind is None:
            return made
        # Behind what came of an action stands the day its lateness was taken on, not the period's last day.
        return Cell(many, behind=type(behind)("actions_due", behind.first, last, value, owner, scope.on))

    cells = (cell(sum(came.values())), *(cell(came.get(each, 0), each) for each in actions.CLASSES))
    return Line(label, cells, kind, key=owner)


def _action_notes(scope: Scope) -> tuple[str, ...]:
    first, last = scope.period.first, yesterday(scope.on)
    raised = actions.raised_between(scope.reading, first, scope.period.last)
    notes = [
        f"{counted(raised, 'action was', 'actions were')} raised in the period.",
        "On time: done by the date first set; carried forward counts as late.",
        "Not done, circumstances: no longer needed or possible. Not done, agency: it could have been done and was not.",
    ]
    undated = actions.done_on_no_day(scope.reading, first, last)
    if undated:
        notes.append(f"{start_with(undated, 'was', 'were')} done on a day nobody noted, and count as late.")
    open_ended = actions.without_a_date(scope.reading, first, scope.period.last)
    if open_ended:
        began = start_with(open_ended, "action raised has", "actions raised have")
        notes.append(f"{began} no due date, so cannot be on time or late.")
    replaced = actions.superseded_between(scope.reading, first, last)
    if replaced:
        notes.append(f"{start_with(replaced, 'was', 'were')} replaced by another action and are not counted.")
    return tuple(notes)


def _action_finding(every: _Came) -> Finding:
    due = sum(every.values())
    if not due:
        return ("No action fell due.",)
    late = every["late"]
    undone = every["not_done_circumstances"] + every["not_done_agency"]
    overdue = every["overdue_1"] + every["overdue_2"] + every["overdue_3"]
    parts: list[str | Strong] = [*part_of(every["on_time"], due, "action", "due was", "due were", "done on time")]
    told = [
        words
        for many, words in (
            (late, f"{spelled(late)} {'was' if late == 1 else 'were'} late"),
            (undone, f"{spelled(undone)} not done"),
        )
        if many
    ]
    if overdue:
        lead = f" {', '.join(told)} and " if told else " "
        verb = "is" if overdue == 1 else "are"
        number = spelled(overdue) if told else spelled(overdue).capitalize()
        parts += [lead[:2].upper() + lead[2:], Strong(f"{number} {verb} overdue"), "."]
    elif told:
        words = " and ".join(told)
        parts.append(f" {words[0].upper()}{words[1:]}.")
    return tuple(parts)


def open_for(scope: Scope) -> Spread | None:
    """How long the cases closed in the period had been open, in working days."""
    return spread(closures.lengths(scope.reading, scope.period.first, scope.period.last, scope.nation))


def closures_table(scope: Scope, lengths: Spread | None) -> ReportTable:
    """Table 18: closings by reason, and how long the cases had been open."""
    by = closures.by_reason(scope.reading, scope.period.first, scope.period.last)
    words = {code: scope.words.of("closure_reason", code) for code in by if code}
    order = sorted(words, key=lambda code: (-by[code], words[code]))
    lines = [Line(words[code], (scope.cell(by[code], "closed", value=code),), key=code) for code in order]
    if by.get(""):
        lines.append(Line("Reason not recorded", (scope.cell(by[""], "closed", value=NO_AGENCY),), "unknown"))
    lines.append(Line("All closures", (scope.cell(sum(by.values()), "closed"),), "total"))
    notes = []
    if lengths is not None:
        notes.append(
            f"Working days open, from acceptance or the last reopening: median {lengths.median}, middle half "
            f"{lengths.lower} to {lengths.upper}."
        )
    return ReportTable(
        number="18",
        title="Cases closed, by reason",
        section="How cases ended",
        finding=_closing_finding(lengths),
        unit="case; a case closed twice counts twice",
        basis="date closed",
        heading="Reason",
        columns=(Column("Cases", current=True),),
        lines=tuple(lines),
        notes=tuple(notes),
        chart=Chart(
            "bars",
            "Cases closed, by reason",
            tuple(line.label for line in lines[:-1]),
            (Series("Cases", tuple(line.cells[0].value or 0 for line in lines[:-1]), current=True),),
        ),
    )


def victims_table(scope: Scope) -> ReportTable | None:
    """Table 18b: what those affected said when their cases closed; None when nobody's answer is recorded."""
    answers = closures.victims_told(scope.reading, scope.period.first, scope.period.last)
    if not answers:
        return None
    counts = Counter(code for outcomes, _ in answers for code in set(outcomes))
    words = {code: scope.words.of("victim_outcome", code) for code in counts}
    order = sorted(counts, key=lambda code: (-counts[code], words[code]))
    lines = [Line(words[code], (scope.cell(counts[code], "told", value=code),), key=code) for code in order]
    marks = [mark for _, mark in answers if mark is not None]
    if marks:
        satisfied = sum(mark >= closures.SATISFIED for mark in marks)
        lines.append(Line("Satisfied with the handling", (scope.cell(satisfied, "told", value="satisfied"),), "plain"))
    return ReportTable(
        number="18b",
        title="What people said at closure",
        section="How cases ended",
        finding=_answers_finding(len(answers), counts["safer"]),
        unit="person affected; one may give several answers",
        basis="date closed",
        heading=f"{counted(len(answers), 'person', 'people')} answered",
        columns=(Column("People", current=True),),
        lines=tuple(lines),
        notes=(f"Satisfied: 4 or 5 of 5, of {len(marks)} who said.",) if marks else (),
    )


def _answers_finding(answered: int, safer: int) -> Finding:
    if answered == 1:
        return ("One person affected answered at closure.",)
    told = (
        f"None of the {answered}" if not safer else f"All {answered}" if safer == answered else f"{safer} of {answered}"
    )
    return (Strong(told), " who answered felt safer.")


def _closing_finding(lengths: Spread | None) -> Finding:
    if lengths is None:
        return ("No case was closed.",)
    if lengths.count == 1:
        return ("One case was closed; it had been open for ", Strong(f"{lengths.median} working days"), ".")
    return ("Cases were open for a median of ", Strong(f"{lengths.median} working days"), ".")
