"""GBFS documents -> records, with a memory of what is told once: stations, types of vehicles, regions, the system."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from opscenter.feeds.feed import Item
from opscenter.feeds.findings import Findings
from opscenter.feeds.gbfs import document as files
from opscenter.feeds.gbfs import stations, vehicles
from opscenter.feeds.gbfs.document import Document, instant, read_document, rows, text_in
from opscenter.feeds.positions import WORLD, Bounds
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.xml_reading import Refused
from opscenter.wire.instants import format_instant

DOMAIN = "transportation"
MAX_STATIONS = 50_000


@dataclass(slots=True, frozen=True)
class GbfsForm:
    """How stations and vehicles become entities. `vehicles`: fleet, each or none. `prefix` stands before ids."""

    language: str = "en"
    bounds: Bounds = WORLD
    prefix: str = ""
    vehicles: str = "fleet"


class GbfsReader:
    """Reads the files of one system in any order; a status that comes before the information has no place yet."""

    def __init__(self, form: GbfsForm, limit: int) -> None:
        self._form = form
        self._limit = limit
        self._stations: dict[str, stations.Station] = {}
        self._types: dict[str, str] = {}
        self._regions: dict[str, str] = {}
        self._system = self._name = ""
        self._newest: dict[str, int] = {}  # kind of document -> when its newest was made
        self._reported: dict[str, int] = {}  # station -> when it reported last
        self._there: set[str] = set()  # entities of vehicles

    def __call__(self, item: Item) -> Iterable[Record | Problem]:
        """Records of a document and what is wrong with it."""
        findings = Findings(item.where)
        try:
            document = read_document(item.body, self._limit, item.at)
        except Refused as refused:
            findings.refused(str(refused))
            return findings.all()
        before = self._newest.get(document.kind)
        if document.made is not None and before is not None and document.made < before:
            findings.problem(
                "", f"it was made at {format_instant(document.made)}, before the one that was read last; it is left out"
            )
            return findings.all()
        if document.made is not None:
            self._newest[document.kind] = document.made
        self._take(document, item.at, findings)
        return findings.all()

    def _take(self, document: Document, arrived: int, findings: Findings) -> None:
        data, form = document.data, self._form
        match document.kind:
            case files.SYSTEM:
                self._system = str(data.get("system_id", ""))[:100]
                self._name = text_in(data.get("name"), form.language)
            case files.REGIONS:
                self._regions |= _names(data, "regions", "region_id", form.language)
            case files.TYPES:
                self._types |= _names(data, "vehicle_types", "vehicle_type_id", form.language)
            case files.INFORMATION:
                self._take_information(data, findings)
            case files.STATUS:
                self._take_status(document, arrived, findings)
            case files.VEHICLES:
                self._take_vehicles(document, arrived, findings)
            case files.DISCOVERY:
                pass  # what it names is fetched by the source
            case _:
                findings.problem("", "It is a document of GBFS that is not read here.")

    def _take_information(self, data: dict[str, Any], findings: Findings) -> None:
        for row in rows(data, "stations"):
            station_id = _id(row)
            if not station_id:
                findings.problem("station information", "a station has no station_id")
            elif station_id in self._stations or len(self._stations) < MAX_STATIONS:
                form = self._form
                station, fault = stations.station_of(row, form.language, form.bounds, self._regions)
                if fault:
                    findings.problem(f"station {station_id}", fault)
                if self._stations.get(station_id) != station:
                    self._stations[station_id] = station
                    self._reported.pop(station_id, None)  # told again, with its new name and place
            else:
                findings.problem("", f"there are more than {MAX_STATIONS:,} stations; the others are left out")

    def _take_status(self, document: Document, arrived: int, findings: Findings) -> None:
        unknown: list[str] = []
        found = rows(document.data, "stations")[:MAX_STATIONS]
        for row in found:
            station_id = _id(row)
            if not station_id:
                findings.problem("station status", "a station has no station_id")
                continue
            station = self._stations.get(station_id)
            if station is None:
                unknown.append(station_id)
            at = self._reported_at(row, station_id, document, arrived, findings)
            before = self._reported.get(station_id)
            if before is not None and at < before:
                findings.problem(f"station {station_id}", "it reports an older time than before; it is left out")
                continue
            if len(self._reported) < 2 * MAX_STATIONS or before is not None:
                self._reported[station_id] = at
            entity, faults = stations.entity_of(station_id, row, station, at, self._form.prefix, self._types)
            for fault in faults:
                findings.problem(f"station {station_id}", fault)
            findings.publish(DOMAIN, entity, at)
        if unknown:
            findings.problem(
                "",
                f"{len(unknown)} of {len(found)} stations are not in the station information, without name and place: "
                f"{', '.join(unknown[:5])}{', …' if len(unknown) > 5 else ''}",
            )

    def _reported_at(
        self, row: dict[str, Any], station_id: str, document: Document, arrived: int, findings: Findings
    ) -> int:
        """When a station reported; when the document was made, where it does not say or says what cannot be."""
        try:
            return instant(row.get("last_reported"), arrived)
        except ValueError:
            if row.get("last_reported") not in (None, 0):
                findings.problem(f"station {station_id}", "its last_reported is no time")
            return document.made if document.made is not None else arrived

    def _take_vehicles(self, document: Document, arrived: int, findings: Findings) -> None:
        form = self._form
        at = document.made if document.made is not None else arrived
        found = [row for row in rows(document.data, "vehicles", "bikes") if vehicles.id_of(row)]
        if len(found) > vehicles.MOST_VEHICLES:
            findings.problem("", f"there are {len(found):,} vehicles; the first {vehicles.MOST_VEHICLES:,} are read")
            found = found[: vehicles.MOST_VEHICLES]
        if form.vehicles == "fleet":
            fleet = vehicles.fleet_of(found, self._system, self._name, at, form.prefix, self._types)
            findings.publish(DOMAIN, fleet, at)
        if form.vehicles != "each":
            return
        there: set[str] = set()
        for row in found:
            entity, fault = vehicles.vehicle_of(row, at, form.prefix, form.bounds, self._types)
            if fault:
                findings.problem(f"vehicle {vehicles.id_of(row)}", fault)
            there.add(entity["id"])
            findings.publish(DOMAIN, entity, at)
        for entity_id in sorted(self._there - there):
            findings.publish(DOMAIN, vehicles.gone(entity_id, at), at)
        self._there = there


def _id(row: dict[str, Any]) -> str:
    found = row.get("station_id")
    return str(found).strip() if isinstance(found, str | int) and not isinstance(found, bool) else ""


def _names(data: dict[str, Any], key: str, id_key: str, language: str) -> dict[str, str]:
    named = {}
    for row in rows(data, key)[:10_000]:
        name = text_in(row.get("name"), language) or str(row.get("form_factor", ""))[:40]
        if row.get(id_key) is not None and name:
            named[str(row[id_key])] = name
    return named
