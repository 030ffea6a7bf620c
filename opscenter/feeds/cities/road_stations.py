"""Finnish road weather stations (the answer HaeKaikkiTiesaaAsemat): where they are, but for those taken away."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from opscenter.feeds.cities import properties
from opscenter.feeds.cities.contents import MAX_BYTES, Unreadable, problem, read_bytes
from opscenter.feeds.cities.finnish_grid import degrees_of
from opscenter.feeds.cities.lta import record
from opscenter.feeds.cities.profile import PartFiles
from opscenter.feeds.findings import urn
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.xml_reading import Refused, read_xml

REMOVED = "POISTETTU"
"""What the state of collection of a station begins with that was taken away for good or for a time."""


def read(files: PartFiles) -> Iterator[Record | Problem]:
    """A station each; no measurements, and so no time."""
    for path in files.paths:
        try:
            root = read_xml(read_bytes(path), MAX_BYTES)
            stations = list(root.iter("tiesaaAsema"))
            if not stations:
                raise Unreadable(f"there is no <tiesaaAsema> in <{root.tag[:60]}>: it is not the list of stations")
        except (Refused, Unreadable) as fault:
            yield problem(path, fault)
            continue
        for station in stations:
            if not station.findtext("keruunTila", "").startswith(REMOVED):
                try:
                    yield record("weather", _entity(station), None)
                except ValueError as fault:
                    yield problem(path, fault, f"station {station.findtext('id', '')[:40]}")


def _entity(station: Element) -> properties.Entity:
    number = station.findtext("id", "").strip()
    if not number:
        raise ValueError("it has no number")
    entity: properties.Entity = {"id": urn("WeatherObserved", f"fi-station-{number}"), "type": "WeatherObserved"}
    entity["name"] = properties.names(en=station.findtext("nimiEn", "").strip() or station.findtext("nimi", number))
    entity["district"] = properties.text(station.findtext("kunta", ""))
    east, north = (float(station.findtext(key, "nan")) for key in ("longitudi", "latitudi"))
    entity["location"] = properties.point(*degrees_of(east, north))
    return entity
