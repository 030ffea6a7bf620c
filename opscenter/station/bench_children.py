"""The processes of the ingest benchmark: `python -m opscenter.station.bench_children ROLE ...`.

`publisher` sends as fast as the receiver of the pass keeps up: it is told how many messages have been taken in and
lets at most WINDOW be on their way, so that nothing overruns a high-water mark. `bare` is the ceiling: receive and
typed decode, nothing else. `station` is a whole station.
"""

import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import zmq

from opscenter.station.options import StationOptions
from opscenter.station.run import run_station

WINDOW = 60_000
BURST = 200
HWM = 200_000
REPORT_EVERY = 1_000


class Speed(msgspec.Struct):
    """One property of the benchmark's message, as a reader who knows it declares it."""

    type: str
    value: float
    observedAt: str
    unitCode: str = ""


class Flow(msgspec.Struct):
    """The benchmark's message, as a reader who knows it declares it."""

    id: str
    type: str
    averageVehicleSpeed: Speed
    intensity: Speed
    location: dict[str, Any]


def payload_parts(number: int) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """Topic, and the payload of one detector cut where speed, time and intensity go."""
    name = f"urn:ngsi-ld:TrafficFlowObserved:bench-{number:06d}"
    topic = f"transportation/TrafficFlowObserved/{name}"
    lon, lat = 114.1 + (number % 250) * 0.0004, 22.3 + (number // 250) * 0.0004
    return (
        topic.encode(),
        f'{{"id":"{name}","type":"TrafficFlowObserved","averageVehicleSpeed":{{"type":"Property","value":'.encode(),
        b',"unitCode":"KMH","observedAt":"',
        b'"},"intensity":{"type":"Property","value":',
        f'"}},"location":{{"type":"GeoProperty","value":{{"type":"Point","coordinates":[{lon:.5f},{lat:.5f}]}}}}}}'.encode(),
    )


def publisher(bare: str, station: str, control: str, entities: int) -> None:
    """Publish on `bare` or `station` as `control` says: `[0 or 1, seconds, messages a second or 0: as fast as it goes]`
    -> `[sent, acknowledged, seconds, waited]`."""
    context = zmq.Context()
    sockets = []
    for endpoint in (bare, station):
        socket = context.socket(zmq.XPUB)
        socket.sndhwm = HWM
        socket.linger = 0
        socket.bind(endpoint)
        sockets.append(socket)
    pair = context.socket(zmq.PAIR)
    pair.connect(control)
    for socket in sockets:
        socket.recv()  # the subscription stands
    pair.send(b"ready")
    parts = [payload_parts(number) for number in range(entities)]
    epoch = time.time_ns() // 1_000_000
    totals, next_entity = [0, 0], [0, 0]
    while True:
        which, seconds, rate = msgspec.msgpack.decode(pair.recv(), type=tuple[int, float, float])
        if which < 0:
            break
        socket = sockets[which]
        first = totals[which]
        acknowledged = first
        began = time.perf_counter()
        waited = 0.0
        while time.perf_counter() - began < seconds:
            while totals[which] + BURST - acknowledged > WINDOW or pair.poll(0):
                since = time.perf_counter()
                acknowledged = max(acknowledged, msgspec.msgpack.decode(pair.recv(), type=int))
                waited += time.perf_counter() - since
            next_entity[which] = _burst(socket, parts, next_entity[which], totals[which], epoch)
            totals[which] += BURST
            if rate:
                time.sleep(max(0.0, began + (totals[which] - first) / rate - time.perf_counter()))
        sending = time.perf_counter() - began
        while acknowledged < totals[which]:
            if not pair.poll(20_000):
                break  # lost: the counts will say so
            acknowledged = max(acknowledged, msgspec.msgpack.decode(pair.recv(), type=int))
        elapsed = time.perf_counter() - began
        pair.send(msgspec.msgpack.encode((totals[which] - first, acknowledged - first, elapsed, waited / sending)))
    context.destroy(linger=0)


def _burst(socket: "zmq.Socket[bytes]", parts: list[Any], entity: int, sent: int, epoch: int) -> int:
    now = time.time_ns() // 1_000_000
    moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now / 1000)).encode() + b".%03dZ" % (now % 1000)
    header = b'{"v":1,"pub":"bench","epoch":%d,"seq":%%d,"sent":%d}' % (epoch, now)
    send, more = socket.send, zmq.SNDMORE
    count = len(parts)
    for number in range(sent + 1, sent + BURST + 1):
        topic, head, unit, middle, tail = parts[entity]
        entity = entity + 1 if entity + 1 < count else 0
        speed, flow = b"%d.%d" % (20 + number % 61, number % 10), b"%d" % (200 + number % 1601)
        send(topic, more)
        send(b"".join((head, speed, unit, moment, middle, flow, b',"observedAt":"', moment, tail)), more)
        send(header % number)
    return entity


def bare(endpoint: str, credit: str) -> None:
    """The ceiling: receive and decode typed, count, say how many."""
    context = zmq.Context()
    socket = context.socket(zmq.SUB)
    socket.rcvhwm = HWM
    socket.subscribe(b"")
    socket.connect(endpoint)
    push = context.socket(zmq.PUSH)
    push.connect(credit)
    decode = msgspec.json.Decoder(Flow).decode
    receive = socket.recv_multipart
    taken = 0
    reported = 0
    while True:
        if taken - reported < REPORT_EVERY:
            try:
                frames = receive(zmq.NOBLOCK)
            except zmq.Again:
                if taken != reported:
                    push.send(b"%d" % taken)
                    reported = taken
                socket.poll()
                continue
            decode(frames[1])
            taken += 1
        else:
            push.send(b"%d" % taken)
            reported = taken


def station(endpoint: str, data: str) -> None:
    """A whole station; prints its desk address."""
    options = StationOptions(bus=[endpoint], data=Path(data), bus_hwm=HWM)
    raise SystemExit(run_station(options, on_ready=lambda address: print(address, flush=True)))  # noqa: T201


if __name__ == "__main__":
    role, *rest = sys.argv[1:]
    if role == "publisher":
        publisher(rest[0], rest[1], rest[2], int(rest[3]))
    elif role == "bare":
        bare(rest[0], rest[1])
    else:
        station(rest[0], rest[1])
