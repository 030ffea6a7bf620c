"""GeoJSON (a FeatureCollection) -> entities, by a mapping file: properties are columns, the geometry is the place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from opscenter.domain.area_shape import AreaShape
from opscenter.domain.toml_table import nearest
from opscenter.feeds.columns import TableError, named_columns
from opscenter.feeds.mapping import Mapping, fill
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.table import NGSI_LANGUAGES
from opscenter.wire.payload import MAX_BYTES

AREAS = ("Polygon", "MultiPolygon")


class FeatureReader:
    """Records of one GeoJSON file, a feature each. What is wrong with one feature loses no other.

    Raises TableError for a file that is no FeatureCollection, or whose features lack what the mapping names.
    """

    def __init__(self, mapping: Mapping, path: Path) -> None:
        self._mapping = mapping
        self._path = path
        try:
            read = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
        except OSError as error:
            raise TableError(f"{path} cannot be read: {error.strerror}.") from None
        except (msgspec.DecodeError, RecursionError) as error:
            raise TableError(f"{path} is not JSON: {error}.") from None
        features = read.get("features") if isinstance(read, dict) else None
        if not isinstance(features, list) or not features:
            raise TableError(f"{path} is no FeatureCollection of GeoJSON with features in it.")
        self._features: list[Any] = features
        self._check_columns()

    def _check_columns(self) -> None:
        known: dict[str, None] = {}
        for feature in self._features:
            known.update(dict.fromkeys(_columns(feature)))
        for column, where in named_columns(self._mapping).items():
            if column not in known:
                raise TableError(f"{self._path} has no property {column!r} ({where}){nearest(column, known)}.")

    def records(self) -> Iterator[Record | Problem]:
        """Records in the file's order."""
        for number, feature in enumerate(self._features, 1):
            try:
                yield self._record(feature)
            except KeyError as error:
                yield Problem(f"{self._path}: feature {number}", f"it has no property {error.args[0]!r}.")
            except ValueError as error:
                yield Problem(f"{self._path}: feature {number}", f"{error}".rstrip(".") + ".")

    def _record(self, feature: Any) -> Record:
        mapping, row = self._mapping, _columns(feature)
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if not isinstance(geometry, dict):
            raise ValueError("it has no geometry")
        if geometry.get("type") in AREAS:
            AreaShape(geometry)  # AreaFault is a ValueError: said here, before anybody draws it
        entity: dict[str, Any] = {"id": fill(mapping.id, row), "type": mapping.type}
        if mapping.names:
            names = {NGSI_LANGUAGES[language]: fill(text, row) for language, text in mapping.names.items()}
            entity["name"] = {"type": "LanguageProperty", "languageMap": names}
        entity["location"] = {"type": "GeoProperty", "value": geometry}
        for rule in mapping.attributes:
            name = fill(rule.name, row)
            if rule.text:
                entity[name] = {"type": "Property", "value": fill(rule.text, row)}
            elif row.get(rule.column, "").strip() not in mapping.table.missing:
                number = float(row[rule.column]) * rule.factor + rule.offset
                entity[name] = {"type": "Property", "value": number} | ({"unitCode": rule.unit} if rule.unit else {})
        body = msgspec.json.encode(entity)
        if len(body) > MAX_BYTES:
            raise ValueError(
                f"it takes {len(body) / 1e6:.1f} MB and a message at most {MAX_BYTES / 1e6:.1f}: simplify its outline"
            )
        return Record(f"{mapping.domain}/{mapping.type}/{entity['id']}", body, None)


def _columns(feature: Any) -> dict[str, str]:
    """Properties of a feature as texts, and its own id as `id`; nested ones are passed over."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    found = {} if not isinstance(properties, dict) else properties
    row = {name: str(value) for name, value in found.items() if isinstance(value, str | int | float)}
    if isinstance(feature, dict) and isinstance(feature.get("id"), str | int):
        row.setdefault("id", str(feature["id"]))
    return row
