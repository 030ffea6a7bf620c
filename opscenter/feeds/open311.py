"""Open311 GeoReport v2, service requests as JSON or XML -> ServiceRequest entities.

Source: GeoReport v2 (wiki.open311.org), GET Service Requests: `requests.json` is a list of objects, `requests.xml`
`<service_requests><request>…`. Times are W3C (ISO 8601), with an offset or in the feed's zone. A request that is told
again with nothing newer in it is not published again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from opscenter.feeds.feed import Item
from opscenter.feeds.findings import Findings, shortened, urn
from opscenter.feeds.local_time import read_time
from opscenter.feeds.positions import WORLD, Bounds, PlaceFault, number, point
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.remembered import Remembered
from opscenter.feeds.xml_reading import Refused, read_xml, unpacked
from opscenter.wire.instants import format_instant

TYPE = "ServiceRequest"
DOMAIN = "citizens"
REMEMBERED = 200_000
_TEXTS = {
    "status": "status",
    "status_notes": "statusNotes",
    "service_name": "serviceName",
    "service_code": "serviceCode",
    "description": "description",
    "agency_responsible": "agencyResponsible",
    "service_notice": "serviceNotice",
    "address": "address",
    "address_id": "addressId",
    "zipcode": "postalCode",
    "media_url": "mediaUrl",
}
_TIMES = {
    "requested_datetime": "requestedDatetime",
    "updated_datetime": "updatedDatetime",
    "expected_datetime": "expectedDatetime",
}


_OWN = ("service_request_id", "token", "code")
"""What a request or an error has at least."""


@dataclass(slots=True, frozen=True)
class Open311Form:
    """How requests become entities. `jurisdiction` stands before ids, where cities number alike. `services`: name or
    code of a service -> the catalogue's word for it (`pothole`)."""

    zone: ZoneInfo
    jurisdiction: str = ""
    bounds: Bounds = WORLD
    services: tuple[tuple[str, str], ...] = ()


class Open311Reader:
    """Reads lists of service requests."""

    def __init__(self, form: Open311Form, limit: int) -> None:
        self._form = form
        self._limit = limit
        self._services = {name.strip().lower(): word for name, word in form.services}
        self._told: Remembered[str, tuple[int, str]] = Remembered(REMEMBERED)  # entity -> time, status

    def __call__(self, item: Item) -> Iterable[Record | Problem]:
        """Records of a document and what is wrong with it."""
        findings = Findings(item.where)
        try:
            for row in _rows(item.body, self._limit, findings):
                self._take(row, item.at, findings)
        except Refused as refused:
            findings.refused(str(refused))
        return findings.all()

    def _take(self, row: dict[str, Any], arrived: int, findings: Findings) -> None:
        request_id = _text(row.get("service_request_id"))
        if not request_id:
            token = _text(row.get("token"))
            findings.problem(
                f"token {token}" if token else "", "a request has no service_request_id yet; it is left out"
            )
            return
        where = f"request {request_id}"
        times: dict[str, int] = {}
        for name, attribute in _TIMES.items():
            if text := _text(row.get(name)):
                try:
                    times[attribute] = read_time(text, self._form.zone, arrived)
                except ValueError as fault:
                    findings.problem(where, f"its {name} is left out: {fault}")
        at = times.get("updatedDatetime", times.get("requestedDatetime", arrived))
        entity: dict[str, Any] = {"id": urn(TYPE, self._form.jurisdiction, request_id), "type": TYPE}
        entity["dateModified"] = format_instant(at)
        for name, attribute in _TEXTS.items():
            if text := shortened(_text(row.get(name))):
                entity[attribute] = text
        entity |= {attribute: format_instant(time) for attribute, time in times.items()}
        self._name_service(entity, request_id)
        status = entity.get("status", "")
        told = self._told.get(entity["id"])
        if told is not None and (at < told[0] or (at, status) == told):
            if at < told[0]:
                findings.problem(where, "it is older than what was published; it is left out")
            return
        place = self._place(row, where, findings)
        if place is not None:
            entity["location"] = place
        self._told.put(entity["id"], (at, status))
        findings.publish(DOMAIN, entity, at)

    def _name_service(self, entity: dict[str, Any], request_id: str) -> None:
        """Its name is what it is about with its number; what it is about in the catalogue's word, where it has one."""
        told = entity.get("serviceName") or entity.get("serviceCode", "")
        entity["name"] = f"{told} {request_id}".strip()
        for name in (entity.get("serviceName", ""), entity.get("serviceCode", "")):
            if word := self._services.get(name.lower()):
                entity["serviceName"] = word
                return

    def _place(self, row: dict[str, Any], where: str, findings: Findings) -> dict[str, object] | None:
        lat, lon = _text(row.get("lat")), _text(row.get("long"))
        if not lat and not lon:
            return None  # an address alone is allowed
        try:
            return point(number(lon), number(lat), self._form.bounds)
        except PlaceFault as fault:
            findings.problem(where, f"it is shown without its place: {fault}")
            return None


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _rows(body: bytes, limit: int, findings: Findings) -> list[dict[str, Any]]:
    body = unpacked(body, limit).removeprefix(b"\xef\xbb\xbf").strip()
    if not body:
        raise Refused("The document is empty.")
    rows = _of_xml(body, limit) if body.startswith(b"<") else _of_json(body)
    errors = [row for row in rows if "code" in row and "service_request_id" not in row]
    for row in errors:
        findings.problem(
            "", f"the server answers with error {_text(row['code'])}: {_text(row.get('description'))[:200]}"
        )
    return [row for row in rows if row not in errors] if errors else rows


def _of_json(body: bytes) -> list[dict[str, Any]]:
    try:
        read = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Refused(f"The document is no JSON: {error}.") from None
    if isinstance(read, dict):  # one request alone, or a list in an object, as XML turned into JSON has it
        read = read.get("service_requests", read.get("requests", read))
    if isinstance(read, dict):
        read = read.get("request", read)
    read = [read] if isinstance(read, dict) else read
    if not isinstance(read, list):
        raise Refused("The document is no list of service requests.")
    rows = [row["request"] if isinstance(row, dict) and "request" in row else row for row in read]
    found = [row for row in rows if isinstance(row, dict)]
    if found and not any(name in row for row in found for name in _OWN):
        raise Refused("The document is no list of service requests: nothing in it has a service_request_id.")
    return found


def _of_xml(body: bytes, limit: int) -> list[dict[str, Any]]:
    root = read_xml(body, limit)
    if root.tag not in ("service_requests", "errors"):
        raise Refused(f"The document is no list of service requests: it is <{root.tag[:60]}>.")
    return [{field.tag: field.text or "" for field in row} for row in root]
