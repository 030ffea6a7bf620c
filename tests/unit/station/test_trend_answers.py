"""`series` and `series-many` say what was published, out of memory, segments and runs alike."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from opscenter.history.queries import Queries
from opscenter.history.sealer import Sealer
from opscenter.station.hot import HotWindow
from opscenter.station.requests import Request
from opscenter.station.trend_answers import AWAY_SHOWN_MS, MAX_SERIES, TrendAnswers
from opscenter.wire.desk import unpack
from tests.support.recorded_moments import BEAT, Recorded
from tests.unit.station.test_engine import T0

ROAD = "urn:road:1"
BEATS = 400
IN_MEMORY = 30_000
"""Bytes: some sixty beats."""


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Recorded]:
    """Two roads that spoke at every beat, one of them with a spike; what is old is sealed, what is new in memory."""
    made = Recorded(tmp_path)
    made.engine.hot = HotWindow(IN_MEMORY, -(2**62))
    for number in range(BEATS):
        made.publish(ROAD, at=made.now, speed=500.0 if number == 123 else 20.0 + number % 10)
        made.publish("urn:road:2", at=made.now, speed=float(number))
        made.beat()
        if number % 20 == 19 and number < 350:
            made.store.writer.post(made.engine.checkpoint(made.now, keep=False))
            assert made.store.writer.flush(60), "each checkpoint closes a segment of its own"
    assert made.store.writer.flush(60)
    Sealer(made.store.path, made.store.writer, rest=0.0).seal()
    assert T0 < made.engine.hot.complete_after < T0 + BEATS * BEAT
    yield made
    made.end()


def ask(city: Recorded, what: str = "series", **args: Any) -> tuple[dict[str, Any], Any]:
    queries = city.store.queries()
    answers = TrendAnswers(city.engine, queries)
    request = Request(b"", 1, what, args, "", lambda _, __: None)
    got: list[Any] = []
    request.reply = lambda _, frames: got.append(frames)
    try:
        header, columns = (answers.series if what == "series" else answers.series_many)(request)
        request.answer("result", header, columns)
    finally:
        queries.close()
    _, header, columns = unpack([bytes(frame) for frame in got[0]])
    return header, columns


def test_all_samples_wherever_they_are(city: Recorded) -> None:
    header, columns = ask(city, entity="urn:road:2", attribute="speed")
    assert (header["raw"], header["width"]) == (True, 0)
    assert columns["value"].tolist() == list(range(BEATS))
    assert columns["time"].tolist() == [T0 + number * BEAT for number in range(BEATS)]


def test_when_no_station_recorded_is_a_gap_unless_it_was_told_later(
    city: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = T0 + BEATS * BEAT
    monkeypatch.setattr(Queries, "away", lambda *_: [[T0 + 1, T0 + 5 * BEAT], [end, end + 150_000]])
    for points in (0, 50):
        asked = {"from": T0, "to": end + 300_000, "points": points}
        assert ask(city, entity=ROAD, attribute="speed", **asked)[0]["gaps"] == [[end, end + 150_000]]
        assert ask(city, "series-many", series=[[ROAD, "speed"]], **asked)[0]["gaps"] == [[end, end + 150_000]]
    late = {"from": end + 300_000 - AWAY_SHOWN_MS - 1, "to": end + 300_000}
    assert ask(city, entity=ROAD, attribute="speed", **late)[0]["gaps"] == []


def test_bins_keep_the_peak_and_tell_mean_and_count(city: Recorded) -> None:
    header, columns = ask(city, entity=ROAD, attribute="speed", points=50)
    assert not header["raw"] and header["width"] >= BEATS * BEAT // 50
    assert len(columns["time"]) <= 50 and columns["count"].sum() == BEATS
    assert columns["high"].max() == 500.0
    begins = columns["first_time"] // header["width"]
    assert (begins == columns["time"] // header["width"]).all() and (np.diff(begins) > 0).all()
    everything = ask(city, entity=ROAD, attribute="speed")[1]["value"]
    assert (columns["mean"] * columns["count"]).sum() == pytest.approx(everything.sum())
    assert columns["first"][0] == everything[0] and columns["last"][-1] == everything[-1]


def test_many_series_in_one_question(city: Recorded) -> None:
    names = [[ROAD, "speed"], ["urn:road:2", "speed"], ["urn:road:3", "speed"], [ROAD, "speed"]]
    header, columns = ask(city, "series-many", series=names, points=50)
    told = header["series"]
    assert [[one["entity"], one["attribute"]] for one in told] == names
    assert "No entity" in told[2]["problem"] and told[2]["rows"] == 0
    ends = np.cumsum([one["rows"] for one in told])
    single = ask(city, entity="urn:road:2", attribute="speed", points=50)[1]
    for name, column in single.items():
        np.testing.assert_array_equal(columns[name][ends[0] : ends[1]], column)
    np.testing.assert_array_equal(columns["high"][: ends[0]], columns["high"][ends[2] :])


def test_few_samples_come_as_bins_of_one_each(city: Recorded) -> None:
    header, columns = ask(city, "series-many", series=[[ROAD, "speed"]], points=BEATS)
    assert header["series"][0] == {"entity": ROAD, "attribute": "speed", "raw": True, "width": 0, "rows": BEATS}
    assert columns["count"].tolist() == [1] * BEATS
    assert (columns["low"] == columns["high"]).all() and (columns["mean"] == columns["last"]).all()


def test_without_the_disk_what_is_in_memory_is_shown(city: Recorded, caplog: pytest.LogCaptureFixture) -> None:
    city.store.path.rename(city.store.path.with_suffix(".gone"))
    try:
        _, columns = ask(city, entity=ROAD, attribute="speed", points=50)
    finally:
        city.store.path.with_suffix(".gone").rename(city.store.path)
    assert 10 < columns["count"].sum() < BEATS / 2
    assert "only what is in memory" in caplog.text


@pytest.mark.parametrize("series", [None, [], "all", [["a"]], [["a", 3]], [["a", "b"]] * (MAX_SERIES + 1)])
def test_a_list_that_is_none_is_refused(city: Recorded, series: Any) -> None:
    with pytest.raises(ValueError, match="pairs"):
        ask(city, "series-many", series=series)
