"""Values of lanes and vehicle classes -> one of the whole site, and one each of lanes and classes."""

from dataclasses import dataclass

from opscenter.feeds.datex2.sites import ALL_LANES, ALL_VEHICLES, Channel
from opscenter.feeds.datex2.values import Quantity, Value


@dataclass(slots=True, frozen=True)
class Measured:
    """A value with what it is about."""

    channel: Channel
    value: Value


def summed_up(measured: list[Measured]) -> dict[str, object]:
    """Attributes of a site: the whole, and where there are several, `lanes.<lane>.<attribute>` and
    `classes.<class>.<attribute>`.

    Of all vehicles the value for any vehicle counts, of all lanes the one for the whole carriageway, where there is
    one. Else flows are added up, if no part of the sum is missing (half a road's flow is no flow); speeds are averaged
    over the flows that belong to them (the mean over vehicles), other quantities over lanes.
    """
    flows = {one.channel: one.value.number for one in measured if one.value.quantity.adds}
    quantities = dict.fromkeys(one.value.quantity for one in measured)
    found: dict[str, object] = {}
    lanes: dict[str, dict[str, float]] = {}
    classes: dict[str, dict[str, float]] = {}
    for quantity in quantities:
        rows = {one.channel: one.value.number for one in measured if one.value.quantity is quantity}
        whole = _total(rows, quantity, flows)
        if whole is not None:
            found[quantity.attribute] = whole
        for lane in dict.fromkeys(channel.lane for channel in rows):
            part = _total({at: number for at, number in rows.items() if at.lane == lane}, quantity, flows)
            if part is not None and lane != ALL_LANES:
                lanes.setdefault(lane, {})[quantity.attribute] = part
        for vehicles in dict.fromkeys(channel.vehicles for channel in rows):
            part = _total({at: number for at, number in rows.items() if at.vehicles == vehicles}, quantity, flows)
            if part is not None and vehicles != ALL_VEHICLES:
                classes.setdefault(vehicles, {})[quantity.attribute] = part
    if lanes:
        found["lanes"] = lanes
    if classes:
        found["classes"] = classes
    return found


def _total(rows: dict[Channel, float | None], quantity: Quantity, flows: dict[Channel, float | None]) -> float | None:
    rows = {at: number for at, number in rows.items() if at.vehicles == ALL_VEHICLES} or rows
    rows = {at: number for at, number in rows.items() if at.lane == ALL_LANES} or rows
    numbers = {at: number for at, number in rows.items() if number is not None}
    if not numbers:
        return None
    if quantity.adds:
        return round(sum(numbers.values()), 6) if len(numbers) == len(rows) else None
    weights = {at: flows.get(at) or 0.0 for at in numbers}
    if not any(weights.values()) or any(flows.get(at) is None for at in numbers):
        weights = dict.fromkeys(numbers, 1.0)
    total = sum(weights.values())
    return round(sum(number * weights[at] for at, number in numbers.items()) / total, 6)
