"""Frames of the picture come out as they went in, to the bit, by as few steps as it takes."""

import random
from pathlib import Path

import numpy as np
import pytest

from opscenter.recording.errors import DamagedError
from opscenter.recording.frame import Columns, Decimals, Picture, pack_frame, unpack_frame
from opscenter.recording.frames import FRAME_TYPE, FrameWriter, chain, picture_at
from opscenter.recording.layout import Layout, layout_of, pack_registry, unpack_registry
from opscenter.recording.limits import WHOLE_EVERY
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import About
from opscenter.recording.writer import IncidentWriter

START = 1_763_800_000_000
ODD = [np.nan, -0.0, np.inf, -np.inf, 0.1 + 0.2, 1 / 3, 1e300, 5e-324, 2.0**53, -(2.0**60), 1e-12, 123456.789]


class City:
    """Columns that change as those of a city do, with everything that a float and a clock can be."""

    def __init__(self, seed: int, rows: int = 60) -> None:
        self.chance = random.Random(seed)
        self.at = START
        self.rows, self.names = [], []
        self.columns: Columns = {
            "value": np.empty(0), "published": np.empty(0, np.uint8), "measured": np.empty(0, np.int64),
            "received": np.empty(0, np.int64), "lon": np.empty(0), "lat": np.empty(0),
            "place_time": np.empty(0, np.int64), "seen": np.empty(0, np.int64),
        }  # fmt: skip
        self.texts: dict[int, str] = {}
        self.entities = 0
        self.grow(rows)

    def grow(self, more: int) -> None:
        cells = 0
        for _ in range(more):
            for number in range(self.chance.randrange(6)):
                self.rows.append(self.chance.randrange(self.entities + 1))
                self.names.append(f"reading{number}")
                cells += 1
            self.entities += 1
        for name, column in self.columns.items():
            size = more if name in ("lon", "lat", "place_time", "seen") else cells
            fill = np.nan if column.dtype == np.float64 else 0
            self.columns[name] = np.concatenate((column, np.full(size, fill, column.dtype)))

    def live(self) -> None:
        self.at += self.chance.randrange(1, 120_000)
        columns, chance = self.columns, self.chance
        for _ in range(chance.randrange(40)):
            row = chance.randrange(self.entities)
            columns["seen"][row] = self.at - chance.randrange(500)
            columns["place_time"][row] = chance.choice([columns["seen"][row], 0, 2**62, -5])
            if chance.random() < 0.3:
                columns["lon"][row], columns["lat"][row] = round(chance.uniform(113, 115), 6), chance.choice(ODD)
            for cell in np.flatnonzero(np.array(self.rows) == row).tolist():
                if chance.random() < 0.2:
                    continue
                decimal = round(chance.uniform(-90, 90), chance.randrange(5))
                columns["value"][cell] = chance.choice([decimal, decimal, *ODD])
                columns["measured"][cell] = chance.choice([columns["seen"][row] // 1000 * 1000, 0, -7, 2**61])
                columns["received"][cell] = chance.choice([columns["seen"][row]] * 5 + [3])
                columns["published"][cell] = chance.choice([0, 0, 0, 1, 2, 3])
                if chance.random() < 0.3:
                    self.texts[cell] = chance.choice(["on", "off", "雨", ""])
                elif chance.random() < 0.3:
                    self.texts.pop(cell, None)

    @property
    def layout(self) -> Layout:
        return layout_of(self.entities, self.rows, self.names)


def same(picture: Picture, columns: Columns, texts: dict[int, str]) -> bool:
    return picture.texts == texts and all(
        picture.columns[name].tobytes() == column.tobytes() for name, column in columns.items()
    )


@pytest.mark.parametrize("seed", range(3))
def test_pictures_come_out_as_they_were(tmp_path: Path, seed: int) -> None:
    city, writer, told = City(seed), FrameWriter(), []
    with IncidentWriter(tmp_path / "a.mcap", About()) as file:
        for _ in range(WHOLE_EVERY + 10):
            city.live()
            if city.chance.random() < 0.1:
                city.grow(city.chance.randrange(5))
            columns = {name: column.copy() for name, column in city.columns.items()}
            told.append((city.at, columns, dict(city.texts)))
            name, data = writer.frame(city.at, columns, city.texts, city.layout)
            file.attach(name, FRAME_TYPE, data, city.at)
    with IncidentReader(tmp_path / "a.mcap") as reader:
        frames = reader.attachments("frame/")
        for at, columns, texts in told:
            assert 1 <= len(chain(frames, at)) <= 7
            picture = picture_at(reader, city.layout, at + 1 if at + 1 not in [one[0] for one in told] else at)
            assert picture is not None and picture.at == at
            assert same(picture, columns, texts)
        assert picture_at(reader, city.layout, told[0][0] - 1) is None
        assert reader.problems == []


def test_a_frame_costs_about_a_byte_for_a_changed_cell() -> None:
    """Cells of sensors that say a new value every minute, with an arrival that trembles by 80 ms."""
    chance = np.random.default_rng(4)
    rows, each = 2_000, 8
    layout = layout_of(rows, np.repeat(np.arange(rows), each), [f"r{n % each}" for n in range(rows * each)])
    whole = chance.integers(0, 5_000, rows * each)
    seen = START - chance.integers(0, 60_000, rows)
    place = {"lon": np.round(chance.random(rows), 6), "lat": np.round(chance.random(rows), 6)}
    picture, decimals, sizes = None, Decimals(), []
    for minute in range(4):
        received = np.repeat(seen, each)
        columns: Columns = {
            "value": whole / 10, "published": np.zeros(rows * each, np.uint8), "measured": received // 1000 * 1000,
            "received": received, "place_time": seen // 1000 * 1000, "seen": seen, **place,
        }  # fmt: skip
        data, picture = pack_frame(START + 60_000 * minute, columns, {}, layout, picture, decimals)
        assert same(picture, columns, {})
        sizes.append(len(data))
        whole = whole + np.rint(chance.normal(0, 3, rows * each)).astype(np.int64)
        seen = seen + 60_000 + chance.integers(-40, 40, rows)
    assert max(sizes[1:]) < 1.0 * rows * each


@pytest.mark.parametrize("seed", range(4))
def test_damaged_frames_say_so(seed: int) -> None:
    city = City(seed)
    city.live()
    whole, before = pack_frame(city.at, city.columns, city.texts, city.layout, None, Decimals())
    columns = {name: column.copy() for name, column in city.columns.items()}
    city.live()
    data, _ = pack_frame(city.at, city.columns, city.texts, city.layout, before, Decimals())
    with pytest.raises(DamagedError):
        unpack_frame(data, city.layout, None)  # not a whole one
    with pytest.raises(DamagedError):
        unpack_frame(data, layout_of(1, [0], ["a"]), before.copy())
    for cut in range(0, len(data), max(1, len(data) // 50)):
        with pytest.raises(DamagedError):
            unpack_frame(data[:cut], city.layout, before.copy())
    for _ in range(200):
        spoilt = bytearray(data)
        spoilt[city.chance.randrange(len(data))] ^= 1 << city.chance.randrange(8)
        try:
            unpack_frame(bytes(spoilt), city.layout, before.copy())
        except DamagedError:
            pass  # nothing else may come
    assert same(unpack_frame(whole, city.layout, None), columns, before.texts)


def test_the_registry_comes_out_as_it_was() -> None:
    entities, cells = [("urn:a", "A"), ("urn:b", "")], [(0, "x"), (1, "y"), (0, "x"), (1, "雨")]
    assert unpack_registry(pack_registry(entities, cells)) == (entities, cells)
    assert unpack_registry(pack_registry([], [])) == ([], [])
    with pytest.raises(DamagedError):
        unpack_registry(pack_registry(entities, [(2, "x")]))
    with pytest.raises(DamagedError):
        unpack_registry(b"nonsense")
