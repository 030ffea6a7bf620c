"""The roads as a figure follows them: read anew when what is published of their shape or connection has changed."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.corridor import Corridor, corridor_entity
from opscenter.domain.texts import Texts
from opscenter.figures.roads.corridors import Members
from opscenter.figures.roads.road_map import RoadMap, road_map
from opscenter.figures.roads.road_names import directed, direction, letter, road_names
from opscenter.figures.roads.shapes import bearings_of, joined_line, line_of, metres
from opscenter.figures.roads.ways import ways_of
from opscenter.figures.step import Step

Floats = NDArray[np.float64]

SEGMENT, DETECTOR = "RoadSegment", "TrafficFlowObserved"
SHORTEST_M = 1.0
REFERENCES = ((SEGMENT, "refStartJunction"), (SEGMENT, "refEndJunction"), (SEGMENT, "roadName"))


@dataclass(slots=True, frozen=True)
class CorridorPlan:
    """A corridor as it is drawn: its entity, names, positions of its segments, and its line."""

    entity: str
    names: Texts
    segments: tuple[int, ...]
    line: dict[str, object] | None


@dataclass(slots=True)
class Roads:
    """`length` in m by segment; `lines` their geometry; `corridors` of the site, or of its own making."""

    described: tuple[Corridor, ...]
    map: RoadMap = field(default_factory=lambda: road_map([], [], [], {}))
    length: Floats = field(default_factory=lambda: np.zeros(0))
    lines: list[Floats] = field(default_factory=list)
    corridors: list[CorridorPlan] = field(default_factory=list)
    members: Members = field(default_factory=lambda: Members([]))
    _read: tuple[object, ...] = ()

    def follow(self, step: Step) -> bool:
        """Read what has changed; whether anything has."""
        lengths = step.numbers(SEGMENT, "length").value
        texts = [list(step.texts(kind, name)) for kind, name in REFERENCES]
        on = list(step.texts(DETECTOR, "refRoadSegment"))
        rows, around = step.rows(SEGMENT), step.around
        known = [(around.shape(row), around.local_names(row)) for row in rows.tolist() if row >= 0]
        now = (*texts, on, rows.tobytes(), np.nan_to_num(lengths).tobytes(), known)
        if now == self._read:
            return False
        self._read = now
        ids = [step.id_of(row) if row >= 0 else "" for row in rows.tolist()]
        positions = {entity: position for position, entity in enumerate(ids) if entity}
        self.map = road_map(texts[0], texts[1], on, positions)
        self.lines = [line_of(around.shape(row)) if row >= 0 else np.empty((0, 2)) for row in rows.tolist()]
        self.length = self._lengths(lengths)
        if self.described:
            plans = [self._described(corridor, positions) for corridor in self.described]
            self.corridors = [plan for plan in plans if plan.segments]
        else:
            self.corridors = self._own(step, texts[2], rows.tolist())
        self.members = Members([plan.segments for plan in self.corridors])
        return True

    def _lengths(self, published: Floats) -> Floats:
        """Metres: as published (km, by Smart Data Models), else of the line; at least SHORTEST_M."""
        found = published * 1000.0
        for position in np.flatnonzero(~(found > 0)).tolist():
            found[position] = metres(self.lines[position])
        return np.maximum(np.nan_to_num(found), SHORTEST_M)

    def _described(self, corridor: Corridor, positions: dict[str, int]) -> CorridorPlan:
        segments = tuple(positions[one] for one in corridor.segments if one in positions)
        return CorridorPlan(corridor_entity(corridor.id), corridor.name, segments, self._line(segments))

    def _own(self, step: Step, names: list[str | None], rows: list[int]) -> list[CorridorPlan]:
        bearings = np.array([bearings_of(line) for line in self.lines]).reshape(-1, 2)
        taken: dict[str, int] = {}
        plans = []
        for way in ways_of(names, self.map, self.length, bearings):
            lines = [self.lines[one] for one in way.segments]
            turn = direction(np.concatenate(lines))
            key = f"{_slug(way.road)}-{letter(turn)}"
            taken[key] = taken.get(key, 0) + 1
            names_of = directed(road_names(way.road, step.around.local_names(rows[way.segments[0]])), turn)
            if taken[key] > 1:
                names_of = {language: f"{name} {taken[key]}" for language, name in names_of.items()}
                key = f"{key}-{taken[key]}"
            plans.append(CorridorPlan(corridor_entity(key), names_of, way.segments, self._line(way.segments)))
        return plans

    def _place(self, segment: int, point: int) -> tuple[float, float]:
        line = self.lines[segment]
        return (float(line[point, 0]), float(line[point, 1])) if len(line) else (float("nan"), float("nan"))

    def _line(self, segments: tuple[int, ...]) -> dict[str, object] | None:
        return joined_line([self.lines[one] for one in segments])

    def junction_place(self, junction: int) -> tuple[float, float]:
        """Longitude and latitude of a junction: the mean of the ends that meet there; NaN when not known."""
        ends = [self._place(one, 0) for one in np.flatnonzero(self.map.start == junction).tolist()]
        ends += [self._place(one, -1) for one in np.flatnonzero(self.map.end == junction).tolist()]
        places = np.array([end for end in ends if np.isfinite(end[0])]).reshape(-1, 2)
        if not len(places):
            return float("nan"), float("nan")
        lon, lat = places.mean(axis=0).tolist()
        return lon, lat


def _slug(name: str) -> str:
    kept = "".join(letter if letter.isalnum() else "-" for letter in name.lower())
    return "-".join(part for part in kept.split("-") if part)[:60] or "road"
