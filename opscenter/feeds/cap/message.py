"""A CAP message as it is written, by its own names.

Source: Common Alerting Protocol 1.2 (OASIS, 2010), 3.2; 1.0 and 1.1 differ in what is optional only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from opscenter.feeds.findings import shortened
from opscenter.feeds.xml_reading import every, text_of

MAX_INFOS = 200
MAX_AREAS = 2_000
DEFAULT_LANGUAGE = "en-US"
"""Of an <info> that does not say its language (3.2.2)."""


@dataclass(slots=True, frozen=True)
class Area:
    """Where: polygons "lat,lon lat,lon …", circles "lat,lon radius" with the radius in km, geocodes by their names."""

    description: str
    polygons: tuple[str, ...]
    circles: tuple[str, ...]
    geocodes: tuple[tuple[str, str], ...]


@dataclass(slots=True, frozen=True)
class Info:
    """What is said, in one language. Texts as written, "" where there are none."""

    language: str
    categories: tuple[str, ...]
    event: str
    response: str
    urgency: str
    severity: str
    certainty: str
    effective: str
    onset: str
    expires: str
    sender_name: str
    headline: str
    description: str
    instruction: str
    web: str
    areas: tuple[Area, ...]

    @property
    def about(self) -> tuple[object, ...]:
        """What is the same in all languages of one warning."""
        times = self.effective, self.onset, self.expires
        return frozenset(self.categories), self.response, self.urgency, self.severity, self.certainty, times


@dataclass(slots=True, frozen=True)
class Message:
    """One <alert>. Texts as written, "" where there are none."""

    identifier: str
    sender: str
    sent: str
    status: str
    message_type: str
    scope: str
    note: str
    references: str
    infos: tuple[Info, ...]


def messages_in(root: Element) -> Iterator[Message]:
    """All alerts of a document: alone, in a list, in an EDXL distribution, in the entries of a feed.

    An <alert> without <info> in an entry of a feed is an index's excerpt, not a message, and left out.
    """
    index = root.tag in ("feed", "rss", "RDF")
    for element in every(root, "alert"):
        if not index or element.find("info") is not None:
            yield _message(element)


def _message(element: Element) -> Message:
    def said(name: str) -> str:
        return text_of(element, name)

    return Message(
        identifier=said("identifier"),
        sender=said("sender"),
        sent=said("sent"),
        status=said("status"),
        message_type=said("msgType"),
        scope=said("scope"),
        note=shortened(said("note")),
        references=said("references"),
        infos=tuple(_info(info) for info in element.findall("info")[:MAX_INFOS]),
    )


def _info(element: Element) -> Info:
    def said(name: str) -> str:
        return shortened(text_of(element, name))

    return Info(
        language=said("language")[:35] or DEFAULT_LANGUAGE,
        categories=tuple(shortened((one.text or "").strip(), 40) for one in element.findall("category")[:20]),
        event=said("event"),
        response=said("responseType"),
        urgency=said("urgency"),
        severity=said("severity"),
        certainty=said("certainty"),
        effective=said("effective"),
        onset=said("onset"),
        expires=said("expires"),
        sender_name=said("senderName"),
        headline=said("headline"),
        description=said("description"),
        instruction=said("instruction"),
        web=said("web"),
        areas=tuple(_area(area) for area in element.findall("area")[:MAX_AREAS]),
    )


def _area(element: Element) -> Area:
    def texts(name: str) -> tuple[str, ...]:
        return tuple(text for one in element.findall(name)[:MAX_AREAS] if (text := (one.text or "").strip()))

    codes = [(text_of(code, "valueName"), text_of(code, "value")) for code in element.findall("geocode")[:MAX_AREAS]]
    return Area(
        description=shortened(text_of(element, "areaDesc")),
        polygons=texts("polygon"),
        circles=texts("circle"),
        geocodes=tuple((name, value) for name, value in codes if value),
    )
