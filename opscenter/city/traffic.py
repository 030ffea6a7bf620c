"""Traffic on the links: Greenshields' fundamental diagram (1935) in a link transmission by Godunov's scheme.

Speed v = vf (1 - k/kj), flow q = k v, capacity vf kj / 4 at half the jam density. What a link can send and receive
are the demand and supply functions of Lebacque (1996): sending q(k) below the critical density, else the capacity;
receiving the capacity below it, else q(k). A full link receives nothing, so its queue spills back to those upstream.
"""

import numpy as np
from numpy.typing import NDArray

from opscenter.city.network import EXIT_SHARE, Network

Floats = NDArray[np.float64]

# Share of the peak demand by hour of day (0..24), working day and weekend.
_HOURS = np.array([0, 1, 3, 5, 6, 7, 8, 9, 10, 12, 14, 16, 17, 18, 19, 20, 22, 23, 24], dtype=np.float64)
_WORKDAY = np.array([20, 13, 9, 17, 42, 80, 99, 93, 74, 70, 71, 80, 94, 100, 89, 66, 45, 31, 20]) / 100.0
_WEEKEND = np.array([28, 20, 12, 12, 20, 32, 44, 56, 66, 74, 76, 78, 80, 80, 74, 64, 50, 40, 28]) / 100.0
_SHARED_LANES = 0.6  # share of the lanes on which a blocked movement holds up the others


def demand_level(hour: float, weekday: int) -> float:
    """Share of the peak demand at a local hour (0..24) of a weekday (0 Monday)."""
    return float(np.interp(hour, _HOURS, _WEEKEND if weekday >= 5 else _WORKDAY))


class Traffic:
    """State of all links: vehicles on them, speed (m/s), flow out (veh/s)."""

    def __init__(self, network: Network, seed: int) -> None:
        self.network = network
        count = len(network)
        self.vehicles = network.jam * 0.08
        self.speed = network.free_speed.copy()
        self.flow = np.zeros(count)
        self.closed = np.zeros(count, dtype=bool)
        self._first_turn = np.searchsorted(network.turn_from, np.arange(count))
        self.capacity_factor = np.ones(count)
        """1 normally; an accident leaves less."""
        self.water = np.zeros(count)
        """Depth of water on the road, m."""
        self._random = np.random.default_rng([seed, 60])
        self._ripple = np.ones(count)

    def step(self, seconds: float, level: float, rain: Floats) -> None:
        """Advance. `level` of the demand (1 = peak), `rain` on each link in mm/h."""
        network = self.network
        count = len(network)
        # rain takes speed and capacity: about 10 % when heavy (Highway Capacity Manual, ch. 10 weather factors)
        wet = 1.0 - 0.13 * np.clip(rain / 40.0, 0.0, 1.0)
        wading = np.clip(1.0 - self.water / 0.30, 0.12, 1.0)
        capacity = network.capacity * wet * wading
        free = network.free_speed * wet * np.sqrt(wading)
        density = np.clip(self.vehicles / network.jam, 0.0, 1.0)
        diagram = 4.0 * capacity * density * (1.0 - density)
        # an accident stands at the end of its link: the link still fills, little comes out
        sending = np.minimum(np.where(density < 0.5, diagram, capacity), capacity * self.capacity_factor)
        receiving = np.where(density < 0.5, capacity, diagram)
        receiving = np.where(self.closed, 0.0, receiving)
        sending = np.minimum(sending * seconds, self.vehicles)
        room = np.minimum(receiving * seconds, network.jam - self.vehicles)
        through = sending * (1.0 - EXIT_SHARE)
        # many drivers turn off before a closed road when another is open, the others learn of it in the queue
        weight = network.turn_share * np.where(self.closed[network.turn_to], 0.35, 1.0)
        weight *= 1.0 - 0.75 * np.clip(density[network.turn_to] * 1.4 - 0.5, 0.0, 0.9)
        total = np.bincount(network.turn_from, weight, minlength=count)
        wish = through[network.turn_from] * weight / np.maximum(total, 1e-9)[network.turn_from]
        asked = np.bincount(network.turn_to, wish, minlength=count)
        share = np.minimum(1.0, room / np.maximum(asked, 1e-9))
        # who waits for a full road holds up those behind who want elsewhere (first in, first out, on most lanes)
        each = share[network.turn_to]
        slowest = np.minimum.reduceat(np.where(weight > 0, each, 1.0), self._first_turn)[network.turn_from]
        moved = wish * (_SHARED_LANES * slowest + (1.0 - _SHARED_LANES) * each)
        self._ripple += (1.0 - self._ripple) * min(1.0, seconds / 90.0)
        self._ripple += self._random.normal(0.0, 0.012, count) * np.sqrt(seconds)
        entering = network.demand * level * np.clip(self._ripple, 0.5, 1.5) * seconds
        entering = np.where(self.closed, 0.0, entering)
        out = np.bincount(network.turn_from, moved, minlength=count) + sending * EXIT_SHARE
        arriving = np.bincount(network.turn_to, moved, minlength=count)
        entering = np.minimum(entering, np.maximum(room - arriving, 0.0))
        self.vehicles = np.clip(self.vehicles - out + arriving + entering, 0.0, network.jam)
        density = self.vehicles / network.jam
        self.speed = np.maximum(free * (1.0 - density), 0.6)
        stopped = np.where(self.closed & (density < 0.05), 0.5, 1.0)
        self.speed *= stopped
        self.flow = self.vehicles / network.length * self.speed

    def ratio(self) -> Floats:
        """Speed over free-flow speed of each link."""
        return self.speed / self.network.free_speed

    def occupancy(self) -> Floats:
        """Share of the time a detector is covered: density a lane times the length of a vehicle and loop, 7.2 m."""
        lane = self.vehicles / self.network.length / self.network.lanes
        return np.clip(lane * 7.2, 0.0, 1.0)
