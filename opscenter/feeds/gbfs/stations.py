"""Stations of GBFS, their information joined to their status -> BikeHireDockingStation entities."""

from dataclasses import dataclass
from typing import Any

from opscenter.feeds.findings import shortened, urn
from opscenter.feeds.gbfs.document import text_in
from opscenter.feeds.positions import Bounds, PlaceFault, point
from opscenter.wire.instants import format_instant

TYPE = "BikeHireDockingStation"
MOST = 100_000
"""More than this of anything stands at no station."""

_COUNTS = {
    "num_vehicles_available": "availableBikeNumber",
    "num_bikes_available": "availableBikeNumber",
    "num_docks_available": "freeSlotNumber",
    "num_vehicles_disabled": "outOfServiceBikeNumber",
    "num_bikes_disabled": "outOfServiceBikeNumber",
    "num_docks_disabled": "outOfServiceSlotNumber",
    "num_ebikes_available": "availableElectricBikeNumber",
}


@dataclass(slots=True, frozen=True)
class Station:
    """What is told of a station once."""

    name: str
    place: dict[str, object] | None
    capacity: int | None
    region: str


def station_of(row: dict[str, Any], language: str, bounds: Bounds, regions: dict[str, str]) -> tuple[Station, str]:
    """A station of `station_information`, and a sentence if its place cannot be used ("" otherwise)."""
    place, fault = None, ""
    try:
        place = point(_degrees(row.get("lon")), _degrees(row.get("lat")), bounds)
    except PlaceFault as found:
        fault = str(found)
    return Station(
        name=text_in(row.get("name"), language),
        place=place,
        capacity=count(row.get("capacity")),
        region=regions.get(str(row.get("region_id", "")), ""),
    ), fault


def entity_of(
    station_id: str, row: dict[str, Any], station: Station | None, at: int, prefix: str, types: dict[str, str]
) -> tuple[dict[str, Any], list[str]]:
    """An entity of a row of `station_status`, and sentences about what cannot be used. `types`: names of types."""
    faults: list[str] = []
    entity: dict[str, Any] = {
        "id": urn(TYPE, prefix, station_id),
        "type": TYPE,
        "dateObserved": format_instant(at),
        "status": _status(row),
    }
    for name, attribute in _COUNTS.items():
        if name in row:
            number = count(row[name])
            if number is None:
                faults.append(f"its {name} is {shortened(str(row[name]), 40)}, which cannot be")
            else:
                entity[attribute] = number
    by_type: dict[str, int] = {}
    for one in row.get("vehicle_types_available") or () if isinstance(row.get("vehicle_types_available"), list) else ():
        number = count(one.get("count")) if isinstance(one, dict) else None
        if number is not None:
            name = types.get(str(one.get("vehicle_type_id", "")), str(one.get("vehicle_type_id", "")))
            by_type[shortened(name.replace(".", "_"), 40)] = by_type.get(name, 0) + number
    if by_type:
        entity["vehicles"] = by_type
    if station is not None:
        entity["name"] = station.name or station_id
        if station.capacity is not None:
            entity["totalSlotNumber"] = station.capacity
        if station.region:
            entity["areaServed"] = station.region
        if station.place is not None:
            entity["location"] = station.place
    return entity, faults


def count(value: object) -> int | None:
    """A number of things; None for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return None
    return int(value) if 0 <= value <= MOST else None


def _degrees(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PlaceFault("it has no position")
    return float(value)


def _status(row: dict[str, Any]) -> str:
    """After Smart Data Models: working, or outOfService when nothing can be rented or brought back; and our own words
    for the one without the other."""
    installed, renting, returning = (
        row.get(name, True) in (True, 1) for name in ("is_installed", "is_renting", "is_returning")
    )
    if not installed or not (renting or returning):
        return "outOfService"
    if not renting:
        return "returnsOnly"
    return "working" if returning else "rentalsOnly"
