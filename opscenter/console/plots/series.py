"""One plotted series: what it is called, its samples, and where its next sample comes from."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.console.format import unit_text
from opscenter.console.plots.asks import Ask
from opscenter.console.plots.buffer import SeriesBuffer
from opscenter.console.plots.history_answer import changes_of, gaps_of, stretch_of, usual_distance
from opscenter.console.plots.pieces import Pieces
from opscenter.console.plots.spans import AlarmSpan, spans_before, spans_now
from opscenter.console.plots.stretch import Stretch, samples
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
ENOUGH_CHANGES = 25_000
MAX_GAPS = 2_000

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
    pieces: Pieces = field(init=False)
    crowded: list[tuple[float, float]] = field(default_factory=list)  # ms; too many changes of a text to show
    gaps: list[tuple[int, int]] = field(default_factory=list)  # in which messages were lost (ms), in order of time
    _serial: int = 0

    def __post_init__(self) -> None:
        self.pieces = Pieces(self.buffer)

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
        if text is None and np.isnan(value):
            return False
        if self.is_text != (text is not None):
            self._become(session, text is not None)
        value = value * self.factor(session) if text is None else float(self.buffer.code(text))
        if not self.buffer.append(measured, value, int(mirror.quality[cell])):
            return False
        self.pieces.heard(float(measured))
        return True

    def _become(self, session: Session, is_text: bool) -> None:
        """It holds texts from now on, or numbers: what was is of another kind, and no place on the same scale."""
        self.is_text = is_text
        if len(self.buffer) or len(self.pieces):
            self.buffer.clear()
            self.pieces.forget()
            self.begin_live(session)

    def newest(self, session: Session) -> int:
        """Measured-at (ms) of the newest value that is known, 0 without any."""
        known = self.pieces.newest()
        measured = session.mirror.measured
        return max(known, int(measured[self.cell])) if 0 <= self.cell < len(measured) else known

    @property
    def tells_changes(self) -> bool:
        """Whether its past is changes of a text: of booleans it is numbers, 0 and 1."""
        return self.is_text and self.buffer.texts != BOOLEAN

    def forget(self) -> None:
        """Let go of all samples: time has jumped, and what came later has not happened."""
        self.buffer.clear()
        self.pieces.forget()
        self.gaps.clear()
        self.past_alarms = []

    def begin_live(self, session: Session) -> None:
        """From now on beats bring every value; what came before is for history to tell."""
        self.pieces.live_since = float(session.now or session.mirror.now)

    def ask(self, session: Session, ask: Ask, done: Callable[[], None]) -> None:
        """Ask the station for a piece of history; `done()` is called when it is in `pieces`, or `refused` says why not.

        One at a time: whoever asks waits until `waiting` is over. An answer to a question of before is still a piece.
        """
        self.waiting = True
        present = session.now or session.mirror.now
        known_until = float(min(ask.until, present + 1))
        back = ask.since
        if self.pieces.missing(ask.since - 1, ask.since, math.inf):
            # The state at the left edge of a text began before it: what came earlier is asked for as well.
            back = max(0, ask.since - max(TEXTS_BACK_MS, ask.until - ask.since))

        def finish(refused: str) -> None:
            self.waiting = False
            self.refused = refused
            done()

        def on_texts(answer: Answer) -> None:
            if not answer.refused:
                self._add_changes(changes_of(answer), back, known_until, float(ask.width))
            finish(answer.refused)

        def on_samples(answer: Answer) -> None:
            if answer.refused:
                finish(answer.refused)
                return
            self._add_gaps(ask, gaps_of(answer))
            rows = stretch_of(answer, ask, self.factor(session))
            if self.tells_changes:
                session.query("texts", self._args(back, ask.until, limit=MAX_CHANGES), on_texts)
                return
            width = float(ask.width)
            if not rows.width.any():
                width = 0.0  # fewer samples than bins: these are all there are
            if ask.rank == 0 or not self.usual_ms:
                self.usual_ms = usual_distance(rows) or self.usual_ms
            self.pieces.add(ask.since, known_until, width, rows)
            finish("")

        session.query("series", self._args(ask.since, ask.until, points=ask.points), on_samples)

    def _add_changes(
        self, changes: list[tuple[int, str | None, int]], since: float, until: float, width: float
    ) -> None:
        if len(changes) < MAX_CHANGES:
            self.pieces.add(since, until, 0.0, self._of_changes(changes))
            return
        told = float(changes[-1][0])  # a station tells the oldest so many
        self.pieces.add(since, told, 0.0, self._of_changes(changes))
        if self.pieces.row_count > ENOUGH_CHANGES:
            # More than anybody could tell apart: the rest is left out, and looked for again from nearer.
            self.crowded = [*self.crowded, (told, until)][-MAX_GAPS:]
            self.pieces.add(told, until, width, self._of_changes([(int(told) + 1, None, 0)]))

    def _of_changes(self, changes: list[tuple[int, str | None, int]]) -> Stretch:
        codes = [math.nan if text is None else float(self.buffer.code(text)) for _, text, _ in changes]
        return samples(
            np.array([at for at, _, _ in changes], np.int64),
            np.array(codes, np.float64),
            np.array([quality for _, _, quality in changes], np.uint8),
        )

    def _add_gaps(self, ask: Ask, gaps: list[tuple[int, int]]) -> None:
        kept = [gap for gap in self.gaps if not (ask.since <= gap[0] and gap[1] <= ask.until)]
        self.gaps = sorted({*kept, *gaps})[-MAX_GAPS:]

    def load(self, session: Session, since: int, until: int, done: Callable[[], None]) -> None:
        """Ask the station for history from `since` to `until` (ms); `done()` is called when it is in the buffer."""
        self._serial += 1
        serial = self._serial
        self.waiting = True

        def finish(refused: str) -> None:
            self.waiting = False
            self.refused = refused
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
            if not answer.refused:  # coarse, but of all that there is: there is something to show at once
                everything = Ask(0, until + 1, max(1, until // POINTS))
                rows = stretch_of(answer, everything, self.factor(session))
                self.pieces.add(0.0, until + 1.0, float(everything.width) if rows.width.any() else 0.0, rows)
                self.usual_ms = self.usual_ms or usual_distance(rows)
            done(np.asarray(answer.columns.get("time", empty), np.int64))

        def on_texts(answer: Answer) -> None:
            done(np.array([at for at, _, _ in changes_of(answer)], np.int64))

        if self.is_text and self.buffer.texts != BOOLEAN:
            session.query("texts", self._args(0, until, limit=MAX_CHANGES), on_texts)
        else:
            session.query("series", self._args(0, until, points=POINTS), on_samples)

    def _args(self, since: int, until: int, **more: int) -> dict[str, Any]:
        return {"entity": self.entity, "attribute": self.attribute, "from": since, "to": until, **more}

    def _merge(self, answer: Answer, factor: float) -> None:
        columns = answer.columns
        self.buffer.gaps = gaps_of(answer)[-1000:]
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
            self.buffer.merge_bins(columns["time"], low, high, columns["quality"])

    def _merge_texts(self, answer: Answer) -> None:
        changes = changes_of(answer)
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
