"""What commands about road pricing read: gantries and the air as they are, and what was recorded of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opscenter.cli.asking import asking
from opscenter.cli.history_care import cancel, database
from opscenter.cli.history_choice import Choice
from opscenter.cli.output import fail

if TYPE_CHECKING:
    from opscenter.cli.history_sources import Source
    from opscenter.desk.mirror import Mirror
    from opscenter.domain.catalogue import Catalogue
    from opscenter.figures.pricing.past_readings import Readings

GANTRY, AIR = "RoadPricingGantry", "AirQualityObserved"
MINUTE_MS = 60_000


@dataclass(slots=True)
class PricedCity:
    """Who is there now (`mirror`), and where recorded samples come from."""

    mirror: "Mirror"
    source: "Source"

    def gantries(self, wanted: Sequence[str]) -> list[int]:
        """Rows of gantries, of all or of those named by id or name. Ends the command for a name that means nothing."""
        rows = [row for row, kind in enumerate(self.mirror.types) if kind == GANTRY]
        if not rows:
            fail("No pricing gantry is known: nothing of the type RoadPricingGantry was recorded.")
        if not wanted:
            return rows
        found = []
        for name in wanted:
            named = [row for row in rows if name == self.mirror.ids[row] or name in self.mirror.every_name(row)]
            if not named:
                from opscenter.domain.toml_table import nearest

                near = nearest(name, [self.mirror.ids[row] for row in rows] + [self.mirror.names[row] for row in rows])
                fail(f"No gantry {name[:120]!r} is known{near or '.'}")
            found += named
        return list(dict.fromkeys(found))

    def number(self, row: int, attribute: str) -> float:
        """A number as it stands now, NaN when it is not known."""
        cell = self.mirror.cell(row, attribute)
        return float(self.mirror.value[cell]) if cell >= 0 else float("nan")

    def text(self, row: int, attribute: str) -> str | None:
        """A text as it stands now."""
        cell = self.mirror.cell(row, attribute)
        return self.mirror.texts.get(cell) if cell >= 0 else None

    def near(self, row: int, kind: str, within_m: float) -> list[int]:
        """Rows of a kind within so many metres over ground of a place."""
        from opscenter.domain.sphere import metres_between

        mirror = self.mirror
        rows = [other for other, one in enumerate(mirror.types) if one == kind]
        away = metres_between(mirror.lon[row], mirror.lat[row], mirror.lon[rows], mirror.lat[rows])
        return [other for other, metres in zip(rows, away.tolist(), strict=True) if metres <= within_m]

    def readings(
        self, entities: Sequence[str], attributes: Sequence[str], since: int, until: int, width_ms: int = MINUTE_MS,
        *, mean: bool = False,
    ) -> "dict[tuple[str, str], Readings]":  # fmt: skip
        """The last value (or the mean) of each span of some attributes of entities, without bad ones."""
        import numpy as np

        from opscenter.domain.quality import Quality
        from opscenter.figures.pricing.past_readings import Readings
        from opscenter.history.bin_extraction import Clock
        from opscenter.tables.parts import BinPart

        asked, every = set(entities), self.source.series
        self.source.series = {
            cell: one for cell, one in every.items() if one.entity in asked and one.attribute in attributes
        }
        clock = Clock(width_ms)
        gathered: dict[tuple[str, str], list[tuple[Any, Any]]] = {}
        try:
            with cancel() as stop:
                for part in self.source.parts(clock.begin(since), clock.after(until - 1), clock, stop.is_set):
                    if isinstance(part, BinPart):
                        values = part.mean if mean else part.last
                        good = (part.quality < Quality.BAD) & np.isfinite(values)
                        key = part.series.entity, part.series.attribute
                        gathered.setdefault(key, []).append((part.time[good], values[good]))
                if stop.is_set():
                    fail("Cancelled.", 130)
        finally:
            self.source.series = every
        return {
            key: Readings(np.concatenate([one for one, _ in parts]), np.concatenate([one for _, one in parts]))
            for key, parts in gathered.items()
        }


@contextmanager
def priced_city(data: Path | None, station: str | None, catalogue: "Catalogue") -> Iterator[PricedCity]:
    """A folder of a history, or a station. Every way in which it cannot be read ends the command with a sentence."""
    from opscenter.cli.history_sources import PATIENCE_S, StationSource, folder_source

    if data is not None:
        with folder_source(database(data), Choice(), catalogue) as source:
            yield PricedCity(source.present(catalogue), source)
        return
    with asking(station, timeout_s=PATIENCE_S) as desk:
        mirror = desk.present()
        if not mirror.cell_names:
            fail("The station knows no entity yet.")
        yield PricedCity(mirror, StationSource(desk, Choice(), catalogue, outright=False))
