"""Real uplinks of The Things Stack and ChirpStack, and the same with what a payload formatter makes of their frames."""

import json
from pathlib import Path
from typing import Any

import pytest

from opscenter.feeds.lorawan import is_chirpstack_3, uplink
from tests.support.data import shared_data
from tests.support.feeding import config, item, read

MAP = """
[feeds.a]
kind = "mqtt"
host = "localhost"
[[feeds.a.map]]
topic = "%s"
format = "lorawan"
id = "urn:ngsi-ld:Device:{eui}"
type = "Device"
time = "time"
latitude = "latitude"
longitude = "longitude"
[[feeds.a.map.attribute]]
name = "rssi"
from = "rssi"
unit = "DBM"
[[feeds.a.map.attribute]]
name = "temperature"
from = "decoded.temperature"
unit = "CEL"
"""


def payloads(server: str) -> list[Path]:
    found = sorted(shared_data("protocols", "lorawan").glob(f"*/{server}_payload*.json"))
    assert len(found) > 10
    return found


@pytest.mark.parametrize(("server", "network"), [("ThingsStackCommunity", "tts"), ("ChirpStack", "chirpstack")])
def test_every_real_uplink_is_understood(server: str, network: str) -> None:
    for path in payloads(server):
        document = json.loads(path.read_text(encoding="utf-8"))
        made = uplink(document)
        if made is None:
            assert is_chirpstack_3(document), path
            continue
        assert made["network"] == network, path
        assert made["device"] and len(made["eui"]) == 16 and made["port"], path
        assert made["raw"], path


def test_hand_checked_values_of_two_real_uplinks() -> None:
    root = shared_data("protocols", "lorawan", "Decentlab_DL-ATM41")
    tts = uplink(json.loads((root / "ThingsStackCommunity_payload.json").read_text(encoding="utf-8")))
    chirp = uplink(json.loads((root / "ChirpStack_payload.json").read_text(encoding="utf-8")))
    assert tts is not None and chirp is not None
    names = ("device", "eui", "application", "port", "counter", "time", "rssi", "snr", "gateways", "spreadingFactor")
    assert [tts[name] for name in names] == [
        *("03022", "70b3d57ba0000bce", "test-decentlab", 1, 101, "2020-02-06T09:46:05.234172599Z", -16, 8.5, 1, 11)
    ]
    assert [chirp[name] for name in names] == [
        *("PM-15288", "70b3d57ba0003bb8", "MoDus-Sain", 1, 20, "2024-11-10T12:51:50+00:00", -106, 3.0, 1, 7)
    ]


def decoded(path: Path, values: dict[str, Any]) -> bytes:
    """A real uplink with the values that its network server's payload formatter gives."""
    document = json.loads(path.read_text(encoding="utf-8"))
    if "uplink_message" in document:
        document["uplink_message"]["decoded_payload"] = values
        document["uplink_message"]["locations"] = {"user": {"latitude": 46.8, "longitude": 7.1, "source": "REGISTRY"}}
    else:
        document["object"] = values
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("server", "pattern", "topic"),
    [
        ("ThingsStackCommunity", "v3/{app}/devices/{dev}/up", "v3/test-decentlab@ttn/devices/03022/up"),
        ("ChirpStack", "application/{app}/device/{dev}/event/up", "application/32da/device/70b3d57ba0003bb8/event/up"),
    ],
)
def test_uplinks_become_entities_and_raw_frames_are_told_once(
    tmp_path: Path, server: str, pattern: str, topic: str
) -> None:
    (one,) = config(tmp_path, MAP % pattern)
    path = shared_data("protocols", "lorawan", "Decentlab_DL-ATM41", f"{server}_payload.json")
    raw = item(path.read_bytes(), topic=topic)
    entities, problems = read(one.feed.reader, raw, raw, item(decoded(path, {"temperature": 9.0}), topic=topic))
    assert len(problems) == 1 and "payload formatter" in str(problems[0])
    assert [one.get("temperature", {}).get("value") for one in entities] == [None, None, 9.0]
    assert entities[0]["rssi"] == {
        "type": "Property",
        "value": -16 if "Things" in server else -106,
        "unitCode": "DBM",
    } | {"observedAt": entities[0]["dateObserved"]["value"]}
    assert ("location" in entities[2]) == ("Things" in server)


def test_joins_and_other_documents_are_passed_over(tmp_path: Path) -> None:
    (one,) = config(tmp_path, MAP % "#")
    for body in (b'{"join_accept": {}}', b"[]", b"3", b'{"deviceInfo": {}, "code": 1}', b'{"uplink_message": 7}'):
        assert read(one.feed.reader, item(body)) == ([], [])
    _, (problem,) = read(one.feed.reader, item(b'{"applicationID": "1", "devEUI": "x", "fCnt": 1}'))
    assert "ChirpStack 3" in str(problem)
