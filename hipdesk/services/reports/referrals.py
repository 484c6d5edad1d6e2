"""Tables 3 and 4: who refers, and what was decided on the referrals received."""

from collections.abc import Sequence
from dataclasses import dataclass

from hipdesk.model.measures import counted
from hipdesk.model.reports import NOT_KNOWN, Cell, Chart, Column, Finding, Line, LineKind, ReportTable, Series, Strong
from hipdesk.model.vocab import code_list
from hipdesk.services.reports.scope import Scope, day_words, part_of, short, start_with
from hipdesk.store.queries.figures import referrals as queries
from hipdesk.store.queries.figures.behind import NO_AGENCY

GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Police", frozenset({"police"})),
    ("Council housing", frozenset({"council_housing", "almo"})),
    ("Housing associations", frozenset({"registered_provider"})),
    (
        "Council services",
        frozenset(
            {
                "council_asb",
                "council_other",
                "adult_social_care",
                "childrens_social_care",
                "youth_offending",
                "youth_service",
            }
        ),
    ),
    ("Voluntary and third-party", frozenset({"victim_support", "specialist", "tprc", "faith"})),
    ("Schools and colleges", frozenset({"education"})),
    ("Health", frozenset({"health"})),
    ("Other public services", frozenset({"probation", "fire", "transport", "legal"})),
)
_REST = "Other agencies"
_Counts = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Referrer:
    """One agency in Table 3: counts this period, the year so far, the same time last year; a word beside its name."""

    key: str
    name: str
    group: str
    landlord: bool
    counts: _Counts
    tag: str


def referrers(scope: Scope) -> tuple[list[Referrer], _Counts]:
    """Every agency that referred, and landlords that did not; and the referrals whose agency is not known."""
    periods = (scope.period, scope.so_far, scope.so_far_year_ago)
    by = [queries.by_agency(scope.reading, each.first, each.last) for each in periods]
    agencies = queries.agencies(scope.reading)
    before = queries.referred_before(scope.reading, [key for key in by[1] if key], scope.so_far.first)
    landlords = code_list("agency_type").groups["landlord"]
    found = []
    for agency in agencies.values():
        counts = _counts(by, agency.key)
        landlord = agency.kind in landlords
        with_panel = landlord and not agency.provisional and (agency.left_on is None or agency.left_on > scope.as_at)
        if not any(counts) and not with_panel:
            continue
        tag = "none this year" if not counts[1] and with_panel else ""
        if counts[1] and agency.key not in before and scope.reaches(scope.so_far_year_ago):
            tag = "new this year"
        found.append(Referrer(agency.key, agency.name, _group(agency.kind), landlord, counts, tag))
    return found, _counts(by, None)


def _counts(by: Sequence[dict[str | None, queries.FromAgency]], key: str | None) -> _Counts:
    now, year, last = (each[key].received if key in each else 0 for each in by)
    return now, year, last


def _group(kind: str) -> str:
    return next((name for name, kinds in GROUPS if kind in kinds), _REST)


def _size(counts: _Counts, name: str) -> tuple[int, int, str]:
    return -counts[0], -counts[1], name


def referrals_table(scope: Scope, found: list[Referrer], unknown: _Counts) -> ReportTable:
    """Table 3: groups and agencies by size; a group of one stands as that agency alone."""
    groups: dict[str, list[Referrer]] = {}
    for one in found:
        groups.setdefault(one.group, []).append(one)
    sums = {name: _sum([one.counts for one in members]) for name, members in groups.items()}
    lines: list[Line] = []
    for name in sorted(groups, key=lambda each: _size(sums[each], each)):
        members = sorted(groups[name], key=lambda one: _size(one.counts, one.name))
        if len(members) == 1:
            lines.append(_line(scope, members[0].name, members[0].counts, members[0].key, "group", members[0].tag))
            continue
        keys = "+".join(one.key for one in members)
        lines.append(_line(scope, name, sums[name], keys, "group"))
        lines += [_line(scope, one.name, one.counts, one.key, "member", one.tag) for one in members]
    if any(unknown):
        lines.append(_line(scope, NOT_KNOWN, unknown, NO_AGENCY, "unknown"))
    every = _sum([*sums.values(), unknown])
    lines.append(_line(scope, "All agencies", every, "", "total"))
    return ReportTable(
        number="3",
        title="Referrals by agency",
        section="Who refers",
        finding=_who_finding(found, every[0]),
        unit="referral",
        basis="date received",
        heading="Agency",
        columns=(Column(short(scope.period), current=True), Column("Year so far"), Column("Same time last year")),
        lines=tuple(lines),
        notes=(
            f"Year so far: {day_words(scope.so_far.first)} to {day_words(scope.so_far.last)}."
            + ("" if scope.knows(scope.so_far_year_ago) else " –: the record begins later."),
            "Indented agencies are part of the line above them.",
        ),
        chart=_bars(lines, "Referrals by agency", ("group", "member", "unknown")),
    )


def _sum(counts: Sequence[_Counts]) -> _Counts:
    now, year, last = (sum(each[at] for each in counts) for at in range(3))
    return now, year, last


def _line(scope: Scope, label: str, counts: _Counts, key: str, kind: LineKind, tag: str = "") -> Line:
    periods = (scope.period, scope.so_far, scope.so_far_year_ago)
    cells = tuple(
        scope.cell(many, "referrals", period, value=key) if scope.knows(period) else Cell(words="–")
        for many, period in zip(counts, periods, strict=True)
    )
    return Line(label, cells, kind, tag, key)


def _bars(lines: Sequence[Line], title: str, kinds: tuple[str, ...]) -> Chart:
    shown = [line for line in lines if line.kind in kinds and line.cells[0].value is not None]
    values = tuple(line.cells[0].value or 0 for line in shown)
    return Chart("bars", title, tuple(line.label for line in shown), (Series(title, values, current=True),))


def _who_finding(found: list[Referrer], total: int) -> Finding:
    landlords = [one for one in found if one.landlord]
    sent = sum(one.counts[0] for one in landlords)
    new = sorted(one.name for one in found if one.tag == "new this year" and one.counts[0])
    silent = sum(1 for one in landlords if one.tag == "none this year")
    parts: list[str | Strong] = []
    if total == 0:
        return ("No referral was received.",)
    if landlords:
        parts += ["Landlords sent ", Strong(f"{sent} of {total}"), " referrals."]
    else:
        parts += [Strong(counted(total, "referral")), f" came from {counted(len(found), 'agency', 'agencies')}."]
    if len(new) == 1:
        parts.append(f" {new[0]} is new.")
    elif new:
        parts.append(f" {start_with(len(new), 'agency', 'agencies')} referred for the first time.")
    if silent:
        parts += [" ", Strong(f"{start_with(silent, 'landlord')} sent none this year"), "."]
    return tuple(parts)


def decisions_table(scope: Scope) -> ReportTable:
    """Table 4: referrals received in the period by decision, as it stood at its end; accepted first, waiting last."""
    by = queries.by_decision(scope.reading, scope.period.first, scope.period.last, scope.as_at)
    end = day_words(scope.as_at)
    labelled = {code: _decision_words(scope, code, end) for code in by}
    order = sorted(by, key=lambda code: (code != "accepted", code in _WAITING, -by[code], labelled[code]))
    lines = [Line(labelled[code], (scope.cell(by[code], "decision", value=code),), "plain", key=code) for code in order]
    total = sum(by.values())
    lines.append(Line("All referrals", (scope.cell(total, "referrals"),), "total"))
    return ReportTable(
        number="4",
        title=f"Referrals received in the period, by decision on {end}",
        section="What was decided",
        finding=_decision_finding(by, total),
        unit="referral",
        basis="date received",
        heading="Decision",
        columns=(Column("Referrals", current=True),),
        lines=tuple(lines),
        chart=_bars(lines, "Referrals by decision", ("plain",)),
    )


_WAITING = ("awaiting_information", "waiting")


def _decision_words(scope: Scope, code: str, end: str) -> str:
    status, _, why = code.partition(":")
    if status == "waiting":
        return f"Waiting for a decision on {end}"
    if status == "awaiting_information":
        return f"Waiting for information on {end}"
    word = scope.words.of("referral_status", status)
    if not why:
        return f"{word}: reason not recorded" if ":" in code else word
    told = scope.words.of("other_panel" if status == "redirected" else "decline_reason", why)
    return f"{word}: {told if status == 'redirected' else told[:1].lower() + told[1:]}"


def _decision_finding(by: dict[str, int], total: int) -> Finding:
    if total == 0:
        return ("No referral was received.",)
    accepted = by.get("accepted", 0)
    turned = sum(many for code, many in by.items() if code.startswith(("declined", "redirected")))
    waiting = sum(by.get(code, 0) for code in _WAITING)
    parts = list(part_of(accepted, total, "referral", "was", "were", "accepted"))
    if turned:
        parts.append(f" {start_with(turned, 'was', 'were')} turned away.")
    if waiting:
        parts.append(f" {start_with(waiting, 'waits', 'wait')} for a decision or for information.")
    return tuple(parts)
