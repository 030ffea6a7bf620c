"""Measured data publications -> TrafficFlowObserved and WeatherObserved entities, one of each for a site."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

from opscenter.feeds.datex2.lanes import Measured, summed_up
from opscenter.feeds.datex2.sites import Channel, Site
from opscenter.feeds.datex2.values import TRAFFIC, WEATHER, values_in
from opscenter.feeds.findings import Findings, urn
from opscenter.feeds.local_time import read_time
from opscenter.feeds.units import UnitFault
from opscenter.feeds.xml_reading import every, text_of
from opscenter.wire.instants import format_instant

DOMAINS = {TRAFFIC: "transportation", WEATHER: "weather"}


@dataclass(slots=True, frozen=True)
class MeasurementForm:
    """How measurements become entities. `units`: the publisher's unit by the schema's, where they differ."""

    zone: ZoneInfo
    units: dict[str, str] = field(default_factory=dict)
    prefix: str = ""


@dataclass(slots=True, frozen=True)
class Observed:
    """One entity, and when it was measured, Unix ms."""

    site: str
    entity: dict[str, Any]
    at: int


def observed_in(
    publication: Element, sites: dict[str, Site], arrived: int, form: MeasurementForm, findings: Findings
) -> Iterator[Observed]:
    """What was measured at the sites of a table. A site that is not in it is told and left out: nobody knows which
    lanes and vehicles its numbers are about."""
    unknown: list[str] = []
    for element in every(publication, "siteMeasurements"):
        reference = element.find("measurementSiteReference")
        site_id = reference.get("id", "").strip() if reference is not None else ""
        site = sites.get(site_id)
        if site is None:
            unknown.append(site_id or "(no id)")
            continue
        written = text_of(element, "measurementTimeDefault") or text_of(element, "measurementTimeDefault", "timeValue")
        try:
            at = read_time(written or text_of(publication, "publicationTime"), form.zone, arrived)
        except ValueError as fault:
            findings.problem(f"site {site_id}", f"when it was measured is not known: {fault}")
            continue
        yield from _observed(element, site_id, site, at, form, findings)
    if unknown:
        findings.problem(
            "",
            f"{len(unknown)} sites are not in the site table and are left out: {', '.join(unknown[:5])}"
            + (", …" if len(unknown) > 5 else ""),
        )


def _observed(
    element: Element, site_id: str, site: Site, at: int, form: MeasurementForm, findings: Findings
) -> Iterator[Observed]:
    measured: dict[str, list[Measured]] = {}
    for part in element:
        if part.tag not in ("measuredValue", "physicalQuantity"):
            continue
        index = part.get("index", "")
        channel = site.channels.get(index)
        if channel is None:
            if site.channels:
                findings.problem(
                    f"site {site_id}", f"its index {index[:20]!r} is not in the site table; it is left out"
                )
                continue
            channel = Channel()
        try:
            for value in values_in(part, form.units):
                if isinstance(value, str):
                    findings.problem(f"site {site_id}", value)
                else:
                    measured.setdefault(value.quantity.type, []).append(Measured(channel, value))
        except UnitFault as fault:
            findings.problem("", f"{fault}; its values are left out")
    for entity_type, values in measured.items():
        attributes = summed_up(values)
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
