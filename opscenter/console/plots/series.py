"""One plotted series: what it is called, its samples, and where its next sample comes from."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.console.format import unit_text
from opscenter.console.plots.buffer import SeriesBuffer
from opscenter.console.plots.spans import AlarmSpan, spans_before, spans_now
from opscenter.console.session import Answer, Session
from opscenter.domain.catalogue import Attribute, Kind
from opscenter.domain.texts import in_language
from opscenter.domain.units import unit_symbol

POINTS = 2_000
"""Most samples asked of the station at a time; more come as bins with their lows and highs."""
MAX_CHANGES = 10_000
TEXTS_BACK_MS = 7 * 86_400_000
"""Changes of a text are asked for from so much earlier: the last of them is the state at the beginning."""
USUAL_TIMES = 2.5
BOOLEAN = ["false", "true"]

Times = NDArray[np.int64]


@dataclass(slots=True)
class Series:
    """`cell` is -1 until the station knows it."""

    entity: str
    attribute: str
    buffer: SeriesBuffer = field(default_factory=SeriesBuffer)
    cell: int = -1
    is_text: bool = False
    past_alarms: list[AlarmSpan] = field(default_factory=list)
    refused: str = ""
    waiting: bool = False
    usual_ms: float = 0.0  # between two samples of history
    _serial: int = 0

    # -- names -----------------------------------------------------------------------------------------------

    def kind(self, session: Session) -> Kind | None:
        """The kind of its entity, None while the station does not know it."""
        row = session.mirror.row_of.get(self.entity)
        return None if row is None else session.catalogue.kind(session.mirror.types[row])

    def described(self, session: Session) -> Attribute | None:
        """What the catalogue says of the attribute."""
        kind = self.kind(session)
        return None if kind is None else kind.attributes.get(self.attribute)

    def names(self, session: Session) -> tuple[str, str]:
        """(entity name, attribute label) for the legend."""
        row = session.mirror.row_of.get(self.entity)
        entity = self.entity.rsplit(":", 1)[-1] if row is None else session.name(row)
        described = self.described(session)
        label = in_language(described.label, session.language) if described is not None else ""
        return entity, label or self.attribute

    def unit(self, session: Session) -> str:
        """The unit as it is shown."""
        described = self.described(session)
        if described is not None:
            return unit_text(described)
        unit = session.mirror.cell_units[self.cell] if 0 <= self.cell < len(session.mirror.cell_units) else ""
        return unit_symbol(unit)

    def factor(self, session: Session) -> float:
        """What published values are multiplied by before people see them; the buffer holds them multiplied."""
        described = self.described(session)
        return 1.0 if described is None or self.is_text else described.shown_factor

    def break_after_ms(self, session: Session) -> int:
        """Samples further apart than this are not joined: the time after which the kind counts as stale, or what is

        far more than usual in the history at hand (an hourly file is no row of holes).
        """
        kind = self.kind(session)
        stale = kind.stale_after_ms if kind is not None else 900_000
        return max(stale, int(USUAL_TIMES * self.usual_ms))

    def alarms(self, session: Session) -> list[AlarmSpan]:
        """Spans of the alarms of its entity on this attribute."""
        live = spans_now(a for a in session.mirror.alarms_of(self.entity) if a.attribute in (self.attribute, ""))
        known = {span.occurrence for span in live}
        return [span for span in self.past_alarms if span.occurrence not in known] + live

    # -- samples ---------------------------------------------------------------------------------------------

    def resolve(self, session: Session) -> None:
        """Find its cell again (cells are numbered anew with each snapshot)."""
        row = session.mirror.row_of.get(self.entity, -1)
        self.cell = session.mirror.cell(row, self.attribute)
        if self.cell >= 0 and self.cell in session.mirror.texts:
            self.is_text = True
            if session.mirror.texts[self.cell] in ("true", "false") and not self.buffer.texts:
                self.buffer.texts = list(BOOLEAN)  # history keeps booleans as 0 and 1

    def take(self, session: Session) -> bool:
        """Append the present value of its cell. False when that is nothing new."""
        mirror, cell = session.mirror, self.cell
        if not 0 <= cell < len(mirror.cell_names):
            return False
        measured = int(mirror.measured[cell])
        if measured <= 0:
            return False
        text = mirror.texts.get(cell)
        value = float(mirror.value[cell])
        if text is not None:
            self.is_text = True
            value = float(self.buffer.code(text))
        elif np.isnan(value):
            return False
        else:
            value *= self.factor(session)
        return self.buffer.append(measured, value, int(mirror.quality[cell]))

    def newest(self, session: Session) -> int:
        """Measured-at (ms) of the newest value that is known, 0 without any."""
        known = int(self.buffer.time[-1]) if len(self.buffer) else 0
        measured = session.mirror.measured
        return max(known, int(measured[self.cell])) if 0 <= self.cell < len(measured) else known

    def load(self, session: Session, since: int, until: int, done: Callable[[], None]) -> None:
        """Ask the station for history from `since` to `until` (ms); `done()` is called when it is in the buffer."""
        self._serial += 1
        serial = self._serial
        self.waiting = True
        present = session.now or session.mirror.now

        def finish(refused: str) -> None:
            self.waiting = False
            self.refused = refused
            if not refused:
                self.buffer.loaded_from = since
                self.buffer.loaded_until = math.inf if until >= present else until
            done()

        def on_texts(answer: Answer) -> None:
            if serial == self._serial:
                if not answer.refused:
                    self._merge_texts(answer)
                finish(answer.refused)

        def on_samples(answer: Answer) -> None:
            if serial != self._serial:
                return  # a newer question is under way
            if answer.refused:
                finish(answer.refused)
                return
            self._merge(answer, self.factor(session))
            if self.is_text and self.buffer.texts != BOOLEAN:
                # The state at the left edge began before it: ask for what came earlier as well.
                back = max(0, since - max(TEXTS_BACK_MS, until - since))
                session.query("texts", self._args(back, until, limit=MAX_CHANGES), on_texts)
            else:
                finish("")

        session.query("series", self._args(since, until, points=POINTS), on_samples)

    def load_times(self, session: Session, done: Callable[[Times], None]) -> None:
        """Ask when anything of this series was recorded; `done(times)` gets at most POINTS or so, ms, ascending."""
        until = session.now or session.mirror.now
        empty = np.empty(0, np.int64)

        def on_samples(answer: Answer) -> None:
            done(np.asarray(answer.columns.get("time", empty), np.int64))

        def on_texts(answer: Answer) -> None:
            done(np.array([at for at, _, _ in _changes(answer)], np.int64))

        if self.is_text and self.buffer.texts != BOOLEAN:
            session.query("texts", self._args(0, until, limit=MAX_CHANGES), on_texts)
        else:
            session.query("series", self._args(0, until, points=POINTS), on_samples)

    def _args(self, since: int, until: int, **more: int) -> dict[str, Any]:
        return {"entity": self.entity, "attribute": self.attribute, "from": since, "to": until, **more}

    def _merge(self, answer: Answer, factor: float) -> None:
        columns = answer.columns
        gaps = answer.header.get("gaps") or []
        self.buffer.gaps = [(int(gap[0]), int(gap[1])) for gap in gaps if len(gap) == 2][-1000:]
        self.buffer.bin_ms = 0.0
        if "time" not in columns or (self.is_text and not self.buffer.texts):
            return
        if self.is_text and self.buffer.texts != BOOLEAN:
            return
        moments = np.unique(columns["time"])
        self.usual_ms = float(np.median(np.diff(moments))) if len(moments) > 2 else 0.0
        if "value" in columns:
            self.buffer.merge(columns["time"], columns["value"] * factor, columns["quality"])
        elif "low" in columns:
            low, high = columns["low"] * factor, columns["high"] * factor
            self.buffer.bin_ms = float(moments[-1] - moments[0]) / POINTS if len(moments) else 0.0
            self.buffer.merge_bins(columns["time"], low, high, columns["quality"])

    def _merge_texts(self, answer: Answer) -> None:
        changes = _changes(answer)
        if changes:
            codes = [math.nan if text is None else float(self.buffer.code(text)) for _, text, _ in changes]
            self.buffer.merge([at for at, _, _ in changes], codes, [quality for _, _, quality in changes])

    def load_alarms(self, session: Session, done: Any) -> None:
        """Ask for the alarms its entity had."""

        def on_answer(answer: Answer) -> None:
            kind = self.kind(session)
            if not answer.refused and kind is not None:
                events = [event for event in answer.header.get("events") or [] if isinstance(event, dict)]
                self.past_alarms = spans_before(events, kind.rules)
                done()

        session.query("journal", {"entity": self.entity, "limit": 200}, on_answer)


def _changes(answer: Answer) -> list[tuple[int, str | None, int]]:
    """(time, text, quality) of an answer to `texts`, in order of time."""
    found = []
    for change in answer.header.get("texts") or []:
        if isinstance(change, dict) and isinstance(change.get("time"), int):
            text, quality = change.get("text"), change.get("quality")
            known = int(quality) if isinstance(quality, int) and 0 <= quality <= 255 else 0
            found.append((int(change["time"]), None if text is None else str(text), known))
    return sorted(found, key=lambda each: each[0])
