"""What an extract says of itself, and why it may be of no use."""

from dataclasses import dataclass
from pathlib import Path

import osmium

from opscenter.cartography.trouble import ImportTrouble

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(slots=True, frozen=True)
class ExtractHeader:
    """`bounds` is None where the file does not tell them; `when` is the date of its data, "" when unknown."""

    bounds: Bounds | None
    when: str


def read_header(path: Path) -> ExtractHeader:
    """Raises ImportTrouble with a sentence when the file is no extract that a map can be made of."""
    try:
        with path.open("rb") as file:
            head = file.read(64)
    except FileNotFoundError:
        raise ImportTrouble(f"There is no file {path}.") from None
    except OSError as error:
        raise ImportTrouble(f"{path} cannot be read: {error.strerror or error}.") from None
    if not head:
        raise ImportTrouble(f"{path.name} is empty. Download it again.")
    if b"OSMHeader" not in head:
        what = "an XML file; convert it first: `osmium cat`" if head.lstrip()[:1] == b"<" else "not an OSM PBF file"
        raise ImportTrouble(
            f"{path.name} is {what}. "
            "What is read here are extracts that end in .osm.pbf, as Geofabrik and BBBike have them."
        )
    try:
        header = osmium.io.Reader(osmium.io.File(str(path), "pbf"), osmium.osm.NOTHING).header()
    except RuntimeError as error:
        raise ImportTrouble(
            f"{path.name} is damaged: its header cannot be read ({error}). Download it again."
        ) from None
    if header.has_multiple_object_versions or path.name.endswith((".osh.pbf", ".osh")):
        raise ImportTrouble(
            f"{path.name} holds the history of its data. Take one moment out of it first: "
            f"`osmium time-filter {path.name} -o now.osm.pbf`."
        )
    box = header.box()
    bounds = None
    if box.valid() and box.bottom_left.lon < box.top_right.lon and box.bottom_left.lat < box.top_right.lat:
        bounds = box.bottom_left.lon, box.bottom_left.lat, box.top_right.lon, box.top_right.lat
    return ExtractHeader(bounds, header.get("osmosis_replication_timestamp")[:10])
