"""The office's wards: a map of them taken into the vault, and out of it. No record is changed by either."""

from hipdesk.kernel.errors import Refused
from hipdesk.model.users import Right
from hipdesk.model.wards import ImportWards, ListedWard, WardsImported, WardsView, unmatched_among, ward_key
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import wards as queries
from hipdesk.store.tables.settings import WardRow
from hipdesk.store.work import Reading, Work


@reads(Right.EDIT_LISTS)
def list_wards(reading: Reading) -> WardsView:
    """The wards of the office, and recorded names that match none of them."""
    names = queries.ward_names(reading)
    return WardsView(names, unmatched_among(queries.recorded_names(reading), names) if names else ())


@reads(Right.READ_FIGURES)
def ward_outlines(reading: Reading) -> tuple[ListedWard, ...]:
    """The wards of the office's map, with their outlines; none where it has no map."""
    return queries.ward_shapes(reading)


@reads(Right.EDIT_LISTS)
def unmatched_by(reading: Reading, command: ImportWards) -> tuple[tuple[str, int], ...]:
    """Recorded names that would match no ward once these were imported."""
    return unmatched_among(queries.recorded_names(reading), [each.name for each in command.wards])


@writes(Right.EDIT_LISTS, "wards.imported")
def import_wards(work: Work, command: ImportWards) -> WardsImported:
    """Take the wards of a file in place of those there are; Refused for two wards of one name."""
    keys = [ward_key(each.name) for each in command.wards]
    if len(set(keys)) < len(keys):
        raise Refused("Two wards of the file have the same name.", kept="Nothing was changed.")
    before = queries.ward_names(work)
    queries.forget_wards(work)
    work.session.add_all(
        WardRow(
            name=each.name, folded=key, code=each.code or None, valid_from=None, valid_to=None,
            rings=[[list(point) for point in ring] for ring in each.rings],
        )
        for each, key in zip(command.wards, keys, strict=True)
    )  # fmt: skip
    work.session.flush()
    values = {"file": command.file_name, "sha256": command.sha256, "wards": len(command.wards)}
    work.record("wards.imported", "ward", "office", values=values)
    gone = tuple(name for name in before if ward_key(name) not in keys)
    names = [each.name for each in command.wards]
    return WardsImported(len(names), gone, unmatched_among(queries.recorded_names(work), names))


@writes(Right.EDIT_LISTS, "wards.removed")
def remove_wards(work: Work) -> None:
    """Take the wards and their map out again; reports then print the ranked table alone."""
    before = queries.ward_names(work)
    if not before:
        raise Refused("The office has no wards.", kept="Nothing was changed.")
    queries.forget_wards(work)
    work.record("wards.removed", "ward", "office", values={"wards": len(before)})
