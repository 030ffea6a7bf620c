"""Entities of a group as JSON, in the spelling of its system."""

import functools
import json
from datetime import UTC, datetime
from typing import Any

import numpy as np

from opscenter.city.groups import Group, Spelling

_CONTEXT = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld"
_LINKED = (Spelling.NORMALIZED, Spelling.CONCISE)
"""Spellings that name their @context."""


@functools.lru_cache(maxsize=16)  # many entities speak at one moment
def iso(at: int) -> str:
    """Unix milliseconds as ISO 8601 in UTC."""
    return datetime.fromtimestamp(at / 1000.0, UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at % 1000:03d}Z"


class Writer:
    """Writes entities of one group. What never changes is encoded once."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.topics = [f"{group.domain}/{group.type}/{identity}" for identity in group.ids]
        self._many = any("." in name for name in group.numbers)
        self._heads = [f'{{"id":{json.dumps(identity)},"type":{json.dumps(group.type)}' for identity in group.ids]

    def live(self, index: int, at: int) -> bytes:
        """What the entity says now, without what never changes."""
        return self._message(index, at, False)

    def full(self, index: int, at: int) -> bytes:
        """Everything: names, place and shape too."""
        return self._message(index, at, True)

    def introduction(self, index: int, at: int) -> bytes:
        """Who and where it is, and what never changes, as known at `at` (Unix ms); nothing measured."""
        parts = [self._heads[index], self._described(index), self._place(index)]
        parts.append(f'"dateModified":"{iso(at)}"')
        if self.group.spelling in _LINKED:
            parts.append(f'"@context":"{_CONTEXT}"')
        return (",".join(parts) + "}").encode()

    def live_many(self, indices: Any, at: int) -> list[tuple[str, bytes]]:
        """Topic and payload of several entities."""
        return [(self.topics[k], self._message(k, at, False)) for k in indices]

    def _message(self, index: int, at: int, whole: bool) -> bytes:
        when = iso(at)
        parts = [self._heads[index]]
        if whole:
            parts.append(self._described(index))
        if whole or self.group.moves:
            parts.append(self._place(index))
        spelling = self.group.spelling
        if spelling is not Spelling.NORMALIZED and spelling is not Spelling.V2:
            parts.append(f'"dateObserved":"{when}"')
        attributes = self._values(index)
        if spelling is Spelling.NORMALIZED:
            if self._many:
                parts += _many_instances(attributes, when)
            else:
                parts += [f'"{name}":{_property(value, unit, when)}' for name, value, unit in attributes]
        elif spelling is Spelling.CONCISE:
            for name, value, unit in attributes:
                parts.append(f'"{name}":{{"value":{value},"unitCode":"{unit}"}}' if unit else f'"{name}":{value}')
        elif spelling is Spelling.V2:
            for name, value, unit in attributes:
                kind = "Text" if value[0] == '"' else "Boolean" if value[0] in "tf" else "Number"
                meta = f'"TimeInstant":{{"type":"DateTime","value":"{when}"}}'
                coded = f',"unitCode":{{"type":"Text","value":"{unit}"}}' if unit else ""
                parts.append(f'"{name}":{{"type":"{kind}","value":{value},"metadata":{{{meta}{coded}}}}}')
        else:
            for name, value, _ in attributes:
                parts.append(f'"{name}":{value}')
        if whole and spelling in _LINKED:
            parts.append(f'"@context":"{_CONTEXT}"')
        return (",".join(parts) + "}").encode()

    def _values(self, index: int) -> list[tuple[str, str, str]]:
        found = []
        sparse = self.group.sparse
        for name, number in self.group.numbers.items():
            if sparse and name in sparse and index % sparse[name]:
                continue
            value = float(number.values[index])
            text = f"{value:.{number.decimals}f}" if np.isfinite(value) else "null"
            found.append((name, "0" if text.strip("-0.") == "" else text, number.unit))
        for name, choice in self.group.choices.items():
            code = int(choice.codes[index])
            text = ("false", "true")[code] if choice.flag else f'"{choice.labels[code]}"'
            found.append((name, text, ""))
        found += [(name, json.dumps(texts[index]), "") for name, texts in self.group.texts.items()]
        return found

    def _place(self, index: int) -> str:
        group = self.group
        if group.shapes is not None:
            geometry = json.dumps(group.shapes[index], separators=(",", ":"))
        else:
            geometry = f'{{"type":"Point","coordinates":[{group.lon[index]:.6f},{group.lat[index]:.6f}]}}'
        if group.spelling is Spelling.NORMALIZED:
            return f'"location":{{"type":"GeoProperty","value":{geometry}}}'
        if group.spelling is Spelling.CONCISE:
            return f'"location":{{"value":{geometry}}}'
        if group.spelling is Spelling.V2:
            return f'"location":{{"type":"geo:json","value":{geometry}}}'
        return f'"location":{geometry}'

    def _described(self, index: int) -> str:
        group = self.group
        name = group.names[index]
        spelling = group.spelling
        pairs: list[tuple[str, Any]] = [("areaServed", group.area[index])]
        pairs += [(key, values[index]) for key, values in group.statics.items()]
        if spelling is Spelling.NORMALIZED:
            found: dict[str, Any] = {"name": {"type": "LanguageProperty", "languageMap": name}}
            for key, value in pairs:
                if key.startswith("ref"):
                    found[key] = {"type": "Relationship", "object": value}
                else:
                    found[key] = {"type": "Property", "value": value}
        elif spelling is Spelling.CONCISE:
            found = {"name": {"languageMap": name}} | dict(pairs)
        elif spelling is Spelling.V2:
            # NGSI-v2 has no texts by language: a value of the NGSI-LD type, as brokers that speak both show it
            found = {"name": {"type": "LanguageProperty", "value": name}}
            for key, value in pairs:
                kind = "Text" if isinstance(value, str) else "Number"
                found[key] = {"type": kind, "value": value}
        else:
            found = {"name": {"languageMap": name}} | dict(pairs)
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"))[1:-1]


def _property(value: str, unit: str, when: str, dataset: str = "") -> str:
    coded = f',"unitCode":"{unit}"' if unit else ""
    named = f',"datasetId":"urn:ngsi-ld:Dataset:{dataset}"' if dataset else ""
    return f'{{"type":"Property","value":{value}{coded},"observedAt":"{when}"{named}}}'


def _many_instances(attributes: list[tuple[str, str, str]], when: str) -> list[str]:
    """Attributes with several instances, as NGSI-LD has them: `charge.heavy` is that of `charge` with a datasetId."""
    found: dict[str, list[str]] = {}
    for name, value, unit in attributes:
        base, _, dataset = name.partition(".")
        found.setdefault(base, []).append(_property(value, unit, when, dataset))
    return [f'"{name}":{many[0] if len(many) == 1 else "[" + ",".join(many) + "]"}' for name, many in found.items()]
