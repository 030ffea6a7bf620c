"""Tables a line a row: CSV, and JSON lines. What does not change within a part is spelt once for all its rows."""

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from opscenter.tables.clocks import local_texts, utc_texts
from opscenter.tables.parts import QUALITIES, BinPart, Heading, Part, SamplePart, Series

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is a formula to spreadsheets: it gets an apostrophe before it."""

OF_SERIES = ("entity", "name", "type", "attribute")
OF_BINS = ("count", "low", "high", "mean", "first", "last")


def columns_of(heading: Heading) -> tuple[str, ...]:
    """Names of the columns, in order."""
    local = ("local", "zone") if heading.zone else ()
    time = "from" if heading.width_ms else "time"
    if heading.short:
        return (time, *local, *(OF_BINS if heading.width_ms else ("value",)), "quality")
    return (time, *local, *OF_SERIES, *(OF_BINS if heading.width_ms else ("value", "text")), "unit", "quality")


def csv_cell(text: str) -> str:
    """A text as one cell, in quotes where it must be, and no formula."""
    if text.startswith(FORMULA):
        text = "'" + text
    if any(mark in text for mark in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _numbers(values: Iterable[float], missing: str) -> list[str]:
    return [repr(value) if math.isfinite(value) else missing for value in values]


class CsvTable:
    """Rows to a stream of text, the heading's columns first."""

    def __init__(self, stream: TextIO, heading: Heading) -> None:
        self._stream = stream
        self._zone = ZoneInfo(heading.zone) if heading.zone else None
        self._zone_cell = csv_cell(heading.zone)
        self._short = heading.short
        stream.write(",".join(columns_of(heading)) + "\n")

    def put(self, part: Part) -> None:
        """Write a part."""
        times = utc_texts(part.time)
        if self._zone is not None:
            local, zone = local_texts(part.time, self._zone), self._zone_cell
            times = [f"{time},{there},{zone}" for time, there in zip(times, local, strict=True)]
        lead, unit = _cells_of(part.series, self._short)
        tails = [f"{unit}{name}\n" for name in QUALITIES]
        ends = [tails[quality] for quality in part.quality.tolist()]
        if isinstance(part, BinPart):
            numbers = [_numbers(getattr(part, name).tolist(), "") for name in ("low", "high", "mean", "first", "last")]
            self._stream.writelines(
                f"{time}{lead}{count},{low},{high},{mean},{first},{last},{end}"
                for time, count, low, high, mean, first, last, end in zip(
                    times, part.count.tolist(), *numbers, ends, strict=True
                )
            )
            return
        values = _numbers(part.value.tolist(), "")
        if part.text is None:
            empty = "" if self._short else ","
            self._stream.writelines(
                [f"{time}{lead}{value},{empty}{end}" for time, value, end in zip(times, values, ends, strict=True)]
            )
            return
        texts = ["" if text is None else csv_cell(text) for text in part.text]
        if self._short:
            values, texts = [text or value for text, value in zip(texts, values, strict=True)], texts
            self._stream.writelines(
                [f"{time}{lead}{v},{end}" for time, v, end in zip(times, values, ends, strict=True)]
            )
        else:
            rows = zip(times, values, texts, ends, strict=True)
            self._stream.writelines([f"{time}{lead}{value},{text},{end}" for time, value, text, end in rows])


def _cells_of(series: Series, short: bool) -> tuple[str, str]:
    if short:
        return ",", ""
    cells = (series.entity, series.name, series.type, series.attribute)
    return "," + ",".join(map(csv_cell, cells)) + ",", csv_cell(series.unit) + ","


def csv_row(row: Iterable[Any]) -> str:
    """A line of any values; None is an empty cell."""
    return ",".join("" if v is None else csv_cell(v) if isinstance(v, str) else str(v) for v in row) + "\n"


def json_row(row: Mapping[str, Any]) -> str:
    """A line of any values by name."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


class JsonLines:
    """One JSON object a row; what is unknown is null."""

    def __init__(self, stream: TextIO, heading: Heading) -> None:
        self._stream = stream
        self._zone = ZoneInfo(heading.zone) if heading.zone else None
        self._zone_text = json.dumps(heading.zone)
        self._short = heading.short

    def put(self, part: Part) -> None:
        """Write a part."""
        key = "from" if isinstance(part, BinPart) else "time"
        times = [f'{{"{key}":"{time}"' for time in utc_texts(part.time)]
        if self._zone is not None:
            local, zone = local_texts(part.time, self._zone), self._zone_text
            times = [f'{time},"local":"{there}","zone":{zone}' for time, there in zip(times, local, strict=True)]
        lead, unit = _members_of(part.series, self._short)
        tails = [f'{unit},"quality":"{name}"}}\n' for name in QUALITIES]
        ends = [tails[quality] for quality in part.quality.tolist()]
        if isinstance(part, BinPart):
            numbers = [_numbers(getattr(part, name).tolist(), "null") for name in OF_BINS[1:]]
            self._stream.writelines(
                f'{time}{lead},"count":{count},"low":{low},"high":{high},"mean":{mean},"first":{first},"last":{last}{end}'
                for time, count, low, high, mean, first, last, end in zip(
                    times, part.count.tolist(), *numbers, ends, strict=True
                )
            )
            return
        self._stream.writelines(self._samples(part, times, lead, ends))

    def _samples(self, part: SamplePart, times: list[str], lead: str, ends: list[str]) -> Iterable[str]:
        values = _numbers(part.value.tolist(), "null")
        if part.text is None:
            text = "" if self._short else ',"text":null'
            rows = zip(times, values, ends, strict=True)
            return [f'{time}{lead},"value":{value}{text}{end}' for time, value, end in rows]
        texts = ["null" if text is None else json.dumps(text, ensure_ascii=False) for text in part.text]
        if self._short:
            values = [value if text == "null" else text for text, value in zip(texts, values, strict=True)]
            return [f'{time}{lead},"value":{v}{end}' for time, v, end in zip(times, values, ends, strict=True)]
        whole = zip(times, values, texts, ends, strict=True)
        return [f'{time}{lead},"value":{value},"text":{text}{end}' for time, value, text, end in whole]


def _members_of(series: Series, short: bool) -> tuple[str, str]:
    if short:
        return "", ""
    cells = {name: getattr(series, name) for name in OF_SERIES}
    lead = "".join(f',"{name}":{json.dumps(cell, ensure_ascii=False)}' for name, cell in cells.items())
    return lead, f',"unit":{json.dumps(series.unit, ensure_ascii=False)}'
