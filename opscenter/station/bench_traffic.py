"""Steady traffic for the bench of the screen: a city's worth of entities, so many messages a second, forever.

Run as a process: `python -m opscenter.station.bench_traffic ENDPOINT ENTITIES RATE`. It binds, publishes every entity
once with its place as soon as somebody subscribes, prints `ready`, then updates them in turn until standard input ends.
"""

import math
import os
import sys
import threading
import time

import msgspec

from opscenter.bus.publisher import Publisher

CENTRE = (114.17, 22.32)
SPREAD = 0.12
TICK_S = 0.02

KINDS: tuple[tuple[str, str, tuple[tuple[str, float, float], ...]], ...] = (
    (
        "transportation",
        "TrafficFlowObserved",
        (("averageVehicleSpeed", 40.0, 110.0), ("intensity", 200.0, 900.0), ("occupancy", 0.02, 0.12)),
    ),
    ("streetlighting", "Streetlight", (("illuminanceLevel", 0.4, 1.0), ("powerConsumption", 40.0, 90.0))),
    ("parking", "OffStreetParking", (("availableSpotNumber", 40.0, 400.0), ("totalSpotNumber", 400.0, 401.0))),
    ("environment", "AirQualityObserved", (("pm25", 4.0, 12.0), ("no2", 8.0, 20.0), ("o3", 20.0, 60.0))),
)


def wall_clock() -> int:
    """Unix milliseconds."""
    return time.time_ns() // 1_000_000


def place_of(number: int) -> tuple[float, float]:
    """A place on a sunflower's spiral: even, and never two at one spot."""
    angle, radius = number * 2.399963, SPREAD * math.sqrt((number % 9_973 + 1) / 9_973)
    return CENTRE[0] + radius * math.cos(angle), CENTRE[1] + 0.6 * radius * math.sin(angle + number * 1e-5)


def message(number: int, turn: int, now: int, *, first: bool) -> tuple[str, bytes]:
    """Topic and payload (NGSI-LD simplified, `dateObserved` now) of an entity's turn-th message."""
    domain, kind, attributes = KINDS[number % len(KINDS)]
    entity_id = f"urn:ngsi-ld:{kind}:bench-{number:06d}"
    moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now / 1_000)) + f".{now % 1_000:03d}Z"
    entity: dict[str, object] = {"id": entity_id, "type": kind, "dateObserved": moment}
    for at, (name, low, high) in enumerate(attributes):
        share = 0.5 + 0.5 * math.sin(number * 0.37 + turn * 0.21 + at)
        entity[name] = round(low + (high - low) * share, 3)
    if first:
        lon, lat = place_of(number)
        entity["location"] = {"type": "Point", "coordinates": [lon, lat]}
    return f"{domain}/{kind}/{entity_id}", msgspec.json.encode(entity)


def main(endpoint: str, entities: int, rate: int) -> None:
    """See the module's text."""
    stop = threading.Event()

    def watch() -> None:
        while os.read(0, 512):
            pass
        stop.set()

    threading.Thread(target=watch, daemon=True).start()
    publisher = Publisher(endpoint, bind=True, name="bench", clock=wall_clock)
    try:
        if not publisher.wait_for_subscriber(60.0):
            raise SystemExit("nobody subscribed")
        for number in range(entities):
            publisher.send(*message(number, 0, wall_clock(), first=True))
            if number % 200 == 199:
                stop.wait(0.01)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        begin, sent = time.monotonic(), 0
        while not stop.wait(TICK_S):
            due = int((time.monotonic() - begin) * rate)
            for number in range(sent, due):
                publisher.send(*message(number % entities, 1 + number // entities, wall_clock(), first=False))
            sent = due
            publisher.heartbeat()
    finally:
        publisher.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
