"""Forecasts reckoned in a process of their own: statsmodels takes seconds to load and holds an interpreter while it
fits. Questions: `values` (float64), `begin`, `width`, `now`, `hours`, `zone`, `holidays`, `aside`; answers: the fields
of a `Forecast`, arrays as bytes, or `trouble` (a sentence)."""

import dataclasses
import sys
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from opscenter.domain.local_week import LocalWeek
from opscenter.station.forecast_model import Floats, Forecast, forecast
from opscenter.station.frames import FrameError, receive, send
from opscenter.station.own_process import OwnProcess

MODULE = "opscenter.station.forecast_process"
_ARRAYS = {"time": "<i8", "value": "<f8", "low": "<f8", "high": "<f8"}


class ForecastProcess:
    """Used by one thread; any may `close` it."""

    def __init__(self) -> None:
        self._process = OwnProcess(MODULE)

    def forecast(self, values: Floats, begin: int, width: int, week: LocalWeek, now: int, hours: int) -> Forecast:
        """As `forecast_model.forecast`. Raises OSError when the process cannot, or is closed."""
        self._process.send(
            {
                "values": values.astype("<f8").tobytes(), "begin": begin, "width": width, "now": now, "hours": hours,
                "zone": week.zone, "holidays": [day.isoformat() for day in week.holidays], "aside": week.aside,
            }
        )  # fmt: skip
        told = self._process.receive()
        if "trouble" in told:
            raise FrameError(str(told["trouble"]))
        arrays: dict[str, Any] = {name: np.frombuffer(told.pop(name), code) for name, code in _ARRAYS.items()}
        return Forecast(**told, **arrays)

    def rest(self) -> None:
        """Let it go until it is needed again."""
        self._process.rest()

    def close(self) -> None:
        """End it."""
        self._process.close()


def reckoned(asked: dict[str, Any]) -> dict[str, Any]:
    """The answer to a question."""
    week = LocalWeek(
        ZoneInfo(asked["zone"]), [date.fromisoformat(day) for day in asked["holidays"]], aside=asked["aside"]
    )
    values = np.frombuffer(asked["values"], "<f8").astype(np.float64)
    found = forecast(values, asked["begin"], asked["width"], week, asked["now"], asked["hours"])
    told = {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}
    return {**told, **{name: told[name].astype(code).tobytes() for name, code in _ARRAYS.items()}}


def main() -> None:
    """The process: answers until its input ends."""
    while True:
        try:
            asked = receive(sys.stdin.buffer)
        except FrameError:
            return
        try:
            told = reckoned(asked)
        except (
            ArithmeticError,
            LookupError,
            TypeError,
            ValueError,
        ) as error:  # one series that cannot be reckoned is no end of all others
            told = {"trouble": f"it could not be reckoned: {type(error).__name__}: {error}"[:300]}
        send(sys.stdout.buffer, told)


if __name__ == "__main__":
    main()
