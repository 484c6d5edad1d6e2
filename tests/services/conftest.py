"""Fixtures of the service tests: an office of its own for every test."""

import pytest

from tests.support.office import build_template, copy_template


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """The database every office of this run is copied from."""
    return build_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def office(template, tmp_path):
    """An office with its lists in place and nothing else."""
    opened = copy_template(template, tmp_path)
    yield opened
    opened.close()
