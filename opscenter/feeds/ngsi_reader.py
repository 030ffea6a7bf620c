"""What a FIWARE broker sends - notifications and lists of entities, NGSI-LD or NGSI-v2 - as messages of the bus.

Entities go on as they are, one a message: the bus knows both spellings. `@context` is left behind (the bus has no use
for it), and a type that is a whole URI loses all before its last part.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from opscenter.feeds.entities_file import record_of
from opscenter.feeds.feed import Item
from opscenter.feeds.json_reader import json_of
from opscenter.feeds.record import Problem, Record

MOST_ENTITIES = 10_000
"""Entities of one notification or page."""


class NgsiReader:
    """Entities of a notification (`data`), a list, a FeatureCollection, or one entity alone."""

    def __init__(self, domain: str) -> None:
        self._domain = domain

    def __call__(self, item: Item) -> Iterator[Record | Problem]:
        try:
            document = json_of(item.body)
        except ValueError as error:
            yield Problem(item.where, f"{error}.", whole=True)
            return
        found = entities_of(document)
        if found is None:
            yield Problem(item.where, "neither a notification nor an entity, nor a list of entities.", whole=True)
            return
        if len(found) > MOST_ENTITIES:
            yield Problem(item.where, f"{len(found):,} entities at once; the first {MOST_ENTITIES:,} are read.")
        for number, entity in enumerate(found[:MOST_ENTITIES], 1):
            if not isinstance(entity, dict) or not isinstance(entity.get("id"), str):
                yield Problem(f"{item.where}: entity {number}", "it has no id.")
                continue
            yield record_of(msgspec.json.encode(_plain(entity)), self._domain)


def entities_of(document: Any) -> list[Any] | None:
    """The entities in what a broker sends; None when it is nothing a broker sends."""
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return None
    if isinstance(document.get("subscriptionId"), str) or document.get("type") == "Notification":
        if "data" not in document:
            return None
        return entities_of(document["data"])
    if document.get("type") == "FeatureCollection" and isinstance(document.get("features"), list):
        features: list[Any] = document["features"]
        return features
    return [document] if "id" in document else None


def _plain(entity: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in entity.items() if name != "@context"}
    kind = kept.get("type")
    if isinstance(kind, list) and kind:
        kind = kind[0]
    if isinstance(kind, str):
        kept["type"] = kind.rpartition("#")[2].rpartition("/")[2] if "://" in kind else kind
    return kept
