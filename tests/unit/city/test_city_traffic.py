"""The fundamental diagram holds in the model and in what is published."""

import numpy as np
import pytest

from opscenter.city.geography import build_geography
from opscenter.city.network import Network, build_network
from opscenter.city.traffic import Traffic, demand_level


@pytest.fixture(scope="module")
def network() -> Network:
    return build_network(build_geography(1))


def run(traffic: Traffic, seconds: int, level: float, step: float = 5.0) -> None:
    dry = np.zeros(len(traffic.network))
    for _ in range(int(seconds / step)):
        traffic.step(step, level, dry)


def test_speed_falls_in_a_line_with_density_and_flow_peaks_at_half_jam_density(network: Network) -> None:
    traffic = Traffic(network, 1)
    run(traffic, 1800, 1.0)
    density = traffic.vehicles / network.jam
    assert traffic.speed == pytest.approx(network.free_speed * (1 - density), rel=1e-9)
    assert traffic.flow == pytest.approx(traffic.vehicles / network.length * traffic.speed)
    top = network.free_speed * network.jam / network.length / 4.0
    assert np.all(traffic.flow <= top * (1 + 1e-9))
    assert network.capacity == pytest.approx(top)


def test_the_ordinary_peak_does_not_break_down(network: Network) -> None:
    traffic = Traffic(network, 1)
    run(traffic, 5400, 1.0)
    assert traffic.ratio().min() > 0.45
    assert np.median(traffic.ratio()) > 0.75


def test_vehicles_stay_between_none_and_full(network: Network) -> None:
    traffic = Traffic(network, 3)
    traffic.capacity_factor[::7] = 0.05
    run(traffic, 1800, 1.4, 10.0)
    assert traffic.vehicles.min() >= 0.0
    assert np.all(traffic.vehicles <= network.jam + 1e-9)


def test_a_closed_road_takes_nobody_and_its_queue_reaches_those_upstream(network: Network) -> None:
    free, blocked = Traffic(network, 1), Traffic(network, 1)
    run(free, 1200, 0.95)
    run(blocked, 1200, 0.95)
    link = int(np.argmax(network.steady * (network.level == 2)))
    blocked.closed[link] = True
    before = blocked.vehicles[link]
    run(blocked, 600, 0.95)
    run(free, 600, 0.95)
    assert blocked.vehicles[link] < before
    upstream = network.turn_from[network.turn_to == link]
    assert blocked.vehicles[upstream].sum() > 1.2 * free.vehicles[upstream].sum()
    second = network.turn_from[np.isin(network.turn_to, upstream)]
    assert blocked.vehicles[second].sum() > free.vehicles[second].sum()


def test_turns_of_a_link_add_up_to_one(network: Network) -> None:
    total = np.bincount(network.turn_from, network.turn_share, minlength=len(network))
    assert total == pytest.approx(np.ones(len(network)))
    assert np.all(network.end[network.turn_from] == network.start[network.turn_to])


def test_the_day_has_two_peaks_and_the_weekend_none_so_high() -> None:
    hours = np.arange(0, 24, 0.25)
    day = np.array([demand_level(h, 2) for h in hours])
    assert day[hours == 8] > day[hours == 12] < day[hours == 18]
    assert day[hours == 3] < 0.15
    assert max(demand_level(h, 6) for h in hours) < day.max()


def test_published_detectors_obey_flow_is_density_times_speed(make_city) -> None:
    city = make_city(warm=True)
    for _ in range(40):
        city.step()
    roads, traffic = city.simulation.roads, city.simulation.traffic
    lane_density = roads.intensity / np.maximum(roads.speed, 1e-6) / traffic.network.lanes[roads.detector_links]
    assert roads.occupancy == pytest.approx(lane_density / 1000.0 * 7.2, rel=0.02)
