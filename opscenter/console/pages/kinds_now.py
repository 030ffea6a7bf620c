"""The kinds of a system at this moment: how many, their main value, their alarms. No Qt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.console.format import NOTHING, format_value
from opscenter.console.overview.figures import Tally
from opscenter.console.pages.subject import numbers_of
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.domain.quality import Quality
from opscenter.domain.texts import in_language


@dataclass(slots=True, frozen=True)
class KindRow:
    """One kind. `label` names its main number, of which `value` is the middle one and `low`, `high` the extremes."""

    entity_type: str
    name: str
    symbol: str
    count: int
    label: str
    value: str
    low: str
    high: str
    unit: str
    newest: int
    tally: Tally


class KindsNow:
    """Rows of the kinds, those with the most entities first. Which number is the main one is looked up once."""

    def __init__(self) -> None:
        self.rows: list[KindRow] = []
        self._main: dict[str, str] = {}

    def forget(self) -> None:
        """Another page, or another city."""
        self.rows = []
        self._main.clear()

    def reckon(
        self, session: Session, kinds: tuple[str, ...], tallies: dict[str, Tally], inside: NDArray[np.bool_] | None
    ) -> None:
        """Count anew."""
        mirror = session.mirror
        types, of_row = mirror.types_of()
        made = []
        for name in kinds:
            if name not in types:
                continue
            rows = np.flatnonzero(of_row == types.index(name))
            if inside is not None:
                rows = rows[rows < len(inside)]
                rows = rows[inside[rows]]
            made.append(self._row(session, name, rows, tallies.get(name, Tally()), inside))
        self.rows = sorted(made, key=lambda row: (-row.count, row.name))

    def _row(
        self, session: Session, name: str, rows: NDArray[np.int64], tally: Tally, inside: NDArray[np.bool_] | None
    ) -> KindRow:
        mirror, kind = session.mirror, session.catalogue.kind(name)
        main = self._main.get(name)
        if main is None:
            numbers = numbers_of(mirror, name)
            main = kind.headline if kind.headline in numbers else next(iter(numbers), "")
            if main:
                self._main[name] = main
        attribute = kind.attributes.get(main)
        texts, unit = [NOTHING, NOTHING, NOTHING], ""
        if main:
            cells = mirror.cells_named(name, main)
            good = np.isfinite(mirror.value[cells]) & (mirror.quality[cells] <= Quality.SUSPECT)
            if inside is not None:
                good &= np.isin(mirror.cell_row[cells], rows)
            value = mirror.value[cells[good]]
            if len(value):
                numbers_shown = [float(np.median(value)), float(value.min()), float(value.max())]
                texts = [format_value(one, attribute)[0] for one in numbers_shown]
                unit = format_value(numbers_shown[0], attribute)[1]
        label = in_language(attribute.label, session.language) if attribute is not None else main
        return KindRow(
            name,
            one_line(in_language(kind.name, session.language) or name, 80),
            kind.symbol,
            len(rows),
            one_line(label, 60),
            texts[0],
            texts[1],
            texts[2],
            unit,
            int(mirror.seen[rows].max()) if len(rows) else 0,
            tally,
        )
