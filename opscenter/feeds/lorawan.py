"""Uplinks as LoRaWAN network servers publish them -> one plain shape for mappings.

The Things Stack v3 (`uplink_message`, its "Uplink messages" data format) and ChirpStack v4 (`deviceInfo`, events "up").
What a device measured is in `decoded`: what the network server's own payload formatter made of the frame. A raw frame
(`frm_payload`, `data`) is not decoded here: every device type has a code of its own, and the network server is where
vendors' decoders are installed.
"""

from typing import Any

MOST_GATEWAYS = 64


def uplink(document: Any) -> dict[str, Any] | None:
    """The uplink in a document, or None when it is none of the two (a join, a status, an acknowledgement).

    `network` (tts, chirpstack), `device` (its name), `eui` (lower case), `application`, `port`, `counter`, `time` (ISO
    8601 or None), `decoded` (object, {} without), `raw` (whether a frame came), `latitude`, `longitude` (of the device,
    where the server knows), `rssi` (dBm), `snr` (dB) of the best gateway, `gateways` (how many), `spreadingFactor`,
    `tags`.
    """
    if not isinstance(document, dict):
        return None
    if isinstance(document.get("uplink_message"), dict):
        return _things_stack(document, document["uplink_message"])
    if isinstance(document.get("deviceInfo"), dict) and "fCnt" in document:
        return _chirpstack(document, document["deviceInfo"])
    return None


def is_chirpstack_3(document: Any) -> bool:
    """Whether it is an uplink in the shape that ChirpStack had before version 4, which is not read."""
    return isinstance(document, dict) and "applicationID" in document and "fCnt" in document


def _things_stack(document: dict[str, Any], message: dict[str, Any]) -> dict[str, Any]:
    ids = _object(document.get("end_device_ids"))
    locations = _object(message.get("locations"))
    place = _object(next(iter(locations.values()), None))
    lora = _object(_object(_object(message.get("settings")).get("data_rate")).get("lora"))
    return {
        "network": "tts",
        "device": ids.get("device_id"),
        "eui": _eui(ids.get("dev_eui")),
        "application": _object(ids.get("application_ids")).get("application_id"),
        "port": message.get("f_port"),
        "counter": message.get("f_cnt"),
        "time": message.get("received_at") or document.get("received_at"),
        "decoded": _object(message.get("decoded_payload")),
        "raw": bool(message.get("frm_payload")),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "spreadingFactor": lora.get("spreading_factor"),
        "tags": {},
        **_radio(message.get("rx_metadata")),
    }


def _chirpstack(document: dict[str, Any], info: dict[str, Any]) -> dict[str, Any]:
    lora = _object(_object(_object(document.get("txInfo")).get("modulation")).get("lora"))
    return {
        "network": "chirpstack",
        "device": info.get("deviceName"),
        "eui": _eui(info.get("devEui")),
        "application": info.get("applicationName"),
        "port": document.get("fPort"),
        "counter": document.get("fCnt"),
        "time": document.get("time"),
        "decoded": _object(document.get("object")),
        "raw": bool(document.get("data")),
        "latitude": None,
        "longitude": None,
        "spreadingFactor": lora.get("spreadingFactor"),
        "tags": _object(info.get("tags")),
        **_radio(document.get("rxInfo")),
    }


def _radio(gateways: Any) -> dict[str, Any]:
    heard = [one for one in gateways[:MOST_GATEWAYS] if isinstance(one, dict)] if isinstance(gateways, list) else []
    levels = [one for one in heard if isinstance(one.get("rssi"), int | float)]
    best = max(levels, key=lambda one: float(one["rssi"]), default={})
    return {"rssi": best.get("rssi"), "snr": best.get("snr"), "gateways": len(heard)}


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _eui(value: Any) -> str | None:
    return value.lower() if isinstance(value, str) else None
