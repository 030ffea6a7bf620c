"""Very many series are learnt about out of their roll-ups: near to what their samples say, sealed or not, wherever."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from opscenter.history.rollup import HOUR
from opscenter.history.sealer import Sealer
from opscenter.station.learning import Learning
from opscenter.station.rebuild_comparison import compare
from opscenter.station.rebuilding import NOTHING_GOES, Rebuilding
from opscenter.station.wide_learning import learn_wide
from opscenter.station.wide_process import WideProcess
from tests.unit.station.test_learning import END, HOUR_MS, START, WEEK, WEEKS, Town
from tests.unit.station.test_usual_over_restart import only_unusual

NARROW = 22_000
"""A budget in which there is room for one closely watched series."""


@pytest.fixture
def town(tmp_path: Path) -> Any:
    (tmp_path / "old").mkdir()
    town = Town(tmp_path / "old", catalogue=only_unusual(), limits=NOTHING_GOES)
    town.live(START, WEEKS * 7)
    yield town
    town.store.writer.close()


def narrow(town: Town, **more: Any) -> Learning:
    return town.learning(budget=NARROW, **more)


def test_what_has_no_room_is_learnt_from_its_hours(town: Town) -> None:
    learning = narrow(town)
    learning.learn(END + HOUR_MS)
    ((usual, state),) = town.told
    expected = town.expected()
    np.testing.assert_array_equal(usual.cells, expected.cells)
    assert (state.watched, state.known, state.left_out, state.wide_until) == (2, 2, 0, END)
    # One of them closely, out of its samples; the other out of its hours, with two readings each.
    closely = 0 if np.array_equal(usual.median[0], expected.median[0]) else 1
    np.testing.assert_array_equal(usual.median[closely], expected.median[closely])
    assert 0 < np.median(np.abs(usual.median[1 - closely] - expected.median[1 - closely])) < 1.5
    assert 0.6 < np.median(usual.spread[1 - closely] / expected.spread[1 - closely]) < 1.6
    learning.learn(END + 2 * HOUR_MS)
    assert learning.state.wide_until == END, "once a day"
    learning.learn(END + 26 * HOUR_MS)
    assert learning.state.wide_until == END + 25 * HOUR_MS
    learning._queries.close()


def test_roll_ups_and_samples_say_the_same_and_so_does_another_process(town: Town) -> None:
    queries = town.store.queries()
    cells = np.arange(4, dtype=np.int64)
    unsealed = learn_wide(queries, cells, WEEK, START, END)
    sealer = Sealer(town.store.path, town.store.writer, rest=0.0)
    sealer.seal()
    sealer.close()
    assert queries._db().execute("SELECT count(*) FROM rollup_chunk WHERE width = ?", (HOUR,)).fetchone()[0] > 0
    told: list[float] = []
    sealed = learn_wide(queries, cells, WEEK, START, END, progress=told.append)
    process = WideProcess(town.store.path)
    elsewhere = process.learn(cells, WEEK, START, END, lambda share: None)
    process.close()
    assert unsealed.samples == sealed.samples == elsewhere.samples == 4 * WEEKS * 7 * 48
    for other in (sealed, elsewhere):
        for name in ("cells", "median", "spread", "days", "basis"):
            np.testing.assert_array_equal(getattr(unsealed.usual, name), getattr(other.usual, name))
    assert told == [1.0]
    queries.close()


def test_a_process_that_is_ended_is_no_end_of_learning(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    process = WideProcess(town.store.path)
    process.close()
    learning = narrow(town, wide=process.learn)
    learning.learn(END + HOUR_MS)
    ((usual, _),) = town.told
    assert len(usual) == 1, "the closely watched one"
    assert "cannot be learnt now" in caplog.text
    caplog.clear()
    learning._queries.close()


def test_a_rebuilt_history_learns_it_as_of_then(town: Town, tmp_path: Path) -> None:
    learning = narrow(town)
    learning.learn(END + HOUR_MS)
    learning._queries.close()
    for beat in (END + HOUR_MS + 1_000, END + HOUR_MS + 2_000):
        if beat % 2_000:
            town.engine.take_usual(*town.told[0], beat)
        from opscenter.domain.batch import Batch

        record = town.engine.take(Batch(), beat).record
        if record is not None:
            town.store.writer.post(record)
    town.store.writer.post(town.engine.checkpoint(END + HOUR_MS + 3_000))
    assert town.store.writer.flush(60)
    (tmp_path / "again").mkdir()
    rebuilding = Rebuilding(town.store.path, tmp_path / "again", only_unusual(), WEEK, learning_budget=NARROW)
    assert not rebuilding.rebuild().notes
    assert compare(town.store.path, tmp_path / "again" / "history.sqlite", only_unusual()).journal.same
