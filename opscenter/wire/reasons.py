"""Why something from the bus was set aside: a stable code, and the sentence an operator reads."""

ODD_FRAMES = "odd-frames"
EMPTY = "empty"
TOO_LARGE = "too-large"
NOT_UTF8 = "not-utf8"
NOT_JSON = "not-json"
NOT_FINITE = "not-finite"
NOT_ENTITY = "not-entity"
TOO_MANY_ENTITIES = "too-many-entities"
TOO_DEEP = "too-deep"
NO_ID = "no-id"
NO_TYPE = "no-type"
ID_TOO_LONG = "id-too-long"
TYPE_TOO_LONG = "type-too-long"
PLACE_OUT_OF_RANGE = "place-out-of-range"
PLACE_UNREADABLE = "place-unreadable"
ATTRIBUTE_UNREADABLE = "attribute-unreadable"
TOO_MANY_ATTRIBUTES = "too-many-attributes"
BAD_HEADER = "bad-header"
SITE_FULL = "site-full"
INTERNAL = "internal"

REASONS: dict[str, str] = {
    ODD_FRAMES: "The message has not two or three frames.",
    EMPTY: "The message has no payload.",
    TOO_LARGE: "The message is larger than 4 MiB.",
    NOT_UTF8: "The payload is not UTF-8 text.",
    NOT_JSON: "The payload is not JSON.",
    NOT_FINITE: "The payload holds NaN, Infinity or a number beyond what can be measured; JSON has none of these.",
    NOT_ENTITY: "The payload is neither an entity nor an array of entities.",
    TOO_MANY_ENTITIES: "The message holds more than 10,000 entities.",
    TOO_DEEP: "The payload is nested deeper than 32 levels.",
    NO_ID: "The entity has no id, or its id is not text.",
    NO_TYPE: "The entity has no type, or its type is not text.",
    ID_TOO_LONG: "The id of the entity is longer than 512 bytes.",
    TYPE_TOO_LONG: "The type of the entity is longer than 256 characters.",
    PLACE_OUT_OF_RANGE: "The coordinates are outside the world (longitude -180..180 comes first, latitude -90..90).",
    PLACE_UNREADABLE: "The location is not a GeoJSON geometry; the rest of the entity was accepted.",
    ATTRIBUTE_UNREADABLE: "An attribute cannot be read; the rest of the entity was accepted.",
    TOO_MANY_ATTRIBUTES: "The entity has more than 512 attributes; those beyond were left out.",
    BAD_HEADER: "The header cannot be read; the message was accepted, but its loss cannot be detected.",
    SITE_FULL: "The station already follows as many entities or attributes as its site maximum allows.",
    INTERNAL: "opscenter failed to read this message; please report it.",
}
"""The sentence of every reason, in English; consoles translate by code."""


class SetAside(Exception):
    """Raised inside the decoder only: this entity or attribute is set aside, for `reason`, as `detail` says."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail or REASONS[reason]
