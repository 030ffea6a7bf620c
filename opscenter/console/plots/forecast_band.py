"""Forecasts of plotted series, as the station makes them: asked for, kept for some minutes, put in words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from opscenter.console.plots.derived import DerivedSeries
from opscenter.console.plots.forecast_words import forecast_sentence
from opscenter.console.plots.series import Series
from opscenter.console.plots.stretch import Floats
from opscenter.console.session import Answer, Session

AGAIN_MS = 300_000
SOON_MS = 3_000
"""While it is being reckoned it is asked for again after so long."""
HOURS = 6
MOST = 200


@dataclass(slots=True)
class Ahead:
    """`x` (ms, middles of steps), `low`, `value`, `high` as they are shown; `told`: the answer's header."""

    asked_at: int = 0
    waiting: bool = False
    refused: str = ""
    told: dict[str, Any] = field(default_factory=dict)
    x: Floats = field(default_factory=lambda: np.empty(0))
    low: Floats = field(default_factory=lambda: np.empty(0))
    value: Floats = field(default_factory=lambda: np.empty(0))
    high: Floats = field(default_factory=lambda: np.empty(0))

    @property
    def there(self) -> bool:
        """Whether there is something to draw."""
        return len(self.x) > 0

    def within(self, since: float, until: float) -> tuple[Floats, Floats, Floats, Floats]:
        """(x, low, value, high) from the last step before a span to the first after it."""
        first = max(0, int(np.searchsorted(self.x, since)) - 1)
        last = int(np.searchsorted(self.x, until, "right")) + 1
        return self.x[first:last], self.low[first:last], self.value[first:last], self.high[first:last]


class Forecasts:
    """`arrived()` is called when an answer came."""

    def __init__(self, session: Session, arrived: Callable[[], None]) -> None:
        self._session = session
        self._arrived = arrived
        self._known: dict[tuple[str, str], Ahead] = {}

    def of(self, series: Series) -> Ahead | None:
        """What is known of a series; None where nothing can be known: of states, and of what is derived here."""
        if isinstance(series, DerivedSeries) or series.is_text:
            return None
        return self._known.get((series.entity, series.attribute)) or Ahead()

    def want(self, series: Series, now: int) -> None:
        """Ask for it, unless it is known."""
        if isinstance(series, DerivedSeries) or series.is_text or no_forecast(self._session):
            return
        key = (series.entity, series.attribute)
        ahead = self._known.get(key)
        if ahead is None and len(self._known) >= MOST:
            self._known.pop(next(iter(self._known)))
        ahead = self._known.setdefault(key, Ahead())
        after = SOON_MS if ahead.told.get("state") == "computing" else AGAIN_MS
        if ahead.waiting or (ahead.asked_at and now - ahead.asked_at < after):
            return
        ahead.waiting = True
        factor = series.factor(self._session)

        def on_answer(answer: Answer) -> None:
            ahead.waiting, ahead.asked_at, ahead.refused = False, now, answer.refused
            _fill(ahead, answer, factor)
            self._arrived()

        args = {"entity": series.entity, "attribute": series.attribute, "hours": HOURS}
        self._session.query("forecast", args, on_answer)

    def sentence(self, series: Series) -> str:
        """How far to trust it, or why there is none."""
        if why_not := no_forecast(self._session):
            return why_not
        ahead = self.of(series)
        if ahead is None:
            return forecast_sentence({"state": "no-number"}, "", 1.0)
        if ahead.refused:
            return ahead.refused
        return forecast_sentence(ahead.told, series.unit(self._session), series.factor(self._session))


def no_forecast(session: Session) -> str:
    """Why nothing can be foreseen here at all, in a sentence; "" where it can."""
    if not session.recorded:
        return ""
    return QCoreApplication.translate(
        "Overlays", "A recording is too short to foresee from. The live window has forecasts, out of days of history."
    )


def _fill(ahead: Ahead, answer: Answer, factor: float) -> None:
    columns = answer.columns
    ahead.told = dict(answer.header)
    width = answer.header.get("width")
    time = np.asarray(columns.get("time", np.empty(0)), np.float64)
    found = [np.asarray(columns.get(name, np.empty(0)), np.float64) * factor for name in ("low", "value", "high")]
    if any(len(each) != len(time) for each in found):
        time, found = time[:0], [each[:0] for each in found]
    ahead.x = time - (width / 2 if isinstance(width, int | float) else 0)
    ahead.low, ahead.value, ahead.high = found
