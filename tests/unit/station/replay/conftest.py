"""An incident of the demo city for all that plays it."""

from pathlib import Path

import pytest

from tests.support.played_incident import lived_incident


@pytest.fixture(scope="session")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An incident file, in the folder of the history it was cut out of. Look, do not touch."""
    return lived_incident(tmp_path_factory.mktemp("cut"))
