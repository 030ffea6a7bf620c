"""The directed road links that traffic runs on, from the street plan: lengths, lanes, turns and steady demand."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString

from opscenter.city.districts import DISTRICTS, district_of
from opscenter.city.geography import Geography

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# level -> lanes a direction, free speed km/h, capacity a lane (veh/h), speed limit km/h
_LEVELS = {
    "motorway": (3, 92.0, 1950.0, 90),
    "trunk": (3, 66.0, 1500.0, 70),
    "primary": (2, 54.0, 1200.0, 50),
    "secondary": (2, 47.0, 950.0, 50),
}
LEVELS = tuple(_LEVELS)
_OFFSET_M = 7.0
_MOST_LANES = 6
_EXIT = 0.16  # share of the vehicles at the end of a link whose trip ends there
_PEAK_SATURATION = 0.80


@dataclass(slots=True)
class Network:
    """Links in columns; turns as pairs (from link, to link) with the share that takes them.

    `capacity` veh/s, `free_speed` m/s, `jam` vehicles on a full link; `demand` veh/s entering at the peak hour;
    `steady` veh/s passing each link when the network carries the peak demand without incidents.
    """

    lines: list[LineString]
    names: list[dict[str, str]]
    level: Ints
    lanes: Ints
    limit: Ints
    length: Floats
    free_speed: Floats
    capacity: Floats
    jam: Floats
    start: Ints
    end: Ints
    turn_from: Ints
    turn_to: Ints
    turn_share: Floats
    demand: Floats
    steady: Floats
    district: Ints
    middle: Floats
    tunnel: NDArray[np.bool_]
    ramp: NDArray[np.bool_]
    opposite: Ints

    def __len__(self) -> int:
        return len(self.length)


def build_network(geography: Geography) -> Network:
    """Two directed links for each arterial of the plan."""
    plan = geography.plan
    lines: list[LineString] = []
    rows: list[tuple[int, int, int, int, bool, bool]] = []
    names = []
    for arterial in plan.arterials:
        shift = _OFFSET_M if arterial.line.length > 60 else 3.0
        forward = shapely.offset_curve(arterial.line, -shift)
        backward = shapely.offset_curve(arterial.line, shift)
        if forward.geom_type != "LineString" or forward.is_empty or backward.geom_type != "LineString":
            forward = backward = arterial.line
        backward = LineString(np.asarray(backward.coords)[::-1])
        level = LEVELS.index(arterial.level)
        for line, a, b in ((forward, arterial.start, arterial.end), (backward, arterial.end, arterial.start)):
            lines.append(line)
            names.append(arterial.name)
            rows.append(
                (a, b, level, 1 if arterial.ramp else _LEVELS[arterial.level][0], arterial.tunnel, arterial.ramp)
            )
    table = np.array([row[:4] for row in rows], dtype=np.int64)
    start, end, level, lanes = table.T
    count = len(rows)
    length = np.maximum(shapely.length(np.asarray(lines, dtype=object)), 60.0)
    free = np.array([_LEVELS[name][1] for name in LEVELS])[level] / 3.6
    capacity = np.array([_LEVELS[name][2] for name in LEVELS])[level] * lanes / 3600.0
    middle = shapely.get_coordinates(
        shapely.line_interpolate_point(np.asarray(lines, dtype=object), 0.5, normalized=True)
    )
    district = district_of(middle)
    opposite = np.arange(count) ^ 1
    turn_from, turn_to = _turns(start, end, opposite)
    people = np.array([d.people for d in DISTRICTS], dtype=np.float64)
    share = people[district] / np.bincount(district, minlength=len(people))[district]
    attraction = np.where(level == 0, 0.0, share / share.mean())
    network = Network(
        lines, names, level, lanes, np.array([_LEVELS[name][3] for name in LEVELS])[level], length, free, capacity,
        np.zeros(count), start, end, turn_from, turn_to, np.zeros(len(turn_from)), attraction, np.zeros(count),
        district, middle, np.array([r[4] for r in rows]), np.array([r[5] for r in rows]), opposite,
    )  # fmt: skip
    _assign(network)
    # Greenshields: capacity is a quarter of free speed times jam density
    network.jam = 4.0 * network.capacity / network.free_speed * network.length
    return network


def _turns(start: Ints, end: Ints, opposite: Ints) -> tuple[Ints, Ints]:
    """All movements from a link to those that leave its end; back again only where nothing else leaves."""
    by_start: dict[int, list[int]] = {}
    for link, node in enumerate(start.tolist()):
        by_start.setdefault(node, []).append(link)
    pairs = []
    for link, node in enumerate(end.tolist()):
        onward = [k for k in by_start.get(node, []) if k != opposite[link]] or [int(opposite[link])]
        pairs += [(link, k) for k in onward]
    table = np.array(pairs, dtype=np.int64)
    return table[:, 0].copy(), table[:, 1].copy()


def _assign(network: Network) -> None:
    """Shares of the turns and demand so that the peak loads every link below its capacity.

    Drivers prefer wide, fast and straight roads and avoid full ones (a few rounds of a BPR-like penalty).
    """
    heading = _headings(network)
    turn = np.cos(heading[network.turn_to, 0] - heading[network.turn_from, 1])
    base = network.capacity[network.turn_to] * (0.25 + 0.75 * np.clip(turn, 0, 1)) * np.where(turn < -0.3, 0.1, 1.0)
    demand = network.demand
    flow = np.zeros(len(network))
    for _ in range(14):
        ratio = flow / network.capacity
        weight = base / (1.0 + (ratio[network.turn_to] / 0.75) ** 4)
        total = np.bincount(network.turn_from, weight, minlength=len(network))
        network.turn_share = weight / total[network.turn_from]
        flow = _steady(network, demand)
        scale = _PEAK_SATURATION / np.quantile(flow / network.capacity, 0.90)
        demand = demand * scale
        flow = flow * scale
    network.demand, network.steady = demand, flow
    # the few links that would be over: they were built wider
    of_a_lane = network.capacity / network.lanes
    network.capacity = np.maximum(network.capacity, flow / _PEAK_SATURATION)
    network.lanes = np.minimum(np.ceil(network.capacity / of_a_lane - 1e-6), _MOST_LANES).astype(np.int64)


def _steady(network: Network, demand: Floats) -> Floats:
    flow = demand.copy()
    for _ in range(60):
        onward = flow[network.turn_from] * network.turn_share * (1.0 - _EXIT)
        flow = demand + np.bincount(network.turn_to, onward, minlength=len(network))
    return flow


def _headings(network: Network) -> Floats:
    """Direction at the start and at the end of each link, radians: shape (n, 2)."""
    found = np.zeros((len(network), 2))
    for k, line in enumerate(network.lines):
        coords = np.asarray(line.coords)
        first, last = coords[1] - coords[0], coords[-1] - coords[-2]
        found[k] = np.arctan2(first[1], first[0]), np.arctan2(last[1], last[0])
    return found


EXIT_SHARE = _EXIT
