"""CAP messages -> Alert and WeatherAlert entities, in the attributes that rules of notices read."""

from dataclasses import dataclass
from typing import Any

from opscenter.feeds.cap.message import Info, Message
from opscenter.feeds.cap.place import Say, geocodes_of, place_of
from opscenter.feeds.findings import MAX_TEXT, shortened, urn
from opscenter.feeds.positions import WORLD, Bounds
from opscenter.feeds.xml_reading import flattened
from opscenter.wire.instants import format_instant

WEATHER = "Met"
"""The category of CAP that makes an alert a weather warning."""


@dataclass(slots=True, frozen=True)
class NoticeForm:
    """How alerts become entities: `type` "" means by their category; `language` is the tag whose texts come first."""

    type: str = ""
    language: str = "en"
    bounds: Bounds = WORLD


@dataclass(slots=True, frozen=True)
class Notice:
    """What one message says of one thing, in all its languages: the one wanted first."""

    infos: tuple[Info, ...]

    @property
    def first(self) -> Info:
        """In the language that is wanted, else in English, else in the first."""
        return self.infos[0]


def notices_of(message: Message, language: str) -> list[Notice]:
    """The <info>s of a message, those that differ in language alone together.

    Two of the same language, or with other times, categories, urgency, severity or certainty, are two warnings.
    """
    groups: list[list[Info]] = []
    for info in message.infos:
        for group in groups:
            spoken = {one.language.lower() for one in group}
            if group[0].about == info.about and info.language.lower() not in spoken:
                group.append(info)
                break
        else:
            groups.append([info])
    return [Notice(tuple(sorted(group, key=lambda info: _rank(info.language, language)))) for group in groups]


def type_of(message: Message, form: NoticeForm) -> str:
    """WeatherAlert for what has the category Met, else Alert; what the form wants where it wants one."""
    if form.type:
        return form.type
    return "WeatherAlert" if any(WEATHER in info.categories for info in message.infos) else "Alert"


def id_of(message: Message, entity_type: str, part: int) -> str:
    """The id of the entity of a message's notice number `part` (from 0)."""
    return urn(entity_type, message.sender, message.identifier, str(part + 1) if part else "")


def entity_of(
    message: Message,
    notice: Notice | None,
    entity_type: str,
    part: int,
    times: dict[str, int],
    form: NoticeForm,
    say: Say,
) -> dict[str, Any]:
    """One entity. `times`: sent, from, to as Unix ms, those that are known; `say` is told of what cannot be used."""
    entity: dict[str, Any] = {"id": id_of(message, entity_type, part), "type": entity_type}
    sent = format_instant(times["sent"])
    said: dict[str, Any] = {
        "dateModified": sent,
        "dateIssued": sent,
        "status": message.status,
        "msgType": message.message_type,
        "scope": message.scope,
        "identifier": shortened(message.identifier, 500),
        "sender": shortened(message.sender, 500),
        "references": whole_words(flattened(message.references), MAX_TEXT),
        "note": message.note,
        "alertSource": message.sender,
    }
    if notice is not None:
        said |= _said_of(notice, times)
        entity["name"] = _named(notice)
        areas = [area for info in notice.infos for area in info.areas]
        said["geocode"] = geocodes_of(areas)
        place = place_of(areas, form.bounds, say)
        if place is not None:
            entity["location"] = place
    entity |= {name: value for name, value in said.items() if value not in ("", None)}
    return entity


def _said_of(notice: Notice, times: dict[str, int]) -> dict[str, Any]:
    info = notice.first
    said: dict[str, Any] = {
        "severity": info.severity,
        "urgency": info.urgency,
        "certainty": info.certainty,
        "responseType": info.response,
        "category": ", ".join(info.categories),
        "subCategory": info.event,
        "description": info.description,
        "instruction": info.instruction,
        "areaDesc": shortened(flattened("; ".join(area.description for area in info.areas))),
        "webpage": info.web,
    }
    if info.sender_name:
        said["alertSource"] = info.sender_name
    for attribute, time in (("validFrom", "from"), ("validTo", "to")):
        if time in times:
            said[attribute] = format_instant(times[time])
    for other in notice.infos[1:]:
        tag = other.language.replace("_", "-").replace(".", "-")
        said[f"description.{tag}"] = other.description
        said[f"instruction.{tag}"] = other.instruction
    return said


def _named(notice: Notice) -> dict[str, Any]:
    texts = {info.language: shortened(flattened(info.headline or info.event), 500) for info in notice.infos}
    return {"type": "LanguageProperty", "languageMap": {tag: text for tag, text in texts.items() if text}}


def _rank(tag: str, wanted: str) -> int:
    tag, wanted = tag.lower(), wanted.lower()
    if tag == wanted:
        return 0
    if tag.partition("-")[0] == wanted.partition("-")[0]:
        return 1
    return 2 if tag.startswith("en") else 3


def whole_words(text: str, most: int) -> str:
    """As many whole words from a text's start as `most` characters hold."""
    return text if len(text) <= most else text[: most + 1].rpartition(" ")[0]
