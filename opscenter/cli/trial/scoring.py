"""How well the alarms of a series agree with what is known to be wrong in it."""

import math
from dataclasses import dataclass

import numpy as np

from opscenter.cli.trial.running import Outcome

DAY_MS = 86_400_000


@dataclass(slots=True, frozen=True)
class Score:
    """One row of the table: a rule over a series, or over several of one set.

    A window counts as detected when an alarm *began* in it; the delay is from the beginning of the window, in seconds
    (median of those detected, NaN without any). `by_chance` windows would have been detected by alarms that came as
    often as the false ones and knew nothing. `days` are days with readings outside of the windows.
    """

    set: str
    series: str
    rule: str
    proposed: bool
    windows: int
    detected: int
    false_alarms: int
    days: float
    delay_s: float
    judged: float
    by_chance: float = 0.0

    @property
    def false_a_day(self) -> float:
        """False alarms a day; NaN without a day."""
        return self.false_alarms / self.days if self.days > 0 else float("nan")


def score(outcomes: list[Outcome], name: str = "") -> Score:
    """The row of one rule over these series."""
    windows = detected = wrong = 0
    days = 0.0
    delays: list[float] = []
    lengths: list[float] = []
    for outcome in outcomes:
        series = outcome.series
        tested = [window for window in series.windows if window[1] >= series.tested_from]
        for since, until in tested:
            windows += 1
            lengths.append((until - since) / DAY_MS)
            first = next((at for at in outcome.raised if since <= at <= until), None)
            if first is not None:
                detected += 1
                delays.append((first - since) / 1000)
        wrong += sum(not any(since <= at <= until for since, until in series.windows) for at in outcome.raised)
        days += quiet_days(outcome)
    one = outcomes[0]
    rate = wrong / days if days > 0 else 0.0
    return Score(
        one.series.set, name or one.series.name, one.rule, one.proposed, windows, detected, wrong, days,
        float(np.median(delays)) if delays else float("nan"),
        float(np.mean([outcome.judged for outcome in outcomes])),
        sum(1 - math.exp(-rate * length) for length in lengths),
    )  # fmt: skip


def quiet_days(outcome: Outcome) -> float:
    """Days of a series that are tested and in no window, as far as readings came: a gap is four steps at most."""
    series = outcome.series
    time = np.sort(series.time[series.time >= series.tested_from])
    outside = np.ones(len(time), np.bool_)
    for since, until in series.windows:
        outside &= (time < since) | (time > until)
    steps = np.minimum(np.diff(time, append=time[-1:] + series.step_ms), 4 * series.step_ms)
    return float(steps[outside].sum()) / DAY_MS
