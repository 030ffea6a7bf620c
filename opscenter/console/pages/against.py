"""What the station says of the key figures against their usual: asked now and then, kept by series."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from opscenter.console.session import Answer, Session

EVERY_MS = 20_000
SLOW_MS = 300_000
"""After a refusal: a station that cannot tell is not asked all the time."""

Key = tuple[str, str]


@dataclass(slots=True, frozen=True)
class Told:
    """Of one series, in the unit it is published in: the usual now, and since when (ms, 0: it is not) it has been more
    than two, and more than three, spreads off."""

    median: float
    spread: float
    since2: int = 0
    since3: int = 0


@dataclass(slots=True)
class Against:
    """`ask` for series now and then; `of` one tells what the station said. `arrived` is called when it did."""

    session: Session
    arrived: Callable[[], None]
    learning: bool = False
    progress: float = 0.0
    _told: dict[Key, Told] = field(default_factory=dict)
    _series: tuple[Key, ...] = ()
    _due: int = 0
    _turn: int = 0

    def of(self, key: Key) -> Told | None:
        """What is known of a series; None while nothing is, and of a moment of the past."""
        return self._told.get(key) if self.session.moment is None else None

    @property
    def told(self) -> bool:
        """Whether the station has answered."""
        return bool(self._told)

    def forget(self) -> None:
        """Ask anew soon: the station has started again, or other series are shown."""
        self._due = 0
        self._turn += 1

    def ask(self, series: tuple[Key, ...]) -> None:
        """Ask if it is time to."""
        now = self.session.live_now
        if series != self._series:
            self._series, self._told = series, {}
            self.forget()
        if not series or self.session.moment is not None or now <= 0 or now < self._due:
            return
        self._due = now + EVERY_MS
        self._turn += 1
        turn = self._turn
        args: dict[str, Any] = {"series": [list(key) for key in series]}

        def on_answer(answer: Answer) -> None:
            if turn == self._turn:
                self._take(answer)
                self.arrived()

        self.session.query("against", args, on_answer)

    def _take(self, answer: Answer) -> None:
        if answer.refused:
            self._told, self._due = {}, self.session.live_now + SLOW_MS
            return
        state = answer.header.get("state")
        if isinstance(state, dict):
            self.learning = state.get("learning") is True
            progress = state.get("progress")
            self.progress = float(progress) if isinstance(progress, int | float) else 0.0
        listed = answer.header.get("series")
        keys = [tuple(map(str, one)) for one in listed or () if isinstance(one, list | tuple) and len(one) == 2]
        columns = [np.asarray(answer.columns.get(name, ())) for name in ("median", "spread", "since2", "since3")]
        if any(len(column) != len(keys) for column in columns):
            return
        median, spread, since2, since3 = (column.tolist() for column in columns)
        rows = zip(keys, median, spread, since2, since3, strict=True)
        self._told = {
            (key[0], key[1]): Told(float(m), float(s), int(two), int(three)) for key, m, s, two, three in rows
        }
