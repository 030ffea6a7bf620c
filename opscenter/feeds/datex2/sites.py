"""The table of measurement sites of DATEX II: what each index of a site's values means, and where the site is."""

from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from opscenter.feeds.datex2.location import Say, locations_of, place_of, road_of
from opscenter.feeds.datex2.publication import in_language, texts_of
from opscenter.feeds.findings import shortened
from opscenter.feeds.positions import Bounds
from opscenter.feeds.xml_reading import every, flattened, text_of

ALL_LANES = "allLanes"
ALL_VEHICLES = "anyVehicle"
MAX_SITES = 200_000
_WHOLE = frozenset({"", "allLanesCompleteCarriageway"})
_SIGNS = {"lessThan": "under", "lessThanOrEqualTo": "under", "greaterThan": "over", "greaterThanOrEqualTo": "over"}


@dataclass(slots=True, frozen=True)
class Channel:
    """What one index of a site measures: which lane and which vehicles."""

    lane: str = ALL_LANES
    vehicles: str = ALL_VEHICLES


@dataclass(slots=True, frozen=True)
class Site:
    """A measurement site: its name and place, and its channels by index."""

    name: str
    place: dict[str, Any] | None
    lanes: int | None
    road: str
    side: str
    channels: dict[str, Channel]


def sites_in(publication: Element, bounds: Bounds, language: str, say: Say) -> dict[str, Site]:
    """Sites by id. Version 2 calls them measurementSiteRecord, version 3 measurementSite."""
    sites: dict[str, Site] = {}
    for name in ("measurementSiteRecord", "measurementSite"):
        for element in every(publication, name):
            site_id = element.get("id", "").strip()
            if not site_id:
                say("a measurement site has no id")
            elif len(sites) >= MAX_SITES:
                say(f"there are more than {MAX_SITES:,} measurement sites; the others are left out")
                return sites
            else:
                sites[site_id] = _site(element, site_id, bounds, language, say)
    return sites


def _site(element: Element, site_id: str, bounds: Bounds, language: str, say: Say) -> Site:
    where = locations_of(element)
    lanes = text_of(element, "measurementSiteNumberOfLanes")
    return Site(
        name=shortened(flattened(in_language(texts_of(element.find("measurementSiteName")), language)), 200),
        place=place_of(where, bounds, lambda sentence: say(f"site {site_id}: {sentence}")),
        lanes=int(lanes) if lanes.isdecimal() and len(lanes) < 4 else None,
        road=road_of(where, language),
        side=shortened(text_of(element, "measurementSide"), 40),
        channels={
            index: _channel(one)
            for one in element.findall("measurementSpecificCharacteristics")
            if (index := one.get("index", ""))
        },
    )


def _channel(element: Element) -> Channel:
    lane = next((flattened(one.text or "") for one in every(element, "specificLane")), "")
    if not lane:  # version 3: a list of lanes with their usage and number
        lane = next((f"lane{flattened(one.text or '')}" for one in every(element, "laneNumber")), "")
    return Channel(ALL_LANES if lane in _WHOLE else shortened(lane.replace(".", "_"), 40), _vehicles(element))


def _vehicles(element: Element) -> str:
    for one in every(element, "vehicleType"):
        if text := flattened(one.text or ""):
            return shortened(text.replace(".", "_"), 40)
    bounds = []
    for length in every(element, "lengthCharacteristic"):
        sign = _SIGNS.get(text_of(length, "comparisonOperator"))
        metres = text_of(length, "vehicleLength")
        if sign and metres:
            bounds.append(f"{sign}{metres.replace('.', '_')}m")
    return shortened("".join(sorted(bounds)), 40) or ALL_VEHICLES
