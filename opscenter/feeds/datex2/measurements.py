"""Measured data publications -> TrafficFlowObserved and WeatherObserved entities, one of each for a site."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

from opscenter.feeds.datex2.lanes import Measured, summed_up
from opscenter.feeds.datex2.sites import Channel, Site
from opscenter.feeds.datex2.values import TRAFFIC, WEATHER, values_in
from opscenter.feeds.findings import Findings, shortened, urn
from opscenter.feeds.local_time import read_time
from opscenter.feeds.units import UnitFault
from opscenter.feeds.xml_reading import every, flattened, text_of
from opscenter.wire.instants import format_instant

_CONDITION = "weatherRelatedRoadConditionType"
"""What the road is like, in the schema's words ("icy", "wet")."""
UNLISTED = Site("", None, None, "", "", {})
DOMAINS = {TRAFFIC: "transportation", WEATHER: "weather"}


@dataclass(slots=True, frozen=True)
class MeasurementForm:
    """How measurements become entities. `units`: the publisher's unit by the schema's, where they differ. `unlisted`:
    also of sites that are in no table, what each tells once."""

    zone: ZoneInfo
    units: dict[str, str] = field(default_factory=dict)
    prefix: str = ""
    unlisted: bool = False


@dataclass(slots=True, frozen=True)
class Observed:
    """One entity, and when it was measured, Unix ms."""

    site: str
    entity: dict[str, Any]
    at: int


def observed_in(
    publication: Element,
    sites: dict[str, Site],
    arrived: int,
    form: MeasurementForm,
    findings: Findings,
    elsewhere: Collection[str] = (),
) -> Iterator[Observed]:
    """What was measured at the sites of a table. A site that is not in it is told and left out: nobody knows which
    lanes and vehicles its numbers are about. Where such sites are wanted, what one tells several times is left out.
    Sites that are `elsewhere` are passed over."""
    unknown: list[str] = []
    mixed: list[str] = []
    for element in every(publication, "siteMeasurements"):
        reference = element.find("measurementSiteReference")
        site_id = reference.get("id", "").strip() if reference is not None else ""
        site = sites.get(site_id)
        if site is None and site_id in elsewhere:
            continue
        if site is None and not (form.unlisted and site_id):
            unknown.append(site_id or "(no id)")
            continue
        written = text_of(element, "measurementTimeDefault") or text_of(element, "measurementTimeDefault", "timeValue")
        try:
            at = read_time(written or text_of(publication, "publicationTime"), form.zone, arrived)
        except ValueError as fault:
            findings.problem(f"site {site_id}", f"when it was measured is not known: {fault}")
            continue
        measured, condition = _measured(element, site_id, site or UNLISTED, form, findings)
        if site is None:
            times = Counter(one.value.quantity.attribute for one in measured)
            mixed += [site_id] if any(many > 1 for many in times.values()) else []
            measured = [one for one in measured if times[one.value.quantity.attribute] == 1]
        yield from _observed(measured, condition, site_id, site or UNLISTED, at, form)
    for several_sites, words in (
        (unknown, "are not in the site table and are left out"),
        (mixed, "are in no site table and tell the same of several lanes or classes, which is left out"),
    ):
        if several_sites:
            named = ", ".join(several_sites[:5]) + (", …" if len(several_sites) > 5 else "")
            findings.problem("", f"{len(several_sites)} sites {words}: {named}")


def _measured(
    element: Element, site_id: str, site: Site, form: MeasurementForm, findings: Findings
) -> tuple[list[Measured], str]:
    """What a site measured, and what it says the road is like."""
    measured: list[Measured] = []
    condition = ""
    for part in element:
        if part.tag not in ("measuredValue", "physicalQuantity"):
            continue
        condition = condition or next((flattened(one.text or "") for one in every(part, _CONDITION)), "")
        index = part.get("index", "")
        channel = site.channels.get(index)
        if channel is None and index in site.channels:
            continue  # told with the table
        try:
            values = list(values_in(part, form.units))
            if channel is None and site.channels and values:
                findings.problem(
                    f"site {site_id}", f"its index {index[:20]!r} is not in the site table; it is left out"
                )
                continue
            for value in values:
                if isinstance(value, str):
                    findings.problem(f"site {site_id}", value)
                else:
                    measured.append(Measured(channel or Channel(), value))
        except UnitFault as fault:
            findings.problem("", f"{fault}; its values are left out")
    return measured, shortened(condition, 80)


def _observed(
    measured: list[Measured], condition: str, site_id: str, site: Site, at: int, form: MeasurementForm
) -> Iterator[Observed]:
    for entity_type in (TRAFFIC, WEATHER):
        attributes = summed_up([one for one in measured if one.value.quantity.type == entity_type])
        if condition and entity_type == WEATHER:
            attributes["roadCondition"] = condition
        if attributes:
            yield Observed(site_id, _entity(entity_type, site_id, site, at, attributes, form), at)


def _entity(
    entity_type: str, site_id: str, site: Site, at: int, attributes: dict[str, object], form: MeasurementForm
) -> dict[str, Any]:
    entity: dict[str, Any] = {
        "id": urn(entity_type, form.prefix, site_id),
        "type": entity_type,
        "name": site.name or site_id,
        "dateObserved": format_instant(at),
        **attributes,
    }
    if site.road:
        entity["roadName"] = site.road
    if entity_type == TRAFFIC:
        if site.lanes is not None:
            entity["laneNumber"] = site.lanes
        if site.side:
            entity["laneDirection"] = site.side
    if site.place is not None:
        entity["location"] = site.place
    return entity
