"""One closed vault per run, copied for each test, and this computer's memory of vaults for each test alone."""

import pytest

from tests.support.desks import copy_vault, make_desk


@pytest.fixture(autouse=True)
def own_memory(tmp_path, monkeypatch):
    """Nothing a test opens is remembered outside it."""
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "memory"))


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A closed vault with its lists and its officer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HIPDESK_DATA", str(tmp_path_factory.mktemp("memory")))
        folder = tmp_path_factory.mktemp("template")
        make_desk(folder).close()
    return folder / "marlbridge.hipdesk"


@pytest.fixture
def vault(template, tmp_path):
    """A closed vault of this test's own."""
    return copy_vault(template, tmp_path / "marlbridge.hipdesk")
