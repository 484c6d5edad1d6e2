"""What is kept at hand to compare names and cells quickly is gone when the vault is locked."""

from hipdesk.model import folding
from hipdesk.model.matching import Known, compare
from hipdesk.model.workbooks import grid
from tests.support.desks import make_desk


def test_desk_when_closed_then_no_name_or_cell_is_kept_at_hand(tmp_path):
    """A lock that left names in memory would be no lock."""
    desk = make_desk(tmp_path)
    compare(Known(("Gülşen Yıldız",), places=("1 Quarry Row",)), Known(("Gulsen Yildis",), places=("1 Quarry Row",)))
    grid.cell_line("Gülşen Yıldız, 1 Quarry Row")
    kept = (folding.fold_name, folding.sound_of, folding.place_key, grid._on_one_line)
    assert all(each.cache_info().currsize for each in kept)
    desk.close()
    assert not any(each.cache_info().currsize for each in kept)
