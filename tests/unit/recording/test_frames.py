"""Frames of the picture come out as they went in, to the bit, by as few steps as it takes."""

import random
from base64 import b64decode
from pathlib import Path

import numpy as np
import pytest

from opscenter.recording.errors import DamagedError
from opscenter.recording.frame import BY_CELL, Columns, Decimals, Picture, pack_frame, unpack_frame
from opscenter.recording.frames import FRAME_TYPE, Frame, FrameWriter, chain, picture_at
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
                share = chance.randrange(-900, 900) / chance.choice([7, 360, 9973]) * 2.5
                columns["value"][cell] = chance.choice([decimal, decimal, share, *ODD])
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


def sensors(rows: int, each: int, at: int, chance: np.random.Generator) -> Columns:
    """All of them have just said something."""
    seen = np.full(rows, at)
    return {
        "value": np.round(chance.normal(50, 9, rows * each), 1), "published": np.zeros(rows * each, np.uint8),
        "measured": np.repeat(seen, each), "received": np.repeat(seen, each), "place_time": seen.copy(), "seen": seen,
        "lon": np.full(rows, 114.25), "lat": np.full(rows, 22.25),
    }  # fmt: skip


def grown(columns: Columns, cells: int) -> Columns:
    """With so many more cells, which say what others do not say twice."""
    more = {name: np.concatenate((columns[name], columns[name][:cells])) for name in BY_CELL}
    more["value"][-cells:] = np.random.default_rng(1).random(cells)
    return {**columns, **more}


def test_what_is_new_is_not_told_anew_in_each_frame() -> None:
    """A city whose cells become half as many again: the frame after that is whole, those that follow are short."""
    chance, rows = np.random.default_rng(2), 1_000
    writer, sizes, steps = FrameWriter(), [], []
    columns = sensors(rows, 2, START, chance)
    for number in range(8):
        at = START + 60_000 * number
        if number == 4:
            columns = grown(columns, rows)
        cells = len(columns["value"])
        frame = writer.propose(at, columns, {}, layout_of(rows, np.arange(cells) % rows, ["x"] * cells))
        writer.keep(frame)
        sizes.append(len(frame.content))
        steps.append(frame.steps)
        columns["value"][: rows // 5] += 0.5
        columns["received"][: rows // 5] += 60_000
    assert steps[4] == 0 and all(0 < one <= 6 for one in (*steps[1:4], *steps[5:]))
    assert max(sizes[5:]) < sizes[4] / 5


def test_what_changed_once_is_not_told_again() -> None:
    """A tenth of a city changes all the time, the rest did once: frames go on from the one that told that."""
    chance, rows = np.random.default_rng(8), 3_000
    layout, columns = layout_of(rows, np.arange(rows), ["x"] * rows), sensors(3_000, 1, START, np.random.default_rng(8))
    columns["value"] = chance.random(rows)
    writer, frames = FrameWriter(), list[Frame]()
    for number in range(12):
        for name in ("value", "received"):
            columns[name] = columns[name].copy()
        some = slice(rows // 2) if number == 1 else slice(rows // 10)
        columns["value"][some] = chance.random(len(columns["value"][some]))
        columns["received"][some] += 60_000
        frames.append(writer.propose(START + number, columns, {}, layout))
        writer.keep(frames[-1])
    assert max(one.steps for one in frames) <= 6
    assert max(len(one.content) for one in frames[2:]) < len(frames[1].content) / 2


def test_where_everything_changes_frames_are_whole() -> None:
    """One that is made against another would be as long, and take longer to open."""
    chance, writer, rows = np.random.default_rng(3), FrameWriter(), 500
    layout = layout_of(rows, np.arange(8 * rows) % rows, [f"x{one // rows}" for one in range(8 * rows)])
    for number in range(5):
        frame = writer.propose(START + number, sensors(rows, 8, START + number, chance), {}, layout)
        writer.keep(frame)
        assert frame.whole


@pytest.mark.parametrize("seed", range(3))
def test_a_frame_that_is_not_kept_leaves_nothing_behind(seed: int) -> None:
    city, writer = City(seed), FrameWriter()
    pictures: dict[int, Picture] = {}
    for _ in range(60):
        city.live()
        if city.chance.random() < 0.1:
            city.grow(city.chance.randrange(30))
        columns = {name: column.copy() for name, column in city.columns.items()}
        frame = writer.propose(city.at, columns, city.texts, city.layout)
        if city.chance.random() < 0.5:
            continue
        writer.keep(frame)
        before = None if frame.whole else pictures[int(frame.name.split("/")[3])].copy()
        pictures[city.at] = unpack_frame(frame.content, city.layout, before)
        assert same(pictures[city.at], columns, city.texts)


def test_a_number_that_is_none_any_more_costs_next_to_nothing() -> None:
    rows = 4_000
    layout = layout_of(rows, np.arange(rows), ["x"] * rows)
    columns = sensors(rows, 1, START, np.random.default_rng(5))
    columns["value"] = np.random.default_rng(6).random(rows)
    decimals = Decimals()
    _, picture = pack_frame(START, columns, {}, layout, None, decimals)
    columns = {**columns, "value": np.where(np.arange(rows) % 2, np.nan, columns["value"])}
    data, picture = pack_frame(START + 1, columns, {}, layout, picture, decimals)
    assert same(picture, columns, {})
    assert len(data) < rows // 8


OF_BEFORE = [
    (
        "T0YBAAAmrKqaAQAA//////////8EAAAAAgAAAAEAAAACAAAAAQAAAAoAAAAKAAAAFwAAAAAAAAAAAAAAGgAAAA0AAAAKAAAAAAAAAAoA"
        "AACRAAAAFwAAAAoAAAAXAAAAAAAAABgAAAALAAAAJwAAAAAAAAAXAAAACgAAABcAAAATAAAAKLUv/SABCQAAgCi1L/0gAQkAAEAFAAAA"
        "AAAAAAEKAAAAKLUv/SABCQAAAgcAAAAAAAAAAQ0AAAAotS/9IAQhAAAAAAABKLUv/SAEIQAAAAEAACi1L/0gAQkAAMAotS/9IAEJAADA"
        "AgAAAAAAAAAIDQAAACi1L/0gBCEAAAAAAG0NAAAAKLUv/SAEIQAAAAAA2w0AAAAotS/9IAQhAAAAAAC2DQAAACi1L/0gBCEAAAAAAG0N"
        "AAAAKLUv/SAEIQAAAAAA2w0AAAAotS/9IAQhAAAAAAC2DQAAACi1L/0gBCEAAAAIACUNAAAAKLUv/SAEIQAAAAAAQAEAAAAAAAAAAQoA"
        "AAAotS/9IAEJAAACKLUv/SABCQAAAdcAAAAAAAAAAQoAAAAotS/9IAEJAAACAQAAAAAAAAABCwAAACi1L/0gAhEAAAICKLUv/SACEQAA"
        "AgMZAAAAAAAAAAILAAAAKLUv/SACEQAAkqoLAAAAKLUv/SACEQAAAyMBAAAAAAAAAAEKAAAAKLUv/SABCQAAAii1L/0gAQkAAAKxCAAA"
        "AAAAAAEKAAAAKLUv/SABCQAAAii1L/0gClEAAJORAJGjb2ZmkQA="
    ),
    (
        "T0YBAWAQraqaAQAAACasqpoBAAAEAAAAAgAAAAAAAAAAAAAAAAAAAAoAAAAAAAAAFwAAAAAAAAAAAAAAGQAAAAwAAAAAAAAAAAAAAAoA"
        "AACJAAAAAAAAAAAAAAAAAAAAFwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAUAAAAKLUv/SABCQAAgGDqAAAAAAAAAQoAAAAo"
        "tS/9IAEJAAACBwAAAAAAAAABDAAAACi1L/0gAxkAAAAAASi1L/0gAxkAAAABACi1L/0gAQkAAEABAAAAAAAAAAgMAAAAKLUv/SADGQAA"
        "FFXcDAAAACi1L/0gAxkAAABVtgwAAAAotS/9IAMZAAAAVW0MAAAAKLUv/SADGQAAAFXbDAAAACi1L/0gAxkAAABVtgwAAAAotS/9IAMZ"
        "AAAAVW0MAAAAKLUv/SADGQAAAEVLDAAAACi1L/0gAxkAAACAgOgDAAAAAAAAAQoAAAAotS/9IAEJAAACKLUv/SALWQAAk5IAAZGib26S"
        "/wA="
    ),
]
"""A whole frame and one against it, as they were made before there were fractions."""


def test_frames_of_before_are_opened() -> None:
    layout, picture = layout_of(2, [0, 0, 0, 1], ["a", "b", "c", "a"]), None
    for step, told in enumerate(OF_BEFORE):
        at = START + 60_000 * step
        picture = unpack_frame(b64decode(told), layout, picture)
        columns: Columns = {
            "value": np.array([21.5 + step, 1 / 3 if step else np.nan, np.nan if step else 2 / 7, -0.0]),
            "published": np.array([0, step, 0, 1], np.uint8), "measured": np.array([at, at, at - 7, START]),
            "received": np.array([at + 5, at + 5, at + 5, START]), "lon": np.array([114.25, 114.125 + step]),
            "lat": np.array([22.25, np.nan]), "place_time": np.array([at, START]), "seen": np.array([at + 5, START]),
        }  # fmt: skip
        assert same(picture, columns, {1: "on"} if step else {0: "off"})
    layout, decimals = layout_of(2, [0, 0, 0, 1], ["a", "b", "c", "a"]), Decimals()
    assert picture is not None
    data, _ = pack_frame(START + 120_000, columns, {}, layout, picture, decimals)  # and gone on with
    assert same(unpack_frame(data, layout, picture.copy()), columns, {})


@pytest.mark.parametrize("seed", range(3))
def test_fractions_cost_few_bytes(seed: int) -> None:
    """Percentiles, means and shares, as figures derive them, with the errors of a float."""
    chance, rows = np.random.default_rng(seed), 4_000
    layout, picture, decimals, sizes = layout_of(rows, np.arange(rows), ["x"] * rows), None, Decimals(), []
    among = chance.integers(1, 60, rows)
    for step in range(3):
        columns = sensors(rows, 1, START + step, chance)
        part = (0.85 * chance.integers(200, 300, rows) - 190) / among
        columns["value"] = np.where(np.arange(rows) % 2, (22 + part) * 2.5, chance.integers(300, 700, rows) / 611)
        data, picture = pack_frame(START + step, columns, {}, layout, picture, decimals)
        assert same(picture, columns, {})
        sizes.append(len(data))
    assert max(sizes) < 4 * rows  # by their bits it is more than six bytes each


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
