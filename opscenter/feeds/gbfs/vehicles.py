"""Vehicles that stand free (GBFS `free_bike_status`, `vehicle_status`) -> how many there are, or one entity each.

Ids of vehicles change after each trip, so that nobody can be followed (GBFS, "Data Privacy"): one entity each makes new
entities all day long, and those that are gone are told to be gone. The fleet as one entity is the usual choice.
"""

from typing import Any

from opscenter.feeds.findings import shortened, urn
from opscenter.feeds.positions import Bounds, PlaceFault, point
from opscenter.wire.instants import format_instant

FLEET, VEHICLE = "SharedVehicleFleet", "SharedVehicle"
MOST_VEHICLES = 50_000


def id_of(row: dict[str, Any]) -> str:
    """The id of a vehicle in either version, "" of none."""
    found = row.get("vehicle_id", row.get("bike_id"))
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def fleet_of(
    rows: list[dict[str, Any]], system: str, name: str, at: int, prefix: str, types: dict[str, str]
) -> dict[str, Any]:
    """One entity of all vehicles that stand free outside stations: how many can be rented, are reserved, do not work;
    those that can be rented by type."""
    free = [row for row in rows if not row.get("station_id")]
    available = [row for row in free if _state(row) == "available"]
    by_type: dict[str, int] = {}
    for row in available:
        kind = _kind(row, types)
        if kind:
            by_type[kind] = by_type.get(kind, 0) + 1
    states = [_state(row) for row in free]
    entity: dict[str, Any] = {
        "id": urn(FLEET, prefix or system or "fleet"),
        "type": FLEET,
        "name": name or system or "Free vehicles",
        "dateObserved": format_instant(at),
        "availableVehicleNumber": len(available),
        "reservedVehicleNumber": states.count("reserved"),
        "disabledVehicleNumber": states.count("disabled"),
    }
    if by_type:
        entity["vehicles"] = by_type
    return entity


def vehicle_of(
    row: dict[str, Any], at: int, prefix: str, bounds: Bounds, types: dict[str, str]
) -> tuple[dict[str, Any], str]:
    """One entity of one vehicle, and a sentence if its place cannot be used. Ranges are metres, charge is 0..1."""
    entity: dict[str, Any] = {
        "id": urn(VEHICLE, prefix, id_of(row)),
        "type": VEHICLE,
        "dateObserved": format_instant(at),
        "status": _state(row),
    }
    kind = _kind(row, types)
    if kind:
        entity["vehicleType"] = kind
    for name, attribute, most in (("current_range_meters", "range", 1e6), ("current_fuel_percent", "charge", 1.0)):
        value = row.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most:
            entity[attribute] = value
    try:
        lon, lat = row.get("lon"), row.get("lat")
        if isinstance(lon, int | float) and isinstance(lat, int | float):
            entity["location"] = point(lon, lat, bounds)
    except PlaceFault as fault:
        return entity, str(fault)
    return entity, ""


def gone(entity_id: str, at: int) -> dict[str, Any]:
    """A vehicle that is not in the document any more: rented, or called otherwise now."""
    return {"id": entity_id, "type": VEHICLE, "dateObserved": format_instant(at), "status": "gone"}


def _state(row: dict[str, Any]) -> str:
    if row.get("is_disabled") in (True, 1):
        return "disabled"
    return "reserved" if row.get("is_reserved") in (True, 1) else "available"


def _kind(row: dict[str, Any], types: dict[str, str]) -> str:
    kind = str(row.get("vehicle_type_id") or "")
    return shortened(types.get(kind, kind).replace(".", "_"), 40)
