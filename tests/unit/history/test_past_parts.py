"""A moment whose segments are gone is put together out of runs, as far as these can be read."""

from pathlib import Path

import pytest

from opscenter.history.past_parts import numbers_in_runs
from tests.support.sealed import Sealed

T0 = 1_800_000_000_000


def test_a_damaged_chunk_of_a_run_costs_only_itself(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    history = Sealed(tmp_path)
    history.run([(0, T0, 1.0, 0), (0, T0 + 1_000, 2.0, 0)])
    history.run([(1, T0 + 1_000, 3.0, 0)])
    history.db.execute("UPDATE run_chunk SET block = x'00' WHERE id = (SELECT min(id) FROM run_chunk)")
    found = numbers_in_runs(history.db, T0, T0 + 9_000)
    assert found is not None
    assert (found["cell"].tolist(), found["value"].tolist()) == ([1], [3.0])
    assert "passed over" in caplog.text
    caplog.clear()
    history.close()
