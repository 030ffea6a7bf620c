"""The table of measurement sites of DATEX II: what each index of a site's values means, and where the site is."""

from dataclasses import dataclass
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from opscenter.feeds.datex2.location import Say, locations_of, place_of, road_of
from opscenter.feeds.datex2.publication import in_language, texts_of
from opscenter.feeds.findings import shortened
from opscenter.feeds.positions import Bounds
from opscenter.feeds.xml_reading import every, flattened, text_of

ALL_LANES = "allLanes"
ALL_VEHICLES = "anyVehicle"
MAX_SITES = 200_000
_BY_LANE = frozenset({"trafficFlow", "trafficSpeed", "trafficConcentration", "trafficHeadway"})
_WHOLE = frozenset({"", "allLanesCompleteCarriageway"})
_SIGNS = {"lessThan": "under", "lessThanOrEqualTo": "under", "greaterThan": "over", "greaterThanOrEqualTo": "over"}


class Channel(NamedTuple):
    """What one index of a site measures: which lane and which vehicles."""

    lane: str = ALL_LANES
    vehicles: str = ALL_VEHICLES


@dataclass(slots=True, frozen=True)
class Site:
    """A measurement site: its name and place, and its channels by index (None: nobody can tell what it measures)."""

    name: str
    place: dict[str, Any] | None
    lanes: int | None
    road: str
    side: str
    channels: dict[str, Channel | None]


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
    written = text_of(element, "measurementSiteNumberOfLanes")
    lanes = int(written) if written.isdecimal() and len(written) < 4 else None
    side = text_of(element, "measurementSide") or next(
        (flattened(one.text or "") for one in every(element, "measurementSide")), ""
    )  # version 3 says it of each characteristic
    return Site(
        name=shortened(flattened(in_language(texts_of(element.find("measurementSiteName")), language)), 200),
        place=place_of(where, bounds, lambda sentence: say(f"site {site_id}: {sentence}")),
        lanes=lanes,
        road=road_of(where, language),
        side=shortened(side, 40),
        channels=_channels(element, lanes, lambda sentence: say(f"site {site_id}: {sentence}")),
    )


def _channels(element: Element, lanes: int | None, say: Say) -> dict[str, Channel | None]:
    """Channels by index. Indices that the table does not tell apart are the lanes in their order where there are as
    many of them as lanes; else the first counts, the others are None: nobody can tell what makes them different."""
    alike: dict[tuple[Channel, str], list[str]] = {}
    for one in element.findall("measurementSpecificCharacteristics"):
        if index := one.get("index", ""):
            kind = next((flattened(kind.text or "") for kind in every(one, "specificMeasurementValueType")), "")
            alike.setdefault((_channel(one), kind), []).append(index)
    channels: dict[str, Channel | None] = {}
    for (channel, kind), indices in alike.items():
        if len(indices) == 1 or kind not in _BY_LANE:  # of weather one kind is several quantities
            channels |= dict.fromkeys(indices, channel)
        elif channel.lane == ALL_LANES and len(indices) == lanes:
            channels |= {index: Channel(f"lane{lane}", channel.vehicles) for lane, index in enumerate(indices, 1)}
        else:
            say(f"indices {', '.join(indices)[:80]} are said to measure the same; the first of them counts")
            channels |= dict.fromkeys(indices) | {indices[0]: channel}
    return channels


def _channel(element: Element) -> Channel:
    lane = next((flattened(one.text or "") for one in every(element, "specificLane")), "")
    if not lane:  # version 3: a list of lanes with their usage and number
        lane = next((f"lane{flattened(one.text or '')}" for one in every(element, "laneNumber")), "")
    if not lane:
        lane = next((flattened(one.text or "") for one in every(element, "laneUsage")), "")
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
