"""What is usual for plotted series, as the station has learnt it: asked for in spans, kept for a while."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.console.plots.derived import DerivedSeries
from opscenter.console.plots.series import Series
from opscenter.console.plots.stretch import Floats
from opscenter.console.session import Answer, Session

AGAIN_MS = 600_000
"""What was learnt may be learnt anew: after so long it is asked for again."""
SOON_MS = 30_000
"""What is being learnt is asked for sooner."""
LONGEST_MS = 366 * 86_400_000
MOST = 200
MULTIPLE = 3.0


@dataclass(slots=True)
class Band:
    """From `low` to `high` around `median` at each `time` (Unix ms), each row holding until the next.

    `refused`: why there is none, in a sentence; `learnt`: whether any of it is known; `weeks` it rests on. `low` and
    `high` are `multiple` usual spreads away from `median`.
    """

    since: int = 0
    until: int = 0
    asked_at: int = 0
    waiting: bool = False
    time: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    low: Floats = field(default_factory=lambda: np.empty(0))
    median: Floats = field(default_factory=lambda: np.empty(0))
    high: Floats = field(default_factory=lambda: np.empty(0))
    refused: str = ""
    progress: float = 0.0
    learning: bool = False
    weeks: int = 0
    multiple: float = MULTIPLE

    @property
    def learnt(self) -> bool:
        """Whether anything of it is known."""
        return bool(np.isfinite(self.low).any())

    def within(self, since: float, until: float) -> tuple[Floats, Floats, Floats, Floats]:
        """(x, low, median, high) of a span, as steps: two points a row."""
        first = max(0, int(np.searchsorted(self.time, since, "right")) - 1)
        last = int(np.searchsorted(self.time, until, "right"))
        begins = np.maximum(self.time[first:last].astype(np.float64), since)
        ends = np.append(self.time[first + 1 : last].astype(np.float64), min(until, float(self.until)))
        x = np.column_stack([begins, np.maximum(begins, ends[: len(begins)])]).ravel()
        low, median, high = (np.repeat(each[first:last], 2) for each in (self.low, self.median, self.high))
        return x, low, median, high


class UsualBands:
    """`arrived()` is called when a band came."""

    def __init__(self, session: Session, arrived: Callable[[], None]) -> None:
        self._session = session
        self._arrived = arrived
        self._known: dict[tuple[str, str], Band] = {}

    def of(self, series: Series) -> Band | None:
        """What is known of a series; None where nothing can be known: of states, and of what is derived."""
        if isinstance(series, DerivedSeries) or series.is_text:
            return None
        return self._known.get((series.entity, series.attribute)) or Band()

    def want(self, series: Series, since: float, until: float, now: int) -> None:
        """Ask for what is usual between two times (ms), unless it is known."""
        if isinstance(series, DerivedSeries) or series.is_text or until - since > LONGEST_MS / 2:
            return
        key = (series.entity, series.attribute)
        band = self._known.get(key)
        if band is not None and (
            band.waiting
            or (
                band.since <= since
                and until <= band.until
                and now - band.asked_at < (SOON_MS if band.learning and not band.learnt else AGAIN_MS)
            )
        ):
            return
        if band is None and len(self._known) >= MOST:
            self._known.pop(next(iter(self._known)))
        band = self._known.setdefault(key, Band())
        around = max(3_600_000, int((until - since) / 2))
        asked = (max(1, int(since) - around), int(until) + around)
        band.waiting = True
        factor = series.factor(self._session)

        def on_answer(answer: Answer) -> None:
            band.waiting, band.asked_at, band.refused = False, now, answer.refused
            band.since, band.until = asked
            _fill(band, answer, factor)
            self._arrived()

        args = {"entity": series.entity, "attribute": series.attribute, "from": asked[0], "to": asked[1]}
        self._session.query("expectation", args, on_answer)


def _fill(band: Band, answer: Answer, factor: float) -> None:
    columns = answer.columns
    time = np.asarray(columns.get("time", np.empty(0)), np.int64)
    found = [np.asarray(columns.get(name, np.empty(0)), np.float64) * factor for name in ("low", "median", "high")]
    if any(len(each) != len(time) for each in found):
        time, found = time[:0], [each[:0] for each in found]
    band.time, (band.low, band.median, band.high) = time, found
    state = answer.header.get("state")
    told = state if isinstance(state, dict) else {}
    progress, weeks = told.get("progress"), told.get("weeks")
    band.learning = told.get("learning") is True
    band.progress = float(progress) if isinstance(progress, int | float) else 0.0
    band.weeks = weeks if isinstance(weeks, int) else 0
    multiple = answer.header.get("multiple")
    band.multiple = float(multiple) if isinstance(multiple, int | float) and multiple > 0 else MULTIPLE
