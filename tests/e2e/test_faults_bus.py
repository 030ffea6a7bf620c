"""What the bus does to a station: silence, and everything that nobody should ever publish."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zmq

from opscenter.bus.publisher import Publisher
from opscenter.station.bench_traffic import wall_clock
from tests.support.programs import command, eventually
from tests.support.running_station import RunningStation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

StartStation = Callable[..., RunningStation]

BUOYS = """
[system]
id = "buoys"
order = 50
name = { en = "Buoys", zh_Hant = "浮標", zh_Hans = "浮标" }
icon = "water"

[[kind]]
type = "Buoy"
name = { en = "Buoy", zh_Hant = "浮標", zh_Hans = "浮标" }
stale_after_s = 2

[[kind.attribute]]
name = "waveHeight"
label = { en = "Waves", zh_Hant = "浪高", zh_Hans = "浪高" }
unit = "MTR"

[[kind.rule]]
id = "buoy.waves"
kind = "limit"
attribute = "waveHeight"
side = "high"
value = 4.0
priority = "high"
respond_s = 60
text = { en = "{name}: {value}", zh_Hant = "{name}：{value}", zh_Hans = "{name}：{value}" }
cause = { en = "Storm", zh_Hant = "風暴", zh_Hans = "风暴" }
consequence = { en = "Ferries stop", zh_Hant = "渡輪停航", zh_Hans = "渡轮停航" }
action = { en = "Warn the ferries", zh_Hant = "通知渡輪", zh_Hans = "通知渡轮" }

[[kind.rule]]
id = "buoy.silent"
kind = "stale"
priority = "low"
respond_s = 3600
text = { en = "{name} is silent", zh_Hant = "{name}沒有數據", zh_Hans = "{name}没有数据" }
cause = { en = "Radio", zh_Hant = "電台", zh_Hans = "电台" }
consequence = { en = "Nobody sees the waves", zh_Hant = "不知浪高", zh_Hans = "不知浪高" }
action = { en = "Send a boat", zh_Hant = "派船", zh_Hans = "派船" }
"""


def test_a_silent_bus_makes_everything_stale_and_nothing_green(home: Path, start_station: StartStation) -> None:
    (home / "kinds").mkdir()
    (home / "kinds" / "buoys.toml").write_text(BUOYS, encoding="utf-8")
    bus = f"ipc://{home}/bus"
    station = start_station(bus, "--catalogue", str(home / "kinds"))
    with Publisher(bus, bind=True, name="buoys", clock=wall_clock) as publisher:

        def say(heights: dict[str, float]) -> None:
            for name, height in heights.items():
                entity = {"id": f"urn:e:{name}", "type": "Buoy", "waveHeight": height}
                publisher.send(f"sea/Buoy/urn:e:{name}", json.dumps(entity).encode())
            publisher.heartbeat()

        assert publisher.wait_for_subscriber(60)
        say({"calm": 0.5, "wild": 6.5})
        eventually(
            lambda: station.alarm_states().get("buoy.waves urn:e:wild") == "UNACK", "the high waves raise an alarm"
        )

        silent = {"buoy.silent urn:e:calm": "UNACK", "buoy.silent urn:e:wild": "UNACK"}
        eventually(
            lambda: station.alarm_states() == {"buoy.waves urn:e:wild": "UNACK", **silent},
            "silence raises its own alarms and leaves the other standing",
        )
        shown = {entity["id"]: entity["attributes"]["waveHeight"] for entity in station.command("entities")}
        assert {(fact["value"], fact["quality"]) for fact in shown.values()} == {(0.5, "stale"), (6.5, "stale")}
        listed = {(alarm["rule"], alarm["entity"]): alarm["state"] for alarm in station.command("alarms", "list")}
        assert listed[("buoy.waves", "urn:e:wild")] == "UNACK"

        # The bus comes back: what it says counts again, high waves stay an alarm until somebody saw it.
        say({"calm": 0.5, "wild": 0.7})
        eventually(lambda: station.alarm_states().get("buoy.waves urn:e:wild") == "RTNUN", "the waves have calmed down")

        def good_again() -> bool:
            say({"calm": 0.6, "wild": 0.8})  # it is good for two seconds
            return bool(station.entity("urn:e:calm")["attributes"]["waveHeight"]["quality"] == 0)

        eventually(good_again, "what is said is good again")


class RawBus:
    """A PUB socket without manners."""

    def __init__(self, endpoint: str) -> None:
        self._context: zmq.Context[Any] = zmq.Context()
        self._socket = self._context.socket(zmq.XPUB)
        self._socket.sndhwm = 0
        self._socket.linger = 0
        self._socket.bind(endpoint)

    def wait(self) -> None:
        """Until somebody subscribed (anew)."""
        heard = b""
        while heard[:1] != b"\x01":
            assert self._socket.poll(60_000)
            heard = self._socket.recv()

    def send(self, *frames: bytes) -> None:
        self._socket.send_multipart(list(frames))

    def close(self) -> None:
        self._context.destroy(linger=0)


@pytest.fixture
def raw_bus(home: Path) -> Iterator[RawBus]:
    made = RawBus(f"ipc://{home}/raw")
    yield made
    made.close()


def entity(entity_id: str, **attributes: Any) -> bytes:
    return json.dumps({"id": entity_id, "type": "Thing", **attributes}).encode()


EVIL_IDS = (
    "'; DROP TABLE entity; --",
    '"); DELETE FROM journal; --',
    "../../../../etc/passwd",
    "..\\..\\windows\\system32",
    "<img src=x onerror=alert(1)><b>bold</b>",
    "\x1b[2J\x1b]0;owned\x07",
    "a\x00b",
    "a\nb\r\nc",
    "\u202egnp.exe",
    "%s%n{0}{name}",
    "城市🏙️" * 10,
    " ",
)


def hostile(raw_bus: RawBus) -> None:
    """One of everything, several times."""
    topic = b"evil/Thing/x"
    nested = b"[" * 100_000 + b"]" * 100_000
    bombs = [
        nested,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b'{"id":"deep","type":"Thing","a":' + b"[" * 2_000 + b"]" * 2_000 + b"}",
    ]
    for _ in range(3):
        raw_bus.send(topic)
        raw_bus.send(topic, entity("four"), b'{"pub":"x"}', b"4")
        raw_bus.send(topic, *[b"{}"] * 9)
        raw_bus.send(b"", b"", b"")
        raw_bus.send(bytes(range(256)) * 4, bytes(range(256)) * 200, bytes(range(256)))
        raw_bus.send(topic, b"\xff\xfe" + bytes(3_000))
        raw_bus.send(topic, b'{"id":"half')
        raw_bus.send(topic, b'{"id":"nan","type":"Thing","level":NaN}')
        raw_bus.send(topic, b'{"id":"big","type":"Thing","level":1e999}')
        raw_bus.send(topic, b'{"id":"\\ud800","type":"\\udfff","level":1}')
        raw_bus.send(topic, b'{"id":"x","id":"y","type":"Thing","type":7}')
        raw_bus.send(topic, entity("far", location={"type": "Point", "coordinates": [1e308, -1e308]}))
        raw_bus.send(topic, entity("late", level={"value": 1, "observedAt": "99999-99-99T99:99:99Z"}))
        raw_bus.send(topic, entity("h"), b'{"v":1,"pub":"x","epoch":-1e300,"seq":1e300,"sent":"now"}')
        raw_bus.send(topic, entity("h"), json.dumps({"pub": "p" * 5_000, "epoch": 2**70, "seq": 1}).encode())
        raw_bus.send(b"_bus/heartbeat/" + b"x" * 10_000, b"", b"not a header")
        raw_bus.send(topic, b"{" + b",".join(b'"a%d":1' % at for at in range(20_000)) + b',"id":"wide","type":"Thing"}')
        for bomb in bombs:
            raw_bus.send(topic, bomb)
        for evil in EVIL_IDS:
            raw_bus.send(
                f"evil/{evil}".encode(), json.dumps({"id": evil, "type": evil, evil: evil, "name": evil}).encode()
            )
        raw_bus.send(topic, b'{"id":"huge","type":"Thing","text":"' + b"x" * (5 << 20) + b'"}')
        raw_bus.send(topic, b"y" * (12 << 20))  # beyond what the socket takes: the connection is cut
        raw_bus.wait()  # a peer that sends too much is cut off, and met anew


def test_nothing_on_the_bus_stops_a_station_or_fills_its_memory(
    home: Path, raw_bus: RawBus, start_station: StartStation
) -> None:
    clean = f"ipc://{home}/clean"
    station = start_station(f"ipc://{home}/raw", "--bus", clean)
    raw_bus.wait()
    with Publisher(clean, bind=True, name="neighbour", clock=wall_clock) as neighbour:
        assert neighbour.wait_for_subscriber(60)

        def neighbours_say(level: int) -> None:
            for at in range(100):
                neighbour.send("city/Thing/n", entity(f"urn:e:neighbour-{at}", level=level + at))

        neighbours_say(0)
        eventually(lambda: station.status()["entities"] == 100, "the neighbours are there")
        many = [{"id": f"array-{at}", "type": "Thing", "level": at} for at in range(10_000)]
        raw_bus.send(b"evil/Thing/many", json.dumps(many).encode())
        raw_bus.send(b"evil/Thing/many", json.dumps([*many, many[0]]).encode())
        eventually(lambda: station.status()["entities"] >= 10_100, "an array of 10,000 entities is taken")
        before = station.rss

        hostile(raw_bus)
        for at in range(100_000):
            header = b'{"v":1,"pub":"publisher-%d","epoch":%d,"seq":%d,"sent":0}' % (at, at, at % 977)
            raw_bus.send(b"evil/Thing/array-7", b'{"id":"array-7","type":"Thing","level":%d}' % at, header)
        raw_bus.send(b"evil/Thing/last", entity("the-last", level=1))
        eventually(lambda: bool(station.query("entities", prefix="the-last", limit=1)["entities"]), "all has arrived")
        for at in range(25_000):
            raw_bus.send(b"evil/junk", b"junk %d" % at)
        eventually(lambda: station.status()["rejected_by"].get("not-json", 0) >= 25_000, "the junk has arrived")
        neighbours_say(1_000)
        eventually(
            lambda: station.entity("urn:e:neighbour-99")["attributes"]["level"]["value"] == 1_099,
            "neighbours are heard",
        )
        grown = station.rss - before
    assert grown < 150 << 20, f"{grown >> 20} MiB more"

    status = station.status()
    assert (status["recording"], status["notice"]) == (True, "")
    assert len(status["publishers"]) <= 4_096
    assert "internal" not in status["rejected_by"]
    assert {"odd-frames", "not-utf8", "not-json", "not-finite", "too-deep", "too-large", "too-many-entities"} <= set(
        status["rejected_by"]
    )

    listed = station.command("quarantine", "--limit", "100000")
    assert 0 < len(listed) <= 10_300, "the newest 10,000 are kept"
    assert all(entry["reason"] and entry["detail"] for entry in listed)
    shown = {one["id"]: one for one in station.command("entities")}
    for at in range(100):
        assert shown[f"urn:e:neighbour-{at}"]["attributes"]["level"]["value"] == 1_000 + at
    assert set(EVIL_IDS[:6]) <= shown.keys(), "strange is not wrong: an id is only text"
    table = command(home, "entities", "--station", station.address)
    assert "\x1b" not in table.stdout
    assert "\x00" not in table.stdout
    assert len(table.stdout.splitlines()) == 1 + len(shown), "no id breaks a line"
    assert not [line for line in station.program.errors if "Traceback" in line]
    assert station.stop() == 0
