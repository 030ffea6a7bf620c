"""The many spellings of one attribute, read into flat facts.

NGSI-LD normalized, concise and simplified, NGSI-v2 normalized and key-values, and multi-attribute arrays with
`datasetId` all end as `Fact`s with dotted names. This is the thorough reader; the decoder reads the few shapes that
make up nearly all traffic by itself and hands the rest to `spell`.
"""

from math import isfinite
from typing import Any, NamedTuple

from opscenter.domain.quality import Quality
from opscenter.wire import reasons
from opscenter.wire.geometry import GEOMETRY_TYPES
from opscenter.wire.reasons import SetAside

MAX_NESTING = 32
MAX_NAME = 256
MAX_TEXT = 4_096
MAX_FACTS = 2_048
LD_NULL = "urn:ngsi-ld:null"

QUALITY_WORDS: dict[str, Quality] = {
    "good": Quality.GOOD,
    "valid": Quality.GOOD,
    "correct": Quality.GOOD,
    "suspect": Quality.SUSPECT,
    "uncertain": Quality.SUSPECT,
    "questionable": Quality.SUSPECT,
    "doubtful": Quality.SUSPECT,
    "bad": Quality.BAD,
    "invalid": Quality.BAD,
    "incorrect": Quality.BAD,
    "faulty": Quality.BAD,
}
"""Words that models publish in `quality`, `dataQuality`, `qualification` or `status` beside a value."""

QUALITY_KEYS = frozenset({"quality", "dataQuality", "qualification", "status"})
TIME_KEYS = ("observedAt", "TimeInstant", "dateObserved", "timestamp")

ATTRIBUTE_TYPES = frozenset(
    {"Property", "Relationship", "GeoProperty", "LanguageProperty", "ListProperty", "ListRelationship"}
    | {"JsonProperty", "VocabProperty", "VocabularyProperty"}
)
# Where an attribute keeps its value, most usual first. ("Object" is a misspelling that published examples have.)
VALUE_KEYS = ("value", "object", "languageMap", "valueList", "objectList", "json", "vocab", "Object", "@value")
FRAME_KEYS = frozenset(
    {"type", "@type", "unitCode", "metadata", "datasetId", "instanceId", "createdAt", "modifiedAt", "deletedAt"}
    | {"objectType", "format", "@context", "previousValue"}
    | set(VALUE_KEYS)
    | set(TIME_KEYS)
)

_PROVENANCE = frozenset({"observedBy", "providedBy"})
_SHAPES = GEOMETRY_TYPES - {"Point"}

Scalar = str | bool | int | float | None


class Fact(NamedTuple):
    """One flat attribute. `when` is its own time as published (unread), None if it has none."""

    name: str
    value: Scalar
    when: object
    unit: str | None
    quality: Quality


def spell(name: str, raw: Any) -> list[Fact]:
    """The facts in one attribute of an entity. SetAside if it cannot be read, with the reason."""
    facts: list[Fact] = []
    _spell(name, raw, facts, 2, None, None, Quality.GOOD)
    return facts


def short_name(name: str) -> str:
    """An expanded name (a URI, by @context) as its last part; any other as it is."""
    if "://" not in name:
        return name
    return name.rstrip("/#").replace("#", "/").rpartition("/")[2] or name


def plain(raw: Any) -> Any:
    """What is inside of wrappers: {"type": ..., "value": X} and {"@value": X} are X."""
    for _ in range(4):
        if not isinstance(raw, dict):
            return raw
        if "value" in raw:
            raw = raw["value"]
        elif "@value" in raw:
            raw = raw["@value"]
        else:
            return raw
    return raw


def check_depth(raw: Any, level: int) -> None:
    """SetAside if something that is not read any further is nested too deep. `level` is that of `raw`."""
    if level > MAX_NESTING:
        raise SetAside(reasons.TOO_DEEP)
    kind = raw.__class__
    if kind is dict:
        raw = raw.values()
    elif kind is not list:
        return
    for part in raw:
        kind = part.__class__
        if kind is dict or kind is list:
            check_depth(part, level + 1)


def _spell(
    name: str, raw: Any, facts: list[Fact], level: int, when: object, unit: str | None, quality: Quality
) -> None:
    if raw.__class__ is dict:
        if level > MAX_NESTING:
            raise SetAside(reasons.TOO_DEEP)
        for key in VALUE_KEYS:
            if key in raw:
                _spell_wrapped(name, raw, key, facts, level, when, unit, quality)
                return
        kind = raw.get("type")
        if kind.__class__ is str and kind in ATTRIBUTE_TYPES:
            check_depth(raw, level)
            return  # an attribute without a value says nothing
        _spell_object(name, raw, facts, level, when, unit, quality)
    elif raw.__class__ is list:
        if level > MAX_NESTING:
            raise SetAside(reasons.TOO_DEEP)
        _spell_list(name, raw, facts, level, when, unit, quality)
    else:
        _add(facts, name, raw, when, unit, quality)


def _spell_object(
    name: str, raw: dict[str, Any], facts: list[Fact], level: int, when: object, unit: str | None, quality: Quality
) -> None:
    kind = raw.get("type")
    if kind.__class__ is str and kind in _SHAPES and ("coordinates" in raw or "geometries" in raw):
        check_depth(raw, level)
        return  # only `location` is drawn; a line's thousand numbers are no attributes
    for key, value in raw.items():
        if key != "@context":
            _spell(f"{name}.{short_name(key)}", value, facts, level + 1, when, unit, quality)


def _spell_wrapped(
    name: str,
    raw: dict[str, Any],
    value_key: str,
    facts: list[Fact],
    level: int,
    when: object,
    unit: str | None,
    quality: Quality,
) -> None:
    metadata = raw.get("metadata")
    if metadata.__class__ is not dict:
        metadata = None
    for key in TIME_KEYS:
        if key in raw:
            when = plain(raw[key])
            break
        if metadata and key in metadata:
            when = plain(metadata[key])
            break
    code = plain(raw.get("unitCode"))
    if code is None and metadata:
        code = plain(metadata.get("unitCode", metadata.get("unit")))
    if isinstance(code, str) and code:
        unit = code[:MAX_NAME]
    dataset = raw.get("datasetId")
    if isinstance(dataset, str) and dataset and dataset != "@none":
        name = f"{name}.{short_name(dataset).rpartition(':')[2]}"
    extra: dict[str, Any] = {key: value for key, value in raw.items() if key not in FRAME_KEYS}
    if metadata:
        extra |= {key: value for key, value in metadata.items() if key not in FRAME_KEYS and key != "unit"}
    for key in list(extra):
        word = plain(extra[key]) if key.strip() in QUALITY_KEYS else None
        judged = QUALITY_WORDS.get(word.strip().lower()) if isinstance(word, str) else None
        if judged is not None:
            quality = max(quality, judged)
            del extra[key]
    inner = raw[value_key]
    if inner.__class__ is dict and value_key in ("value", "json") and not is_wrapper(inner):
        # The value itself is an object: its keys are names, also if one of them is called "value".
        _spell_object(name, inner, facts, level + 1, when, unit, quality)
    else:
        _spell(name, inner, facts, level + 1, when, unit, quality)
    for key, value in extra.items():
        _spell(f"{name}.{short_name(key.strip())}", value, facts, level + 1, when, None, Quality.GOOD)
    for key in raw:
        if key in FRAME_KEYS and key != value_key and (raw[key].__class__ is dict or raw[key].__class__ is list):
            check_depth(raw[key], level + 1)


def is_wrapper(inner: dict[str, Any]) -> bool:
    """Whether an object inside of a value is one more wrapper (as many published examples have it)."""
    return ("value" in inner or "@value" in inner) and all(key in FRAME_KEYS or key in _PROVENANCE for key in inner)


def _spell_list(
    name: str, raw: list[Any], facts: list[Fact], level: int, when: object, unit: str | None, quality: Quality
) -> None:
    if not raw:
        _add(facts, name, "", when, unit, quality)
    elif all(part.__class__ is dict and is_instance(part) for part in raw):
        taken: set[str] = set()
        for index, part in enumerate(raw):
            dataset = part.get("datasetId")
            key = name
            if not isinstance(dataset, str) or dataset in ("", "@none"):
                key = name if "" not in taken else f"{name}.{index}"
                taken.add("")
            _spell(key, part, facts, level + 1, when, unit, quality)
    elif all(part.__class__ is str for part in raw):
        _add(facts, name, ", ".join(raw), when, unit, quality)
    else:
        for index, part in enumerate(raw):
            _spell(f"{name}.{index}", part, facts, level + 1, when, unit, quality)


def is_instance(part: dict[str, Any]) -> bool:
    """Whether an item of an array is one instance of a multi-attribute."""
    if "datasetId" in part:
        return True
    kind = part.get("type")
    return isinstance(kind, str) and kind in ATTRIBUTE_TYPES


def _add(facts: list[Fact], name: str, value: Any, when: object, unit: str | None, quality: Quality) -> None:
    if len(name) > MAX_NAME:
        raise SetAside(reasons.ATTRIBUTE_UNREADABLE, f"The name of an attribute is longer than {MAX_NAME} characters.")
    if len(facts) >= MAX_FACTS:
        raise SetAside(reasons.TOO_MANY_ATTRIBUTES, f"{name[:80]} alone holds more than {MAX_FACTS} values.")
    if value.__class__ is str:
        if value == LD_NULL:
            value = None
        elif len(value) > MAX_TEXT:
            value = value[: MAX_TEXT - 1] + "…"
    elif value.__class__ is float or value.__class__ is int:
        try:
            value = float(value)
        except OverflowError:
            raise SetAside(reasons.NOT_FINITE, f"The number in {name[:80]} is beyond what can be measured.") from None
        if not isfinite(value):
            raise SetAside(reasons.NOT_FINITE, f"{name[:80]} is not a finite number.")
    facts.append(Fact(name, value, when, unit, quality))


def entity_quality(key: str, raw: Any) -> Quality:
    """The quality a model publishes for a whole entity. A `status`, which is mostly that of a device, counts only
    in the very words of quality."""
    word = raw if raw.__class__ is str else plain(raw)
    if not isinstance(word, str) or (key == "status" and word not in ("good", "suspect", "bad")):
        return Quality.GOOD
    return QUALITY_WORDS.get(word.strip().lower(), Quality.GOOD)


def from_feature(feature: dict[str, Any]) -> dict[str, Any]:
    """A GeoJSON Feature as an entity: its properties, its id, and its geometry as the place."""
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        raise SetAside(reasons.NO_TYPE, "The Feature has no properties, so its type is not known.")
    entity = {key: value for key, value in properties.items() if key != "id"}
    entity["id"] = feature.get("id", properties.get("id"))
    geometry = feature.get("geometry")
    if geometry is not None:
        entity["location"] = geometry
    check_depth(feature.get("@context"), 2)
    return entity
