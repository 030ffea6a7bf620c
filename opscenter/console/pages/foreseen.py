"""What the station foresees for the curves of a page: asked one at a time, kept for some minutes."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.console.pages.curves import Curve
from opscenter.console.plots.sheet import Plain
from opscenter.console.plots.stretch import Floats
from opscenter.console.session import Answer, Session

AGAIN_MS = 600_000
COMPUTING_MS = 4_000
REFUSED_MS = 30_000
"""A series that nobody has recorded yet may be there soon."""
MOST = 60
MOST_HOURS = 6

Key = tuple[str, str]


@dataclass(slots=True)
class Forecast:
    """`value` within `low` and `high` at each `time` (Unix ms, ascending), as shown; empty where there is none.

    `share` (0..1) of what comes lies within; `error` is how far such forecasts were off, NaN where not known. `state`
    says why there is none (PROTOCOL.md), "" where that is not known.
    """

    time: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    value: Floats = field(default_factory=lambda: np.empty(0))
    low: Floats = field(default_factory=lambda: np.empty(0))
    high: Floats = field(default_factory=lambda: np.empty(0))
    share: float = math.nan
    error: float = math.nan
    state: str = ""

    def beyond(self, now: int, until: int) -> "Forecast":
        """What of it lies between two times."""
        mine = (self.time > now) & (self.time <= until)
        return Forecast(self.time[mine], self.value[mine], self.low[mine], self.high[mine], self.share, self.error)


class Foreseen:
    """`want` a curve's forecast, `of` a curve what is known. `arrived` is called when one came."""

    def __init__(self, session: Session, arrived: Callable[[], None]) -> None:
        self._session = session
        self._arrived = arrived
        self._known: dict[Key, Forecast] = {}
        self._due: dict[Key, int] = {}
        self._asking = False

    def of(self, curve: Curve) -> Forecast | None:
        """What is foreseen of a curve: only live, and of a series of its own."""
        key = _key(curve)
        return self._known.get(key) if key is not None and self._session.moment is None else None

    def want(self, curve: Curve, ahead_ms: int) -> None:
        """Ask for a curve's next hours, unless they are known or another one is asked for."""
        key, now = _key(curve), self._session.live_now
        past = self._session.moment is not None or self._session.recorded
        if key is None or self._asking or past or now < self._due.get(key, 0):
            return
        if len(self._due) >= MOST and key not in self._due:
            self._due.clear()
            self._known.clear()
        self._asking = True
        self._due[key] = now + AGAIN_MS
        factor = curve.series.factor(self._session)

        def on_answer(answer: Answer) -> None:
            self._asking = False
            if not answer.refused and answer.header.get("state") == "computing":
                self._due[key] = now + COMPUTING_MS
                return
            if answer.refused:
                self._due[key] = now + REFUSED_MS
            self._known[key] = read(answer, factor)
            self._arrived()

        hours = min(MOST_HOURS, max(1, math.ceil(ahead_ms / 3_600_000)))
        self._session.query("forecast", {"entity": key[0], "attribute": key[1], "hours": hours}, on_answer)


def read(answer: Answer, factor: float) -> Forecast:
    """The forecast of an answer, values times `factor`; an empty one where there is none, or it makes no sense."""
    state = str(answer.header.get("state") or "")[:40]
    if answer.refused or state != "ready":
        return Forecast(state="refused" if answer.refused else state)
    columns = [np.asarray(answer.columns.get(name, ()), np.float64) for name in ("time", "value", "low", "high")]
    time, value, low, high = columns
    if any(len(one) != len(time) for one in columns) or (np.diff(time) <= 0).any():
        return Forecast()
    known = np.isfinite(time) & np.isfinite(value) & np.isfinite(low) & np.isfinite(high)
    value, low, high = (one[known] * factor for one in (value, low, high))
    share, error = _number(answer.header.get("share")), _number(answer.header.get("mae")) * abs(factor)
    return Forecast(
        time[known].astype(np.int64), value, np.minimum(low, high), np.maximum(low, high), share, error, state
    )


def _number(told: object) -> float:
    return float(told) if isinstance(told, int | float) and not isinstance(told, bool) else math.nan


def _key(curve: Curve) -> Key | None:
    if not isinstance(curve.spec, Plain) or curve.series.is_text:
        return None
    return curve.spec.entity, curve.spec.attribute
