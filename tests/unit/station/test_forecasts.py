"""The query `forecast`: never waits, says why there is none, and reads what it reckons with from the history."""

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from opscenter.domain.local_week import DAY_MS, HOUR_MS, LocalWeek
from opscenter.station.forecast_model import FEWEST_DAYS, MOST_DAYS, Floats, Forecast
from opscenter.station.forecast_process import ForecastProcess, reckoned
from opscenter.station.forecasts import FRESH_MS, Forecasts
from opscenter.station.requests import Request
from opscenter.wire.desk import unpack
from tests.support.programs import eventually
from tests.unit.station.test_forecast_model import HALF, START, course
from tests.unit.station.test_learning import END, WEEK, WEEKS, Town
from tests.unit.station.test_learning import START as BEGAN


class Reckons:
    """Counts and keeps what it is asked; answers when it is let."""

    def __init__(self) -> None:
        self.asked: list[tuple[Floats, int, int, int, int]] = []
        self.may = threading.Event()
        self.fails = ""
        self.closed = self.rested = False

    def forecast(self, values: Floats, begin: int, width: int, week: LocalWeek, now: int, hours: int) -> Forecast:
        assert self.may.wait(60)
        self.asked.append((values, begin, width, now, hours))
        if self.fails:
            raise OSError(self.fails)
        time = now + width * np.arange(1, 3)
        value = np.array([1.0, 2.0])
        return Forecast("ready", "", now, time, value, value - 1, value + 1, 0.5, 2.0, 3.0, float("nan"), 0.8, 1.0, 100)

    def rest(self) -> None:
        self.rested = True

    def close(self) -> None:
        self.closed = True
        self.may.set()


@pytest.fixture
def asked(tmp_path: Path) -> Any:
    town = Town(tmp_path)
    town.live(BEGAN, WEEKS * 7)
    reckons = Reckons()
    now = [END]
    store = town.store
    forecasts = Forecasts(
        town.engine, store.queries(), store.queries(), store.writer.flush, reckons, WEEK, lambda: now[0]
    )
    forecasts.start()

    def ask(**args: Any) -> tuple[str, dict[str, Any], Any]:
        got: list[Any] = []
        asked = {"entity": "urn:road:a", "attribute": "speed", **args}
        assert forecasts.take(Request(b"", 1, "forecast", asked, "", lambda _, frames: got.append(frames)))
        eventually(lambda: bool(got), "it is answered")
        return unpack([bytes(frame) for frame in got[0]])

    yield ask, reckons, now
    forecasts.close()
    assert reckons.closed
    store.writer.close()


def test_it_is_reckoned_while_nobody_waits_and_kept_for_a_while(asked: Any) -> None:
    ask, reckons, now = asked
    kind, header, columns = ask()
    assert (kind, header["state"], columns) == ("result", "computing", {})
    assert ask()[1]["state"] == "computing", "asked twice, reckoned once"
    reckons.may.set()
    eventually(lambda: ask()[1]["state"] == "ready", "it is there")
    _, header, columns = ask()
    assert len(reckons.asked) == 1
    assert (header["mae"], header["mae_last"], header["mae_week"]) == (0.5, 2.0, None)
    assert (header["share"], header["days"], header["width"]) == (0.8, 7, 1_800_000)
    assert columns["low"].tolist() == [0.0, 1.0]
    now[0] += FRESH_MS
    assert ask()[1]["state"] == "ready", "the one before, until there is a newer"
    eventually(lambda: len(reckons.asked) == 2, "it is reckoned anew")


def test_it_is_reckoned_from_the_means_of_steps_as_narrow_as_there_are_readings(asked: Any) -> None:
    ask, reckons, _ = asked
    reckons.may.set()
    ask(hours=2)
    eventually(lambda: bool(reckons.asked), "it is reckoned")
    values, begin, width, now, hours = reckons.asked[0]
    assert (width, hours, now) == (HALF, 2, END), "two readings an hour"
    assert begin == END - (MOST_DAYS + 1) * DAY_MS
    assert len(values) == (MOST_DAYS + 1) * 48
    known = np.isfinite(values)
    assert known.sum() == WEEKS * 7 * 48
    assert known[-1]
    assert 30 <= np.nanmean(values) <= 60


def test_what_cannot_be_reckoned_says_so_and_others_go_on(asked: Any, caplog: pytest.LogCaptureFixture) -> None:
    ask, reckons, _ = asked
    reckons.fails = "a process of the station ended early"
    reckons.may.set()
    eventually(lambda: ask()[1]["state"] == "failed", "it has failed")
    assert "ended early" in ask()[1]["reason"]
    caplog.clear()
    reckons.fails = ""
    ask(entity="urn:road:b")
    eventually(lambda: ask(entity="urn:road:b")[1]["state"] == "ready", "the other is there")


@pytest.mark.parametrize("args", [{"hours": 0}, {"hours": 7}, {"hours": "x"}, {"entity": "urn:nobody"}])
def test_a_wrong_question_is_refused(asked: Any, args: dict[str, Any]) -> None:
    ask, _, _ = asked
    kind, header, _ = ask(**args)
    assert kind == "refused"
    assert header["reason"].endswith(".")


def test_the_other_process_answers_as_this_one_would_and_again_after_its_end() -> None:
    values = course(1)
    week = LocalWeek(WEEK._zone, aside=True)
    process = ForecastProcess()
    try:
        for _ in range(2):
            found = process.forecast(values, START, HALF, week, START + len(values) * HALF, 6)
            assert (found.state, found.reason) == ("short", f"There are less than {FEWEST_DAYS} days of history.")
            process.rest()
    finally:
        process.close()
    with pytest.raises(OSError, match="stops"):
        process.forecast(values, START, HALF, week, START, 6)


def test_what_goes_over_the_pipe_is_the_whole_forecast() -> None:
    values = course(28)
    asked = {
        "values": values.astype("<f8").tobytes(), "begin": START, "width": HALF, "now": START + 28 * DAY_MS,
        "hours": 3, "zone": "UTC", "holidays": ["2026-12-25"], "aside": False,
    }  # fmt: skip
    told = reckoned(asked)
    assert told["state"] == "ready"
    assert len(np.frombuffer(told["value"], "<f8")) == 3 * HOUR_MS // HALF
    assert told["coverage"] > 0.5
