"""A small city with areas for the tests of rules that depend on places."""

from dataclasses import replace

import numpy as np

from opscenter.domain.alarm import Priority
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.journal import JournalEvent
from opscenter.domain.quality import Quality
from opscenter.domain.rule import Rule, RuleKind, Side
from tests.support.alarm_rig import words

NO_SHAPE = {"type": "GeometryCollection", "geometries": []}


def box(west: float, south: float, east: float, north: float) -> dict:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def fence(**changes: object) -> Rule:
    rule = Rule(
        id="lorry.school",
        kind=RuleKind.GEOFENCE,
        entity_type="Lorry",
        attribute="",
        priority=Priority.MEDIUM,
        text=words("{name}: in {area}"),
        within=("type:Fence",),
    )
    return replace(rule, **changes)  # type: ignore[arg-type]


def hot(**changes: object) -> Rule:
    rule = Rule(
        id="lorry.hot",
        kind=RuleKind.LIMIT,
        entity_type="Lorry",
        attribute="heat",
        priority=Priority.HIGH,
        text=words("{name}: {value} in {area}"),
        side=Side.HIGH,
        value=50.0,
        within=("type:Fence",),
    )
    return replace(rule, **changes)  # type: ignore[arg-type]


class FenceRig:
    """Rows: lorry 0, lorry 1, then two fences (2: lon 0..1, 3: lon 5..6; both lat 0..1) without a shape yet.

    Cells: 0 and 1 heat and type of lorry 0, 2 and 3 of lorry 1, 4 and 5 the categories of the fences.
    """

    SCHOOL, PORT = box(0, 0, 1, 1), box(5, 0, 6, 1)

    def __init__(self, *rules: Rule, lag_ms: int = 0, drawn: bool = True) -> None:
        attributes = {"heat": Attribute("heat", words("Heat")), "vehicleType": Attribute("vehicleType", words("Type"))}
        self.catalogue = Catalogue(
            kinds={
                "Lorry": Kind("Lorry", "transit", words("Lorry"), moves=True, attributes=attributes, rules=rules),
                "Fence": Kind("Fence", "areas", words("Fence"), geometry="area"),
            }
        )
        self.engine = AlarmEngine(self.catalogue, lag_ms)
        self.bind()
        if drawn:
            self.draw(2, self.SCHOOL)
            self.draw(3, self.PORT)

    def bind(self) -> None:
        self.engine.add_entities(
            0, ["urn:l0", "urn:l1", "urn:school", "urn:port"], ["Lorry", "Lorry", "Fence", "Fence"]
        )
        self.engine.add_cells(0, [0, 0, 1, 1, 2, 3], ["heat", "vehicleType", "heat", "vehicleType"] + ["category"] * 2)
        self.engine.name_entity(0, "Lorry 0")
        self.engine.name_entity(2, "School zone", {"zh_Hant": "學校區"})
        self.engine.name_entity(3, "Port")

    def draw(self, row: int, shape: dict, now: int = 0) -> None:
        self.engine.shape_entity(row, shape)
        self.engine.judge_areas([], [], [], now)

    def sort(self, row: int, category: str, time: int) -> None:
        """The category of a fence is told."""
        self.engine.judge_areas([row + 2], [time], [category], time)

    def go(self, *places: tuple[int, float], lorry: int = 0, lat: float = 0.5, now: int = 0) -> None:
        """Places (event time, longitude) of a lorry."""
        times, lons = (np.array(column) for column in zip(*places, strict=True))
        rows = np.full(len(times), lorry)
        self.engine.judge_places(rows, times, lons.astype(float), np.full(len(times), lat), now or int(times.max()))

    def heat(self, *samples: tuple[int, float], lorry: int = 0, quality: int = Quality.GOOD) -> None:
        times, values = (np.array(column) for column in zip(*samples, strict=True))
        cells = np.full(len(times), 2 * lorry)
        self.engine.judge(cells, times, values.astype(float), np.full(len(times), quality), int(times.max()))

    def type(self, time: int, text: str, lorry: int = 0) -> None:
        self.engine.judge_texts([2 * lorry + 1], [time], [text], [0], time)

    def happened(self) -> list[tuple[int, str]]:
        """(event time, event) of what happened since last asked, after a tick that ends nothing of itself."""
        self.engine.tick(-1)
        return [(event.at, event.event) for event in self.events()]

    def events(self) -> list[JournalEvent]:
        """Journal events since last asked, without those of occurrences that a newer one takes the place of."""
        return [event for event in self.engine.take_events() if event.event != "superseded"]
