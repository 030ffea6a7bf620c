"""Attributes of entities in NGSI-LD, as the parts of cities write them."""

from typing import Any

from opscenter.wire.instants import format_instant

Entity = dict[str, Any]


def number(value: float, at: int, unit: str = "", digits: int = 3) -> Entity:
    """A number measured at `at` (Unix ms)."""
    found: Entity = {"type": "Property", "value": round(value, digits), "observedAt": format_instant(at)}
    return found | {"unitCode": unit} if unit else found


def text(value: str, at: int | None = None) -> Entity:
    """A text."""
    found: Entity = {"type": "Property", "value": value}
    return found if at is None else found | {"observedAt": format_instant(at)}


def names(**texts: str) -> Entity:
    """A name by language (zh_Hant as a keyword is zh-Hant)."""
    return {
        "type": "LanguageProperty",
        "languageMap": {key.replace("_", "-"): said for key, said in texts.items() if said},
    }


def point(lon: float, lat: float) -> Entity:
    """A place, degrees."""
    return geometry({"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]})


def geometry(value: Entity) -> Entity:
    """A place of any sort."""
    return {"type": "GeoProperty", "value": value}
