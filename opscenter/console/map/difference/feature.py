"""The map as a difference: asks for the other side, colours lines, areas and points by what is more or less now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from opscenter.console.map.card import Card
from opscenter.console.map.difference.card import MODES, DifferenceCard
from opscenter.console.map.difference.compared import (
    NOT_COMPARABLE,
    NOTHING,
    Baseline,
    differences,
    from_moment,
    from_usual,
    scale_of,
    steps,
)
from opscenter.console.map.difference.key import DifferenceKey
from opscenter.console.map.difference.wording import scale_text, times_text
from opscenter.console.map.feature import Feature
from opscenter.console.map.request import Request
from opscenter.console.map.rows import POINT
from opscenter.console.review.entry import read_time
from opscenter.console.session import Answer
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import Tokens
from opscenter.domain.quality import Quality

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

HOUR = 3_600_000
BACK_MS = {"hour": HOUR, "day": 24 * HOUR, "week": 7 * 24 * HOUR}
USUAL_DAYS = 7
AGAIN_MS = 60_000
REST_MS = 400
MOST_SCALES = 3


class Difference(Feature):
    """`show(mode)` and `leave()`; a mode is one of MODES, "" while nothing is compared."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self._session = panel.session
        self.mode = ""
        self.baseline: Baseline | None = None
        self._chosen_at: int | None = None
        self._trouble = ""
        self._turn = 0
        self._scales: dict[tuple[int, str], float] = {}  # by kind and attribute, of figures without a ramp
        self.card = DifferenceCard(panel.theme, panel.canvas)
        self.card.chosen.connect(self.show)
        self.card.timed.connect(self._typed)
        self.card.left.connect(self.leave)
        self.card.resized.connect(panel.overlays.place)
        panel.overlays.stand_right(self.card)
        panel.canvas.gestures.keys.append(self._key)
        panel.request_changes.append(self._change)
        panel.paper_cards.append(self._on_paper)
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._ask)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._ask)
        self._session.moment_changed.connect(self._moment_changed)
        panel.bulk.shown.connect(self._tell)

    # -- what is compared ------------------------------------------------------------------------------------

    def show(self, mode: str) -> None:
        """Compare with an hour ago ("hour"), "day", "week", the "usual", or a "time" that is typed then."""
        self.mode = mode if mode in MODES else MODES[0]
        self.baseline, self._trouble = None, ""
        self.card.show_mode(self.mode)
        self.card.show()
        self._panel.overlays.place()
        self._panel.scene.compared = self._levels
        self._again.start()
        if self.mode == "time" and self._chosen_at is None:
            self._trouble = self.tr("Write a time to compare with.")
            self._turn += 1
        else:
            self._ask()
        self._repaint()

    def toggle(self) -> None:
        """Begin with an hour ago, or end."""
        if self.mode:
            self.leave()
        else:
            self.show(MODES[0])
            self.card.mode.setFocus()

    def leave(self) -> None:
        """The map as it is."""
        self.mode, self.baseline = "", None
        self._turn += 1
        self._again.stop()
        self._panel.scene.compared = None
        self.card.hide()
        self._panel.overlays.place()
        self._panel.canvas.setFocus()
        self._repaint()

    def _key(self, event: QKeyEvent) -> bool:
        """Escape on the map ends it, once nothing is selected any more."""
        ends = event.key() == Qt.Key.Key_Escape and bool(self.mode) and not self._panel.selection.ids
        if ends:
            self.leave()
        return ends

    def _typed(self, text: str) -> None:
        at = read_time(text, self._session.live_now, self._session.zone)
        if at is None or at > self._session.live_now:
            self._trouble = self.tr("That is no time of this city's past. Write 18:24, 2026-11-22 18:24 or -2h.")
            self._tell()
            return
        self._chosen_at = at
        self.show("time")

    def _moment_changed(self) -> None:
        if self.mode and self.mode != "time":
            self._rest.start()  # "an hour ago" is another hour now

    def _ask(self) -> None:
        if not self.mode:
            return
        self._turn += 1
        turn, now = self._turn, self._session.now
        if self.mode == "usual":
            args = {"at": now, "days": USUAL_DAYS}
            self._session.query("usual", args, lambda answer: self._take(turn, answer, usual=True))
            return
        at = self._chosen_at if self.mode == "time" else now - BACK_MS[self.mode]
        if at is not None:
            args = {"at": at, "registry": False}
            self._session.query("moment", args, lambda answer: self._take(turn, answer, usual=False))

    def _take(self, turn: int, answer: Answer, usual: bool) -> None:
        if turn != self._turn:
            return
        self._trouble = answer.refused
        baseline: Baseline | None = None
        if not answer.refused:
            try:
                baseline = (from_usual if usual else from_moment)(answer.header, answer.columns)
            except (KeyError, ValueError, TypeError):
                self._trouble = self.tr("The answer of the station could not be read.")
        if baseline is not None and not usual and not len(baseline.values):
            self._trouble = self.tr("Nothing is recorded of that time.")
            baseline = None
        self.baseline = baseline
        self._scales.clear()
        self._repaint()

    # -- what is drawn ---------------------------------------------------------------------------------------

    def _scale(self, kind: int, attribute: str, found: NDArray[np.float64]) -> float:
        """The difference at the ends of the colours: half the ramp, or of what has none what nine of ten keep to."""
        entry = self._panel.rows.kinds[kind]
        if attribute == entry.ramp and entry.ramp_high != entry.ramp_low:
            return abs(entry.ramp_high - entry.ramp_low) / 2.0
        known = self._scales.get((kind, attribute))
        if known is None:
            known = scale_of(found)
            if np.isfinite(found).any():
                self._scales[kind, attribute] = known
        return known

    def _levels(self, row: NDArray[np.int64], points: bool = False) -> NDArray[np.int8]:
        """By row the step of the diverging ramp: of lines and areas by what colours them, of points by their number."""
        rows, baseline = self._panel.rows, self.baseline
        found = np.full(len(row), NOT_COMPARABLE, np.int8)
        if baseline is None:
            return found
        cells = (rows.headline_cell if points else rows.ramp_cell)[row]
        difference = differences(self._session.mirror, baseline, cells)
        kinds = rows.kind[row]
        for kind in np.unique(kinds).tolist():
            mine = kinds == kind
            entry = rows.kinds[kind]
            attribute = entry.headline if points else entry.ramp
            described = entry.attributes.get(attribute)
            if points and (described is None or described.states):
                found[mine] = NOTHING
            elif attribute:
                scale = self._scale(kind, attribute, difference[mine])
                found[mine] = steps(difference[mine], np.full(int(mine.sum()), scale))
        return found

    def _change(self, request: Request) -> Request:
        if not self.mode:
            return request
        points, lines = request.points, request.lines
        known = lines.level != NOT_COMPARABLE
        return replace(
            request,
            lines=replace(lines, quality=np.where(known, lines.quality, np.maximum(lines.quality, Quality.STALE))),
            tokens=diverging(request.tokens),
            areas=[replace(area, by_figure=True) for area in request.areas],
            points=replace(points, value=np.full(len(points.row), np.nan)),
            compared=self._levels(points.row, points=True),
        )

    def _repaint(self) -> None:
        self._panel.bulk.repaint(soon=True)
        self._tell()

    # -- what is said ----------------------------------------------------------------------------------------

    def _tell(self) -> None:
        if not self.mode:
            return
        session, baseline = self._session, self.baseline
        if baseline is None:
            self.card.tell("", "", self._trouble or self.tr("Fetching…"))
            return
        scales, unknown = self._in_view()
        note = self.tr("Dotted: not comparable (%n here), unknown then or now.", "", unknown)
        if baseline.days:
            days = self.tr("Known on fewer than %n of the days: not comparable.", "", baseline.least)
            note = f"{note} {days}"
        self.card.tell(times_text(baseline, session.now, session.zone), "\n".join(scales), note)

    def _in_view(self) -> tuple[list[str], int]:
        """Scales of the kinds that are in the window, most frequent first, and how many cannot be compared there."""
        panel = self._panel
        rows, view = panel.rows, panel.canvas.camera.view
        left, top, right, bottom = view.bounds()
        seen = (rows.x >= left) & (rows.x <= right) & (rows.y >= top) & (rows.y <= bottom)
        row = np.flatnonzero(seen)
        row = row[panel.scene.shown_kinds()[rows.kind[row]]] if len(rows.kinds) else row
        point = rows.form[row] == POINT
        cells = np.where(point, rows.headline_cell[row], rows.ramp_cell[row])
        levels = np.where(point, self._levels(row, points=True), self._levels(row))
        has_number = (cells >= 0) & (levels != NOTHING)
        unknown = int(np.count_nonzero(has_number & (levels == NOT_COMPARABLE)))
        told: list[str] = []
        kinds, counts = np.unique(rows.kind[row[has_number]], return_counts=True)
        for at in np.argsort(-counts, kind="stable")[:MOST_SCALES].tolist():
            kind = rows.kinds[int(kinds[at])]
            shaped = bool((~point[has_number][rows.kind[row[has_number]] == kinds[at]]).any())
            attribute = kind.ramp if shaped else kind.headline
            scale = self._scale(int(kinds[at]), attribute, np.empty(0))
            told.append(scale_text(kind, attribute, scale, self._session.language))
        return told, unknown

    def _on_paper(self, theme: Theme) -> Card | None:
        if not self.mode:
            return None
        card = self.card
        what = self.tr("Difference: {what}").format(what=card.mode.currentText())
        texts = (f"{what}\n{card.times.text()}".strip(), card.scales.text(), card.note.text())
        return DifferenceKey(theme, texts, self._session.language, self._panel)

    # -- a feature -------------------------------------------------------------------------------------------

    def stop(self) -> None:
        """Ask no more."""
        self._turn += 1
        self._again.stop()
        self._rest.stop()


def diverging(tokens: Tokens) -> Tokens:
    """The theme with the diverging ramp for the ramp; its two middle steps are one and the same."""
    less, slightly, same, more, much = tokens.diverging
    return replace(tokens, ramp=(less, slightly, same, same, more, much))
