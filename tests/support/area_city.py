"""A fake city with areas: two districts side by side, one broken outline, a road through both, a bus that moves."""

from typing import Any

import numpy as np

from opscenter.console.session import LinkState, Session
from opscenter.domain.alarm import Priority
from opscenter.domain.changes import Changes
from opscenter.settings.catalogue import load_catalogue
from opscenter.wire.alarm_facts import fact_from_alarm
from tests.support.fake_city import CENTRE, NOW, FakeChannel, StandingWatch, make_alarm, snapshot

LON, LAT = CENTRE
WEST, EAST, BROKEN, ROAD, BUS, SCHOOL = (
    "urn:d:west",
    "urn:d:east",
    "urn:d:broken",
    "urn:r:road",
    "urn:v:bus",
    "urn:g:school",
)


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


SHAPES = {
    WEST: box(LON - 0.2, LAT - 0.2, LON, LAT + 0.2),
    EAST: box(LON, LAT - 0.2, LON + 0.2, LAT + 0.2),
    BROKEN: {"type": "Polygon", "coordinates": [[[LON, LAT], [LON + 1, LAT], [LON, LAT]]]},
    ROAD: {"type": "LineString", "coordinates": [[LON - 0.01, LAT], [LON + 0.01, LAT]]},
    SCHOOL: box(LON - 0.11, LAT - 0.11, LON - 0.1, LAT - 0.1),
}
TYPES = {
    WEST: "AdministrativeArea",
    EAST: "AdministrativeArea",
    BROKEN: "AdministrativeArea",
    ROAD: "RoadSegment",
    BUS: "Vehicle",
    SCHOOL: "Geofence",
}
NAMES = {
    WEST: "West End",
    EAST: "East & Quay",
    BROKEN: "Broken",
    ROAD: "Long Road",
    BUS: "Bus 7",
    SCHOOL: "West End school zone",
}


def make_area_session(entities: int = 80, alarms: int = 12, operator: str = "tester") -> Session:
    """A live session whose areas have been worked in; the bus is in the west with an alarm of its own."""
    session = Session(load_catalogue(), operator=operator)
    session._since = StandingWatch()  # type: ignore[assignment]
    session.channel = FakeChannel()
    session.city, session.station, session.zone = "Port Meridian", "fake", "Asia/Hong_Kong"
    take(session, entities, alarms)
    return session


def take(session: Session, entities: int = 80, alarms: int = 12) -> None:
    """Give a session the whole city as a snapshot."""
    header, columns = snapshot(entities, alarms)
    first = len(header["ids"])
    header["ids"] += (*SHAPES, BUS)
    header["types"] += [TYPES[one] for one in (*SHAPES, BUS)]
    header["names"] += [NAMES[one] for one in (*SHAPES, BUS)]
    header["shapes"] = {first + number: shape for number, shape in enumerate(SHAPES.values())}
    header["alarms"].append(fact_from_alarm(make_alarm(900, BUS, Priority.MEDIUM, system="transit")))
    centres = np.array([np.array(_ring(shape)).mean(axis=0) for shape in SHAPES.values()] + [[LON - 0.05, LAT]])
    columns["lon"], columns["lat"] = np.r_[columns["lon"], centres[:, 0]], np.r_[columns["lat"], centres[:, 1]]
    columns["row_seen"] = np.r_[columns["row_seen"], np.full(len(centres), NOW, np.int64)]
    changes: Changes = session.mirror.apply_snapshot(header, columns)
    session.set_link(LinkState.LIVE)
    session.announce(changes)
    session.areas.finish()


def _ring(shape: dict[str, Any]) -> list[list[float]]:
    coordinates = shape["coordinates"]
    return coordinates[0][:-1] if shape["type"] == "Polygon" else coordinates
