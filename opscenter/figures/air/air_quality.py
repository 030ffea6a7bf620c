"""The air-quality index of every station by a published scheme, its band and pollutant, and guidelines exceeded."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.air_index import AirGuideline, AirIndex
from opscenter.figures.air.index_numbers import added_risk, band_of, piecewise_index
from opscenter.figures.air.pollutant_means import STATION, PollutantMeans
from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.step import Step

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]


class AirQuality(FigureBase):
    """Each minute. `derived.index` is NaN while no pollutant (of a risk scheme: not all) is known over its period.

    `derived.<attribute>Mean<period>` is the mean of each guideline's attribute, `derived.exceeded` how many guidelines
    are exceeded (of those that are known), `derived.exceedance` the highest of mean over limit.
    """

    name = "air"

    def __init__(self, index: AirIndex | None, guidelines: Sequence[AirGuideline]) -> None:
        self._index = index
        self._guidelines = guidelines
        self._told: Ints = np.empty(0, np.int64)
        attributes = [one.attribute for one in guidelines]
        attributes += [one.attribute for one in index.pollutants] if index else []
        self._means = PollutantMeans(attributes)
        self.inputs: Sequence[Input] = self._means.inputs
        self.outputs = (
            Output(STATION, "derived.index", "C62"), Output(STATION, "derived.band"),
            Output(STATION, "derived.dominant"), Output(STATION, "derived.exceeded", "C62"),
            Output(STATION, "derived.exceedance", "C62"),
            *(Output(STATION, name, "GQ") for name in dict.fromkeys(map(mean_name, guidelines))),
        )  # fmt: skip

    def take(self, step: Step) -> None:
        """Take the step's samples over; compute all stations."""
        self._means.take(step)
        self._tell_guidelines(step)
        if self._index is not None and step.count(STATION):
            self._tell_index(step, self._index)

    def _tell_guidelines(self, step: Step) -> None:
        positions = np.arange(step.count(STATION))
        over, quality, told = [np.full(len(positions), np.nan)], np.zeros(len(positions), np.uint8), set()
        for guideline in self._guidelines:
            mean, of_mean = self._means.mean(guideline.attribute, guideline.average)
            if mean_name(guideline) not in told:
                told.add(mean_name(guideline))
                step.put(STATION, mean_name(guideline), positions, mean, _known(mean, of_mean))
            over.append(mean / guideline.limit)
            quality = np.maximum(quality, _known(mean, of_mean))
        shares = np.stack(over)
        known = ~np.isnan(shares).all(axis=0)
        highest = np.max(np.where(np.isnan(shares), -np.inf, shares), axis=0)
        exceeded = np.where(known, (shares > 1.0).sum(axis=0), np.nan)
        step.put(STATION, "derived.exceedance", positions, np.where(known, highest, np.nan), quality)
        step.put(STATION, "derived.exceeded", positions, exceeded, quality)

    def _tell_index(self, step: Step, index: AirIndex) -> None:
        means = [self._means.mean(one.attribute, one.average) for one in index.pollutants]
        if index.method == "risk":
            values, bands, dominant, quality = _by_risk(index, means)
        else:
            values, bands, dominant, quality = _by_breakpoints(index, means)
        step.put(STATION, "derived.index", np.arange(len(values)), values, _known(values, quality))
        told = np.where(bands >= 0, bands * len(index.pollutants) + dominant, -1)
        before = np.pad(self._told, (0, len(told) - len(self._told)), constant_values=-1)
        for position in np.flatnonzero(told != before).tolist():
            known = bands[position] >= 0
            step.put_text(STATION, "derived.band", position, index.bands[bands[position]].state if known else None)
            attribute = index.pollutants[dominant[position]].attribute if known else None
            step.put_text(STATION, "derived.dominant", position, attribute)
        self._told = told

    def save(self) -> Memory:
        """The past day of all pollutants; which band was told of each station."""
        return {**self._means.save(), "told": self._told.copy()}

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        self._means.load(memory)
        self._told = memory["told"].copy()


def mean_name(guideline: AirGuideline) -> str:
    """What the mean of a guideline is called."""
    return f"derived.{guideline.attribute}Mean{guideline.average}"


def _known(values: Floats, quality: Bytes) -> Bytes:
    return np.where(np.isnan(values), 0, quality).astype(np.uint8)


def _by_breakpoints(index: AirIndex, means: list[tuple[Floats, Bytes]]) -> tuple[Floats, Ints, Ints, Bytes]:
    top = max(one.index_high[-1] for one in index.pollutants)
    both = zip(index.pollutants, means, strict=True)
    of_each = np.stack([piecewise_index(mean, one, top) for one, (mean, _) in both])
    ranked = np.where(np.isnan(of_each), -np.inf, of_each)
    dominant = ranked.argmax(axis=0)
    highest = ranked.max(axis=0)
    values = np.where(np.isinf(highest), np.nan, highest)
    # the index is suspect where the pollutant that makes it is
    quality = np.stack([of_mean for _, of_mean in means])[dominant, np.arange(len(dominant))]
    return values, band_of(values, index.bands, below=False), dominant, quality


def _by_risk(index: AirIndex, means: list[tuple[Floats, Bytes]]) -> tuple[Floats, Ints, Ints, Bytes]:
    risks = np.stack([added_risk(mean, one.beta) for one, (mean, _) in zip(index.pollutants, means, strict=True)])
    parts: dict[str, list[int]] = {}
    for number, one in enumerate(index.pollutants):
        parts.setdefault(one.group or one.attribute, []).append(number)
    # of a group one that is known is enough; of the others every one is needed
    total = np.sum([np.fmax.reduce(risks[numbers], axis=0) for numbers in parts.values()], axis=0)
    bands = band_of(total, index.bands, below=True)
    values = np.where(bands >= 0, np.array([band.index for band in index.bands])[bands], np.nan)
    quality = np.max(np.stack([of_mean for _, of_mean in means]), axis=0)
    return values, bands, np.where(np.isnan(risks), -np.inf, risks).argmax(axis=0), quality
