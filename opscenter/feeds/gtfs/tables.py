"""The text tables of a GTFS data set, out of a zip or a folder, as columns of text; what is wrong is told, not raised.

Source: GTFS Schedule Reference (gtfs.org), "File Requirements": UTF-8, a BOM is allowed, fields may be quoted.
"""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pyarrow.compute
import pyarrow.csv
from numpy.typing import NDArray

from opscenter.feeds.record import Problem

MAX_TABLE_BYTES = 1_500_000_000
"""The largest table that is read; a national data set's stop_times.txt is about 1 GB."""
MAX_ROWS = 30_000_000
SHOWN_ROWS = 3
_UNPACKED_AT_A_TIME = 1 << 20

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Texts = Any
"""A column of texts, a pyarrow array; pyarrow comes without types."""
pa: Any = pyarrow
pc: Any = pyarrow.compute
csv: Any = pyarrow.csv


class NoData(Exception):
    """There is no GTFS data set here; the sentence says why."""


class Tables:
    """The files of a data set: in a folder or zip, or in the bytes of a zip (`body`), then `path` only names it.

    `problems` gathers what is wrong with them. Raises NoData where there is none.
    """

    def __init__(self, path: Path, body: bytes | None = None) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._zip: zipfile.ZipFile | None = None
        self._members: dict[str, str] = {}
        try:
            if body is None and path.is_dir():
                self._members = {one.name.lower(): str(one) for one in path.iterdir() if one.suffix.lower() == ".txt"}
            else:
                self._zip = zipfile.ZipFile(path if body is None else io.BytesIO(body))
                names = sorted(self._zip.namelist(), key=lambda name: -name.count("/"))
                self._members = {  # the file nearest to the root wins
                    name.rsplit("/", 1)[-1].lower(): name for name in names if not name.startswith("__MACOSX")
                }
        except zipfile.BadZipFile:
            raise NoData("it is neither a folder nor a zip file.") from None
        except OSError as error:
            raise NoData(f"it cannot be read: {error.strerror}.") from None

    def close(self) -> None:
        """Let go of the file."""
        if self._zip is not None:
            self._zip.close()

    def tell(self, table: str, sentence: str) -> None:
        """Something is wrong with a table."""
        self.problems.append(Problem(f"{self.path.name}/{table}.txt", sentence))

    def read(self, name: str, columns: Sequence[str], required: Sequence[str] = ()) -> dict[str, Texts] | None:
        """The columns of a table as trimmed text, "" where empty or not there; None without a table to read."""
        body = self._bytes(name)
        if body is None:
            return None
        head = body.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
        if not head.strip():
            self.tell(name, "it is empty.")
            return None
        try:
            body.decode()
        except UnicodeDecodeError as error:
            self.tell(name, f"it is not UTF-8 at byte {error.start}; what cannot be read is shown as �.")
            body = body.decode("utf-8", "replace").encode()
        titles = [title.strip().strip('"').strip() for title in head.decode("utf-8", "replace").split(",")]
        missing = [column for column in required if column not in titles]
        if missing:
            self.tell(name, f"it has no column {', '.join(missing)}; it is left out.")
            return None
        odd: list[str] = []

        def skip(row: Any) -> str:
            odd.append(row.text)
            return "skip"

        try:
            table = csv.read_csv(
                io.BytesIO(body),
                read_options=csv.ReadOptions(column_names=titles, skip_rows=1),
                parse_options=csv.ParseOptions(newlines_in_values=True, invalid_row_handler=skip),
                convert_options=csv.ConvertOptions(
                    include_columns=[title for title in dict.fromkeys(columns) if title in titles],
                    column_types=dict.fromkeys(titles, pa.string()), strings_can_be_null=False,
                ),
            )  # fmt: skip
        except (pa.ArrowInvalid, pa.ArrowKeyError) as error:
            self.tell(name, f"it cannot be read: {str(error).splitlines()[0].rstrip('.')}.")
            return None
        if odd:
            shown = "; ".join(text[:60] for text in odd[:SHOWN_ROWS])
            self.tell(name, f"{len(odd)} rows have not as many fields as the first and are left out: {shown}.")
        if table.num_rows > MAX_ROWS:
            self.tell(name, f"it has {table.num_rows} rows, more than {MAX_ROWS}; it is left out.")
            return None
        empty = pa.repeat(pa.scalar(""), table.num_rows)
        there = set(table.column_names)
        return {
            column: pc.utf8_trim_whitespace(table.column(column).combine_chunks()) if column in there else empty
            for column in columns
        }

    def _bytes(self, name: str) -> bytes | None:
        member = self._members.get(f"{name}.txt")
        if member is None:
            return None
        try:
            if self._zip is None:
                file = Path(member)
                if file.stat().st_size > MAX_TABLE_BYTES:
                    raise ValueError
                return file.read_bytes()
            parts, size = [], 0
            with self._zip.open(member) as stream:  # what the zip says of its size is not believed
                while part := stream.read(_UNPACKED_AT_A_TIME):
                    size += len(part)
                    if size > MAX_TABLE_BYTES:
                        raise ValueError
                    parts.append(part)
            return b"".join(parts)
        except ValueError:
            self.tell(name, f"it is larger than {MAX_TABLE_BYTES / 1e6:.0f} MB; it is left out.")
        except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as error:
            self.tell(name, f"it cannot be unpacked: {str(error).rstrip('.')}.")
        return None


def numbers(column: Texts) -> Floats:
    """Texts as numbers, shape (n,); NaN where a text is none."""
    distinct = column.dictionary_encode()
    values = np.array([_number(text) for text in distinct.dictionary.to_pylist()] or [np.nan])
    found: Floats = values[np.asarray(distinct.indices)]
    return found


def whole_numbers(column: Texts, default: int = -1) -> Ints:
    """Texts as whole numbers, shape (n,); `default` where a text is none."""
    values = numbers(column)
    return np.where(np.isfinite(values) & (np.abs(values) < 2**53), values, default).astype(np.int64)


def seconds(column: Texts) -> Ints:
    """Times "H:MM:SS" of a service day, which may be over 24:00:00, as seconds, shape (n,); -1 where empty or wrong."""
    distinct = column.dictionary_encode()
    values = np.array([clock_seconds(text) for text in distinct.dictionary.to_pylist()] or [-1], np.int64)
    found: Ints = values[np.asarray(distinct.indices)]
    return found


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def clock_seconds(text: str) -> int:
    """Seconds of the service day of a time "H:MM:SS", -1 when it is none."""
    parts = text.split(":")
    if len(parts) != 3 or not all(part.isascii() and part.strip().isdigit() for part in parts):
        return -1
    hours, minutes, rest = (int(part) for part in parts)
    if minutes > 59 or rest > 59 or hours > 200:
        return -1
    return (hours * 60 + minutes) * 60 + rest


def found_in(column: Texts, ids: Texts) -> Ints:
    """Where each text is among `ids`, shape (n,); -1: not at all."""
    found: Ints = np.asarray(pc.fill_null(pc.index_in(column, value_set=ids), -1)).astype(np.int64)
    return found
