"""Situation publications -> RoadAccident, CityWork and RoadSituation entities, one for each situation record.

What is ended is told: by its own word, by its time, and (`complete`) by not being in the next document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

from opscenter.feeds.datex2.location import Say, locations_of, place_of, road_of, words_of
from opscenter.feeds.datex2.publication import in_language, texts_of
from opscenter.feeds.findings import Findings, shortened, urn
from opscenter.feeds.local_time import AHEAD_MS, read_time
from opscenter.feeds.positions import WORLD, Bounds
from opscenter.feeds.units import UnitFault, conversion
from opscenter.feeds.xml_reading import child, every, flattened, kind_of, text_of
from opscenter.wire.instants import format_instant

DOMAIN = "transportation"
TYPES = {
    "Accident": "RoadAccident",
    "ConstructionWorks": "CityWork",
    "MaintenanceWorks": "CityWork",
    "Roadworks": "CityWork",
}
"""Kind of a situation record -> type of its entity; RoadSituation for all others."""

_DETAILS = (
    *("accidentType", "vehicleObstructionType", "obstructionType", "environmentalObstructionType"),
    *("infrastructureDamageType", "animalPresenceType", "abnormalTrafficType", "roadMaintenanceType"),
    *(
        "constructionWorkType",
        "roadOrCarriagewayOrLaneManagementType",
        "speedManagementType",
        "reroutingManagementType",
    ),
    *("generalNetworkManagementType", "winterEquipmentManagementType", "publicEventType", "disturbanceActivityType"),
    *("authorityOperationType", "nonWeatherRelatedRoadConditionType", "weatherRelatedRoadConditionType"),
    *(
        "poorEnvironmentType",
        "equipmentOrSystemFaultType",
        "transitServiceInformation",
        "roadsideServiceDisruptionType",
    ),
    *("trafficTrendType", "trafficFlowCharacteristics"),
)
"""Elements that say what kind of accident, works, ... it is; the first that is there."""

_NUMBERS = {
    "numberOfLanesRestricted": "lanesRestricted",
    "numberOfOperationalLanes": "lanesOpen",
    "originalNumberOfLanes": "laneNumber",
    "capacityRemaining": "capacityRemaining",
    "queueLength": "queueLength",
    "delayTimeValue": "delay",
}
"""Element -> attribute: counts, percent, metres and seconds, as the schema has them."""

_TESTS = {"test": "test", "securityExercise": "exercise", "technicalExercise": "exercise"}
_SERIOUS = ("high", "highest")
_HUMPS = re.compile(r"[A-Z]")


@dataclass(slots=True, frozen=True)
class SituationForm:
    """How situations become entities. `speed_unit`: of speed limits, km/h by the schema, "mph" of some publishers.
    `prefix` stands before the ids, where several publishers number alike."""

    zone: ZoneInfo
    language: str = "en"
    bounds: Bounds = WORLD
    speed_unit: str = "KMH"
    prefix: str = ""


@dataclass(slots=True, frozen=True)
class Situation:
    """One situation record as an entity; `version` is when it was last changed, Unix ms."""

    entity: dict[str, Any]
    version: int
    status: str


def situations_in(publication: Element, arrived: int, form: SituationForm, findings: Findings) -> Iterator[Situation]:
    """The situation records of a publication that can be used, of each id the newest version."""
    newest: dict[str, tuple[int, Element, Element]] = {}
    for situation in every(publication, "situation"):
        for record in situation.findall("situationRecord"):
            record_id = record.get("id", "").strip()
            if not record_id:
                findings.problem(f"situation {situation.get('id', '')}", "one of its records has no id")
                continue
            version = _time(record, ("situationRecordVersionTime",), arrived, form, findings, record_id)
            if version is None:
                version = _time(record, ("situationRecordCreationTime",), arrived, form, findings, record_id) or arrived
            if record_id not in newest or newest[record_id][0] <= version:
                newest[record_id] = version, situation, record
    for record_id, (version, situation, record) in newest.items():
        yield _situation(record_id, version, situation, record, arrived, form, findings)


def over_by(entity_type: str) -> str:
    """The status of an entity of a type when it is over."""
    return "solved" if entity_type == "RoadAccident" else "ended"


def _situation(
    record_id: str,
    version: int,
    situation: Element,
    record: Element,
    arrived: int,
    form: SituationForm,
    findings: Findings,
) -> Situation:
    def say(sentence: str) -> None:
        findings.problem(f"situation record {record_id}", sentence)

    kind = kind_of(record) or "SituationRecord"
    entity_type = TYPES.get(kind, "RoadSituation")
    start = _time(
        record, ("validity", "validityTimeSpecification", "overallStartTime"), arrived, form, findings, record_id
    )
    end = _time(record, ("validity", "validityTimeSpecification", "overallEndTime"), arrived, form, findings, record_id)
    status = _status(situation, record, entity_type, start, end, arrived)
    where = locations_of(record)
    comments = _comments(record)
    description = in_language(comments, form.language)
    detail = next((text for name in _DETAILS if (text := text_of(record, name))), "")
    severity = text_of(record, "severity") or text_of(situation, "overallSeverity")
    if entity_type == "RoadAccident" and severity:
        severity = "serious" if severity in _SERIOUS else "minor"
    road = road_of(where, form.language)
    entity: dict[str, Any] = {
        "id": urn(entity_type, form.prefix, record_id),
        "type": entity_type,
        "name": _name(description, road, detail or kind),
        "dateModified": format_instant(version),
        "status": status,
        "recordType": shortened(kind, 80),
        "detail": shortened(detail, 80),
        "severity": shortened(severity, 40),
        "probability": shortened(text_of(record, "probabilityOfOccurrence"), 40),
        "cause": shortened(text_of(record, "cause", "causeType"), 80),
        "constriction": shortened(text_of(record, "impact", "trafficConstrictionType"), 80),
        "roadName": road,
        "description": shortened(description),
        "place": words_of(where, form.language),
        "situation": shortened(situation.get("id", ""), 200),
        **{
            f"description.{tag.replace('.', '-')[:20]}": shortened(text) for tag, text in _others(comments, description)
        },
        **{name: format_instant(at) for name, at in (("validFrom", start), ("validTo", end)) if at is not None},
    }
    entity |= _numbers(record, form, say)
    place = place_of(where, form.bounds, say)
    if place is not None:
        entity["location"] = place
    return Situation({name: value for name, value in entity.items() if value != ""}, version, status)


def _status(
    situation: Element, record: Element, entity_type: str, start: int | None, end: int | None, arrived: int
) -> str:
    """Not real; over by its word or its time; suspended; planned; or in force."""
    information = text_of(situation, "headerInformation", "informationStatus")
    if information in _TESTS:
        return _TESTS[information]
    cycle = child(record, "management", "lifeCycleManagement")
    ended = any(text_of(cycle, word) == "true" for word in ("end", "cancel"))
    if ended or (end is not None and end <= arrived):
        return over_by(entity_type)
    if text_of(record, "validity", "validityStatus") == "suspended":
        return "suspended"
    if start is not None and start > arrived + AHEAD_MS:
        return "planned"
    return "ongoing" if entity_type == "RoadAccident" else "active"


def _time(
    element: Element, path: tuple[str, ...], arrived: int, form: SituationForm, findings: Findings, record_id: str
) -> int | None:
    text = text_of(element, *path)
    if not text:
        return None
    try:
        return read_time(text, form.zone, arrived)
    except ValueError as fault:
        findings.problem(f"situation record {record_id}", f"its {path[-1]} is left out: {fault}")
        return None


def _numbers(record: Element, form: SituationForm, say: Say) -> dict[str, float]:
    found: dict[str, float] = {}
    for element in record.iter():
        attribute = _NUMBERS.get(element.tag)
        if attribute or element.tag == "temporarySpeedLimit":
            try:
                value = float(element.text or "")
            except ValueError:
                say(f"its {element.tag} is no number")
                continue
            if not 0.0 <= value < 1e9:
                say(f"its {element.tag} is {value:g}, which cannot be")
            elif attribute:
                found[attribute] = value
            else:
                try:
                    found["speedLimit"] = round(conversion(form.speed_unit, "KMH")(value), 3)
                except UnitFault as fault:
                    say(f"its speed limit is left out: {fault}")
    return found


def _comments(record: Element) -> dict[str, str]:
    """Public comments by language, those of one language one after another."""
    found: dict[str, list[str]] = {}
    for comment in record.findall("generalPublicComment")[:50]:
        for language, text in texts_of(comment).items():
            lines = (flattened(one) for one in text.splitlines())
            found.setdefault(language, []).append("\n".join(one for one in lines if one))
    return {language: "\n".join(texts) for language, texts in found.items()}


def _others(comments: dict[str, str], shown: str) -> list[tuple[str, str]]:
    return [(tag, text) for tag, text in comments.items() if tag and text != shown]


def _name(description: str, road: str, detail: str) -> str:
    first = description.partition("\n")[0]
    if first:
        return shortened(first, 120)
    words = _HUMPS.sub(lambda hump: f" {hump[0].lower()}", detail).strip()
    return f"{road}: {words}" if road else words[:1].upper() + words[1:]
