"""One plotted series: what it is called, its samples, and where its next sample comes from."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from opscenter.console.format import unit_text
from opscenter.console.plots.buffer import SeriesBuffer
from opscenter.console.plots.spans import AlarmSpan, spans_before, spans_now
from opscenter.console.session import Answer, Session
from opscenter.domain.catalogue import Attribute, Kind, in_language
from opscenter.domain.units import unit_symbol

POINTS = 2_000
"""Most samples asked of the station at a time; more come as bins with their lows and highs."""


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
        """Samples further apart than this are not joined: the time after which the kind counts as stale."""
        kind = self.kind(session)
        return kind.stale_after_ms if kind is not None else 900_000

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
                self.buffer.texts = ["false", "true"]  # history keeps booleans as 0 and 1

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

    def load(self, session: Session, since: int, until: int, done: Any) -> None:
        """Ask the station for history from `since` to `until` (ms); `done()` is called when it is in the buffer."""
        self._serial += 1
        serial = self._serial
        self.waiting = True

        def on_answer(answer: Answer) -> None:
            if serial != self._serial:
                return  # a newer question is under way
            self.waiting = False
            self.refused = answer.refused
            if not answer.refused:
                self._merge(answer, self.factor(session))
                self.buffer.loaded_from = min(since, self.buffer.loaded_from or since)
            done()

        args = {"entity": self.entity, "attribute": self.attribute, "from": since, "to": until, "points": POINTS}
        session.query("series", args, on_answer)

    def _merge(self, answer: Answer, factor: float) -> None:
        columns = answer.columns
        if "time" not in columns:
            return
        self.buffer.gaps = [(int(gap[0]), int(gap[1])) for gap in answer.header.get("gaps") or [] if len(gap) == 2][
            -1000:
        ]
        if self.is_text and not self.buffer.texts:
            return
        if "value" in columns:
            self.buffer.merge(columns["time"], columns["value"] * factor, columns["quality"])
        elif "low" in columns:
            low, high = columns["low"] * factor, columns["high"] * factor
            self.buffer.merge_bins(columns["time"], low, high, columns["quality"])

    def load_alarms(self, session: Session, done: Any) -> None:
        """Ask for the alarms its entity had."""

        def on_answer(answer: Answer) -> None:
            kind = self.kind(session)
            if not answer.refused and kind is not None:
                events = [event for event in answer.header.get("events") or [] if isinstance(event, dict)]
                self.past_alarms = spans_before(events, kind.rules)
                done()

        session.query("journal", {"entity": self.entity, "limit": 200}, on_answer)
