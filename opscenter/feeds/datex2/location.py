"""Locations of DATEX II: a place where coordinates are given, and in words what other methods say.

Read as places: GML lines and polygons, points by coordinates, TPEG points and lines, the links of an itinerary, points
for display. Where there is nothing else, OpenLR written as elements is drawn straight through its reference points (a
point along a line is the first of them); its way between them needs a map. Binary OpenLR and Alert-C need a map or a
table: they are kept as text. GML positions are latitude first (EPSG:4326, as the schemas of DATEX II ask for).
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from opscenter.feeds.datex2.publication import in_language, texts_of
from opscenter.feeds.findings import shortened
from opscenter.feeds.outlines import MAX_CORNERS, outline, polygons
from opscenter.feeds.positions import Bounds, PlaceFault, checked, line, number
from opscenter.feeds.xml_reading import every, flattened, text_of

LOCATIONS = ("locationReference", "groupOfLocations", "measurementSiteLocation")
"""Children that say where something is; an `alternativeRoute` is elsewhere."""

_WGS84 = ("", "wgs84", "epsg:4326", "4326", "crs84")
_FOR_DISPLAY = ("coordinatesForDisplay", "locationForDisplay")
_LINES_OF_POINTS = ("tpegLinearLocation", "linearByCoordinatesExtension")
_OPENLR_LINES = ("openlrLineLocationReference", "firstDirection")
_OPENLR_PLACES = ("openlrCoordinates", "openlrCoordinate")
_MAX_TEXT = 500
Say = Callable[[str], None]
Pairs = Callable[[], list[list[float]]]
"""Reads positions, longitude first, when it is called; raises PlaceFault."""


def locations_of(element: Element) -> list[Element]:
    """The elements that say where something is."""
    return [child for child in element if child.tag in LOCATIONS]


def place_of(locations: Iterable[Element], bounds: Bounds, say: Say) -> dict[str, Any] | None:
    """One GeoJSON geometry: areas if there are any, else lines, else points, else the point for display, else OpenLR's
    reference points; None of none. `say` is told of what cannot be used."""
    where = list(locations)

    def lines(found: Iterator[Pairs]) -> dict[str, Any] | None:
        return _lines(_all(found, lambda pairs: [line(pairs, bounds)], say))

    def points(found: Iterator[Pairs], most: int = 1_000) -> dict[str, Any] | None:
        return _points(_all(found, lambda pairs: [checked(pairs[0][0], pairs[0][1], bounds)], say)[:most])

    return (
        polygons(_all(_areas(where), lambda pairs: outline(pairs, bounds), say))
        or lines(_lines_in(where))
        or lines(_itineraries(where))
        or points(_points_in(where, ("pointCoordinates",)))
        or points(_points_in(where, _FOR_DISPLAY), 1)
        or lines(_openlr_lines(where))
        or points(_openlr_points(where), 1)
    )


def words_of(locations: Iterable[Element], language: str = "") -> str:
    """Road, names, Alert-C and OpenLR references as one text."""
    said: dict[str, None] = {}
    for where in locations:
        for name in ("roadNumber", "roadName"):
            for element in every(where, name):
                said[flattened(in_language(texts_of(element), language) or (element.text or ""))] = None
        for element in every(where, "descriptor"):
            said[flattened(in_language(texts_of(element), language))] = None
        for kind in ("alertCPoint", "alertCLinear", "alertCArea"):
            for element in every(where, kind):
                said[_alert_c(element)] = None
        for element in where.iter():
            if element.tag == "openlrBinary" or (element.tag == "binary" and (element.text or "").strip()):
                said[f"OpenLR {(element.text or '').strip()}"] = None
            elif element.tag == "openlrLineLocationReference":
                said[f"OpenLR with {sum(1 for _ in every(element, 'openlrCoordinates'))} points"] = None
    return shortened("; ".join(text for text in said if text), _MAX_TEXT)


def road_of(locations: Iterable[Element], language: str = "") -> str:
    """The number or name of the road, "" where none is told."""
    for where in locations:
        for name in ("roadNumber", "roadName"):
            for element in every(where, name):
                text = flattened(in_language(texts_of(element), language) or (element.text or ""))
                if text:
                    return shortened(text, 80)
    return ""


def _all(found: Iterable[Pairs], read: Callable[[list[list[float]]], list[Any]], say: Say) -> list[Any]:
    """What `read` makes of each, without what cannot be used and without what is there already."""
    kept: list[Any] = []
    for one in found:
        try:
            made = read(one())
        except PlaceFault as fault:
            say(f"its location is left out: {fault}")
            continue
        kept += [part for part in made if part not in kept] if len(kept) < 1_000 else []
    return kept


def _areas(where: list[Element]) -> Iterator[Pairs]:
    for location in where:
        for polygon in every(location, "gmlPolygon"):
            for exterior in every(polygon, "exterior"):
                for positions in every(exterior, "posList"):
                    yield partial(_gml, positions, polygon)
        for corners in every(location, "openlrPolygonCorners"):
            yield partial(_line, list(every(corners, "openlrCoordinates")))


def _lines_in(where: list[Element]) -> Iterator[Pairs]:
    for location in where:
        for gml in every(location, "gmlLineString"):
            for positions in every(gml, "posList"):
                yield partial(_gml, positions, gml)
        for name in _LINES_OF_POINTS:
            for element in every(location, name):
                points = list(every(element, "pointCoordinates"))
                if len(points) > 1:  # from and to, and what is between: TPEG writes the end first
                    ends = [element.find("from"), element.find("to")]
                    if all(end is not None for end in ends):
                        points = [one for end in ends if end is not None for one in every(end, "pointCoordinates")]
                    yield partial(_line, points)


def _points_in(where: list[Element], names: tuple[str, ...]) -> Iterator[Pairs]:
    for location in where:
        for name in names:
            for element in every(location, name):
                yield partial(_line, [element])


def _itineraries(where: list[Element]) -> Iterator[Pairs]:
    """A line through the links of an itinerary, which may tell of each a point only."""
    for location in where:
        links = list(every(location, "locationContainedInItinerary"))
        places = []
        for link in sorted(links, key=_place_in_order):
            names = ("pointCoordinates", *_FOR_DISPLAY)
            places += [place for name in names for place in every(link, name)][:1]
        if len(places) > 1:
            yield partial(_line, places)


def _place_in_order(link: Element) -> int:
    written = link.get("index", "")
    return int(written) if written.isdecimal() and len(written) < 9 else 0


def _openlr_lines(where: list[Element]) -> Iterator[Pairs]:
    for location in where:
        for name in _OPENLR_LINES:
            for element in every(location, name):
                places = [place for place in element.iter() if place.tag in _OPENLR_PLACES]
                if len(places) > 1:
                    yield partial(_line, places)


def _openlr_points(where: list[Element]) -> Iterator[Pairs]:
    for location in where:
        for element in location.iter():
            if element.tag in _OPENLR_PLACES:
                yield partial(_line, [element])
                return


def _pair(element: Element) -> list[float]:
    return [number(text_of(element, "longitude")), number(text_of(element, "latitude"))]


def _line(elements: list[Element]) -> list[list[float]]:
    return [_pair(element) for element in elements]


def _gml(element: Element, of: Element) -> list[list[float]]:
    srs = (element.get("srsName") or of.get("srsName") or "").lower().replace(" ", "").replace("urn:ogc:def:crs:", "")
    if srs.replace("::", ":").rpartition("/")[2] not in _WGS84:
        raise PlaceFault(f"its coordinates are in {srs[:60]}, not in WGS 84")
    words = (element.text or "").split(maxsplit=3 * MAX_CORNERS)
    step = 3 if "3" in (element.get("srsDimension"), of.get("srsDimension")) else 2
    if len(words) % step or len(words) > step * MAX_CORNERS:
        raise PlaceFault(f"its line has {len(words):,} numbers, which are no positions")
    return [[number(words[at + 1]), number(words[at])] for at in range(0, len(words), step)]


def _lines(found: list[list[list[float]]]) -> dict[str, Any] | None:
    if len(found) > 1:
        return {"type": "MultiLineString", "coordinates": found}
    return {"type": "LineString", "coordinates": found[0]} if found else None


def _points(found: list[list[float]]) -> dict[str, Any] | None:
    if len(found) > 1:
        return {"type": "MultiPoint", "coordinates": found}
    return {"type": "Point", "coordinates": found[0]} if found else None


def _alert_c(element: Element) -> str:
    table = f"{text_of(element, 'alertCLocationCountryCode')}/{text_of(element, 'alertCLocationTableNumber')}"
    places = []
    for location in every(element, "alertCLocation"):
        name = in_language(texts_of(location.find("alertCLocationName")), "")
        places.append(f"{text_of(location, 'specificLocation')} {name}".strip())
    return f"Alert-C {table}: {' - '.join(places)}" if places else ""
