"""Samples of many series, and bins of them, the same however they are cut into groups and wherever they lie."""

import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from opscenter.history.bin_extraction import BinExtraction, Clock
from opscenter.history.blocks import Columns
from opscenter.history.cutting import cut
from opscenter.history.extraction import CellPart, Extraction
from opscenter.history.merging import merge, of_segment
from opscenter.history.queries import Queries
from opscenter.history.rollup import COLUMNS, DAY, HOUR, MINUTES_5, roll_up
from opscenter.history.schema import FILE_NAME, connect
from opscenter.history.tier_tasks import add_chunks, begin_run, finish_run
from tests.support.damaged_file import change_block
from tests.support.recorded_city import T0, record

EVER = 2**62


def seal(path: Path, segments: int, *, drop: int = 0) -> None:
    """The oldest segments in two runs (half each); of the first `drop` runs the samples are gone."""
    db = connect(path)
    numbers = [row[0] for row in db.execute("SELECT id FROM segment ORDER BY id LIMIT ?", (segments,))]
    for half in (numbers[: segments // 2], numbers[segments // 2 :]):
        run = begin_run(0)(db)
        first, last, count, size = EVER, -EVER, 0, 0
        for piece in cut(merge([of_segment(db, number) for number in half])):
            add_chunks(run, piece)(db)
            for chunk in piece.chunks:
                first, last = min(first, chunk.first), max(last, chunk.last)
                count, size = count + chunk.count, size + len(chunk.block)
        if drop > 0:
            drop, size = drop - 1, 0
            db.execute("DELETE FROM run_chunk WHERE run = ?", (run,))
        finish_run(run, first=first, last=last, count=count, size=size, until_segment=half[-1])(db)
    db.close()


@pytest.fixture(scope="module")
def unsealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unsealed")
    record(folder, minutes=40, channels=3)
    return folder / FILE_NAME


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recorded")
    record(folder, minutes=40, channels=7)
    seal(folder / FILE_NAME, 20)
    return folder / FILE_NAME


def whole(path: Path, most_rows: int, cells: list[int], since: int = 0, until: int = EVER) -> dict[int, list[CellPart]]:
    db = connect(path, read_only=True)
    found: dict[int, list[CellPart]] = {}
    done = 0.0
    for part in Extraction(db, cells, since, until, most_rows=most_rows).parts():
        assert list(found)[-1:] in ([], [part.cell]) or part.cell > list(found)[-1]
        assert done <= part.done <= 1
        done = part.done
        found.setdefault(part.cell, []).append(part)
    db.close()
    return found


@pytest.mark.parametrize("most_rows", [2_000_000, 700, 33])
def test_every_sample_of_every_series_once_in_order(recorded: Path, most_rows: int) -> None:
    queries = Queries(recorded)
    registry = queries.registry()
    numbers = {cell for cell, (_, name, _) in enumerate(registry.cells) if name == "fillRatio"}
    found = whole(recorded, most_rows, list(range(len(registry.cells))))
    for cell in numbers:
        samples, _ = queries.series(cell, 0, EVER)
        assert np.array_equal(np.concatenate([part.time for part in found[cell]]), samples.time)
        assert np.array_equal(np.concatenate([part.value for part in found[cell]]), samples.value)
        assert np.array_equal(np.concatenate([part.quality for part in found[cell]]), samples.quality)
        assert len(samples.time) == 480
        if most_rows < 480:
            assert len(found[cell]) > 1
    queries.close()


def test_a_span_has_both_its_ends(recorded: Path) -> None:
    found = whole(recorded, 2_000_000, [0], T0 + 5_000, T0 + 60_000)
    assert found[0][0].time.tolist() == list(range(T0 + 5_000, T0 + 60_001, 5_000))


def test_texts_come_as_changes(recorded: Path) -> None:
    queries = Queries(recorded)
    cells = {name: cell for cell, (_, name, _) in enumerate(queries.registry().cells)}
    queries.close()
    found = whole(recorded, 2_000_000, [cells["gateState"]])
    (part,) = found[cells["gateState"]]
    assert part.text == ["open", "closed", "open", "closed"] or part.text == ["closed", "open", "closed", "open"]
    assert np.isnan(part.value).all()


def test_what_is_damaged_is_told_and_the_rest_comes(unsealed: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(unsealed, tmp_path))
    seal(path, 20)
    change_block(path, "run_chunk", "block", "id", 1)
    db = connect(path, read_only=True)
    extraction = Extraction(db, [0], 0, EVER)
    times = np.concatenate([part.time for part in extraction.parts()])
    db.close()
    assert 200 < len(times) < 480
    assert list(extraction.damaged) == ["a chunk of the run 1"]


@pytest.mark.parametrize("width", [7_000, 60_000, MINUTES_5, 600_000, HOUR, DAY])
@pytest.mark.parametrize("drop", [0, 1])
def test_bins_are_those_of_the_samples(unsealed: Path, tmp_path: Path, width: int, drop: int) -> None:
    path = Path(shutil.copy(unsealed, tmp_path))
    cells = list(range(3))
    samples = whole(path, 2_000_000, cells)
    seal(path, 20, drop=drop)
    clock = Clock(width)
    db = connect(path, read_only=True)
    found: dict[int, list[Columns]] = {}
    for part in BinExtraction(db, cells, clock.begin(T0), clock.after(T0 + 40 * 60_000) - 1, clock).bins():
        found.setdefault(part.cell, []).append(part.bins)
    db.close()
    gone = drop and width % MINUTES_5  # samples that are gone leave roll-ups of five minutes and wider
    for cell in cells:
        (part,) = samples[cell]
        if part.text is not None:
            continue
        numbers = np.full(len(part.time), cell)
        wanted = roll_up(numbers, part.time, part.value, part.quality, width)
        bins = {name: np.concatenate([one[name] for one in found[cell]]) for name in COLUMNS}
        if gone:
            assert 0 < len(bins["time"]) < len(wanted["time"])
            continue
        for name in COLUMNS:
            assert np.allclose(bins[name], wanted[name], equal_nan=True), name


def test_days_are_those_of_the_zone_at_both_changes_of_the_clock() -> None:
    clock = Clock(DAY, ZoneInfo("Europe/Berlin"))
    spring = 1_774_738_800_000  # 2026-03-28T23:00:00Z: midnight in Berlin, 23 hours until the next
    assert clock.begin(spring) == clock.begin(spring + 23 * HOUR - 1) == spring
    assert clock.after(spring) == spring + 23 * HOUR
    autumn = 1_792_879_200_000  # 2026-10-24T22:00:00Z: 25 hours
    assert clock.begin(autumn + 25 * HOUR - 1) == autumn
    assert clock.after(autumn + 12 * HOUR) == autumn + 25 * HOUR
    assert Clock(7 * DAY).begin(1_795_000_000_000) == 1_794_787_200_000  # Monday 2026-11-16


def test_no_bin_is_in_two_parts(recorded: Path) -> None:
    clock = Clock(MINUTES_5)
    db = connect(recorded, read_only=True)
    whole_span = (clock.begin(T0), clock.after(T0 + 40 * 60_000) - 1)
    some = BinExtraction(db, [0, 1], *whole_span, clock)
    some._most_rows = 5  # read in many halves
    found = [(part.cell, time) for part in some.bins() for time in part.bins["time"].tolist()]
    wanted = BinExtraction(db, [0, 1], *whole_span, clock)
    assert found == [(part.cell, time) for part in wanted.bins() for time in part.bins["time"].tolist()]
    assert len(set(found)) == len(found) == 9
    db.close()


def test_nothing_is_nothing(tmp_path: Path) -> None:
    record(tmp_path, minutes=1, channels=1)
    assert whole(tmp_path / FILE_NAME, 100, [0], 5, 10) == {}
