"""Tables of a feed that say how JSON becomes entities -> JsonMapping; every mistake is noted with its line."""

from opscenter.domain.toml_table import Table
from opscenter.feeds.feed import Given
from opscenter.feeds.json_mapping import JsonAttribute, JsonMapping, JsonPath, PathError, Template
from opscenter.feeds.units import UnitFault, conversion


def read_json_mapping(table: Table, given: Given, default_domain: str = "city") -> JsonMapping:
    """The mapping that a table holds: `id`, `type`, `records`, `keyed`, `time`, `time_format`, `name`, `latitude`,
    `longitude`, `domain` and [[attribute]] tables."""
    kind = table.text("type")
    attributes = tuple(_attribute(one, kind, given) for one in table.tables("attribute"))
    if not attributes:
        table.wrong("", "a mapping has at least one [[attribute]]")
    latitude, longitude = _path(table, "latitude"), _path(table, "longitude")
    if (latitude is None) != (longitude is None):
        table.wrong("latitude" if latitude else "longitude", "a place has both a latitude and a longitude")
    table.offer("records", "keyed", "time", "time_format", "name", "domain", "latitude", "longitude")
    return JsonMapping(
        id=_template(table, "id", table.text("id")),
        type=kind,
        domain=table.text("domain", default_domain),
        attributes=attributes,
        records=_path(table, "records"),
        keyed=table.flag("keyed"),
        time=_path(table, "time"),
        time_format=table.text("time_format", ""),
        name=_template(table, "name", table.text("name")) if table.has("name") else None,
        latitude=latitude,
        longitude=longitude,
    )


def _attribute(table: Table, kind: str, given: Given) -> JsonAttribute:
    table.offer("unit", "unit_from", "factor", "offset", "number", "low", "high", "states")
    name = table.text("name")
    unit = table.text("unit", "")
    states = table.table("states")
    attribute = JsonAttribute(
        name=_template(table, "name", name),
        path=_path(table, "from", required=True) or JsonPath("@"),
        unit=unit,
        unit_path=_path(table, "unit_from"),
        factor=table.number("factor", 1.0),
        offset=table.number("offset", 0.0),
        number=table.flag("number"),
        low=table.optional_number("low"),
        high=table.optional_number("high"),
        states={key: states.text(key) for key in states.data} if states is not None else None,
    )
    known = given.catalogue.kinds.get(kind)
    described = known.attributes.get(name) if known is not None else None
    if described is not None and described.unit and unit:
        try:
            conversion(unit, described.unit)
        except UnitFault as fault:
            table.wrong("unit", f"{fault}; the catalogue has {name} in {described.unit}")
    table.finish()
    return attribute


def _path(table: Table, key: str, *, required: bool = False) -> JsonPath | None:
    if not required and not table.has(key):
        return None
    text = table.text(key)
    if not text:
        return None
    try:
        return JsonPath(text)
    except PathError as error:
        table.wrong(key, f'"{key}": {error}')
        return None


def _template(table: Table, key: str, text: str) -> Template:
    try:
        return Template(text)
    except PathError as error:
        table.wrong(key, f'"{key}": {error}')
        return Template("")
