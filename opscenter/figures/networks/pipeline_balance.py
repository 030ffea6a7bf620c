"""What goes into each section of a pipeline against what comes out, with what it packs meanwhile."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.minutes import LastMinutes
from opscenter.figures.networks.parents import sums_by_parent
from opscenter.figures.networks.pipeline import leak_score, line_pack
from opscenter.figures.networks.tree import Network
from opscenter.figures.step import Step
from opscenter.figures.text_codes import TextCodes

Floats = NDArray[np.float64]

SECTION, STATION = "PipelineSection", "GasStation"
LIQUIDS = ("oil", "crudeoil", "fuel", "water")
FRESH_MS = 180_000
LONGEST_MS = 300_000
LEAST_H = 0.25
"""Of so much of the last hour everything must be known before an imbalance is told."""
NUMBERS = ("inflow", "outflow", "inletPressure", "outletPressure", "innerVolume")


class PipelineBalance(FigureBase):
    """`linePack` (m3), over the last hour `imbalance` (m3/h), `imbalanceRatio` (share of the inflow) and `leakSign`
    (what is missing over what meters may be wrong by, see `leak_score`) of each section; `stationsFlow` (m3/h) where
    stations name it.

    What comes out is `outflow` where it is published, else the sum of the stations.
    """

    name = "pipelines"

    def __init__(self) -> None:
        self._network = Network([(STATION, "refPipelineSection", SECTION)])
        self.inputs = [
            *self._network.inputs, *(Input(SECTION, name) for name in NUMBERS), Input(STATION, "flow"),
            Input(SECTION, "fluid", text=True),
        ]  # fmt: skip
        self.outputs = [
            Output(SECTION, "derived.linePack", "MTQ"), Output(SECTION, "derived.stationsFlow", "MQH"),
            Output(SECTION, "derived.imbalance", "MQH"), Output(SECTION, "derived.imbalanceRatio", "C62"),
            Output(SECTION, "derived.leakSign", "C62"),
        ]  # fmt: skip
        self._fluid = TextCodes(LIQUIDS)
        self._sums = {name: LastMinutes() for name in ("given", "taken", "missing", "hours")}
        self._pack: Floats = np.zeros(0)  # as of the step before, NaN: not known

    def take(self, step: Step) -> None:
        """A step's volumes, and the sums of the last hour."""
        count = step.count(SECTION)
        if not count:
            return
        now = {name: self._fresh(step, name) for name in NUMBERS}
        self._fluid.update(step.texts(SECTION, "fluid"))
        liquid = self._fluid.among(LIQUIDS)
        stations = self._stations(step, count)
        out = np.where(np.isnan(now["outflow"]), stations, now["outflow"])
        pack = line_pack(now["innerVolume"], now["inletPressure"], now["outletPressure"], liquid)
        packed = pack - np.pad(self._pack, (0, count - len(self._pack)), constant_values=np.nan)
        self._pack = pack
        run = step.at - step.since
        hours = run / 3_600_000.0 if step.since and run <= LONGEST_MS else np.nan
        given, taken = now["inflow"] * hours, out * hours
        missing = given - taken - packed
        known = ~np.isnan(missing)
        for name, amount in (("given", given), ("taken", taken), ("missing", missing), ("hours", hours)):
            self._sums[name].add(step.at, np.where(known, amount, np.nan))
        self._tell(step, now["innerVolume"], liquid, pack, stations)

    def _tell(self, step: Step, volume: Floats, liquid: NDArray[np.bool_], pack: Floats, stations: Floats) -> None:
        given, taken, missing, hours = (sums.sums() for sums in self._sums.values())
        enough = hours >= LEAST_H - 1e-9
        everyone = np.arange(len(pack))
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(enough & (given > 0), missing / given, np.nan)
            hourly = np.where(enough, missing / hours, np.nan)
        step.put(SECTION, "derived.linePack", everyone, pack)
        step.put(SECTION, "derived.stationsFlow", everyone, stations)
        step.put(SECTION, "derived.imbalance", everyone, hourly)
        step.put(SECTION, "derived.imbalanceRatio", everyone, ratio)
        sign = np.where(enough, leak_score(missing, given, taken, volume, liquid), np.nan)
        step.put(SECTION, "derived.leakSign", everyone, sign)

    def _fresh(self, step: Step, name: str) -> Floats:
        numbers = step.numbers(SECTION, name)
        since = 0 if name == "innerVolume" else step.at - FRESH_MS
        return np.where(numbers.usable(since), numbers.value, np.nan)

    def _stations(self, step: Step, count: int) -> Floats:
        """The flow of the stations of each section; NaN where it has none, or one is silent."""
        if not step.count(STATION):
            return np.full(count, np.nan)
        numbers = step.numbers(STATION, "flow")
        flow = np.where(numbers.usable(step.at - FRESH_MS), numbers.value, np.nan)
        parents = np.where(step.rows(STATION) >= 0, self._network.parents(step, STATION, SECTION), -1)
        sums, fed = sums_by_parent(flow, parents, count)
        return np.where(fed > 0, sums, np.nan)

    def save(self) -> Memory:
        """The last hour."""
        memory: dict[str, Any] = {"pack": self._pack.copy()}
        for name, sums in self._sums.items():
            memory |= sums.save(name)
        return memory

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        for name, sums in self._sums.items():
            sums.load(name, memory)
        self._pack = memory["pack"].astype(np.float64)
