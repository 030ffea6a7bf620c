"""Travel time, index, vehicle-kilometres and delay of corridors and of the whole network, in columns."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.roads.measures import delay_hours, travel_hours

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

LEAST_COVERAGE = 0.5
"""With less of its length measured, a corridor's travel time is not known."""


@dataclass(slots=True, frozen=True)
class Segments:
    """Segments by position: length km, speed and free-flow speed km/h, flow veh/h; NaN where not known."""

    length: Floats
    speed: Floats
    free: Floats
    flow: Floats


@dataclass(slots=True, frozen=True)
class Figures:
    """Of each corridor: travel times s, index, speed km/h, coverage (share of its length), vehicle-km and vehicle-hours
    of delay in an hour, shape (corridors,)."""

    travel_time: Floats
    free_time: Floats
    index: Floats
    speed: Floats
    coverage: Floats
    vehicle_km: Floats
    delay: Floats


class Members:
    """Which segments each corridor has: flat positions and the number of their corridor."""

    def __init__(self, corridors: Sequence[Sequence[int]]) -> None:
        self.count = len(corridors)
        self.segment: Ints = np.array([one for corridor in corridors for one in corridor], np.int64)
        self.corridor: Ints = np.repeat(np.arange(self.count), [len(corridor) for corridor in corridors])

    def sum(self, values: Floats) -> Floats:
        """Of what each of their segments has (NaN counts as nothing)."""
        return np.asarray(np.bincount(self.corridor, np.nan_to_num(values), minlength=self.count), np.float64)


def corridor_figures(segments: Segments, members: Members) -> Figures:
    """Figures of corridors.

    Travel time is the sum of length over speed, segment by segment (instantaneous travel time). What is not measured
    is taken to be driven as fast as the rest of the corridor, down to LEAST_COVERAGE. The index is travel time over
    free-flow travel time (FHWA, Urban Congestion Report). Flow where no detector stands is taken as the mean of the
    corridor, weighted by length; without any it is not known.
    """
    at = members.segment
    length, speed, free, flow = segments.length[at], segments.speed[at], segments.free[at], segments.flow[at]
    known = np.isfinite(speed) & (free > 0) & (length > 0)
    measured = members.sum(np.where(known, length, 0.0))
    whole = members.sum(length)
    actual = np.where(known, travel_hours(length, speed), 0.0)
    freely = np.where(known, travel_hours(length, free), 0.0)
    sum_actual, sum_free = members.sum(actual), members.sum(freely)
    counted = np.isfinite(flow)
    flow_length = members.sum(np.where(counted, length, 0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        coverage = np.where(whole > 0, measured / whole, 0.0)
        enough = coverage >= LEAST_COVERAGE
        scale = np.where(enough, whole / measured, np.nan)
        index = np.where(enough, sum_actual / sum_free, np.nan)
        mean_flow = members.sum(np.where(counted, flow * length, 0.0)) / flow_length
        mean_flow = np.where(flow_length > 0, mean_flow, np.nan)
    filled = np.where(counted, flow, mean_flow[members.corridor] if members.count else flow)
    lost = np.where(known, delay_hours(length, speed, free), 0.0)
    has_flow = np.isfinite(mean_flow)
    return Figures(
        travel_time=sum_actual * scale * 3600.0,
        free_time=sum_free * scale * 3600.0,
        index=index,
        speed=np.where(enough, measured / np.where(sum_actual > 0, sum_actual, np.nan), np.nan),
        coverage=coverage,
        vehicle_km=np.where(has_flow, members.sum(filled * length), np.nan),
        delay=np.where(has_flow & enough, members.sum(filled * lost) * scale, np.nan),
    )


@dataclass(slots=True, frozen=True)
class City:
    """The whole network: index and speed weighted by vehicle-kilometres (without any flow by length), vehicle-km and
    vehicle-hours of delay in an hour, km of road measured; the shares of the measured length that are jammed."""

    index: float
    speed: float
    vehicle_km: float
    delay: float
    measured_km: float
    jammed: float


def city_figures(segments: Segments, queued: Bools) -> City:
    """Figures of all segments together. Vehicle-kilometres and delay are those of roads with detectors alone."""
    length, speed, free, flow = segments.length, segments.speed, segments.free, segments.flow
    known = np.isfinite(speed) & (free > 0) & (length > 0)
    counted = known & np.isfinite(flow)
    nan = float("nan")
    if not known.any():
        return City(nan, nan, nan, nan, 0.0, nan)
    weight = np.where(counted, flow, 0.0) if counted.any() and float(flow[counted].sum()) > 0 else known.astype(float)
    actual = float((weight * np.where(known, travel_hours(length, speed), 0.0)).sum())
    freely = float((weight * np.where(known, travel_hours(length, free), 0.0)).sum())
    driven = float((weight * np.where(known, length, 0.0)).sum())
    measured = float(length[known].sum())
    vehicle_km = float((flow * length)[counted].sum()) if counted.any() else nan
    delay = float((flow * delay_hours(length, speed, free))[counted].sum()) if counted.any() else nan
    jammed = float(length[known & queued].sum()) / measured
    return City(
        actual / freely if freely > 0 else nan, driven / actual if actual > 0 else nan, vehicle_km, delay, measured,
        jammed,
    )  # fmt: skip
