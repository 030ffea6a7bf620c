"""What flows into each supply zone against what its meters count."""

from typing import Any

import numpy as np

from opscenter.domain.quality import Quality
from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.networks.energy import SinceMidnight
from opscenter.figures.networks.mains import (
    FRESH_MS,
    METER,
    METER_FRESH_MS,
    WATER_NETWORK,
    WATER_NETWORK_ID,
    WATER_NETWORK_NAME,
    ZONE,
    ZONE_LINKS,
)
from opscenter.figures.networks.parents import sums_by_parent
from opscenter.figures.networks.tree import Network
from opscenter.figures.networks.water import LITRES_A_MINUTE, loss_share
from opscenter.figures.step import Step


class WaterBalance(FigureBase):
    """`consumption` and `loss` (m3/h), `lossRatio` of each zone with meters, `inflowToday` (m3 since local midnight);
    of the city `inflow`, `lossRatio`, `inflowToday`."""

    name = "water.balance"
    own_types = [WATER_NETWORK]

    def __init__(self) -> None:
        self._network = Network(ZONE_LINKS)
        self.inputs = [*self._network.inputs, Input(ZONE, "flow"), Input(METER, "flow")]
        self.outputs = [
            Output(ZONE, "derived.consumption", "MQH"), Output(ZONE, "derived.loss", "MQH"),
            Output(ZONE, "derived.lossRatio", "C62"), Output(ZONE, "derived.inflowToday", "MTQ"),
            Output(WATER_NETWORK, "inflow", "MQH"), Output(WATER_NETWORK, "lossRatio", "C62"),
            Output(WATER_NETWORK, "inflowToday", "MTQ"),
        ]  # fmt: skip
        self._today = SinceMidnight()

    def take(self, step: Step) -> None:
        """Sum up by reference."""
        count = step.count(ZONE)
        if not count:
            return
        numbers = step.numbers(ZONE, "flow")
        inflow = np.where(numbers.usable(step.at - FRESH_MS), numbers.value, np.nan)
        today = self._today.add(step.week, step.at, inflow)
        everyone = np.arange(count)
        step.put(ZONE, "derived.inflowToday", everyone, today)
        used, quality = np.full(count, np.nan), np.zeros(count, np.uint8)
        if step.count(METER):
            meters = step.numbers(METER, "flow")
            counting = meters.usable(step.at - METER_FRESH_MS)
            parents = np.where(step.rows(METER) >= 0, self._network.parents(step, METER, ZONE), -1)
            used, known = sums_by_parent(meters.value * LITRES_A_MINUTE, np.where(counting, parents, -1), count)
            used[known == 0] = np.nan
            old = parents[~meters.usable(step.at - FRESH_MS) & (parents >= 0)]
            quality[np.bincount(old, minlength=count) > 0] = Quality.SUSPECT
        share = loss_share(inflow, used)
        step.put(ZONE, "derived.consumption", everyone, used, quality)
        step.put(ZONE, "derived.loss", everyone, inflow - used, quality)
        step.put(ZONE, "derived.lossRatio", everyone, share, quality)
        city = np.array([step.own(WATER_NETWORK_ID, WATER_NETWORK, WATER_NETWORK_NAME)], np.int64)
        whole = ~np.isnan(share)
        step.put(WATER_NETWORK, "inflow", city, np.array([np.nansum(inflow) if (inflow > 0).any() else np.nan]))
        step.put(WATER_NETWORK, "inflowToday", city, np.array([today.sum()]))
        step.put(
            WATER_NETWORK, "lossRatio", city, loss_share(np.array([inflow[whole].sum()]), np.array([used[whole].sum()]))
        )

    def save(self) -> Memory:
        """What flowed in today."""
        memory: dict[str, Any] = self._today.save("today")
        return memory

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        self._today.load("today", memory)
