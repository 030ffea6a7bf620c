"""A memory beside a frame: without what the frame tells, and whole again with it, to the bit."""

import random

import msgspec
import numpy as np
import pytest

from opscenter.station.lane.beside import BESIDE, Attributes, left_out, put_back
from opscenter.station.lane.lane import Lane
from opscenter.station.lane.memory import MemoryFormatError, pack, unpack
from opscenter.station.lane.remembering import Kept
from tests.support.beside_frames import attributes_of, frame_of
from tests.support.every_rule import WEEK, Town, catalogue
from tests.support.lived import T0

ODD = np.array([np.nan, -0.0, 0.0, np.inf, 5e-324, 1 / 3, 21.5])


def same(one: Kept, other: Kept) -> bool:
    return one.keys() == other.keys() and all(_bits(one[path]) == _bits(other[path]) for path in one)


def _bits(value: object) -> tuple[str, tuple[int, ...], bytes]:
    if isinstance(value, bytes):
        return "", (), value
    assert isinstance(value, np.ndarray)
    return value.dtype.str, value.shape, value.tobytes()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_repeats_the_state_is_told_once(seed: int) -> None:
    chance, drawn = random.Random(seed), np.random.default_rng(seed)
    rows = chance.randrange(100, 400)
    types = [chance.choice(["Lamp", "Lamp", "Road", "雨"]) for _ in range(rows)]
    cells = [(row, name) for row in range(rows) for name in ("a", "b") if chance.random() < 0.9]
    chance.shuffle(cells)
    columns = {
        "value": drawn.choice(ODD, len(cells)) + 0 * drawn.random(len(cells)),
        "measured": drawn.integers(T0, T0 + 9_000, len(cells)),
        "received": drawn.integers(T0, T0 + 9_000, len(cells)),
        "seen": drawn.integers(T0, T0 + 9_000, rows),
    }
    attributes = Attributes(types, [row for row, _ in cells], [name for _, name in cells])
    memory: Kept = {f"engine.state._{name}": column.copy() for name, column in columns.items()}
    memory["engine.state._seen"] = columns["seen"] + 1  # which the frame does not tell
    by_row = {(row, name): number for number, (row, name) in enumerate(cells)}
    for column, default in (("value", np.nan), ("measured", 0)):
        lamps = [by_row.get((row, "b"), -1) for row, kind in enumerate(types) if kind == "Lamp"]
        array = np.array([columns[column][cell] if cell >= 0 else default for cell in lamps])
        array[drawn.integers(0, len(array), 5)] = 7
        memory[f"held.{column}"] = array
    memory["of.another"] = drawn.random(types.count("Lamp"))
    memory["table"] = drawn.integers(0, 9, (rows, 7)).astype(np.uint16)
    texts = {chance.randrange(10**6): chance.choice(["on", "off", None, "雨"]) for _ in range(rows)}
    memory["texts"] = msgspec.msgpack.encode(texts)
    memory["no texts"] = msgspec.msgpack.encode({number: {"a": number} for number in range(90)})
    memory["rubbish"] = drawn.bytes(300)
    without = left_out(memory, columns, attributes)
    assert not without.keys() & {"held.value", "held.measured", "engine.state._value", "texts"}
    assert {"of.another", "engine.state._seen", "no texts", "rubbish"} <= without.keys()
    assert same(put_back(unpack(pack(without)), columns, types, cells), memory)


@pytest.fixture(scope="module")
def lived() -> Lane:
    lane = Lane(catalogue(), WEEK, epoch=T0, figures=False)
    for moment in Town(4).moments(80):
        lane.live_through(moment)
    return lane


def test_without_its_frame_it_is_of_no_use(lived: Lane) -> None:
    beside, memory = frame_of(lived), lived.remember()
    without = left_out(memory, beside, attributes_of(lived))
    assert len(pack(without)) < len(pack(memory))
    registry = lived.engine.registry
    cells = list(zip(registry.cell_rows, registry.cell_names, strict=True))
    assert same(put_back(without, beside, registry.types, cells), memory)
    fewer = {name: column[:-1] for name, column in beside.items()}
    for columns in (None, fewer, {}):
        with pytest.raises(MemoryFormatError, match="frame"):
            Lane(catalogue(), WEEK, epoch=T0, figures=False).recall(without, None, columns)
    assert Lane(catalogue(), WEEK, epoch=T0, figures=False).recall(memory, None, None) == []


def test_what_is_told_beside_a_frame_is_not_trusted(lived: Lane) -> None:
    beside, registry = frame_of(lived), lived.engine.registry
    without = left_out(lived.remember(), beside, attributes_of(lived))
    cells = list(zip(registry.cell_rows, registry.cell_names, strict=True))
    kind, name = registry.types[0], registry.cell_names[0]
    whose = [["x", "value", kind, name]]
    at = f"{BESIDE}.0"
    numbers = np.arange(3)
    for told, more in (
        (b"\xc1", {}),
        ({"columns": [["x", "nothing", "", ""]]}, {}),
        ({"columns": [["x", "value", "No such type", name]]}, {f"{at}.at": numbers, f"{at}.is": numbers * 1.0}),
        ({"columns": [["x", "value", kind, "no such name"]]}, {f"{at}.at": numbers, f"{at}.is": numbers * 1.0}),
        ({"columns": whose}, {}),
        ({"columns": whose}, {f"{at}.at": numbers, f"{at}.is": numbers}),
        ({"columns": whose}, {f"{at}.at": numbers * 1.0, f"{at}.is": numbers * 1.0}),
        ({"columns": whose}, {f"{at}.at": numbers + 10**9, f"{at}.is": numbers * 1.0}),
        ({"columns": whose}, {f"{at}.at": numbers, f"{at}.is": numbers[:2] * 1.0}),
        ({"turned": ["form"]}, {}),
        ({"turned": ["no such path"]}, {}),
        ({"texts": ["t"]}, {"t|at": numbers, "t|is": numbers, "t|of": msgspec.msgpack.encode(["a"])}),
        ({"texts": ["t"]}, {"t|at": numbers, "t|is": numbers[:1], "t|of": msgspec.msgpack.encode(["a"] * 9)}),
        ({"texts": ["t"]}, {"t|at": numbers, "t|is": numbers}),
    ):
        packed = told if isinstance(told, bytes) else msgspec.msgpack.encode(told)
        with pytest.raises(MemoryFormatError):
            put_back({**without, **more, BESIDE: packed}, beside, registry.types, cells)
