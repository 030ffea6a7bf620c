"""The benchmark of the history runs on tiny sizes and tells what scripts rely on; how fast is nobody's business."""

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from opscenter.cli.bench import bench
from opscenter.history.made_up import make_history, parts_of, steady
from opscenter.history.queries import Queries
from opscenter.history.rollup import DAY
from opscenter.history.schema import FILE_NAME
from opscenter.station import bench_history_peers
from opscenter.station.bench_history_peers import lines_of

PROMISED = ("write_per_s", "bytes_per_sample", "open_ms_cold", "open_ms_warm", "year_ms", "review_ms")
T0 = 1_795_000_000_000 // DAY * DAY


def test_the_command_tells_its_figures_and_what_they_are_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPSCENTER_DATA", raising=False)
    sizes = "--seconds 1 --rate 2000 --entities 100 --series 8 --days 1 --year-days 2 --city-minutes 1"
    less = "--processes 1 --review-entities 100 --without-peers"
    done = CliRunner().invoke(bench, f"history {sizes} {less} --json".split())
    assert done.exit_code == 0, done.output
    figures: dict[str, Any] = json.loads(done.stdout)
    assert set(PROMISED) <= set(figures)
    assert figures["write_samples_sent"] == figures["write_samples_kept"] > 0 == figures["write_samples_lost"]
    assert 0 < figures["bytes_per_sample"] < figures["city_rows_bytes_per_sample"]
    assert "OPSCENTER_DATA" in figures["metr_la_bytes_per_sample_reason"]
    assert 0 < figures["review_ms"] <= figures["review_ms_worst"]
    for name in ("write_of", "bytes_per_sample_of", "open_of", "year_of", "review_of"):
        assert figures[name]
    assert figures["open_ms_cold"] > 0 and figures["year_ms"] == figures["year_ms_cold"]


def test_a_made_up_history_is_sealed_and_holds_what_it_says(tmp_path: Path) -> None:
    made = make_history(tmp_path, steady(3, 2, 60_000, T0))
    assert made["samples"] == made["sealed"] == 3 * 2 * 1_440
    queries = Queries(tmp_path / FILE_NAME)
    trend = queries.trends([1], T0, T0 + 2 * DAY, 0)[1]
    queries.close()
    expected = np.concatenate([part["value"][part["cell"] == 1] for part in steady(3, 2, 60_000, T0)])
    np.testing.assert_array_equal(trend.columns["value"], expected)


def test_parts_hold_every_sample_once() -> None:
    whole = next(steady(4, 1, 60_000, T0))
    parts = list(parts_of(whole, 7))
    assert 1 < len(parts) <= 7
    assert sum(len(part["time"]) for part in parts) == len(whole["time"])
    assert all(a["time"].max() < b["time"].min() for a, b in itertools.pairwise(parts))


def test_peers_are_told_every_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_history_peers, "LINES", 2)
    columns = {
        "cell": np.array([1, 2, 3]), "time": np.array([10, 20, 30]), "value": np.array([0.5, np.nan, 2.0]),
        "quality": np.zeros(3, np.uint8),
    }  # fmt: skip
    assert list(lines_of(columns)) == [b"s,cell=1 v=0.5 10", b"s,cell=3 v=2.0 30"]
