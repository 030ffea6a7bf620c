"""What goes into each substation against what its feeders take."""

import numpy as np

from opscenter.figures.figure import FigureBase, Input, Output
from opscenter.figures.networks.electricity import loss_share
from opscenter.figures.networks.electricity_load import FRESH_MS
from opscenter.figures.networks.grid import FEEDER, FEEDER_LINKS, NETWORK, NETWORK_ID, NETWORK_NAME, SUBSTATION
from opscenter.figures.networks.parents import sums_by_parent
from opscenter.figures.networks.tree import Network
from opscenter.figures.step import Step


class ElectricityBalance(FigureBase):
    """`feedersPower` (MW) and `lossRatio` of each substation with feeders, none of them silent; `lossRatio` of the city
    over those substations."""

    name = "electricity.balance"
    own_types = [NETWORK]

    def __init__(self) -> None:
        self._network = Network(FEEDER_LINKS)
        self.inputs = [
            *self._network.inputs,
            Input(SUBSTATION, "totalActivePower"),
            Input(FEEDER, "totalActivePower"),
        ]
        self.outputs = [
            Output(SUBSTATION, "derived.feedersPower", "MAW"), Output(SUBSTATION, "derived.lossRatio", "C62"),
            Output(NETWORK, "lossRatio", "C62"),
        ]  # fmt: skip

    def take(self, step: Step) -> None:
        """Sum up by reference."""
        count = step.count(SUBSTATION)
        if not count or not step.count(FEEDER):
            return
        station, feeder = step.numbers(SUBSTATION, "totalActivePower"), step.numbers(FEEDER, "totalActivePower")
        fed = np.where(station.usable(step.at - FRESH_MS), station.value, np.nan)
        given = np.where(feeder.usable(step.at - FRESH_MS), feeder.value, np.nan)
        parents = self._network.parents(step, FEEDER, SUBSTATION)
        out, feeders = sums_by_parent(given, np.where(step.rows(FEEDER) >= 0, parents, -1), count)
        out[feeders == 0] = np.nan
        everyone = np.arange(count)
        step.put(SUBSTATION, "derived.feedersPower", everyone, out)
        step.put(SUBSTATION, "derived.lossRatio", everyone, loss_share(fed, out))
        whole = ~np.isnan(fed) & ~np.isnan(out)
        if whole.any():
            city = np.array([step.own(NETWORK_ID, NETWORK, NETWORK_NAME)], np.int64)
            step.put(
                NETWORK, "lossRatio", city, loss_share(fed[whole].sum(keepdims=True), out[whole].sum(keepdims=True))
            )
