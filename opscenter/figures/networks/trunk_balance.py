"""What leaves each reservoir against what reaches the zones that it feeds: what the mains between lose."""

import numpy as np

from opscenter.figures.figure import FigureBase, Input, Output
from opscenter.figures.networks.mains import FRESH_MS, TANK, TANK_LINKS, ZONE
from opscenter.figures.networks.parents import sums_by_parent
from opscenter.figures.networks.tree import Network
from opscenter.figures.networks.water import loss_share
from opscenter.figures.step import Step


class TrunkBalance(FigureBase):
    """`zonesInflow` (m3/h) and `trunkLossRatio` of each reservoir that zones name, none of them silent."""

    name = "water.trunks"

    def __init__(self) -> None:
        self._network = Network(TANK_LINKS)
        self.inputs = [*self._network.inputs, Input(TANK, "outflow"), Input(ZONE, "flow")]
        self.outputs = [Output(TANK, "derived.zonesInflow", "MQH"), Output(TANK, "derived.trunkLossRatio", "C62")]

    def take(self, step: Step) -> None:
        """Sum up by reference."""
        count = step.count(TANK)
        if not count or not step.count(ZONE):
            return
        zones, tanks = step.numbers(ZONE, "flow"), step.numbers(TANK, "outflow")
        flow = np.where(zones.usable(step.at - FRESH_MS), zones.value, np.nan)
        parents = np.where(step.rows(ZONE) >= 0, self._network.parents(step, ZONE, TANK), -1)
        reached, fed = sums_by_parent(flow, parents, count)
        reached[fed == 0] = np.nan
        out = np.where(tanks.usable(step.at - FRESH_MS), tanks.value, np.nan)
        everyone = np.arange(count)
        step.put(TANK, "derived.zonesInflow", everyone, reached)
        step.put(TANK, "derived.trunkLossRatio", everyone, loss_share(out, reached))
