"""The figure of road traffic: congestion of segments and detectors, queues, corridors, and the whole network."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.corridor import CORRIDOR_TYPE
from opscenter.figures.figure import Array, FigureBase, Input, Memory, Output
from opscenter.figures.roads.corridor_writing import NETWORK, CorridorWriting
from opscenter.figures.roads.corridors import Segments
from opscenter.figures.roads.following import DETECTOR, REFERENCES, SEGMENT, Roads
from opscenter.figures.roads.queue_writing import JUNCTION, QueueWriting
from opscenter.figures.roads.speeds import (
    Known,
    Speeds,
    detector_speed,
    flow_on_segments,
    fresh,
    is_off_peak,
    on_segments,
)
from opscenter.figures.step import Step

Floats = NDArray[np.float64]

_CORRIDOR = {
    "travelTime": "SEC", "freeFlowTravelTime": "SEC", "travelTimeIndex": "C62", "averageVehicleSpeed": "KMH",
    "coverage": "C62", "vehicleKilometres": "", "delay": "", "vehicleKilometresToday": "", "delayToday": "HUR",
    "length": "KMT", "queueLength": "MTR", "closedSegments": "C62", "level": "", "refQueueHead": "",
}  # fmt: skip
_NETWORK = {
    "travelTimeIndex": "C62", "averageVehicleSpeed": "KMH", "vehicleKilometres": "", "delay": "",
    "measuredLength": "KMT", "jammedShare": "C62", "vehicleKilometresToday": "", "delayToday": "HUR", "queues": "C62",
    "queueLength": "MTR", "blockedJunctions": "C62",
}  # fmt: skip
_JUNCTION = {"queuedArms": "C62", "queueLength": "MTR", "state": "", "refQueueHead": ""}


class RoadTraffic(FigureBase):
    """Each minute. A segment that publishes no speed of its own has the mean of the detectors on it; a detector without
    a free-flow speed of its own has that of its segment."""

    name = "roads"
    own_types = (CORRIDOR_TYPE, NETWORK, JUNCTION)
    inputs = [
        *(Input(SEGMENT, name) for name in ("averageVehicleSpeed", "freeFlowSpeed", "maximumAllowedSpeed", "length")),
        Input(SEGMENT, "status", text=True),
        *(Input(kind, name, text=True) for kind, name in REFERENCES),
        *(
            Input(DETECTOR, name)
            for name in ("averageVehicleSpeed", "freeFlowSpeed", "intensity", "occupancy", "laneId")
        ),
        Input(DETECTOR, "refRoadSegment", text=True),
    ]
    outputs = [
        *(
            Output(kind, name, unit)
            for kind in (SEGMENT, DETECTOR)
            for name, unit in (("derived.congestion", "C62"), ("derived.freeFlowSpeed", "KMH"), ("derived.level", ""))
        ),
        Output(SEGMENT, "derived.queueLength", "MTR"),
        Output(SEGMENT, "derived.queue"),
        Output(SEGMENT, "derived.refQueueHead"),
        *(Output(CORRIDOR_TYPE, name, unit) for name, unit in _CORRIDOR.items()),
        *(Output(NETWORK, name, unit) for name, unit in _NETWORK.items()),
        *(Output(JUNCTION, name, unit) for name, unit in _JUNCTION.items()),
    ]

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._roads = Roads(catalogue.corridors)
        self._segments = Speeds(SEGMENT)
        self._detectors = Speeds(DETECTOR)
        self._queues = QueueWriting()
        self._corridors = CorridorWriting(self.every_ms)

    def take(self, step: Step) -> None:
        """See `Figure`."""
        self._roads.follow(step)
        off_peak = is_off_peak(step)
        detectors, flow = self._take_detectors(step, off_peak)
        count = step.count(SEGMENT)
        on = self._roads.map.detector_segment
        numbers = step.numbers(SEGMENT, "averageVehicleSpeed")
        own = fresh(numbers, self._since(step, SEGMENT))
        heard = on_segments(detectors.speed, on, count)
        speed = np.where(np.isnan(own), heard, np.where(own < 0, np.nan, own))
        quality = np.where(np.isnan(own), 0, numbers.quality).astype(np.uint8)
        limit = fresh(step.numbers(SEGMENT, "maximumAllowedSpeed"), 0)
        published = fresh(step.numbers(SEGMENT, "freeFlowSpeed"), 0)
        known = self._segments.take(step, speed, quality, limit, off_peak, published)
        open_ = np.array([text != "closed" for text in step.texts(SEGMENT, "status")], np.bool_)
        queues = self._queues.take(step, self._roads, known.ratio, open_)
        lane = step.numbers(DETECTOR, "laneId").value
        driven = Segments(
            self._roads.length / 1000.0,
            np.where(open_, known.speed, np.nan),
            known.free,
            flow_on_segments(flow, on, lane, count),
        )
        self._corridors.take(step, self._roads, driven, queues, open_)

    def _take_detectors(self, step: Step, off_peak: bool) -> tuple[Known, Floats]:
        since = self._since(step, DETECTOR)
        numbers = step.numbers(DETECTOR, "averageVehicleSpeed")
        flow = fresh(step.numbers(DETECTOR, "intensity"), since)
        flow = np.where(flow >= 0, flow, np.nan)
        occupancy = fresh(step.numbers(DETECTOR, "occupancy"), since)
        speed = detector_speed(fresh(numbers, since), flow, occupancy)
        own = fresh(step.numbers(DETECTOR, "freeFlowSpeed"), 0)
        published = np.where(np.isnan(own), self._of_segment(step, "freeFlowSpeed"), own)
        limit = self._of_segment(step, "maximumAllowedSpeed")
        return self._detectors.take(step, speed, numbers.quality, limit, off_peak, published), flow

    def _of_segment(self, step: Step, attribute: str) -> Floats:
        """What is published of the segment on which each detector stands, NaN where nothing is."""
        values, on = fresh(step.numbers(SEGMENT, attribute), 0), self._roads.map.detector_segment
        return np.where(on >= 0, values[np.maximum(on, 0)] if len(values) else np.nan, np.nan)

    def _since(self, step: Step, kind: str) -> int:
        return step.at - self.every_ms - self._catalogue.kind(kind).stale_after_ms

    def save(self) -> Memory:
        """See `Figure`."""
        return {f"{part}.{name}": array for part, one in self._parts().items() for name, array in one[0]().items()}

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        for part, (_, load) in self._parts().items():
            load({name.removeprefix(f"{part}."): one for name, one in memory.items() if name.startswith(f"{part}.")})

    def _parts(self) -> dict[str, tuple[Callable[[], dict[str, Array]], Callable[[Memory], None]]]:
        return {
            "segments": (self._segments.save, self._segments.load),
            "detectors": (self._detectors.save, self._detectors.load),
            "queues": (self._queues.save, self._queues.load),
            "corridors": (self._corridors.save, self._corridors.load),
        }
