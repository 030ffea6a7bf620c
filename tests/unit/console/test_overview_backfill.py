"""Trends from before the console was opened: asked for where that is cheap, honest about what is missing."""

import numpy as np
import pytest
from PySide6.QtCore import QObject

from opscenter.console.overview.backfill import MOST_CELLS, Backfill, held, reduced
from opscenter.console.overview.figures import SAMPLE_MS, TREND, Overview, Trend
from opscenter.console.session import Session
from opscenter.domain.catalogue import Catalogue, KeyFigure, Kind, System
from opscenter.domain.quality import Quality
from tests.support.fake_city import FakeChannel, make_session

HOLD = 60_000


def _overview(entities: int, reduce: str = "mean") -> tuple[Overview, Session, FakeChannel]:
    figure = KeyFigure("TrafficFlowObserved", "averageVehicleSpeed", reduce, {"en": "Speed"})
    catalogue = Catalogue(
        {"traffic": System("traffic", 1, {"en": "Traffic"}, "traffic", (figure,))},
        {"TrafficFlowObserved": Kind("TrafficFlowObserved", "traffic", {"en": "Detector"}, stale_after_ms=HOLD)},
    )
    session = make_session(entities, 0, catalogue=catalogue)
    overview = Overview(session.mirror, catalogue)
    overview.catch_up()
    assert isinstance(session.channel, FakeChannel)
    return overview, session, session.channel


def _answer(channel: FakeChannel, values: list[float], quality: int = Quality.GOOD) -> None:
    args = channel.asked[-1][1]["args"]
    times = np.linspace(args["from"], args["to"], len(values)).astype(np.int64)
    channel.answer({}, {"time": times, "value": np.array(values), "quality": np.full(len(values), quality, np.uint8)})


def test_a_value_is_held_as_long_as_its_kind_allows() -> None:
    grid = np.arange(0, 100, 10)
    found = held(grid, np.array([20, 60]), np.array([1.0, 2.0]), np.array([0, 0], np.uint8), 20)
    assert np.array_equal(found, [np.nan, np.nan, 1, 1, 1, np.nan, 2, 2, 2, np.nan], equal_nan=True)


def test_bad_values_are_no_history() -> None:
    grid = np.arange(0, 30, 10)
    found = held(grid, np.array([0, 10]), np.array([1.0, 9.0]), np.array([Quality.GOOD, Quality.BAD], np.uint8), 100)
    assert found.tolist() == [1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("how", "expected"), [("mean", [2, 2, 3]), ("max", [3, 3, 3]), ("min", [1, 1, 3]), ("sum", [6, np.nan, np.nan])]
)
def test_what_is_missing_is_not_made_up(how: str, expected: list[float]) -> None:
    columns = [np.array([1.0, 1.0, np.nan]), np.array([2.0, np.nan, np.nan]), np.array([3.0, 3.0, 3.0])]
    if how != "sum":
        expected = [*expected[:2], np.nan]  # one of three is less than half
    assert np.array_equal(reduced(how, columns), expected, equal_nan=True)


def test_a_figure_of_few_entities_gets_its_half_hour_one_question_at_a_time() -> None:
    overview, session, channel = _overview(24)
    figure = overview.tiles[0].figures[0]
    cells = overview.cells_of(figure)
    assert 1 < len(cells) <= MOST_CELLS
    owner = QObject()
    Backfill(overview, session, owner).start()
    for number in range(len(cells)):
        assert len(channel.asked) == number + 1
        _answer(channel, [10.0 * number] * 60)
    assert len(channel.asked) == len(cells)
    place, value = figure.trend.series(session.now)
    assert place[0] < 0.01 and place[-1] == pytest.approx(1.0)
    assert set(value.tolist()) == {10.0 * (len(cells) - 1) / 2}


def test_a_figure_of_many_entities_asks_for_nothing() -> None:
    overview, session, channel = _overview(8 * (MOST_CELLS + 1))
    owner = QObject()
    Backfill(overview, session, owner).start()
    assert not channel.asked


def test_a_refusal_ends_the_asking() -> None:
    overview, session, channel = _overview(24)
    owner = QObject()
    Backfill(overview, session, owner).start()
    channel.answer(refused="There is no history.")
    assert len(channel.asked) == 1
    assert len(overview.tiles[0].figures[0].trend.series(session.now)[0]) == 0


def test_what_was_before_joins_what_came_since() -> None:
    trend = Trend()
    now = 10_000_000
    for step in range(5):
        trend.add(now + step * SAMPLE_MS, 5.0)
    times = now + SAMPLE_MS * np.arange(-TREND, 3, dtype=np.int64)
    trend.fill(times, np.full(len(times), 1.0))
    trend.add(now + 5 * SAMPLE_MS, 5.0)
    place, value = trend.series(now + 5 * SAMPLE_MS)
    assert np.all(np.diff(place) > 0)
    assert value.tolist() == [1.0] * (TREND - 6) + [5.0] * 6
