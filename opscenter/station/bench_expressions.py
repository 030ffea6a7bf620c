"""How much of a core expressions take: in columns, and a plain Python loop over the same samples.

Drains over a city, each watched by one expression over three inputs: how full it is, how high the water stands, and
the most rain within 2 km. The loop does what a first version would: keep the newest values in dictionaries and, when
one changes, work out the condition of every drain that it concerns, with the neighbours found beforehand.
"""

import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.alarm import Priority
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.near_pairs import pairs_within
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.sphere import directions

BEAT_MS = 200
SPAN_DEGREES = 0.2
STATIONS = 100
EXPRESSION = "fill > 0.8 and height > 2 m and max(Station.rain within 2 km) > 30 mm/h"

Beat = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], int]
"""Cells, times, values, and when the beat is."""


def run(instances: int = 20_000, rate: int = 20_000, seconds: int = 10) -> dict[str, Any]:
    """Figures: `share_of_core` of expressions, `loop_share_of_core`, `speedup`, `raised` by both (they must agree)."""
    rng = np.random.default_rng(4)
    lon, lat = 114.0 + rng.random((2, instances + STATIONS)) * SPAN_DEGREES
    lat -= 92.0
    beats = _beats(rng, instances, rate, seconds)
    taken, raised = _columns(instances, lon, lat, beats)
    loop_taken, loop_raised = _loop(instances, lon, lat, beats)
    if raised != loop_raised:
        raise RuntimeError(f"the columns raised {raised} alarms and the loop {loop_raised}")
    return {
        "instances": instances,
        "samples_per_second": rate,
        "seconds": seconds,
        "share_of_core": round(taken / seconds, 4),
        "loop_share_of_core": round(loop_taken / seconds, 4),
        "speedup": round(loop_taken / taken, 1),
        "raised": raised,
    }


def _beats(rng: np.random.Generator, instances: int, rate: int, seconds: int) -> list[Beat]:
    """One sample in ten thousand is rain; one drain in twenty is over a mark."""
    beats: list[Beat] = []
    count = rate * BEAT_MS // 1000
    for number in range(seconds * 1000 // BEAT_MS):
        start = number * BEAT_MS
        cells = rng.integers(0, 2 * instances, count)
        values = np.where(cells % 2 == 0, rng.random(count) * 0.84, rng.random(count) * 2.1)
        rain = rng.random(count) < 1e-4 if number else np.arange(count) < STATIONS
        cells[rain] = 2 * instances + (rng.integers(0, STATIONS, int(rain.sum())) if number else np.arange(STATIONS))
        values[rain] = rng.random(int(rain.sum())) * 40.0
        times = np.sort(start + rng.integers(0, BEAT_MS, count)).astype(np.int64)
        beats.append((cells.astype(np.int64), times, values, start + BEAT_MS))
    return beats


def _catalogue() -> Catalogue:
    words = {"en": "{name}: {value} {unit} over {limit}", "zh_Hant": "{name}：{value}", "zh_Hans": "{name}：{value}"}
    rule = Rule("early", RuleKind.EXPRESSION, "Drain", "", Priority.LOW, words, expression=EXPRESSION)
    fill, height = Attribute("fill", words, "C62"), Attribute("height", words, "MTR", "m")
    drain = Kind("Drain", "other", words, attributes={"fill": fill, "height": height}, rules=(rule,))
    station = Kind("Station", "other", words, attributes={"rain": Attribute("rain", words, "H67", "mm/h")})
    return Catalogue(kinds={"Drain": drain, "Station": station})


def _columns(
    instances: int, lon: NDArray[np.float64], lat: NDArray[np.float64], beats: list[Beat]
) -> tuple[float, int]:
    """Processor seconds of the alarm engine, and how many alarms it raised."""
    engine = AlarmEngine(_catalogue())
    count = instances + STATIONS
    engine.add_entities(0, [f"urn:{row}" for row in range(count)], ["Drain"] * instances + ["Station"] * STATIONS)
    rows = [row for row in range(instances) for _ in range(2)] + list(range(instances, count))
    engine.add_cells(0, rows, ["fill", "height"] * instances + ["rain"] * STATIONS)
    engine.judge_places(np.arange(count), np.zeros(count, np.int64), lon, lat, 0)
    engine.tick(0)
    raised = 0
    began = time.process_time()
    for cells, times, values, now in beats:
        engine.judge(cells, times, values, np.zeros(len(cells), np.uint8), now)
        engine.tick(now)
        raised += sum(event.event == "raised" for event in engine.take_events())
        engine.take_changed()
    return time.process_time() - began, raised


def _loop(instances: int, lon: NDArray[np.float64], lat: NDArray[np.float64], beats: list[Beat]) -> tuple[float, int]:
    """The same of the plain loop, which has no book of alarms to keep."""
    where = directions(lon, lat)
    near: list[list[int]] = [[] for _ in range(instances)]
    around: list[list[int]] = [[] for _ in range(STATIONS)]
    for drain, station in zip(*pairs_within(where[:, :instances], where[:, instances:], 2_000.0), strict=True):
        near[drain].append(int(station))
        around[station].append(int(drain))
    newest: dict[int, float] = {}
    stands = [False] * instances
    raised = 0
    began = time.process_time()
    for cells, times, values, _ in beats:
        moments: dict[int, set[int]] = {}
        for cell, at, value in zip(cells.tolist(), times.tolist(), values.tolist(), strict=True):
            if at not in moments:
                for _, concerned in moments.items():
                    raised += _judged(concerned, near, newest, stands, instances)
                moments = {at: set()}
            newest[cell] = value
            moments[at].update(around[cell - 2 * instances] if cell >= 2 * instances else (cell // 2,))
        for concerned in moments.values():
            raised += _judged(concerned, near, newest, stands, instances)
    return time.process_time() - began, raised


def _judged(
    concerned: set[int], near: list[list[int]], newest: dict[int, float], stands: list[bool], instances: int
) -> int:
    """How many of some drains come into alarm."""
    raised = 0
    for drain in concerned:
        rain = [newest[2 * instances + one] for one in near[drain] if 2 * instances + one in newest]
        parts = (
            newest.get(2 * drain, -1.0) > 0.8,
            newest.get(2 * drain + 1, -1.0) > 2.0,
            bool(rain) and max(rain) > 30,
        )
        holds = all(parts)
        if holds and not stands[drain]:
            raised += 1
        if holds or any(
            (2 * drain in newest and not parts[0], 2 * drain + 1 in newest and not parts[1], rain and not parts[2])
        ):
            stands[drain] = holds
    return raised
