"""The city index: indicators z-scored against their own past, averaged per axis, each ten minutes.

After Giffinger et al., "Smart cities: Ranking of European medium-sized cities" (2007), whose six axes these are; there
indicators of many cities are z-scored against one another, here each is held against what it was before.
"""

import numpy as np

from opscenter.domain.city_index import (
    DAYS_KNOWN,
    ENOUGH_DAYS,
    INDEX_ENTITY,
    INDEX_TYPE,
    SCORE_OF_SPREAD,
    STEPS_KNOWN,
    Axis,
)
from opscenter.domain.quality import Quality
from opscenter.domain.texts import Texts
from opscenter.figures.city.own_past import MOST, STEP_MS, OwnPast
from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.step import Step

GOOD, SUSPECT = int(Quality.GOOD), int(Quality.SUSPECT)
NAME: Texts = {"en": "City index", "zh_Hant": "城市指數", "zh_Hans": "城市指数"}


def score_of(z: float) -> float:
    """A mean z-score as 0 to 100: 50 is as ever, 100 and 0 are three standard deviations better and worse."""
    return 50.0 + SCORE_OF_SPREAD * float(np.clip(z, -MOST, MOST))


def weighted(z: list[float], weights: list[float]) -> float:
    """The weighted mean of what is known; NaN when nothing is."""
    values, w = np.array(z), np.array(weights)
    known = ~np.isnan(values)
    return float((values[known] * w[known]).sum() / w[known].sum()) if known.any() else float("nan")


class CityIndex(FigureBase):
    """Scores of axes, 0 to 100, and of each indicator in standard deviations, positive where it is better."""

    name = "index"
    every_ms = STEP_MS
    own_types = (INDEX_TYPE,)

    def __init__(self, axes: tuple[Axis, ...]) -> None:
        self._axes = axes
        self._indicators = [(axis, one) for axis in axes for one in axis.indicators]
        self.inputs = [Input(one.type, one.attribute, samples=True) for _, one in self._indicators]
        names = [f"{axis.id}.{one.id}" for axis, one in self._indicators]
        self.outputs = [Output(INDEX_TYPE, name) for name in ("index", *(axis.id for axis in axes), *names)]
        self.outputs += [Output(INDEX_TYPE, DAYS_KNOWN), Output(INDEX_TYPE, STEPS_KNOWN)]
        self._past = OwnPast(len(self._indicators))

    def take(self, step: Step) -> None:
        """Score, then remember."""
        position = step.own(INDEX_ENTITY, INDEX_TYPE, NAME)
        if position < 0:
            return
        scores: dict[str, list[float]] = {axis.id: [] for axis in self._axes}
        steps = 0
        rests: dict[str, int] = {axis.id: ENOUGH_DAYS for axis in self._axes}
        for number, (axis, one) in enumerate(self._indicators):
            samples = step.samples(one.type, one.attribute)
            now = samples.value[(samples.time >= step.at - STEP_MS) & ~np.isnan(samples.value)]
            mean = float(now.mean()) if len(now) else float("nan")
            z, days = self._past.score(number, mean, step.at, step.week)
            self._past.add(number, mean, step.at)
            steps = max(steps, self._past.steps_known(number, step.at))
            scores[axis.id].append(z * one.better)
            if not np.isnan(z):
                rests[axis.id] = min(rests[axis.id], days)
            self._put(step, position, f"{axis.id}.{one.id}", z * one.better, days)
        means = [
            weighted(scores[axis.id], [one.weight for one in axis.indicators]) if axis.indicators else float("nan")
            for axis in self._axes
        ]
        for axis, mean in zip(self._axes, means, strict=True):
            self._put(step, position, axis.id, score_of(mean) if mean == mean else mean, rests[axis.id])
        all_of = weighted(means, [1.0] * len(means)) if means else float("nan")
        rest = min((rests[a.id] for a, mean in zip(self._axes, means, strict=True) if mean == mean), default=0)
        self._put(step, position, "index", score_of(all_of) if all_of == all_of else all_of, rest)
        self._put(step, position, DAYS_KNOWN, float(rest), ENOUGH_DAYS)
        self._put(step, position, STEPS_KNOWN, float(steps), ENOUGH_DAYS)

    def _put(self, step: Step, position: int, name: str, value: float, days: int) -> None:
        """What rests on less than a week of days is suspect."""
        step.put_one(INDEX_TYPE, name, position, value, GOOD if days >= ENOUGH_DAYS else SUSPECT)

    def save(self) -> Memory:
        """The past of every indicator, by its name."""
        return {
            "names": np.array([f"{axis.id}.{one.id}" for axis, one in self._indicators], "U"),
            **self._past.save(),
        }

    def load(self, memory: Memory) -> None:
        """Go on: of indicators that were there before."""
        there = {name: number for number, name in enumerate(memory["names"].tolist())}
        names = [f"{axis.id}.{one.id}" for axis, one in self._indicators]
        self._past.load(memory, [(here, there[name]) for here, name in enumerate(names) if name in there])
