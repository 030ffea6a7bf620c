"""Schemas are such as Lichtblick and Foxglove take: their reader of JSON schema, in a few lines, finds no fault."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from opscenter.recording.reader import IncidentReader
from opscenter.recording.schemas import schema_of
from tests.support.incident_course import course, write


def check(schema: Any) -> None:
    """What parseJsonSchema of these programs demands."""
    assert schema["type"] == "object"
    for field in schema["properties"].values():
        kind = field["type"]
        if kind == "object":
            check(field)
        elif kind == "array":
            assert field["items"]["type"] in ("boolean", "string", "number", "integer", "object")
            if field["items"]["type"] == "object":
                check(field["items"])
        else:
            assert kind in ("boolean", "string", "number", "integer")
            assert field.get("contentEncoding") in (None, "base64")


@pytest.mark.parametrize("topics", [0, 2000])
def test_schemas_of_a_file(tmp_path: Path, topics: int) -> None:
    with IncidentReader(write(tmp_path / "a.mcap", course(60), topics=topics)) as reader:
        schemas = reader.index.schemas
        assert {"Thing", "opscenter.beat", "opscenter.journal"} <= {one.name for one in schemas.values()}
        for schema in schemas.values():
            check(msgspec.json.decode(schema.data))
        for channel in reader.index.channels.values():
            assert channel.schema_id in schemas


def test_schemas_of_odd_payloads() -> None:
    deep = b'{"a":' * 40 + b"1" + b"}" * 40
    for sample in (
        b"", b"[1]", b"nonsense", b'{"a":null,"b":[],"c":[null],"d":[1,"x"],"e":[[1]],"f":[{"g":1},{}],"h":{}}', deep,
        msgspec.json.encode({str(number): number for number in range(1_000)}),
    ):  # fmt: skip
        check(msgspec.json.decode(schema_of("Thing", sample)))
    told = msgspec.json.decode(schema_of("Thing", b'{"a":null,"d":[1,"x"],"f":[{"g":1.5}],"on":true}'))
    assert told == {
        "title": "Thing", "type": "object",
        "properties": {
            "f": {"type": "array", "items": {"type": "object", "properties": {"g": {"type": "number"}}}},
            "on": {"type": "boolean"},
        },
    }  # fmt: skip
