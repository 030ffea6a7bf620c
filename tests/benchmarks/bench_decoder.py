"""How much the decoder costs beyond bare JSON decoding.

    python tests/benchmarks/bench_decoder.py [--messages N] [--rounds N] [--json FILE]

Each case is decoded by `Decoder.decode` and, in the same round, by a bare typed msgspec decoder of payload and
header. `ratio` is bare time / decoder time; `beyond` is what the decoder adds to each message. The best round counts,
because whatever else the machine does can only make it slower.
"""

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from opscenter.domain.batch import Batch
from opscenter.wire.decoder import Decoder
from opscenter.wire.envelope import Header
from tests.support.registry import DictRegistry

START = 1_795_400_000_000
ATTRIBUTES = {
    "temperature": ("CEL", 21.5),
    "relativeHumidity": ("P1", 0.63),
    "windSpeed": ("MTS", 3.2),
    "windDirection": ("DD", 180),
    "precipitation": ("MMT", 0.0),
    "atmosphericPressure": ("A97", 1013.2),
}
ENTITIES = 5_000


def _time(n: int) -> str:
    return f"2026-11-23T02:{n // 60 % 60:02d}:{n % 60:02d}Z"


def normalized(n: int) -> Any:
    when = _time(n // 1_000)
    entity: dict[str, Any] = {"id": f"urn:ngsi-ld:WeatherObserved:wx-{n % ENTITIES:05d}", "type": "WeatherObserved"}
    entity["dateObserved"] = {"type": "Property", "value": when}
    for name, (unit, value) in ATTRIBUTES.items():
        entity[name] = {"type": "Property", "value": value, "unitCode": unit, "observedAt": when}
    entity["location"] = {
        "type": "GeoProperty",
        "value": {"type": "Point", "coordinates": [114.2 + n % ENTITIES * 1e-5, 22.3]},
    }
    return entity


def simplified(n: int) -> Any:
    entity: dict[str, Any] = {"id": f"urn:ngsi-ld:WeatherObserved:wx-{n % ENTITIES:05d}", "type": "WeatherObserved"}
    entity |= {name: value for name, (_, value) in ATTRIBUTES.items()}
    return entity | {"dateObserved": _time(n // 1_000)}


def v2(n: int) -> Any:
    entity: dict[str, Any] = {"id": f"wx-{n % ENTITIES:05d}", "type": "WeatherObserved"}
    for name, (unit, value) in ATTRIBUTES.items():
        entity[name] = {
            "type": "Number",
            "value": value,
            "metadata": {
                "unitCode": {"type": "Text", "value": unit},
                "TimeInstant": {"type": "DateTime", "value": _time(n // 1_000)},
            },
        }
    return entity


def texts(n: int) -> Any:
    lamp = {"id": f"lamp-{n % ENTITIES:05d}", "type": "Streetlight", "status": {"type": "Property", "value": "ok"}}
    lamp |= {"powerState": {"type": "Property", "value": "on"}, "illuminanceLevel": {"type": "Property", "value": 0.7}}
    return lamp | {"dateObserved": _time(n // 1_000)}


def array(n: int) -> Any:
    return [normalized(n * 100 + k) for k in range(100)]


CASES: dict[str, tuple[Callable[[int], Any], int]] = {
    "normalized, 6 numbers": (normalized, 1),
    "simplified, 6 numbers": (simplified, 1),
    "status and texts": (texts, 1),
    "NGSI-v2 with metadata": (v2, 1),
    "array of 100 normalized": (array, 100),
}


def measure(make: Callable[[int], Any], entities: int, messages: int, rounds: int) -> dict[str, float]:
    """Best seconds per message of both, in microseconds."""
    count = max(20, messages // entities)
    payloads = [json.dumps(make(n), separators=(",", ":")).encode() for n in range(count)]
    topic = b"weather/WeatherObserved/urn:ngsi-ld:WeatherObserved:wx"
    bare_payload = msgspec.json.Decoder(dict[str, Any] | list[Any]).decode
    bare_header = msgspec.json.Decoder(Header).decode
    decoder = Decoder(DictRegistry())
    seq = 0
    bare_best = best = float("inf")
    for _ in range(rounds + 1):
        headers = []
        for _ in payloads:
            seq += 1
            headers.append(b'{"v":1,"pub":"bench","epoch":%d,"seq":%d,"sent":%d}' % (START, seq, START + seq))
        started = time.perf_counter()
        for payload, header in zip(payloads, headers, strict=True):
            bare_payload(payload)
            bare_header(header)
        bare_best = min(bare_best, time.perf_counter() - started)
        batch = Batch()
        decode = decoder.decode
        started = time.perf_counter()
        for payload, header in zip(payloads, headers, strict=True):
            decode(topic, payload, header, START, batch)
        best = min(best, time.perf_counter() - started)
        if batch.rejected or batch.gaps or batch.entities != count * entities:
            raise RuntimeError(f"the benchmark's own messages were not accepted: {batch.rejected[:1]}")
    bare_us, us = bare_best / count * 1e6, best / count * 1e6
    return {
        "bytes": len(payloads[0]),
        "bare_us": round(bare_us, 2),
        "decoder_us": round(us, 2),
        "beyond_us_per_entity": round((us - bare_us) / entities, 2),
        "ratio": round(bare_us / us, 3),
        "entities_per_s": round(entities * 1e6 / us),
    }


def main() -> int:
    """Run all cases; print a table, and JSON if asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--messages", type=int, default=20_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    results = {
        name: measure(make, entities, chosen.messages, chosen.rounds) for name, (make, entities) in CASES.items()
    }
    print(
        f"{'case':26}{'bytes':>8}{'bare us':>10}{'decoder us':>12}{'beyond/entity':>15}{'ratio':>8}{'entities/s':>12}"
    )
    for name, row in results.items():
        print(
            f"{name:26}{row['bytes']:>8}{row['bare_us']:>10}{row['decoder_us']:>12}"
            f"{row['beyond_us_per_entity']:>15}{row['ratio']:>8}{row['entities_per_s']:>12}"
        )
    if chosen.json:
        facts = {"python": platform.python_version(), "machine": platform.machine(), "cases": results}
        chosen.json.write_text(json.dumps(facts, indent=2), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
