"""An alert as a document of the Common Alerting Protocol 1.2: UTF-8, one <alert>, one <info> a language.

Source: CAP 1.2 (OASIS, 2010), 3.2 and its schema: the order of elements, the code lists, times as `dateTime` with a
numeric offset ("the timezone designator for UTC is -00:00", never Z), circles as "lat,lon radius" in kilometres,
polygons as "lat,lon" of at least four corners, the last as the first.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from opscenter.domain.alert import MOST_CORNERS, MOST_REFERENCES, MOST_SHAPES, Alert, AlertText, wrong_words

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
SUFFIX = ".cap.xml"
TAGS = {"en": "en-GB", "zh_Hant": "zh-HK", "zh_Hans": "zh-CN"}
"""Languages of the console as <language> has them (RFC 3066)."""

_NO_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""What XML 1.0 (2.2) does not allow, and what turns or hides the text around it."""


class CapFault(ValueError):
    """An alert that the standard does not allow: the fields that are wrong, in a sentence."""


def cap_document(alert: Alert, zone: tzinfo) -> bytes:
    """The document, times in `zone`. Raises CapFault for an alert that the standard does not allow."""
    wrong = [*wrong_words(alert), *_empty(alert)]
    if wrong:
        raise CapFault(f"This is no alert of CAP 1.2 yet: {', '.join(wrong)}.")
    root = Element(_qualified("alert"))
    restriction = alert.restriction if alert.scope == "Restricted" else ""
    addresses = alert.addresses if alert.scope == "Private" else ""
    references = " ".join(f"{one.sender},{one.identifier},{one.sent}" for one in alert.references[-MOST_REFERENCES:])
    for name, text in (
        ("identifier", alert.identifier),
        ("sender", alert.sender),
        ("sent", cap_time(alert.sent, zone)),
        ("status", alert.status),
        ("msgType", alert.message),
        ("scope", alert.scope),
        ("restriction", restriction),
        ("addresses", addresses),
        ("note", alert.note),
        ("references", references),
        ("incidents", _quoted(alert.incident)),
    ):
        _add(root, name, text)
    for one in alert.texts:
        _put_info(root, alert, one, zone)
    indent(root, " ")
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True, default_namespace=NAMESPACE)
    return written + b"\n"


def _empty(alert: Alert) -> Iterable[str]:
    """Names of fields in which there is nothing but what is left out."""
    if not all(plain(text.event) for text in alert.texts):
        yield "event"
    for name, scope in (("restriction", "Restricted"), ("addresses", "Private")):
        if alert.scope == scope and not plain(getattr(alert, name)):
            yield name


def cap_time(at: int, zone: tzinfo) -> str:
    """Unix ms as CAP's dateTime, to the second: 2026-11-22T18:24:07+08:00. Offsets of history that have seconds are cut
    to minutes; a time no calendar of ours reaches is the last or the first one."""
    at = min(max(at, -62_135_510_400_000), 253_402_214_400_000)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=at // 1_000)
    minutes = int((moment.astimezone(zone).utcoffset() or timedelta()).total_seconds()) // 60
    local = moment.astimezone(timezone(timedelta(minutes=minutes)))
    hours, rest = divmod(abs(minutes), 60)
    return f"{local:%Y-%m-%dT%H:%M:%S}".rjust(19, "0") + f"{'+' if minutes > 0 else '-'}{hours:02d}:{rest:02d}"


def plain(text: str) -> str:
    """A text without what XML does not allow and what turns its direction; line ends are line feeds."""
    return _NO_CHARACTER.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _put_info(root: Element, alert: Alert, text: AlertText, zone: tzinfo) -> None:
    info = SubElement(root, _qualified("info"))
    for name, said in (
        ("language", TAGS.get(text.language, text.language)),
        ("category", alert.category),
        ("event", text.event),
        ("responseType", alert.response),
        ("urgency", alert.urgency),
        ("severity", alert.severity),
        ("certainty", alert.certainty),
        ("effective", cap_time(alert.effective, zone) if alert.effective else ""),
        ("onset", cap_time(alert.onset, zone) if alert.onset else ""),
        ("expires", cap_time(alert.expires, zone) if alert.expires else ""),
        ("senderName", text.sender_name),
        ("headline", text.headline),
        ("description", text.description),
        ("instruction", text.instruction),
        ("web", alert.web),
        ("contact", alert.contact),
    ):
        _add(info, name, said)
    for name, value in alert.parameters:
        parameter = SubElement(info, _qualified("parameter"))
        SubElement(parameter, _qualified("valueName")).text = plain(name)
        SubElement(parameter, _qualified("value")).text = plain(value)
    rings, circles = alert.shape.rings[:MOST_SHAPES], alert.shape.circles[:MOST_SHAPES]
    if text.area or rings or circles:
        area = SubElement(info, _qualified("area"))
        SubElement(area, _qualified("areaDesc")).text = plain(text.area) or plain(text.headline) or plain(text.event)
        for ring in rings:
            _add(area, "polygon", _polygon(ring))
        for lon, lat, radius in circles:
            _add(area, "circle", f"{lat:.6f},{lon:.6f} {max(0.0, radius):.3f}")


def _polygon(ring: Iterable[tuple[float, float]]) -> str:
    """Its corners, closed; of more than MOST_CORNERS every so-manieth. "" for less than three different ones."""
    corners = [f"{lat:.6f},{lon:.6f}" for lon, lat in ring]
    corners = [one for number, one in enumerate(corners) if not number or one != corners[number - 1]]
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    if len(corners) < 3:
        return ""
    corners = corners[:: -(-len(corners) // MOST_CORNERS)]
    return " ".join([*corners, corners[0]])


def _quoted(incident: str) -> str:
    """A name of <incidents>: in double quotes where it has white space (3.2.1)."""
    name = " ".join(incident.replace('"', "'").split())
    return f'"{name}"' if " " in name else name


def _add(parent: Element, name: str, text: str) -> None:
    """An element, unless there is nothing in it: none of ours may be empty."""
    said = plain(text)
    if said:
        SubElement(parent, _qualified(name)).text = said


def _qualified(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
