"""Formulas of road traffic against values computed by hand."""

import math

import numpy as np
import pytest

from opscenter.figures.roads.corridors import Members, Segments, city_figures, corridor_figures
from opscenter.figures.roads.free_flow import ENOUGH, MOST, OFF_PEAK, SOME, SpeedCounts, free_flow
from opscenter.figures.roads.measures import LEVELS, congestion, delay_hours, level_numbers, travel_hours
from opscenter.figures.roads.queues import find_queues, queued_now
from opscenter.figures.roads.road_map import RoadMap, pairs_of, road_map
from opscenter.figures.roads.road_names import crossing, directed, direction, road_names
from opscenter.figures.roads.shapes import joined_line, line_of, metres
from opscenter.figures.roads.speeds import detector_speed, flow_on_segments, on_segments
from opscenter.figures.roads.ways import ways_of

NAN = math.nan


def test_congestion_is_speed_over_free_flow() -> None:
    ratio = congestion(np.array([30.0, 60.0, NAN, 10.0, -1.0]), np.array([60.0, 50.0, 50.0, 0.0, 50.0]))
    np.testing.assert_array_equal(ratio, [0.5, 1.2, NAN, NAN, NAN])


@pytest.mark.parametrize(
    ("ratio", "word"),
    [
        *((1.1, "free"), (0.86, "free"), (0.85, "fair"), (0.68, "fair"), (0.67, "busy"), (0.50, "slow")),
        *((0.40, "heavy"), (0.31, "heavy"), (0.30, "jammed"), (0.0, "jammed")),
    ],
)
def test_levels_are_those_of_the_highway_capacity_manual(ratio: float, word: str) -> None:
    assert LEVELS[int(level_numbers(np.array([ratio]))[0])] == word
    assert level_numbers(np.array([NAN]))[0] == -1


def test_time_and_delay_of_a_kilometre() -> None:
    length, speed = np.array([1.0, 1.0, 1.0]), np.array([30.0, 90.0, 0.0])
    np.testing.assert_allclose(travel_hours(length, speed) * 3600, [120.0, 40.0, 1800.0])  # standing: 2 km/h
    np.testing.assert_allclose(delay_hours(length, speed, np.full(3, 60.0)) * 3600, [60.0, 0.0, 1740.0])


def test_free_flow_is_published_else_learnt_else_the_limit() -> None:
    published = np.array([70.0, NAN, NAN, NAN, NAN, 0.0])
    learnt = np.array([55.0, 55.0, 55.0, 55.0, NAN, 55.0])
    readings = np.array([ENOUGH, ENOUGH, SOME, SOME, 0, ENOUGH])
    limit = np.array([50.0, 50.0, 50.0, NAN, NAN, NAN])
    np.testing.assert_array_equal(free_flow(published, learnt, readings, limit), [70, 55, 50, 55, NAN, 55])


def test_the_85th_percentile_of_counted_speeds() -> None:
    counts = SpeedCounts()
    counts.resize(2)
    for speed in range(100):  # 0.5, 1.5 .. 99.5: 85 % are below 85
        counts.add(np.array([0]), np.array([speed + 0.5]))
    counts.add(np.array([1]), np.array([50.0]))
    learnt = counts.percentiles(np.array([0, 1]))
    assert learnt[0] == pytest.approx(85.0, abs=2.5)
    assert math.isnan(learnt[1]), "one reading is none"


def test_old_speeds_are_forgotten_by_halves_and_counts_stay_bounded() -> None:
    counts = SpeedCounts()
    counts.resize(1)
    for speed in (40.0, 80.0, 80.0):
        for _ in range(MOST):
            counts.add(np.array([0]), np.array([speed]))
    assert counts.total[0] <= MOST
    assert counts.percentiles(np.array([0]))[0] == pytest.approx(80, abs=2.5)
    again = SpeedCounts()
    again.load(counts.save())
    np.testing.assert_array_equal(again.counts[:1], counts.counts[:1])


def test_off_peak_hours() -> None:
    monday, saturday = 0, 5 * 24
    assert [hour for hour in range(24) if OFF_PEAK[monday + hour]] == [*range(9, 16), 19, 20, 21]
    assert [hour for hour in range(24) if OFF_PEAK[saturday + hour]] == list(range(6, 22))


def chain(count: int) -> RoadMap:
    """Segments 0 -> 1 -> 2 .. one after another."""
    ends = [f"j{number}" for number in range(count + 1)]
    return road_map(ends[:-1], ends[1:], [], {})


def test_pairs_lead_into_each_other_and_not_back() -> None:
    # 0: a->b, 1: b->a (the opposite), 2: b->c, 3: c->c (a loop on itself), 4: without junctions
    start, end = np.array([0, 1, 1, 2, -1]), np.array([1, 0, 2, 2, -1])
    pairs = set(zip(*(one.tolist() for one in pairs_of(start, end)), strict=True))
    assert pairs == {(0, 2), (2, 3)}


def test_a_queue_reaches_back_from_its_head_and_blocks_what_is_between() -> None:
    roads = chain(5)
    queued = np.array([False, True, True, True, False])
    ratio, length = np.array([1.0, 0.2, 0.1, 0.2, 1.0]), np.array([500.0, 300.0, 200.0, 100.0, 400.0])
    queues = find_queues(queued, ratio, length, roads)
    assert queues.heads.tolist() == [3] and queues.length.tolist() == [600.0] and queues.segments.tolist() == [3]
    assert queues.reach.tolist() == [0.0, 600.0, 300.0, 100.0, 0.0]
    assert queues.head.tolist() == [-1, 3, 3, 3, -1]
    assert [roads.junctions[one] for one in queues.blocked.tolist()] == ["j2", "j3"]
    assert queues.blocked_arms.tolist() == [1, 1] and queues.blocked_head.tolist() == [3, 3]


def test_a_segment_between_two_queues_belongs_to_the_nearer() -> None:
    # 0 -> 1 and 0 -> 2, both heads; 1 is shorter. 3 -> 0 too.
    roads = road_map(["a", "b", "b", "z"], ["b", "c", "d", "a"], [], {})
    queues = find_queues(np.ones(4, bool), np.full(4, 0.1), np.array([100.0, 50.0, 80.0, 10.0]), roads)
    assert queues.heads.tolist() == [1, 2] and queues.length.tolist() == [160.0, 80.0]
    assert queues.head.tolist() == [1, 1, 2, 1]


def test_a_ring_of_queued_segments_has_its_head_where_it_is_slowest() -> None:
    roads = road_map(["a", "b", "c"], ["b", "c", "a"], [], {})
    queues = find_queues(np.ones(3, bool), np.array([0.2, 0.1, 0.2]), np.array([10.0, 20.0, 30.0]), roads)
    assert queues.heads.tolist() == [1] and queues.length.tolist() == [60.0]
    assert sorted(roads.junctions[one] for one in queues.blocked.tolist()) == ["a", "b", "c"]


def test_a_segment_whose_neighbours_are_missing_queues_alone() -> None:
    roads = road_map([None, "x"], ["y", None], [], {})
    queues = find_queues(np.ones(2, bool), np.full(2, 0.1), np.array([10.0, 20.0]), roads)
    assert queues.heads.tolist() == [0, 1] and not len(queues.blocked)


def test_queued_at_30_percent_until_over_40() -> None:
    before, open_ = np.array([False, False, True, True, True, False]), np.array([True] * 5 + [False])
    now = queued_now(before, np.array([0.31, 0.30, 0.40, 0.41, NAN, 0.1]), open_)
    assert now.tolist() == [False, True, True, False, False, False]


def test_a_corridor_of_two_kilometres() -> None:
    """1 km at 30 km/h and 1 km at 60 km/h, free flow 60: 120 + 60 s against 120 s; 600 and 300 vehicles an hour."""
    segments = Segments(
        np.array([1.0, 1.0]), np.array([30.0, 60.0]), np.array([60.0, 60.0]), np.array([600.0, 300.0])
    )  # fmt: skip
    found = corridor_figures(segments, Members([(0, 1)]))
    assert found.travel_time[0] == pytest.approx(180.0) and found.free_time[0] == pytest.approx(120.0)
    assert found.index[0] == pytest.approx(1.5) and found.speed[0] == pytest.approx(40.0)
    assert found.coverage[0] == 1.0 and found.vehicle_km[0] == pytest.approx(900.0)
    assert found.delay[0] == pytest.approx(600 * 60 / 3600)


def test_what_is_not_measured_is_driven_like_the_rest_down_to_half() -> None:
    nan = np.nan
    segments = Segments(
        np.array([1.0, 1.0, 1.0, 1.0]), np.array([30.0, 30.0, nan, nan]), np.array([60.0, 60.0, 60.0, nan]),
        np.array([nan, 400.0, nan, nan]),
    )  # fmt: skip
    found = corridor_figures(segments, Members([(0, 1, 2), (0, 1, 2, 3), (0, 2, 3), (), (2,)]))
    np.testing.assert_allclose(found.travel_time, [360.0, 480.0, nan, nan, nan])
    np.testing.assert_allclose(found.index, [2.0, 2.0, nan, nan, nan])
    np.testing.assert_allclose(found.vehicle_km, [1200.0, 1600.0, nan, nan, nan])
    np.testing.assert_allclose(found.delay, [400 * 3 / 60, 400 * 4 / 60, nan, nan, nan])


def test_the_city_weighs_by_vehicle_kilometres() -> None:
    nan = np.nan
    segments = Segments(
        np.array([1.0, 1.0, 2.0]), np.array([30.0, 60.0, 10.0]), np.array([60.0] * 3), np.array([900.0, 100.0, nan])
    )  # fmt: skip
    city = city_figures(segments, np.array([False, False, True]))
    assert city.index == pytest.approx((900 / 30 + 100 / 60) / (1000 / 60))
    assert city.vehicle_km == 1000 and city.delay == pytest.approx(900 / 60) and city.measured_km == 4
    assert city.jammed == 0.5
    unknown = city_figures(Segments(*(np.array([nan]),) * 4), np.array([False]))
    assert math.isnan(unknown.index) and unknown.measured_km == 0


def test_an_empty_road_shows_no_speed_and_a_standing_queue_does() -> None:
    speed = detector_speed(np.array([0.0, 0.0, 0.0, 50.0, -3.0]), np.array([0.0, 0.0, NAN, 0.0, 1.0]),
                           np.array([0.0, 0.9, NAN, 0.0, 0.0]))  # fmt: skip
    np.testing.assert_array_equal(speed, [NAN, 0.0, 0.0, 50.0, NAN])


def test_lanes_add_up_and_detectors_of_one_lane_do_not() -> None:
    segment = np.array([0, 0, 0, 1, 1, -1, 2])
    flow = np.array([300.0, 200.0, 100.0, 500.0, 700.0, 9.0, NAN])
    lane = np.array([1.0, 2.0, 2.0, NAN, NAN, NAN, NAN])
    np.testing.assert_array_equal(flow_on_segments(flow, segment, lane, 3), [450.0, 600.0, NAN])
    np.testing.assert_array_equal(on_segments(flow, segment, 3), [200.0, 600.0, NAN])


def test_roads_become_ways_in_each_direction_straight_on_at_forks() -> None:
    # a road a-b-c-d there and back, and a spur of the same road that turns off at c
    starts, ends = ["a", "b", "c", "c", "d", "c", "b"], ["b", "c", "d", "s", "c", "b", "a"]
    roads = road_map(starts, ends, [], {})
    bearings = np.array([[0, 0], [0, 0], [0, 0], [1.5, 1.5], [np.pi] * 2, [np.pi] * 2, [np.pi] * 2], float)
    ways = ways_of(["Tide Road"] * 7, roads, np.full(7, 600.0), bearings)
    assert [way.segments for way in ways] == [(0, 1, 2), (4, 5, 6)]


def test_a_ring_road_is_cut_once_and_what_is_short_is_none() -> None:
    roads = road_map(["a", "b", "c"], ["b", "c", "a"], [], {})
    bearings = np.full((3, 2), np.nan)
    assert [way.segments for way in ways_of(["Ring"] * 3, roads, np.full(3, 600.0), bearings)] == [(0, 1, 2)]
    assert ways_of(["Ring"] * 3, roads, np.full(3, 100.0), bearings) == []
    assert ways_of([None, "Ring", "Ring"], roads, np.full(3, 900.0), bearings) == []


def test_names_of_roads_directions_and_crossings() -> None:
    names = road_names(
        "Tide Road", {"en": "Tide Road, Centre", "zh-Hant": "潮汐道（中區）", "zh-Hans": "潮汐道（中区）"}
    )
    assert names == {"en": "Tide Road", "zh_Hant": "潮汐道", "zh_Hans": "潮汐道"}
    assert directed(names, direction(np.array([[114.0, 22.0], [114.1, 22.01]])))["zh_Hant"] == "潮汐道（東行）"
    square = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]])
    assert [direction(square), direction(square[::-1]), direction(square[:1])] == [4, 5, -1]
    assert crossing([names, {"en": "Jade Road"}, names])["en"] == "Jade Road / Tide Road"


def test_lines_are_measured_and_bad_ones_are_none() -> None:
    degree = line_of({"type": "LineString", "coordinates": [[0, 0], [0, 1]]})
    assert metres(degree) == pytest.approx(111_195, rel=1e-3)
    for bad in ({"type": "LineString", "coordinates": [[0], [1, "x"]]}, {"type": "Point"}, None,
                {"type": "LineString", "coordinates": [[0, None], [1, 1]]}):  # fmt: skip
        assert not len(line_of(bad))
    assert joined_line([degree, degree]) == {"type": "LineString", "coordinates": [[0, 0], [0, 1], [0, 0], [0, 1]]}
    assert joined_line([]) is None
