"""Series made of others: an expression over named series, how fast one changes, one attribute of many entities."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from opscenter.console.plots.asks import Ask
from opscenter.console.plots.formula import Formula, formula_of, reckon
from opscenter.console.plots.mixing import level, mixed, rate
from opscenter.console.plots.series import Series, Times
from opscenter.console.plots.sheet import Derived, How, Reduce
from opscenter.console.plots.spans import AlarmSpan
from opscenter.console.plots.stretch import Stretch
from opscenter.console.session import Answer, Session
from opscenter.domain.catalogue import Attribute, Kind
from opscenter.domain.changes import Changes
from opscenter.domain.expression_tokens import ExpressionFault
from opscenter.domain.quality import Quality
from opscenter.domain.texts import in_language

translate = QCoreApplication.translate

LIVE_MS = 1_000
"""Many entities are put together at most so often: their values come with every beat."""
SHARE = 0.1
"""The quality of many is the worst that so large a share of them has."""
PER = {1: "s", 60: "min", 3_600: "h", 86_400: "d"}


def derived_of(spec: Derived) -> "DerivedSeries":
    """The series that a sheet describes, still without values."""
    key = json.dumps([spec.how, spec.name, [(one.name, one.entity, one.attribute) for one in spec.inputs],
                      spec.expression, spec.per_s, spec.reduce, spec.entity_type, spec.attribute, spec.area,
                      list(spec.entities)])  # fmt: skip
    return (ManySeries if spec.how is How.OVER else InputSeries)("", key, spec=spec)


@dataclass(slots=True)
class DerivedSeries(Series):
    """`entity` is "" and `attribute` a key that no other series has. No station is asked for its values as such."""

    spec: Derived = field(default_factory=lambda: Derived(How.EXPRESSION))

    def __post_init__(self) -> None:
        Series.__post_init__(self)

    def kind(self, session: Session) -> Kind | None:
        return None

    def described(self, session: Session) -> Attribute | None:
        return Attribute(self.attribute, {}, unit_label=self.unit(session), decimals=self.decimals(session))

    def decimals(self, session: Session) -> int:
        """How exactly its numbers are written."""
        return 2

    def factor(self, session: Session) -> float:
        return 1.0

    def alarms(self, session: Session) -> list[AlarmSpan]:
        return []

    def load_alarms(self, session: Session, done: Any) -> None:
        """It has none of its own."""

    def newest(self, session: Session) -> int:
        return self.pieces.newest()

    def touched(self, changes: Changes) -> bool:
        """Whether a beat changed anything it is made of."""
        return False

    def entities(self) -> list[str]:
        """The entities it is made of, as far as they are named one by one."""
        return list(dict.fromkeys([*(one.entity for one in self.spec.inputs), *self.spec.entities]))


@dataclass(slots=True)
class InputSeries(DerivedSeries):
    """Of one or several series: an expression, or a rate. `fault`: why it cannot be reckoned, in a sentence."""

    inputs: list[Series] = field(default_factory=list)
    fault: str = ""
    _formula: Formula | None = None
    _made_for: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        DerivedSeries.__post_init__(self)
        self.inputs = [Series(one.entity, one.attribute) for one in self.spec.inputs]

    # -- names -----------------------------------------------------------------------------------------------

    def names(self, session: Session) -> tuple[str, str]:
        told = [" ".join(one.names(session)) for one in self.inputs]
        if self.spec.how is How.RATE:
            what = translate("Derived", "change of {series}").format(series=told[0] if told else "")
        else:
            parts = ", ".join(f"{one.name} = {text}" for one, text in zip(self.spec.inputs, told, strict=True))
            if not self.spec.name:
                return self.spec.expression, self.fault or parts
            what = f"{self.spec.expression}  ({parts})"
        name = self.spec.name or what
        return name, self.fault or ("" if name == what else what)

    def unit(self, session: Session) -> str:
        if self.spec.how is How.RATE:
            per = PER.get(self.spec.per_s, f"{self.spec.per_s} s")
            unit = self.inputs[0].unit(session) if self.inputs else ""
            return f"({unit})/{per}" if "/" in unit else f"{unit or '1'}/{per}"
        formula = self._compiled(session)
        return (formula.unit or "") if formula is not None else ""

    def decimals(self, session: Session) -> int:
        described = [each.described(session) for each in self.inputs]
        return max((one.decimals for one in described if one is not None), default=2)

    def break_after_ms(self, session: Session) -> int:
        return max((each.break_after_ms(session) for each in self.inputs), default=900_000)

    def _compiled(self, session: Session) -> Formula | None:
        units = tuple(each.unit(session) for each in self.inputs)
        if units != self._made_for:
            self._made_for = units
            names = [one.name for one in self.spec.inputs]
            try:
                self._formula, self.fault = formula_of(self.spec.expression, dict(zip(names, units, strict=True))), ""
            except ExpressionFault as fault:
                self._formula, self.fault = None, fault.located(self.spec.expression)
        return self._formula

    # -- values ----------------------------------------------------------------------------------------------

    def resolve(self, session: Session) -> None:
        for each in self.inputs:
            each.resolve(session)

    def touched(self, changes: Changes) -> bool:
        cells = np.array([each.cell for each in self.inputs], np.int64)
        return bool(np.isin(cells[cells >= 0], changes.cells).any())

    def take(self, session: Session) -> bool:
        before = max((each.newest(session) for each in self.inputs), default=0)
        new = [each.take(session) for each in self.inputs]
        if not any(new) or any(each.is_text for each in self.inputs):
            return False
        newest = max(max((each.newest(session) for each in self.inputs), default=0), before)
        begin = newest - 3 * self.break_after_ms(session)
        rows = self._reckoned(session, float(begin), float(newest + 1), 1)
        if not len(rows):
            return False
        return self.buffer.append(int(rows.time[-1]), float(rows.mean[-1]), int(rows.quality[-1]))

    def forget(self) -> None:
        for each in self.inputs:
            each.forget()
        Series.forget(self)

    def begin_live(self, session: Session) -> None:
        for each in self.inputs:
            each.begin_live(session)
        Series.begin_live(self, session)

    def ask(self, session: Session, ask: Ask, done: Callable[[], None]) -> None:
        """Ask for the history of everything it is made of, then reckon."""
        self.waiting = True
        awaited = len(self.inputs)
        known_until = float(min(ask.until, (session.now or session.mirror.now) + 1))

        def one() -> None:
            nonlocal awaited
            awaited -= 1
            if awaited > 0:
                return
            self.waiting = False
            self.refused = self.fault or next((each.refused for each in self.inputs if each.refused), "")
            if not self.refused and any(each.is_text for each in self.inputs):
                self.refused = translate("Derived", "States are no numbers: choose series of numbers.")
            if not self.refused:
                rows = self._reckoned(session, float(ask.since), known_until, ask.width)
                width = float(ask.width) if rows.width.any() else 0.0
                self.pieces.add(ask.since, known_until, width, rows)
            done()

        for each in self.inputs:
            each.ask(session, ask, one)

    def _reckoned(self, session: Session, since: float, until: float, width: int) -> Stretch:
        found = [each.pieces.stretch(since, until, width) for each in self.inputs]
        holds = [float(each.break_after_ms(session)) for each in self.inputs]
        if self.spec.how is How.RATE:
            return rate(found[0], self.spec.per_s, holds[0])
        together = mixed(found, holds, width)
        formula = self._compiled(session)
        if formula is None or not len(together.time):
            return together.stretch(np.full(len(together.time), np.nan))
        names = [one.name for one in self.spec.inputs]
        return together.stretch(reckon(formula, dict(zip(names, together.values, strict=True))))

    def load_times(self, session: Session, done: Callable[[Times], None]) -> None:
        """When anything of what it is made of was recorded."""
        found: list[Times] = []

        def one(times: Times) -> None:
            found.append(times)
            if len(found) == len(self.inputs):
                done(np.unique(np.concatenate(found)))

        for each in self.inputs:
            each.load_times(session, one)


@dataclass(slots=True)
class ManySeries(DerivedSeries):
    """One attribute of many entities put together: history by the station, the present of what the beats say."""

    count: int = 0
    _cells: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    _made_for: tuple[int, int, int] = (-1, -1, -1)

    def _attribute(self, session: Session) -> Attribute | None:
        return session.catalogue.kind(self.spec.entity_type).attributes.get(self.spec.attribute)

    def names(self, session: Session) -> tuple[str, str]:
        spec = self.spec
        kind, described = session.catalogue.kind(spec.entity_type), self._attribute(session)
        label = (in_language(described.label, session.language) if described is not None else "") or spec.attribute
        what = {
            Reduce.SUM: translate("Derived", "Sum of {label}"),
            Reduce.MEAN: translate("Derived", "Mean of {label}"),
            Reduce.MIN: translate("Derived", "Smallest {label}"),
            Reduce.MAX: translate("Derived", "Largest {label}"),
        }[spec.reduce].format(label=label)
        of = f"{in_language(kind.name, session.language) or spec.entity_type} × {self.count}"
        if spec.area:
            row = session.mirror.row_of.get(spec.area)
            of += f", {spec.area.rsplit(':', 1)[-1] if row is None else session.name(row)}"
        return (spec.name, f"{what} ({of})") if spec.name else (what, of)

    def unit(self, session: Session) -> str:
        described = self._attribute(session)
        if described is not None:
            return described.unit_label or Series.unit(self._one(session), session)
        return Series.unit(self._one(session), session)

    def _one(self, session: Session) -> Series:
        """Any of them, for the unit it is published in."""
        mirror = session.mirror
        if not len(self._cells):
            return Series("", self.spec.attribute)
        one = Series(mirror.ids[int(mirror.cell_row[self._cells[0]])], self.spec.attribute)
        one.cell = int(self._cells[0])
        return one

    def decimals(self, session: Session) -> int:
        described = self._attribute(session)
        return described.decimals if described is not None else 2

    def _factor(self, session: Session) -> float:
        described = self._attribute(session)
        return 1.0 if described is None else described.shown_factor

    def break_after_ms(self, session: Session) -> int:
        stale = session.catalogue.kind(self.spec.entity_type).stale_after_ms
        return max(stale, 10 * LIVE_MS)

    def resolve(self, session: Session) -> None:
        mirror, city = session.mirror, session.areas.city
        now = (mirror.epoch, len(mirror.cell_names), city.version if self.spec.area else 0)
        if now == self._made_for:
            return
        self._made_for = now
        cells = mirror.cells_named(self.spec.entity_type, self.spec.attribute)
        if self.spec.entities:
            rows = [mirror.row_of.get(one, -1) for one in self.spec.entities]
            cells = cells[np.isin(mirror.cell_row[cells], rows)]
        elif self.spec.area:
            inside = city.inside(self.spec.area)
            rows_of = mirror.cell_row[cells]
            known = rows_of < len(inside)
            cells = cells[known & inside[np.where(known, rows_of, 0)]] if len(inside) else cells[:0]
        self._cells, self.count = cells, len(cells)

    def touched(self, changes: Changes) -> bool:
        return bool(np.isin(changes.cells, self._cells, assume_unique=True).any()) if len(changes.cells) else False

    def take(self, session: Session) -> bool:
        self.resolve(session)
        mirror, now = session.mirror, session.now or session.mirror.now
        if not len(self._cells) or now <= 0:
            return False
        value, quality = mirror.value[self._cells], mirror.quality[self._cells]
        fresh = now - mirror.measured[self._cells] <= session.catalogue.kind(self.spec.entity_type).stale_after_ms
        known = np.isfinite(value) & (quality < int(Quality.BAD)) & fresh
        if not known.any():
            return False
        reduces: dict[Reduce, Callable[[NDArray[np.float64]], np.float64]] = {
            Reduce.SUM: np.sum,
            Reduce.MEAN: np.mean,
            Reduce.MIN: np.min,
            Reduce.MAX: np.max,
        }
        number = float(reduces[self.spec.reduce](value[known])) * self._factor(session)
        trust = int(Quality.SUSPECT) if known.sum() < (1.0 - SHARE) * len(known) else int(Quality.GOOD)
        for one in (Quality.SUSPECT, Quality.STALE):
            if (quality[known] >= int(one)).sum() >= SHARE * known.sum():
                trust = max(trust, int(one))
        return self.buffer.append(now // LIVE_MS * LIVE_MS, number, trust)

    def ask(self, session: Session, ask: Ask, done: Callable[[], None]) -> None:
        self.waiting = True
        self.resolve(session)
        known_until = float(min(ask.until, (session.now or session.mirror.now) + 1))
        factor = self._factor(session)

        def on_answer(answer: Answer) -> None:
            self.waiting = False
            self.refused = answer.refused
            if not answer.refused:
                rows, width = _rows_of(answer, factor)
                # Of very many entities a station tells less finely than asked: finer will not come.
                self.pieces.add(ask.since, known_until, float(min(width, ask.width)), rows)
            done()

        session.query("together", self._args(ask.since, ask.until, points=max(2, ask.points), **self._who(session)),
                      on_answer)  # fmt: skip

    def _who(self, session: Session) -> dict[str, Any]:
        spec, mirror = self.spec, session.mirror
        asked: dict[str, Any] = {"type": spec.entity_type, "reduce": spec.reduce.value}
        if spec.area or spec.entities:
            rows = np.unique(mirror.cell_row[self._cells]).tolist()
            asked |= {"rows": rows, "epoch": mirror.epoch}
        return asked

    def _args(self, since: int, until: int, **more: Any) -> dict[str, Any]:
        return {"attribute": self.spec.attribute, "from": since, "to": until, **more}

    def load_times(self, session: Session, done: Callable[[Times], None]) -> None:
        self.resolve(session)
        until = session.now or session.mirror.now

        def on_answer(answer: Answer) -> None:
            rows, _ = _rows_of(answer, 1.0)
            done(rows.time)

        session.query("together", self._args(0, until, points=500, **self._who(session)), on_answer)


def _rows_of(answer: Answer, factor: float) -> tuple[Stretch, int]:
    """The rows of an answer to `together`, and their width (ms); none for an answer that makes no sense."""
    columns = answer.columns
    time = np.asarray(columns.get("time", np.empty(0)), np.int64)
    value = np.asarray(columns.get("value", np.empty(0)), np.float64)
    quality = np.asarray(columns.get("quality", np.empty(0)), np.uint8)
    width = answer.header.get("width")
    if not len(time) == len(value) == len(quality) or not isinstance(width, int) or width < 1:
        time, value, quality, width = time[:0], value[:0], quality[:0], 1
    known = np.isfinite(value)
    time, value, quality = time[known], value[known] * factor, quality[known]
    return level(time, np.full(len(time), width, np.int64), value, quality), width
