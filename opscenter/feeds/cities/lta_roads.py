"""LTA DataMall: car parks, free taxis, travel times of expressways."""

from collections.abc import Iterator

from opscenter.feeds.cities import properties
from opscenter.feeds.cities.lta import Row, RowFault, number, pages, record, said, set_aside
from opscenter.feeds.cities.profile import PartFiles
from opscenter.feeds.findings import urn
from opscenter.feeds.record import Problem, Record

LOTS = {"C": "", "Y": ".motorcycle", "H": ".heavy"}
"""What `availableSpotNumber` of a type of lots ends with (LotType of DataMall's Carpark Availability)."""


def car_parks(files: PartFiles) -> Iterator[Record | Problem]:
    """Free lots: of cars as `availableSpotNumber`, of motorcycles and heavy vehicles beside it. One without a place is
    published without."""
    for page in pages(files):
        if isinstance(page, Problem):
            yield page
            continue
        path, at, rows = page
        found: dict[str, properties.Entity] = {}
        faults: list[str] = []
        for row in rows:
            try:
                _add_lots(found, row, at)
            except RowFault as fault:
                faults.append(str(fault))
        for entity in found.values():
            yield record("parking", entity, at)
        yield from set_aside(path, faults)


def _add_lots(found: dict[str, properties.Entity], row: Row, at: int) -> None:
    name = said(row, "CarParkID")
    lots = said(row, "LotType")
    free = number(row, "AvailableLots")
    if free < 0:
        raise RowFault(f"car park {name[:40]} has {free:g} free lots")
    entity = found.setdefault(
        name,
        {
            "id": urn("OffStreetParking", f"sg-{name}"),
            "type": "OffStreetParking",
            "name": properties.names(en=str(row.get("Development") or name)),
        },
    )
    entity[f"availableSpotNumber{LOTS.get(lots, f'.{lots}')}"] = properties.number(free, at, "C62", 0)
    if row.get("Area"):
        entity["areaServed"] = properties.text(str(row["Area"]))
    if row.get("Agency"):
        entity["owner"] = properties.text(str(row["Agency"]))
    place = str(row.get("Location") or "").split()
    if len(place) == 2:
        try:
            entity["location"] = properties.point(float(place[1]), float(place[0]))
        except ValueError:
            raise RowFault(f"the place of car park {name[:40]} is {row['Location'][:60]!r}") from None


def taxis(files: PartFiles) -> Iterator[Record | Problem]:
    """Free taxis. They have no identity: the first of a document is taxi 1, whichever it was in the one before. Those
    that are more than there are now go out of service."""
    most = 0
    for page in pages(files):
        if isinstance(page, Problem):
            yield page
            continue
        path, at, rows = page
        faults: list[str] = []
        places: list[properties.Entity] = []
        for row in rows:
            try:
                places.append(properties.point(number(row, "Longitude"), number(row, "Latitude")))
            except RowFault as fault:
                faults.append(str(fault))
        for index in range(max(len(places), most)):
            entity: properties.Entity = {"id": f"urn:ngsi-ld:Vehicle:sg-taxi-{index + 1}", "type": "Vehicle"}
            entity["name"] = properties.names(en=f"Taxi {index + 1}", zh_Hant=f"的士 {index + 1}")
            entity["vehicleType"] = properties.text("taxi", at)
            there = index < len(places)
            entity["serviceStatus"] = properties.text("onRoute" if there else "outOfService", at)
            if there:
                entity["location"] = places[index]
            yield record("transportation", entity, at)
        most = len(places)
        yield from set_aside(path, faults)


def travel_times(files: PartFiles) -> Iterator[Record | Problem]:
    """Travel times of expressways: of each segment, in its order, and their sum for each direction of each expressway.

    DataMall's EstTime is in whole minutes, 0: less than half of one."""
    for page in pages(files):
        if isinstance(page, Problem):
            yield page
            continue
        path, at, rows = page
        faults: list[str] = []
        totals: dict[tuple[str, str], tuple[float, int, str]] = {}
        for row in rows:
            try:
                yield record("transportation", _segment(row, at, totals), at)
            except RowFault as fault:
                faults.append(str(fault))
        for (road, direction), (seconds, _, far) in totals.items():
            entity: properties.Entity = {
                "id": urn("Road", f"sg-{road}-{direction}"),
                "type": "Road",
                "name": properties.names(en=f"{road} to {far.title()}", zh_Hant=f"{road} 往 {far.title()}"),
                "travelTime": properties.number(seconds, at, "SEC", 0),
            }
            yield record("transportation", entity, at)
        yield from set_aside(path, faults)


def _segment(row: Row, at: int, totals: dict[tuple[str, str], tuple[float, int, str]]) -> properties.Entity:
    road, direction = said(row, "Name"), said(row, "Direction")
    first, last = said(row, "StartPoint"), said(row, "EndPoint")
    seconds = number(row, "EstTime") * 60.0
    if not 0 <= seconds < 86_400:
        raise RowFault(f"{road[:40]} from {first[:60]} takes {seconds / 60:g} minutes")
    total, count, _ = totals.get((road, direction), (0.0, 0, ""))
    totals[(road, direction)] = total + seconds, count + 1, str(row.get("FarEndPoint") or last)
    return {
        "id": urn("RoadSegment", f"sg-{road}-{direction}-{count + 1}"),
        "type": "RoadSegment",
        "name": properties.names(en=f"{road}: {first.title()} to {last.title()}"),
        "roadName": properties.text(road),
        "travelTime": properties.number(seconds, at, "SEC", 0),
    }
