"""LTA DataMall: bus stops, and when the next buses come to a stop (Bus Arrival, v2 and v3)."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from opscenter.feeds.cities import properties
from opscenter.feeds.cities.contents import Unreadable, problem, read_json
from opscenter.feeds.cities.lta import Row, RowFault, in_time, number, pages, record, said, set_aside
from opscenter.feeds.cities.profile import PartFiles
from opscenter.feeds.findings import urn
from opscenter.feeds.local_time import unix_ms
from opscenter.feeds.record import Problem, Record
from opscenter.wire.instants import format_instant

LOADS = {"SEA": 0.5, "SDA": 0.85, "LSD": 1.0}
"""Seats available, standing available, limited standing (DataMall's Load) as a share of what a bus holds: rough, for
DataMall tells no numbers."""


def stops(files: PartFiles) -> Iterator[Record | Problem]:
    """Bus stops with their places."""
    for page in pages(files):
        if isinstance(page, Problem):
            yield page
            continue
        path, _, rows = page
        faults: list[str] = []
        for row in rows:
            try:
                code = said(row, "BusStopCode")
                entity: properties.Entity = {
                    "id": urn("PublicTransportStop", f"sg-{code}"),
                    "type": "PublicTransportStop",
                    "name": properties.names(en=str(row.get("Description") or code)),
                    "stopCode": properties.text(code),
                    "location": properties.point(number(row, "Longitude"), number(row, "Latitude")),
                }
                if row.get("RoadName"):
                    entity["streetAddress"] = properties.text(str(row["RoadName"]))
                yield record("transportation", entity, None)
            except RowFault as fault:
                faults.append(str(fault))
        yield from set_aside(path, faults)


def arrivals(files: PartFiles) -> Iterator[Record | Problem]:
    """The next bus of each service at a stop, and the buses that say where they are."""
    for path, taken in in_time(files):
        try:
            read = read_json(path)
            services = read.get("Services") if isinstance(read, dict) else None
            if not isinstance(services, list) or not isinstance(read.get("BusStopCode"), str):
                raise Unreadable('it has no "BusStopCode" and "Services": it is not the arrivals at a stop')
            yield from _at_stop(read["BusStopCode"], services, files, path, taken)
        except (Unreadable, OSError) as fault:
            yield problem(path, fault)


def _at_stop(stop: str, services: list[Any], files: PartFiles, path: Path, taken: int) -> Iterator[Record | Problem]:
    read: list[tuple[Row, int, list[tuple[Row, int]]]] = []
    faults: list[str] = []
    for service in services:
        try:
            coming = [
                (one, _when(one, files))
                for one in (service.get(key) for key in ("NextBus", "NextBus2", "NextBus3"))
                if isinstance(one, dict) and one.get("EstimatedArrival")
            ]
            said(service, "ServiceNo")
            if coming:
                read.append((service, coming[0][1], coming))
        except (RowFault, AttributeError) as fault:
            faults.append(str(fault))
    if read:
        # the document tells no time: it is no later than the first bus that is still to come
        at = min(taken, min(first for _, first, _ in read))
        board = sorted((first, said(service, "ServiceNo")) for service, first, _ in read)
        text = " · ".join(
            f"{datetime.fromtimestamp(first / 1_000, files.zone):%H:%M} {number}" for first, number in board[:6]
        )
        known = {"id": urn("PublicTransportStop", f"sg-{stop}"), "type": "PublicTransportStop"}
        yield record("transportation", known | {"nextArrivals": properties.text(text, at)}, at)
        for service, first, coming in read:
            yield record("transportation", _arrival(stop, service, first, coming[0][0], at), at)
            for place, (bus, _) in enumerate(coming, 1):
                vehicle = _bus(service, bus, stop, place, at)
                if vehicle is not None:
                    yield record("transportation", vehicle, at)
    yield from set_aside(path, faults)


def _when(bus: Row, files: PartFiles) -> int:
    text = said(bus, "EstimatedArrival")
    try:
        return unix_ms(datetime.fromisoformat(text), files.zone, 2**52)
    except (ValueError, OverflowError):
        raise RowFault(f"{text[:40]!r} is no time of arrival") from None


def _arrival(stop: str, service: Row, first: int, bus: Row, at: int) -> properties.Entity:
    number = said(service, "ServiceNo")
    return {
        "id": urn("ArrivalEstimation", f"sg-{number}", stop),
        "type": "ArrivalEstimation",
        "name": properties.names(en=f"{number} · {stop}"),
        "remainingSeconds": properties.number((first - at) / 1_000, at, "SEC", 0),
        "arrivesAt": properties.text(format_instant(first), at),
        "hasStop": properties.text(urn("PublicTransportStop", f"sg-{stop}"), at),
        "headSign": properties.text(str(bus.get("DestinationCode") or ""), at),
    }


def _bus(service: Row, bus: Row, stop: str, place: int, at: int) -> properties.Entity | None:
    """A bus that says where it is; None where it does not ("0", "0", or nothing)."""
    try:
        lon, lat = number(bus, "Longitude"), number(bus, "Latitude")
    except RowFault:
        return None
    if abs(lon) < 1e-6 and abs(lat) < 1e-6:
        return None
    line = said(service, "ServiceNo")
    entity: properties.Entity = {
        "id": urn("Vehicle", f"sg-bus-{line}", stop, str(place)),
        "type": "Vehicle",
        "name": properties.names(en=f"Bus {line}", zh_Hant=f"巴士 {line}"),
        "vehicleType": properties.text("bus", at),
        "serviceStatus": properties.text("onRoute", at),
        "lineName": properties.text(line, at),
        "location": properties.point(lon, lat),
    }
    load = LOADS.get(str(bus.get("Load")))
    if load is not None:
        entity["occupancyRatio"] = properties.number(load, at, "C62", 2)
    return entity
