"""`[[air_index]]` and `[[air_guideline]]` tables of catalogue files, with every mistake noted."""

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise

from opscenter.domain.air_index import AVERAGES, METHODS, AirGuideline, AirIndex, IndexBand, IndexPollutant
from opscenter.domain.toml_table import Table, nearest
from opscenter.domain.toml_texts import read_texts

MOST_BREAKPOINTS = 40
MOST_POLLUTANTS = 20
MOST_GUIDELINES = 40


@dataclass(slots=True)
class AirIndexTables:
    """All schemes and guidelines of all files."""

    indices: list[AirIndex] = field(default_factory=list)
    guidelines: list[AirGuideline] = field(default_factory=list)
    named: list[tuple[Table, str]] = field(default_factory=list)

    def take(self, file: Table) -> None:
        """Read the tables of a file."""
        for table in file.tables("air_index"):
            index = _read_index(table)
            if any(known.id == index.id for known in self.indices):
                table.wrong("id", f'the air index "{index.id}" is described twice')
            used = next((known for known in self.indices if known.use), None)
            if index.use and used is not None:
                table.wrong("use", f'only one air index can be used, and "{used.id}" is')
            self.indices.append(index)
            self.named += [(one, one.text("attribute", "")) for one in table.tables("pollutant")]
        for table in file.tables("air_guideline"):
            if len(self.guidelines) >= MOST_GUIDELINES:
                table.wrong("", f"there are more than {MOST_GUIDELINES} guidelines in all files")
                return
            self.guidelines.append(_read_guideline(table))
            self.named.append((table, self.guidelines[-1].attribute))

    def check(self, attributes: Collection[str]) -> None:
        """Note what names an attribute that no kind has."""
        for table, attribute in self.named:
            if attribute and attribute not in attributes:
                table.wrong("attribute", f'no kind has an attribute "{attribute}"{nearest(attribute, attributes)}')

    @property
    def used(self) -> AirIndex | None:
        """The scheme that is computed."""
        return next((index for index in self.indices if index.use), None)


def _read_guideline(table: Table) -> AirGuideline:
    guideline = AirGuideline(
        attribute=table.text("attribute"),
        average=table.choice("average", AVERAGES[:-1]),
        limit=table.number("limit", None, 1e-6, 1e6),
        label=read_texts(table, "label"),
        source=table.text("source"),
    )
    table.finish()
    return guideline


def _read_index(table: Table) -> AirIndex:
    method = table.choice("method", METHODS)
    pollutants = table.tables("pollutant")
    if not 1 <= len(pollutants) <= MOST_POLLUTANTS:
        table.wrong("pollutant", f"an air index has 1 to {MOST_POLLUTANTS} pollutants, not {len(pollutants)}")
    bands = tuple(_read_band(one, method) for one in table.tables("band"))
    if not bands:
        table.wrong("", '"band" is missing: an air index has at least one')
    if any(after.up_to <= before.up_to for before, after in pairwise(bands)):
        table.wrong("band", "bands must stand in the order of their up_to")
    index = AirIndex(
        id=table.text("id"),
        name=read_texts(table, "name"),
        method=method,
        source=table.text("source"),
        use=table.flag("use"),
        pollutants=tuple(_read_pollutant(one, method) for one in pollutants[:MOST_POLLUTANTS]),
        bands=bands,
    )
    table.finish()
    return index


def _read_band(table: Table, method: str) -> IndexBand:
    band = IndexBand(
        state=table.text("state"),
        up_to=table.number("up_to", None, 0.0),
        index=table.number("index", None, 0.0) if method == "risk" else 0.0,
    )
    table.finish()
    return band


def _read_pollutant(table: Table, method: str) -> IndexPollutant:
    pollutant = IndexPollutant(
        attribute=table.text("attribute"),
        average=table.choice("average", AVERAGES),
        label=read_texts(table, "label"),
        per_unit=table.number("per_unit", 1.0, 1e-6, 1e6),
        step=table.number("step", 0.0, 0.0),
        **(_read_points(table) if method == "breakpoints" else {}),
        beta=table.number("beta", None, 0.0, 1.0) if method == "risk" else 0.0,
        group=table.text("group", "") if method == "risk" else "",
    )
    table.finish()
    return pollutant


def _read_points(table: Table) -> dict[str, tuple[float, ...]]:
    """Breakpoints as columns of one length, each range after the one before."""
    found = {key: _numbers(table, key) for key in ("low", "high", "index_low", "index_high")}
    lengths = {len(column) for column in found.values()}
    if len(lengths) > 1:
        table.wrong("low", "low, high, index_low and index_high must have one length")
        return {key: column[: min(lengths)] for key, column in found.items()}
    low, high = found["low"], found["high"]
    if any(b <= a for a, b in zip(low, high, strict=True)) or any(b < a for a, b in zip(high, low[1:], strict=False)):
        table.wrong("low", "each range must end above where it begins, and begin where the one before has ended")
    return found


def _numbers(table: Table, key: str) -> tuple[float, ...]:
    table.offer(key)
    value = table.data.get(key)
    if (
        isinstance(value, list)
        and 0 < len(value) <= MOST_BREAKPOINTS
        and all(isinstance(one, int | float) and not isinstance(one, bool) and abs(one) < 1e9 for one in value)
    ):
        return tuple(float(one) for one in value)
    table.wrong(key, f'"{key}" must be a list of 1 to {MOST_BREAKPOINTS} numbers')
    return ()
