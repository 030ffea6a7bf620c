"""Signs of a burst main: pressure falls while flow rises, further than both have varied of late."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.networks.mains import WATER_NETWORK, WATER_NETWORK_ID, WATER_NETWORK_NAME, ZONE
from opscenter.figures.networks.water import burst_score
from opscenter.figures.recent import Recent
from opscenter.figures.robust import OUTLYING, row_median, row_spread
from opscenter.figures.step import Step

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

POINTS = 20
SPACING_MS = 30_000
SPAN_MS = 45 * 60_000
"""The usual of now is what was in the last 20 half minutes; where readings are rare, at most so long ago.

A demand that rises faster than 2 % a minute would be needed to leave it behind (see `LEAST_SPREAD`)."""
LEAST_POINTS = 8
LEAST_SPREAD = 0.03
"""As a share of the usual: what varies less is taken to vary so much, for meters are no better."""
HELD_MS = 6 * 3_600_000
"""What is so long as it is now has become the usual."""
MOST_SCORE = 99.0


class BurstSigns(FigureBase):
    """`burstSign` of each zone: of the rise of its flow and the fall of its pressure the smaller, in robust standard
    deviations of the last ten minutes (3.5 and more is outlying); `burstFlow` (m3/h): how much more flows than usual
    while it is; of the city how many zones have such a sign.

    A demand that rises as every morning moves both slowly, takes the usual with it and widens its spread: of a straight
    ramp the score stays below 2. While a sign stands the usual is kept as it was before.
    """

    name = "water.bursts"
    every_ms = SPACING_MS
    own_types = [WATER_NETWORK]

    def __init__(self) -> None:
        self.inputs = [Input(ZONE, "flow", samples=True), Input(ZONE, "pressure", samples=True)]
        self.outputs = [
            Output(ZONE, "derived.burstSign", "C62"), Output(ZONE, "derived.burstFlow", "MQH"),
            Output(WATER_NETWORK, "burstSigns", "C62"),
        ]  # fmt: skip
        self._recent = {name: Recent(POINTS, SPACING_MS) for name in ("flow", "pressure")}
        self._since: Ints = np.zeros(0, np.int64)  # since when a sign stands, 0: none does

    def take(self, step: Step) -> None:
        """Both against their last ten minutes."""
        count = step.count(ZONE)
        if count > len(self._since):
            self._since = np.pad(self._since, (0, count - len(self._since)))
        means = {name: self._mean(step, name, count) for name in self._recent}
        heard = np.flatnonzero(~np.isnan(means["flow"]) & ~np.isnan(means["pressure"]))
        self._fill(step)
        if not len(heard):
            return
        now = {name: mean[heard] for name, mean in means.items()}
        away, usual = self._off(step, heard, now)
        score = np.minimum(burst_score(away["flow"], away["pressure"]), MOST_SCORE)
        sign = score >= OUTLYING
        more = np.where(sign, now["flow"] - usual["flow"], np.where(np.isnan(score), np.nan, 0.0))
        step.put(ZONE, "derived.burstSign", heard, score)
        step.put(ZONE, "derived.burstFlow", heard, more)
        self._remember(step, heard, now, away, sign)
        city = np.array([step.own(WATER_NETWORK_ID, WATER_NETWORK, WATER_NETWORK_NAME)], np.int64)
        step.put(WATER_NETWORK, "burstSigns", city, np.array([float(np.count_nonzero(self._since))]))

    def _fill(self, step: Step) -> None:
        """What comes late says what was usual."""
        for name, recent in self._recent.items():
            recent.resize(len(self._since))
            samples = step.samples(ZONE, name).usable()
            late = samples.taken(samples.time <= step.at - 2 * SPACING_MS)
            recent.push_all(late.position, late.time, late.value)

    def _mean(self, step: Step, name: str, count: int) -> Floats:
        """Of the readings of this step, by zone; NaN where there is none."""
        samples = step.samples(ZONE, name).usable()
        good = samples.time > step.at - 2 * SPACING_MS
        where = samples.position[good]
        with np.errstate(invalid="ignore", divide="ignore"):
            mean: Floats = np.bincount(where, samples.value[good], minlength=count) / np.bincount(
                where, minlength=count
            )
        return mean

    def _off(self, step: Step, heard: Ints, now: dict[str, Floats]) -> tuple[dict[str, Floats], dict[str, Floats]]:
        """How far each is off its usual in robust standard deviations, and the usual."""
        away, usual = {}, {}
        for name, recent in self._recent.items():
            # a usual that is held while a sign stands is as old as the sign
            oldest = np.where(self._since[heard] > 0, self._since[heard], step.at) - SPAN_MS
            times, values = recent.points(heard, 0)
            values = np.where(times > oldest[:, None], values, np.nan)
            middle = row_median(values)
            middle[np.count_nonzero(~np.isnan(values), axis=1) < LEAST_POINTS] = np.nan
            spread = np.maximum(row_spread(values, middle), LEAST_SPREAD * np.abs(middle))
            with np.errstate(divide="ignore", invalid="ignore"):
                away[name] = np.where(spread > 0, (now[name] - middle) / spread, np.nan)
            usual[name] = middle
        return away, usual

    def _remember(
        self, step: Step, heard: Ints, now: dict[str, Floats], away: dict[str, Floats], sign: NDArray[np.bool_]
    ) -> None:
        since = np.where(sign, np.where(self._since[heard] > 0, self._since[heard], step.at), 0)
        long = (since > 0) & (step.at - since > HELD_MS)
        since[long] = 0
        self._since[heard] = since
        half = (away["flow"] > OUTLYING / 2) & (away["pressure"] < -OUTLYING / 2)  # on its way to a sign
        usual = (since == 0) & ~half
        for name, recent in self._recent.items():
            recent.forget(heard[long])
            recent.push(heard[usual | long], np.full(np.count_nonzero(usual | long), step.at), now[name][usual | long])

    def save(self) -> Memory:
        """The last points, and which signs stand."""
        memory: dict[str, Any] = {"since": self._since.copy()}
        for name, recent in self._recent.items():
            memory |= recent.save(name)
        return memory

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        for name, recent in self._recent.items():
            recent.load(name, memory)
        self._since = memory["since"].astype(np.int64)
