"""Keys of records: unique, 32 figures, version 7, and rising where rows are written in bulk."""

import itertools

from hipdesk.kernel.ids import ids_in_a_row, new_id


def test_keys_in_a_row_over_many_blocks_rise_and_are_version_seven() -> None:
    """Bulk writing is fast because each key is higher than the one before."""
    keys = list(itertools.islice(ids_in_a_row(), 20_000))
    assert keys == sorted(set(keys))
    assert all(len(key) == 32 and key[12] == "7" and key[16] in "89ab" for key in keys)


def test_keys_in_a_row_made_twice_share_none() -> None:
    """Two imports of one moment do not meet."""
    first, second = (set(itertools.islice(ids_in_a_row(), 5_000)) for _ in range(2))
    assert not first & second


def test_one_key_is_shaped_like_those_in_a_row() -> None:
    """Keys made singly and in bulk sort together."""
    key, bulk = new_id(), next(ids_in_a_row())
    assert len(key) == len(bulk) == 32
    assert key[12] == bulk[12] == "7"
    assert abs(int(key[:12], 16) - int(bulk[:12], 16)) < 60_000, "both begin with the moment in milliseconds"
