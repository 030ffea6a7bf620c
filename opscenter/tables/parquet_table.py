"""Tables as Parquet: columns of timestamps with their zone, dictionaries for what repeats, the heading as metadata."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from opscenter.tables.errors import TableError
from opscenter.tables.parts import QUALITIES, BinPart, Heading, Part, SamplePart

GROUP_ROWS = 262_144
"""Rows written together: so many are held in memory."""

OF_SERIES = ("entity", "name", "type", "attribute")
FLOATS = ("low", "high", "mean", "first", "last")


def arrow() -> Any:
    """The library, imported when it is first needed. Raises TableError where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise TableError(
            "Parquet needs the package pyarrow, which is not installed here: `pip install pyarrow`, or choose csv, "
            "json or sqlite."
        ) from None
    return pyarrow


class ParquetTable:
    """Writes parts to a file, a group of rows at a time. `close` it, or the file is not one."""

    def __init__(self, path: Path, heading: Heading) -> None:
        self._arrow = arrow()
        self._zone = heading.zone
        self._bins = heading.width_ms > 0
        self._parts: list[Part] = []
        self._rows = 0
        self._schema = self._schema_of(heading)
        self._writer = self._arrow.parquet.ParquetWriter(path, self._schema, compression="zstd")

    def put(self, part: Part) -> None:
        """Take a part; it is written once there are enough rows."""
        self._parts.append(part)
        self._rows += len(part)
        if self._rows >= GROUP_ROWS:
            self._flush()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        self._flush()
        self._writer.close()

    def abandon(self) -> None:
        """Let go of the file as it is."""
        self._parts = []
        self._writer.close()

    def _schema_of(self, heading: Heading) -> Any:
        pa = self._arrow
        word = pa.dictionary(pa.int32(), pa.string())
        moment = pa.timestamp("ms", tz="UTC")
        fields = [pa.field("from" if self._bins else "time", moment, nullable=False)]
        if self._zone:
            # The same instants: a reader shows them as the clocks of the zone did.
            fields += [pa.field("local", pa.timestamp("ms", tz=self._zone)), pa.field("zone", word)]
        fields += [pa.field(name, word) for name in OF_SERIES]
        if self._bins:
            fields += [pa.field("count", pa.int64()), *(pa.field(name, pa.float64()) for name in FLOATS)]
        else:
            fields += [pa.field("value", pa.float64()), pa.field("text", word)]
        fields += [pa.field("unit", word), pa.field("quality", word)]
        facts = {f"opscenter.{name}": fact for name, fact in heading.facts().items()}
        return pa.schema(fields, metadata={**facts, "opscenter": json.dumps(heading.facts())})

    def _flush(self) -> None:
        if not self._parts:
            return
        pa, parts = self._arrow, self._parts
        lengths = np.array([len(part) for part in parts])
        times = pa.array(np.concatenate([part.time for part in parts])).cast(pa.timestamp("ms", tz="UTC"))
        columns = [times]
        if self._zone:
            columns += [times.cast(pa.timestamp("ms", tz=self._zone)), self._repeated([self._zone], [self._rows])]
        columns += [self._repeated([getattr(part.series, name) for part in parts], lengths) for name in OF_SERIES]
        if self._bins:
            bins = [part for part in parts if isinstance(part, BinPart)]
            columns.append(pa.array(np.concatenate([part.count for part in bins])))
            columns += [self._floats([getattr(part, name) for part in bins]) for name in FLOATS]
        else:
            samples = [part for part in parts if isinstance(part, SamplePart)]
            columns += [self._floats([part.value for part in samples]), self._texts(samples)]
        columns.append(self._repeated([part.series.unit for part in parts], lengths))
        qualities = np.concatenate([part.quality for part in parts]).astype(np.int32)
        columns.append(pa.DictionaryArray.from_arrays(pa.array(qualities), pa.array(QUALITIES)))
        self._writer.write_table(pa.Table.from_arrays(columns, schema=self._schema), row_group_size=self._rows)
        self._parts, self._rows = [], 0

    def _floats(self, parts: Sequence[Any]) -> Any:
        """NaN is no number: null, as a reader expects of what is missing."""
        return self._arrow.array(np.concatenate(parts), from_pandas=True)

    def _repeated(self, words: Sequence[str], lengths: Any) -> Any:
        """Words, each as often as its length says, as a dictionary column; "" is null."""
        places = {word: place for place, word in enumerate(dict.fromkeys(word for word in words if word))}
        codes = np.repeat(np.array([places.get(word, -1) for word in words], np.int32), lengths)
        return self._dictionary(codes, list(places))

    def _texts(self, parts: Sequence[SamplePart]) -> Any:
        places: dict[str, int] = {}
        codes = [
            np.full(len(part), -1, np.int32)
            if part.text is None
            else np.array(
                [-1 if text is None else places.setdefault(text, len(places)) for text in part.text], np.int32
            )
            for part in parts
        ]
        return self._dictionary(np.concatenate(codes), list(places))

    def _dictionary(self, codes: Any, words: list[str]) -> Any:
        pa = self._arrow
        return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), pa.array(words, pa.string()))


def write_rows(path: Path, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]], heading: Heading) -> None:
    """A small table of other columns than those of series: name -> "time", "float", "int" or "text"."""
    pa = arrow()
    kinds = {"time": pa.timestamp("ms", tz="UTC"), "float": pa.float64(), "int": pa.int64(), "text": pa.string()}
    schema = pa.schema([pa.field(name, kinds[kind]) for name, kind in columns.items()])
    schema = schema.with_metadata({"opscenter": json.dumps(heading.facts())})
    arrays = [pa.array([row[field.name] for row in rows], field.type) for field in schema]
    pa.parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), path, compression="zstd")
