"""SCHEMA.md names every table and column, and its formats are enough to write a reader: this is one.

The readers below use nothing of the program: they follow the document.
"""

import re
import struct
import zlib
from pathlib import Path

import msgspec
import numpy as np
import zstandard
from sqlite_utils import Database

import opscenter.history
from opscenter.history.blocks import pack_columns, pack_messages
from opscenter.history.migrations import VERSION, migrate
from opscenter.history.rollup import COLUMNS, roll_up
from opscenter.history.rollup_block import pack_bins
from opscenter.history.schema import FILE_NAME, connect
from opscenter.history.series_block import pack_series
from tests.support.recorded_city import record

DOCUMENT = (Path(opscenter.history.__file__).parent / "SCHEMA.md").read_text(encoding="utf-8")
README = (Path(__file__).resolve().parents[3] / "README.md").read_text(encoding="utf-8")


def section(table: str) -> str:
    found = re.search(rf"^### {table}\n(.*?)(?=^##)", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert found, f"SCHEMA.md has no section for the table {table}"
    return found.group(1)


def test_every_table_and_column_is_described_and_no_other() -> None:
    db = Database(memory=True)
    migrate(db)
    for table in db.tables:
        rows = re.findall(r"^\| (`[^|]*) \|", section(table.name), re.MULTILINE)
        described = {name for row in rows for name in re.findall(r"`([a-z_]+)`", row)}
        assert described == {column.name for column in table.columns}, table.name
    headings = set(re.findall(r"^### ([a-z_]+)$", DOCUMENT, re.MULTILINE))
    assert headings == {table.name for table in db.tables}
    db.conn.close()


def test_the_version_and_every_fact_of_meta_are_told(tmp_path: Path) -> None:
    assert f"`PRAGMA user_version`, {VERSION} now" in DOCUMENT
    record(tmp_path, minutes=2)
    connection = connect(tmp_path / FILE_NAME, read_only=True)
    keys = [key for (key,) in connection.execute("SELECT key FROM meta")]
    connection.close()
    assert len(keys) >= 2
    assert all(f"`{key}`" in section("meta") for key in keys)


def test_the_readme_leads_to_it() -> None:
    assert "opscenter/history/SCHEMA.md" in README


def unspread(content: bytes, count: int, width: int) -> np.ndarray:
    planes = np.frombuffer(content[: count * width], np.uint8).reshape(width, count)
    numbers = np.zeros((count, 8), np.uint8)
    numbers[:, :width] = planes.T
    return numbers.reshape(-1).view("<u8")


def frame(content: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(content) if content else b""


def test_a_block_of_columns_as_documented() -> None:
    columns = {
        "cell": np.array([3, 3, 9], np.int64), "value": np.array([1.5, np.nan, -2.0]),
        "quality": np.array([0, 1, 3], np.uint8), "row": np.array([7, 8], np.uint32),
    }  # fmt: skip
    content = frame(pack_columns(columns))
    (size,) = struct.unpack_from("<I", content)
    at = 4 + size
    for name, kind, length in msgspec.msgpack.decode(content[4:at]):
        width = np.dtype(kind).itemsize
        raw = content[at : at + length * width]
        at += length * width
        if width == 1:
            found = np.frombuffer(raw, kind)
        else:
            numbers = unspread(raw, length, width)
            numbers = np.cumsum(numbers, dtype=np.uint64) if kind == "<i8" else numbers
            found = np.frombuffer(b"".join(int(n).to_bytes(8, "little")[:width] for n in numbers), kind)
        assert np.array_equal(found, columns[name], equal_nan=kind == "<f8")
    assert at == len(content)


def test_a_block_of_messages_as_documented() -> None:
    messages = [(b"topic", b'{"a":1}', b"", 1_000), (b"t", b"{}", b"head", 2_000)]
    content = frame(pack_messages(messages))
    (count,) = struct.unpack_from("<I", content)
    lengths = struct.unpack_from(f"<{3 * count}I", content, 4)
    arrivals = struct.unpack_from(f"<{count}q", content, 4 + 12 * count)
    at, texts = 4 + 20 * count, []
    for length in lengths:
        texts.append(content[at : at + length])
        at += length
    assert at == len(content)
    assert list(zip(texts[:2], texts[2:4], texts[4:], arrivals, strict=True)) == messages


def value_of(base: int, number: int, form: int, table: np.ndarray) -> float:
    whole = (base + number) % 2**64
    signed = whole - 2**64 if whole >= 2**63 else whole
    match form & 15:
        case 14:
            return float(table[signed])
        case 15:
            return float(struct.unpack("<d", whole.to_bytes(8, "little"))[0])
        case decimals:
            return signed / 10.0**decimals


def zigzag(number: int) -> int:
    return -(number + 1) // 2 if number & 1 else number // 2


def values_of(numbers: list[int], base: int, form: int, table: np.ndarray) -> list[float]:
    found, running = [], 0
    for number in numbers:
        running = running + zigzag(number) if form & 16 else number
        found.append(value_of(base, running, form, table))
    return found


def read_samples(block: bytes) -> list[tuple[int, int, float, int]]:
    assert block[:3] == b"SB\x01"
    crc, cells, count, time_width, value_width, unit, *lengths = struct.unpack_from("<I II BB Q 6I", block, 3)
    assert zlib.crc32(block[7:]) == crc
    parts, at = [], 49
    for length in lengths:
        parts.append(frame(block[at : at + length]))
        at += length
    directory, times, lowest, others, extra, qualities = parts
    rows = unspread(directory, 5 * cells, 8).view(np.int64).reshape(5, cells).cumsum(axis=1)
    steps = unspread(times, count, time_width) if time_width else np.zeros(count, np.uint64)
    numbers = unspread(lowest + others, count, value_width) if value_width else np.zeros(count, np.uint64)
    table, apart = np.empty(0), {}
    if extra:
        entries, others_count = struct.unpack_from("<II", extra)
        table = unspread(extra[8:], entries, 8).view(np.float64)
        places = struct.unpack_from(f"<{others_count}I", extra, 8 + 8 * entries)
        values = struct.unpack_from(f"<{others_count}d", extra, 8 + 8 * entries + 4 * others_count)
        apart = dict(zip(places, values, strict=True))
    found, place = [], 0
    for cell, samples, time, base, form in rows.T.tolist():
        values = values_of(numbers[place : place + samples].tolist(), base, form, table)
        for value in values:
            time += int(steps[place]) * unit
            found.append((cell, time, apart.get(place, value), qualities[place] if qualities else 0))
            place += 1
    assert place == count
    return found


def test_a_block_of_samples_as_documented() -> None:
    rng = np.random.default_rng(5)
    by_cell = {
        3: np.round(rng.normal(60, 3, 40), 1),  # decimals, as differences or not
        4: np.repeat([1 / 3, 2 / 7, 0.1 + 0.2], 14)[:40],  # a table
        7: np.array([5.0, np.nan, -0.0, np.inf, 5.5] * 8),  # apart
        9: np.full(40, 12.0),
        11: np.cumsum(np.full(40, 1_000.0)),
    }
    cells = np.repeat(np.array(list(by_cell)), 40)
    times = np.tile(1_795_000_000_000 + 10_000 * np.arange(40), len(by_cell)) + cells
    values = np.concatenate(list(by_cell.values()))
    for qualities in (np.zeros(200, np.uint8), (np.arange(200) % 4).astype(np.uint8)):
        found = read_samples(pack_series(cells, times, values, qualities))
        assert [row[0] for row in found] == cells.tolist()
        assert [row[1] for row in found] == times.tolist()
        assert [struct.pack("<d", row[2]) for row in found] == [struct.pack("<d", value) for value in values]
        assert [row[3] for row in found] == qualities.tolist()
    noise = rng.normal(0, 1, 100)  # the bits themselves
    found = read_samples(
        pack_series(np.zeros(100, np.int64), np.sort(rng.integers(0, 10**12, 100)), noise, qualities[:100])
    )
    assert [row[2] for row in found] == noise.tolist()


def read_bins(block: bytes) -> dict[str, list[float]]:
    content = frame(block)
    magic, width, count, cells, values, sums, *rest = struct.unpack_from("<3sqIIIIBBBIIII", content)
    assert magic == b"RB\x02"
    (of_whole, of_value, of_sum), tables, at = rest[:3], rest[3:], 46

    def take(numbers: int, size: int) -> bytes:
        nonlocal at
        at += numbers * size
        return content[at - numbers * size : at]

    directory = unspread(take(7 * cells, 8), 7 * cells, 8).view(np.int64).reshape(7, cells).cumsum(axis=1)
    whole = unspread(take(4 * count, of_whole), 4 * count, of_whole).reshape(4, count)
    stored = [unspread(take(n, size), n, size).tolist() for n, size in ((values, of_value), (sums, of_sum))]
    parts = []
    for numbers, entries, others in zip(stored, tables[::2], tables[1::2], strict=True):
        table = np.frombuffer(take(entries, 8), "<f8")
        places = struct.unpack(f"<{others}I", take(others, 4))
        apart = dict(zip(places, struct.unpack(f"<{others}d", take(others, 8)), strict=True))
        parts.append((numbers, table, apart))
    qualities, several = take(count, 1), take(count, 1)
    assert at == len(content)
    found: dict[str, list[float]] = {name: [] for name in COLUMNS}
    bin_at, begins = 0, [0, 0]
    for cell, bins, many, *forms in directory.T.tolist():
        read = []
        for (numbers, table, apart), begin, length, base, form in zip(
            parts, begins, (bins + 3 * many, many), forms[::2], forms[1::2], strict=True
        ):
            some = values_of(numbers[begin : begin + length], base, form, table)
            read.append([apart.get(begin + place, value) for place, value in enumerate(some)])
        begins = [begins[0] + bins + 3 * many, begins[1] + many]
        first, others, totals = read[0][:bins], read[0][bins:], read[1]
        running, nth = [0, 0, 0, 0], 0
        for place in range(bin_at, bin_at + bins):
            running = [old + zigzag(int(new)) for old, new in zip(running, whole[:, place], strict=True)]
            time, value = running[0] * width, first[place - bin_at]
            row = {"cell": cell, "time": time, "count": running[1], "first_time": time + running[2],
                   "last_time": time + running[3], "first": value, "quality": qualities[place]}  # fmt: skip
            row.update(dict.fromkeys(("low", "high", "last", "sum"), value))
            if several[place]:
                row.update(low=others[nth], high=others[many + nth], last=others[2 * many + nth], sum=totals[nth])
                nth += 1
            for name, number in row.items():
                found[name].append(number)
        bin_at += bins
    return found


def test_a_block_of_bins_as_documented() -> None:
    rng = np.random.default_rng(6)
    cells = np.repeat([1, 5, 6, 8, 9], 200)
    times = np.tile(1_795_000_000_000 + 7_000 * np.arange(200), 5)
    values = np.round(rng.normal(20, 5, 1_000), 2)
    values[3], values[200:250] = np.nan, np.nan
    values[600:800] = rng.normal(0, 1, 200)
    values[800:] = np.tile([1 / 3, 2 / 7], 100)
    for width in (300_000, 7_000):  # many samples a bin, and one
        bins = roll_up(cells, times, values, (np.arange(1_000) % 3).astype(np.uint8), width)
        found = read_bins(pack_bins(bins, width))
        for name in COLUMNS:
            known = np.asarray(bins[name], np.float64)
            if name == "sum":
                assert np.allclose(found[name], known, rtol=1e-9, atol=0, equal_nan=True)
            else:
                assert np.array_equal(np.array(found[name], np.float64), known, equal_nan=True), name
