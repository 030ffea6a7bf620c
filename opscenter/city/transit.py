"""Buses on lines along the roads: they are as quick as the traffic lets them be, stop, and keep or lose their time."""

import heapq

import numpy as np
import shapely
from numpy.typing import NDArray

from opscenter.city.districts import DISTRICTS
from opscenter.city.groups import Group, Spelling
from opscenter.city.moment import Moment
from opscenter.city.network import Network
from opscenter.city.placement import group, identity, keys
from opscenter.city.projection import CENTRE_LAT, CENTRE_LON, to_lonlat
from opscenter.city.traffic import Traffic

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_STOP_EVERY_M = 480.0
_DWELL_S = 17.0
_LATE_S = 180.0
_TURN_IN_S = 600.0
_SCHEDULED = 0.74
"""Share of the free-flow speed on which the timetable is built (congestion of an ordinary busy hour included)."""
_TERMINI = (
    ("west-bay", "lantern-quay"), ("kapok", "central"), ("observatory", "old-town"), ("pearl-flats", "central"),
    ("monsoon-cove", "canal-east"), ("compass-point", "lantern-quay"), ("lighthouse", "egret-shore"),
    ("island-north", "riverside"), ("fishers", "customs-port"), ("riverside", "lantern-quay"), ("west-bay", "kapok"),
    ("pearl-flats", "riverside"), ("egret-shore", "old-town"), ("lighthouse", "compass-point"), ("kapok", "canal-east"),
    ("fishers", "observatory"),
)  # fmt: skip


class Transit:
    """Lines as closed paths over links (there and back), buses by their distance along them."""

    def __init__(self, traffic: Traffic, buses: int, through: Ints, seed: int) -> None:
        network = traffic.network
        self.traffic = traffic
        random = self._random = np.random.default_rng([seed, 100])
        by_key = {d.key: k for k, d in enumerate(DISTRICTS)}
        paths: list[list[int]] = []
        self._ends: list[tuple[int, int]] = []
        turns: list[float] = []
        onward = _onward(network)
        time = network.length / network.free_speed
        prefer = np.ones(len(network))
        prefer[network.level == 0] = 1.25  # stops are on streets, not on motorways
        prefer[network.ramp] = 1.5
        prefer[through] = 0.45  # the main corridors, where the busy low-lying roads are
        for a, b in _TERMINI:
            first = _terminal(network, by_key[a], random)
            last = _terminal(network, by_key[b], random)
            there = _shortest(onward, time * prefer, first, last)
            back = _shortest(onward, time * prefer, last, first)
            if len(there) > 3 and len(back) > 3:
                paths.append(there[:-1] + back[:-1])
                turns.append(float(network.length[there[:-1]].sum()))
                self._ends.append((by_key[a], by_key[b]))
        self.paths = paths
        self._cumulative = [np.concatenate(([0.0], np.cumsum(network.length[path]))) for path in paths]
        totals = np.array([c[-1] for c in self._cumulative])
        count = max(buses, len(paths))
        self.line = np.arange(count) % len(paths)
        order = np.arange(count) // len(paths)
        fleet = np.bincount(self.line, minlength=len(paths))
        self.distance = (order + random.uniform(-0.12, 0.12, count)) / fleet[self.line] * totals[self.line]
        self._total = totals
        self._fleet = fleet
        self._headway = np.array([self._round_s(path) for path in paths]) / fleet
        self._hour = 0.0
        self._dwell = np.zeros(count)
        self._link = np.zeros(count, dtype=np.int64)
        self._table()
        self._turns = np.array(turns)
        self.lines = self._line_group(network)
        self.termini, self.arrivals = self._terminus_groups()
        self.vehicles = self._vehicle_group()
        self._habit = random.uniform(-15.0, 95.0, len(paths))[self.line]
        self.delay[:] = self._habit
        self._locate()

    def _round_s(self, path: list[int]) -> float:
        """Seconds that the timetable allows for a round of a line: its links, and its stops."""
        network = self.traffic.network
        driving = network.length[path] / (np.minimum(network.free_speed[path] * _SCHEDULED, 14.5) * 0.92)
        stops = network.length[path].sum() // _STOP_EVERY_M
        return float(driving.sum() + stops * _DWELL_S * 0.98)

    def _table(self) -> None:
        """Sample each line every 25 m, so that a place along it is a look-up."""
        network = self.traffic.network
        self._step_m = 25.0
        along: list[NDArray[np.object_]] = []
        beginnings: list[Floats] = []
        ends: list[Floats] = []
        links: list[Ints] = []
        start = [0]
        for path in self.paths:
            samples = [max(1, round(network.length[link] / self._step_m)) for link in path]
            for link, count in zip(path, samples, strict=True):
                along.append(np.full(count, network.lines[link]))
                beginnings.append(np.arange(count) / count)
                ends.append(np.minimum(1.0, np.arange(1, count + 1) / count))
            links.append(np.repeat(path, samples))
            start.append(start[-1] + sum(samples))
        lines = np.concatenate(along)
        here = shapely.get_coordinates(
            shapely.line_interpolate_point(lines, np.concatenate(beginnings), normalized=True)
        )
        ahead = shapely.get_coordinates(shapely.line_interpolate_point(lines, np.concatenate(ends), normalized=True))
        way = ahead - here
        self._xs, self._ys = here[:, 0], here[:, 1]
        self._headings = np.degrees(np.arctan2(way[:, 0], way[:, 1])) % 360.0
        self._links, self._starts = np.concatenate(links), np.array(start, dtype=np.int64)

    def _sample(self) -> tuple[Ints, Floats]:
        size = np.diff(self._starts)[self.line]
        position = self.distance / self._total[self.line] * size
        index = np.minimum(position.astype(np.int64), size - 1)
        return self._starts[self.line] + index, position - index

    def _locate(self) -> None:
        here, part = self._sample()
        first = self._starts[self.line]
        ahead = np.where(here + 1 < self._starts[self.line + 1], here + 1, first)
        x = self._xs[here] + (self._xs[ahead] - self._xs[here]) * part
        y = self._ys[here] + (self._ys[ahead] - self._ys[here]) * part
        degrees = to_lonlat(np.column_stack((x, y)))
        self.vehicles.lon[:], self.vehicles.lat[:] = degrees[:, 0], degrees[:, 1]
        self.bearing[:] = np.round(self._headings[here])
        self._link = self._links[here]

    def _vehicle_group(self) -> Group:
        count = len(self.line)
        names = []
        for k in range(count):
            n = int(self.line[k]) + 1
            names.append({"en": f"Bus {n}-{k:03d}", "zh-Hant": f"巴士{n}-{k:03d}", "zh-Hans": f"公交{n}-{k:03d}"})
        made = group(
            "Vehicle", "transportation", 2.0, Spelling.SIMPLIFIED, keys("bus", count, 4), np.zeros((count, 2)),
            ("", "", ""), names=names,
        )  # fmt: skip
        made.area = ["Port Meridian"] * count
        made.moves = True
        made.lon[:], made.lat[:] = CENTRE_LON, CENTRE_LAT
        made.statics = {
            "vehicleType": ["bus"] * count,
            "lineName": [f"Line {int(k) + 1}" for k in self.line],
            "refLine": [identity("BusLine", f"line-{int(k) + 1:02d}") for k in self.line],
        }
        self.speed = made.number("speed", "KMH", 1)
        self.bearing = made.number("bearing", "DD", 0)
        self.delay = made.number("delay", "SEC", 0)
        self.load = made.number("occupancyRatio", "C62", 2, 0.3)
        self.stop_number = made.number("stopNumber", "C62", 0)
        self.along = made.number("distanceAlongLine", "MTR", 0)
        self.status = made.choice("serviceStatus", ("onRoute", "atStop", "outOfService"))
        return made

    def _line_group(self, network: Network) -> Group:
        names, shapes, middles = [], [], []
        for k, (path, (a, b)) in enumerate(zip(self.paths, self._ends, strict=True)):
            one, two = DISTRICTS[a].name, DISTRICTS[b].name
            names.append(
                {
                    "en": f"Line {k + 1} {one['en']} - {two['en']}",
                    "zh-Hant": f"{k + 1}號綫 {one['zh-Hant']}－{two['zh-Hant']}",
                    "zh-Hans": f"{k + 1}号线 {one['zh-Hans']}－{two['zh-Hans']}",
                }
            )
            half = path[: max(2, len(path) // 2)]
            coords = np.concatenate([np.asarray(network.lines[link].coords) for link in half])
            shapes.append({"type": "LineString", "coordinates": np.round(to_lonlat(coords), 5).tolist()})
            middles.append(network.middle[half[len(half) // 2]])
        made = group(
            "BusLine", "transportation", 10.0, Spelling.CONCISE, keys("line", len(names)), np.array(middles),
            ("", "", ""), names=names, past=len(names),
        )  # fmt: skip
        made.shapes = shapes
        self.mean_delay = made.number("averageDelay", "SEC", 0)
        self.headway_min = made.number("headwayRatioMin", "C62", 2, 1.0)
        self.headway_max = made.number("headwayRatioMax", "C62", 2, 1.0)
        self.in_service = made.number("vehiclesInService", "C62", 0)
        made.number("scheduledVehicles", "C62", 0, self._fleet.astype(np.float64))
        made.number("scheduledHeadway", "SEC", 0, self._headway)
        self.scheduled_trips = made.number("scheduledTrips", "C62", 0)
        self.cancelled_trips = made.number("cancelledTrips", "C62", 0)
        self.line_status = made.choice("status", ("normal", "disrupted", "suspended"))
        return made

    def _terminus_groups(self) -> tuple[Group, Group]:
        """Both termini of each line, line after line, and when the next bus comes to them."""
        size = np.diff(self._starts)
        half = self._starts[:-1] + np.minimum((self._turns / self._total * size).astype(np.int64), size - 1)
        index = np.column_stack((self._starts[:-1], half)).ravel()
        points = np.column_stack((self._xs[index], self._ys[index]))
        names, signs, lines = [], [], []
        for k, ends in enumerate(self._ends):
            for here, there in (ends, ends[::-1]):
                one = DISTRICTS[here].name
                names.append(
                    {
                        "en": f"{one['en']} terminus, line {k + 1}",
                        "zh-Hant": f"{one['zh-Hant']}總站（{k + 1}號綫）",
                        "zh-Hans": f"{one['zh-Hans']}总站（{k + 1}号线）",
                    }
                )
                signs.append(DISTRICTS[there].name["en"])
                lines.append(identity("BusLine", f"line-{k + 1:02d}"))
        codes = keys("terminus", len(names))
        stops = group(
            "PublicTransportStop", "transportation", 600.0, Spelling.CONCISE, codes, points, ("", "", ""), names=names
        )
        stops.statics = {"stopCode": codes, "refPublicTransportRoute": lines}
        arrivals = group(
            "ArrivalEstimation", "transportation", 20.0, Spelling.CONCISE, codes, points, ("", "", ""), names=names
        )
        arrivals.statics = {"hasStop": stops.ids, "headSign": signs}
        self.due = arrivals.number("remainingSeconds", "SEC", 0)
        self.to_go = arrivals.number("remainingDistance", "MTR", 0)
        return stops, arrivals

    @property
    def groups(self) -> list[Group]:
        """What is published."""
        return [self.vehicles, self.lines, self.termini, self.arrivals]

    def step(self, now: Moment, rain: Floats) -> None:
        """Advance every bus; `rain` on each link in mm/h."""
        traffic, network, seconds = self.traffic, self.traffic.network, now.seconds
        link = self._link
        road = traffic.speed[link]
        free = network.free_speed[link]
        wading = np.where(traffic.closed[link], 0.35 / np.maximum(road, 0.1), 1.0)  # let through one by one, or turned
        cruising = np.minimum(road * 0.92, 14.5) * np.minimum(wading, 1.0)
        cruising *= 1.0 - 0.6 * np.clip(rain[link] / 55.0, 0.0, 1.0)  # in a downpour drivers of buses crawl
        scheduled = np.minimum(free * _SCHEDULED, 14.5) * 0.92
        early = self.delay < self._habit
        cruising = np.where(early, np.minimum(cruising, scheduled * 0.9), np.minimum(cruising, scheduled * 1.16))
        moving = np.clip(seconds - self._dwell, 0.0, seconds)
        before = self.distance.copy()
        self._dwell = np.maximum(self._dwell - seconds, 0.0)
        step = cruising * moving
        self.distance += step
        at_stop = np.floor(self.distance / _STOP_EVERY_M) > np.floor(before / _STOP_EVERY_M)
        wet = np.clip(rain[link] / 55.0, 0.0, 1.0)
        self._dwell += np.where(at_stop, _DWELL_S * (0.6 + 0.8 * self.load) * (1.0 + 0.5 * wet), 0.0)
        # against the timetable: what it allows for this distance, with its stops, less the time it took
        allowed = step / scheduled + np.where(at_stop, _DWELL_S * 0.98, 0.0)
        self.delay[:] = np.clip(self.delay + seconds - allowed, -60.0, 5400.0)
        over = self.distance >= self._total[self.line]
        self.distance = np.where(over, self.distance - self._total[self.line], self.distance)
        self._turn_in(over, now)
        self.delay[:] = np.where(over, np.minimum(self.delay, np.maximum(self.delay - 240.0, 0.0)), self.delay)
        self.speed[:] = np.where(self._dwell > 0, 0.0, cruising * 3.6)
        self.status[:] = np.where(self._dwell > 0, 1, 0)
        self.along[:] = self.distance
        self.stop_number[:] = np.floor(self.distance / _STOP_EVERY_M)
        rush = 0.22 + 0.5 * max(now.bell(8.3, 1.2), now.bell(18.2, 1.5)) * (1.0 if now.workday else 0.5)
        wish = np.clip(rush + 0.0004 * np.maximum(self.delay, 0), 0.03, 1.0)
        change = self._random.normal(0, 0.03, len(wish))
        self.load[:] = np.where(at_stop, np.clip(self.load + 0.2 * (wish - self.load) + change, 0.0, 1.0), self.load)
        self._locate()

    def _turn_in(self, over: NDArray[np.bool_], now: Moment) -> None:
        """A bus that comes round later than the one behind it is due does not make up for it: the round it has lost is
        cancelled, and it goes on in the next one's time. Counted from midnight on."""
        if now.hour < self._hour:
            self.cancelled_trips[:] = 0.0
        self._hour = now.hour
        headway = self._headway[self.line]
        lost = over & (self.delay > np.maximum(headway, _TURN_IN_S))
        self.delay[:] = np.where(lost, self.delay - headway, self.delay)
        self.cancelled_trips += np.bincount(self.line[lost], minlength=len(self.cancelled_trips))
        self.scheduled_trips[:] = np.floor(now.hour * 3600.0 / self._headway)

    def observe(self) -> None:
        """Regularity of the lines: headways as the distance between buses over what it should be."""
        place = self.distance[np.lexsort((self.distance, self.line))]  # along each line, line after line
        last = np.cumsum(self._fleet) - 1
        first = last - self._fleet + 1
        ahead = np.append(place[1:], 0.0)
        ahead[last] = place[first] + self._total
        gaps = (ahead - place) / np.repeat(self._total / self._fleet, self._fleet)
        self.headway_min[:], self.headway_max[:] = np.minimum.reduceat(gaps, first), np.maximum.reduceat(gaps, first)
        self.mean_delay[:] = np.bincount(self.line, self.delay) / self._fleet
        self.in_service[:] = self._fleet
        self._expect()
        blocked = np.array([self.traffic.closed[path].any() for path in self.paths])
        self.line_status[:] = np.where(blocked | (self.mean_delay > _LATE_S), 1, 0)

    def _expect(self) -> None:
        """The nearest bus before each terminus, and when it is there by the timetable's pace."""
        for end, place in enumerate((np.zeros(len(self._turns)), self._turns)):
            nearest = self._total.copy()
            np.minimum.at(nearest, self.line, (place[self.line] - self.distance) % self._total[self.line])
            self.to_go[end::2] = nearest
            self.due[end::2] = nearest * self._headway * self._fleet / self._total


def _onward(network: Network) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(len(network))]
    for a, b in zip(network.turn_from.tolist(), network.turn_to.tolist(), strict=True):
        found[a].append(b)
    return found


def _terminal(network: Network, district: int, random: np.random.Generator) -> int:
    streets = (network.level > 0) & ~network.ramp
    here = np.flatnonzero((network.district == district) & streets)
    if not len(here):  # a district all hills in this seed: the street nearest to it
        away = np.hypot(network.middle[:, 0] - DISTRICTS[district].x, network.middle[:, 1] - DISTRICTS[district].y)
        here = np.argsort(np.where(streets, away, np.inf), kind="stable")[:1]
    return int(here[random.integers(len(here))])


def _shortest(onward: list[list[int]], cost: Floats, first: int, last: int) -> list[int]:
    """Dijkstra over links; empty when there is no way."""
    costs: list[float] = cost.tolist()
    best = {first: 0.0}
    before: dict[int, int] = {}
    queue = [(0.0, first)]
    while queue:
        so_far, link = heapq.heappop(queue)
        if link == last:
            path = [link]
            while path[-1] != first:
                path.append(before[path[-1]])
            return path[::-1]
        if so_far > best[link]:
            continue
        for following in onward[link]:
            total = so_far + costs[following]
            if total < best.get(following, np.inf):
                best[following] = total
                before[following] = link
                heapq.heappush(queue, (total, following))
    return []
