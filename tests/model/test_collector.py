"""The garbage collector is put out of the way and comes back."""

import gc

import pytest

from hipdesk.kernel import collector


def test_settle_when_undone_then_everything_is_walked_again() -> None:
    """What is there is set aside while a vault is open, and no longer."""
    collector.settle()
    held = gc.get_freeze_count()
    collector.unsettle()
    assert held > 0
    assert gc.get_freeze_count() == 0


def test_at_rest_when_nested_or_broken_off_then_collecting_goes_on_afterwards() -> None:
    """Neither an inner block nor a fault leaves the collector switched off or anything set aside."""
    gc.unfreeze()
    with pytest.raises(ValueError, match="broken off"), collector.at_rest():
        with collector.at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise ValueError("broken off")
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
