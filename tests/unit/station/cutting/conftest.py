"""One recorded city for all."""

from pathlib import Path

import pytest

from tests.support.cut_city import live_in


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its history."""
    folder = tmp_path_factory.mktemp("lived")
    live_in(folder)
    return folder
