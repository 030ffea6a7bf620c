"""INCIDENT.md tells enough: a reader written by it alone, over MCAP's own library, gets everything back."""

import json
import re
import struct
from base64 import b64decode
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
import zstandard
from mcap.reader import make_reader

from opscenter.recording.frame import Columns
from opscenter.recording.frames import FRAME_TYPE, FrameWriter
from opscenter.recording.layout import REGISTRY, REGISTRY_TYPE, pack_registry
from opscenter.recording.records import About, Moment, Row
from opscenter.recording.writer import IncidentWriter
from tests.support.incident_course import START, course, write
from tests.unit.recording.test_frames import City


def by_the_document(path: Path) -> tuple[list[Moment], list[Any]]:
    """Moments, and what the station's own channel says."""
    moments, station = [], []
    messages: list[Any] = []
    rows: list[Row] = []
    with path.open("rb") as file:
        for _, channel, message in make_reader(file).iter_messages(log_time_order=False):
            told = channel.metadata
            match channel.topic:
                case "opscenter/beat":
                    beat = json.loads(message.data)
                    moments.append(Moment(beat["at"], beat["beat"], messages, rows))
                    messages, rows = [], []
                case "opscenter/journal":
                    rows.append(Row(**json.loads(message.data)))
                case "opscenter/station":
                    station.append(json.loads(message.data))
                case "opscenter/as-it-came":
                    came = json.loads(message.data)
                    parts = [
                        b64decode(came[f"{one}_base64"]) if f"{one}_base64" in came else came.get(one, "").encode()
                        for one in ("topic", "payload", "header")
                    ]
                    if "json" in came:  # verbatim: it is the last member or one before others that are texts
                        parts[1] = msgspec.json.decode(message.data, type=dict[str, msgspec.Raw])["json"]
                    header = parts[2] if "frames" not in came else str(came["frames"]).encode()
                    messages.append((parts[0], bytes(parts[1]), header, came.get("arrived", message.log_time // 10**6)))
                case topic:
                    head = told.get("header", "")
                    if not head and "publisher" in told:
                        pub = msgspec.json.encode(told["publisher"]).decode()
                        head = '{"v":1,"pub":%s,"epoch":%s,"seq":$seq,"sent":$sent}' % (pub, told["epoch"])  # noqa: UP031
                    head = head.replace("$seq", str(message.sequence)).replace(
                        "$sent", str(message.publish_time // 10**6)
                    )
                    if told.get("topic") == "id":
                        topic += "/" + json.loads(message.data)["id"]
                    messages.append((topic.encode(), message.data, head.encode(), message.log_time // 10**6))
    return moments, station


@pytest.mark.parametrize("topics", [0, 2000])
def test_messages(tmp_path: Path, topics: int) -> None:
    told = course(80)
    moments, station = by_the_document(write(tmp_path / "a.mcap", told, topics=topics))
    assert moments == [one for one in told if isinstance(one, Moment)]
    assert station[:2] == [{"started": START + 401}, {"away": [START + 401, START + 460]}]


# -- frames -----------------------------------------------------------------------------------------------------


def zstd(block: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(block)


def bits(block: bytes, count: int) -> list[int]:
    if not block:
        return [0] * count
    content = zstd(block)
    return [content[at // 8] >> (7 - at % 8) & 1 for at in range(count)]


def ints(block: bytes, count: int) -> list[int]:
    if not block:
        return [0] * count
    unit, width = struct.unpack_from("<QB", block)
    at, numbers = 9, [0] * count
    for place in range(width):
        (length,) = struct.unpack_from("<I", block, at)
        for index, byte in enumerate(zstd(block[at + 4 : at + 4 + length])):
            numbers[index] |= byte << 8 * place
        at += 4 + length
    return [(number >> 1 if number % 2 == 0 else -(number + 1 >> 1)) * unit for number in numbers]


def signed(number: int) -> int:
    return (number + 2**63) % 2**64 - 2**63


class Numbers:
    def __init__(self) -> None:
        self.whole: list[int] = []
        self.decimals: list[int] = []

    def grow(self, count: int) -> None:
        more = count - len(self.whole)
        self.whole += [struct.unpack("<q", struct.pack("<d", float("nan")))[0]] * more
        self.decimals += [255] * more

    def take(self, places: list[int], sections: list[bytes], anew: int, fractions: list[bytes] | None = None) -> None:
        before = struct.unpack(f"<{len(self.whole)}d", self.floats())
        for place, rise in zip(places, ints(sections[0], len(places)), strict=True):
            self.whole[place] = signed(self.whole[place] + rise)
        index = -1
        decimals = zstd(sections[2]) if anew else b""
        halves = [number == 254 and fractions is not None for number in decimals]
        whole = iter(ints(sections[3], anew - sum(halves)))
        parts = zip(*(ints(one, sum(halves)) for one in fractions or ()), strict=True)
        for step, decimal, half in zip(ints(sections[1], anew), decimals, halves, strict=True):
            index += step
            place = places[index]
            self.decimals[place] = decimal
            if not half:
                self.whole[place] = next(whole)
                continue
            rest, below, steps = next(parts)
            about = below * before[place]
            above = rest + (round(about) if abs(about) <= 2**40 else 0)
            self.whole[place] = struct.unpack("<q", struct.pack("<d", above / below))[0] + steps

    def floats(self) -> bytes:
        return b"".join(
            struct.pack("<q", whole) if decimal >= 254 else struct.pack("<d", whole / 10**decimal)
            for whole, decimal in zip(self.whole, self.decimals, strict=True)
        )


class Reading:
    """One picture after another."""

    def __init__(self, registry: bytes) -> None:
        _, _, steps, _, self.kinds = msgspec.msgpack.decode(zstd(registry))
        self.row_of = np.cumsum(steps).tolist()
        self.value, self.lon, self.lat = Numbers(), Numbers(), Numbers()
        self.published: list[int] = []
        self.times: dict[str, list[int]] = {"measured": [], "received": [], "place_time": [], "seen": []}
        self.texts: dict[int, str] = {}
        self.at = -1

    def take(self, frame: bytes) -> None:
        of = {b"OF\x01": 23, b"OF\x02": 26}[frame[:3]]
        way, at, base, cells, rows, *rest = struct.unpack_from(f"<4xBqqII{3 + of}I", b"\0" + frame)
        assert base == self.at
        start, sections = 3 + 1 + 8 + 8 + 4 + 4 + 12 + 4 * of, []
        for length in rest[3:]:
            sections.append(frame[start : start + length])
            start += length
        guess = at if base < 0 else base
        for numbers, count in ((self.value, cells), (self.lon, rows), (self.lat, rows)):
            numbers.grow(count)
        self.published += [0] * (cells - len(self.published))
        for name, times in self.times.items():
            times += [guess] * ((cells if name in ("measured", "received") else rows) - len(times))
        order = sorted(range(cells), key=lambda cell: (self.kinds[cell], cell))
        heard = bits(sections[0], rows)
        changes = bits(sections[1], cells)
        changed = [cell for cell, bit in zip(order, changes, strict=True) if bit ^ heard[self.row_of[cell]]]
        step = dict(zip([row for row in range(rows) if heard[row]], ints(sections[2], sum(heard)), strict=True))
        seen, measured, place_time = (self.times[name] for name in ("seen", "measured", "place_time"))
        for row, rise in step.items():
            seen[row] = signed(seen[row] + rise)
        for cell, number in zip(changed, ints(sections[3], len(changed)), strict=True):
            self.times["received"][cell] = signed(seen[self.row_of[cell]] + number)
        first: dict[int, int] = {}
        for cell in changed:
            first.setdefault(self.row_of[cell], cell)
        new = {}
        for row, number in zip(sorted(first), ints(sections[4], len(first)), strict=True):
            new[row] = measured[first[row]] + number + (step.get(row, 0) if way else 0)
        for cell, number in zip(changed, ints(sections[5], len(changed)), strict=True):
            measured[cell] = signed(new[self.row_of[cell]] + number)
        for cell, number in zip(changed, zstd(sections[6]) if sections[6] else [0] * len(changed), strict=True):
            self.published[cell] ^= number
        placed = [row for row, bit in enumerate(bits(sections[7], rows)) if bit ^ (row in first)]
        for row, number in zip(placed, ints(sections[8], len(placed)), strict=True):
            place_time[row] = signed((new[row] if row in first else place_time[row]) + number)
        moved = [row for row, bit in enumerate(bits(sections[9], rows)) if bit]
        self.value.take(changed, sections[10:14], rest[0], sections[23:] or None)
        self.lon.take(moved, sections[14:18], rest[1])
        self.lat.take(moved, sections[18:22], rest[2])
        if sections[22]:
            steps, different, which = msgspec.msgpack.decode(zstd(sections[22]))
            for cell, number in zip(np.cumsum(steps).tolist(), which, strict=True):
                if number < 0:
                    del self.texts[cell]
                else:
                    self.texts[cell] = different[number]
        self.at = at

    def columns(self) -> dict[str, bytes]:
        return {
            "value": self.value.floats(), "lon": self.lon.floats(), "lat": self.lat.floats(),
            "published": bytes(self.published),
            **{name: struct.pack(f"<{len(times)}q", *times) for name, times in self.times.items()},
        }  # fmt: skip


def test_frames(tmp_path: Path) -> None:
    city, writer, told = City(9, rows=30), FrameWriter(), []
    with IncidentWriter(tmp_path / "a.mcap", About()) as file:
        for _ in range(8):
            city.live()
            columns: Columns = {name: column.copy() for name, column in city.columns.items()}
            told.append((city.at, columns, dict(city.texts)))
            name, data = writer.frame(city.at, columns, city.texts, city.layout)
            file.attach(name, FRAME_TYPE, data, city.at)
            city.grow(2)
        entities = [(f"urn:{number}", "Thing") for number in range(city.entities)]
        cells = list(zip(city.rows, city.names, strict=True))
        file.attach(REGISTRY, REGISTRY_TYPE, pack_registry(entities, cells), START)
    with (tmp_path / "a.mcap").open("rb") as opened:
        attached = {one.name: one.data for one in make_reader(opened).iter_attachments()}
    names = {int(name.split("/")[2]): name for name in attached if name.startswith("frame/")}
    for at, columns, texts in told:
        chain = [names[at]]
        while found := re.fullmatch(r"frame/p/\d+/(\d+)", chain[0]):
            chain.insert(0, names[int(found[1])])
        reading = Reading(attached["registry"])
        for name in chain:
            reading.take(attached[name])
        assert reading.texts == texts
        for name, content in reading.columns().items():
            assert content == columns[name].astype(columns[name].dtype.newbyteorder("<")).tobytes(), name
