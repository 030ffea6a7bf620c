"""A field on the map: chosen in the layer panel, computed beside the UI thread, painted beneath the roads."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QElapsedTimer, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout

from opscenter.console.format import format_number, unit_text
from opscenter.console.map.card import Card
from opscenter.console.map.feature import Feature
from opscenter.console.map.field.choices import Choice, choices_of, span_of, stations_of, step_of
from opscenter.console.map.field.interpolate import Grid, Stations, grid_of, reach_of
from opscenter.console.map.field.legend import FieldLegend
from opscenter.console.map.field.picture import FieldPicture
from opscenter.console.map.request import Request
from opscenter.console.theme.theme import Theme
from opscenter.domain.changes import Changes
from opscenter.domain.texts import in_language

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

REFRESH_MS = 3_000
"""Least time between two fields that only news asked for."""
_log = logging.getLogger(__name__)
_OFFER_MS = 200


class Field(Feature):
    """`choice`: what is shown, or None. `settled`: what was asked for is computed."""

    _computed = Signal(object)

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self.choice: Choice | None = None
        self._wish = ""  # remembered, of a kind that may come yet
        self._choices: list[Choice] = []
        self._picture: FieldPicture | None = None
        self._span: tuple[float, float] | None = None
        self._working = False
        self._dirty = False
        self._asked = 0
        self._workers: ThreadPoolExecutor | None = None
        self._since = QElapsedTimer()
        self.legend = FieldLegend(panel.theme, panel.session.language, panel.canvas)
        self.box = QComboBox(panel.layers)
        self.box.setToolTip(self.tr("Draw a figure as a field between the stations that measure it"))
        self.box.setAccessibleName(self.tr("Field between stations"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        label = QLabel(self.tr("Field between stations"), panel.layers)
        label.setBuddy(self.box)
        layout = panel.layers.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(label)
        layout.addWidget(self.box)
        self.box.currentIndexChanged.connect(self._picked)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._compute)
        self._offer_soon = QTimer(self)
        self._offer_soon.setSingleShot(True)
        self._offer_soon.setInterval(_OFFER_MS)
        self._offer_soon.timeout.connect(self._offer)
        self._computed.connect(self._take, Qt.ConnectionType.QueuedConnection)
        panel.session.changed.connect(self._follow)
        panel.session.ticked.connect(self._ticked)
        panel.overlays.stand_right(self.legend)
        panel.request_changes.append(self._add)
        panel.paper_cards.append(self._on_paper)
        self._offer()

    def save_state(self) -> dict[str, Any]:
        key = self.choice.key if self.choice is not None else self._wish
        return {"field": key} if key else {}

    def restore_state(self, state: dict[str, Any]) -> None:
        wish = state.get("field")
        if isinstance(wish, str):
            self.show_field(wish)

    def stop(self) -> None:
        self._timer.stop()
        self._offer_soon.stop()
        self._panel.session.changed.disconnect(self._follow)
        self._panel.session.ticked.disconnect(self._ticked)
        if self._workers is not None:
            self._workers.shutdown(wait=True, cancel_futures=True)
            self._workers = None

    @property
    def settled(self) -> bool:
        """Nothing is computed or waits to be."""
        return not (self._working or self._dirty or self._timer.isActive())

    @property
    def grid(self) -> Grid | None:
        """What is shown, or None where nothing is known or chosen."""
        return self._picture.grid if self._picture is not None else None

    # -- choosing --------------------------------------------------------------------------------------------

    def show_field(self, key: str) -> None:
        """Show the field of "kind/attribute" as soon as there are such stations; "" for none."""
        self._wish = key
        found = next((choice for choice in self._choices if choice.key == key), None)
        if found == self.choice and (found is not None or not key):
            return
        self.choice, self._picture, self._span = found, None, None
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(self._choices.index(found) + 1 if found is not None else 0)
        self._asked += 1
        self.legend.setVisible(found is not None)
        self._panel.overlays.place()
        if found is None:
            self._timer.stop()
            self._dirty = False
            self._panel.bulk.repaint(soon=True)
            return
        self._dirty = True
        self._timer.start(0)

    def _picked(self, index: int) -> None:
        self.show_field(self._choices[index - 1].key if index > 0 else "")

    def _offer(self) -> None:
        """Fill the list with what there is."""
        choices, language = choices_of(self._panel.rows), self._panel.session.language
        order = {name: system.order for name, system in self._panel.session.catalogue.systems.items()}
        choices.sort(key=lambda choice: (order.get(choice.kind.system, 1_000), in_language(choice.kind.name, language)))
        if choices == self._choices:
            return
        self._choices = choices
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItem(self.tr("No field"))
            for choice in choices:
                figure, kind = in_language(choice.attribute.label, language), in_language(choice.kind.name, language)
                self.box.addItem(self.tr("{figure}  -  {kind}").format(figure=figure, kind=kind))
            if self.choice in choices:
                self.box.setCurrentIndex(choices.index(self.choice) + 1)
        if self._wish and self.choice is None:
            self.show_field(self._wish)

    # -- following -------------------------------------------------------------------------------------------

    def _follow(self, changes: Changes) -> None:
        if changes.everything and changes.same_entities:
            self._offer_soon.start()  # of another moment much is done now; what is offered is hardly other
        elif changes.everything or changes.new_rows:
            self._offer()
        if self.choice is None:
            return
        mirror = self._panel.session.mirror
        if changes.everything:
            self._dirty = True
            self._asked += 1  # what is drawn and what is being computed is of another moment
            if not self._working:
                self._timer.start(0)
        elif len(changes.cells):
            cells = mirror.cells_named(self.choice.kind.type, self.choice.attribute.name)
            if bool(np.isin(changes.cells, cells).any()):
                self._ask()

    def _ticked(self, now: int) -> None:
        """Stations fall silent without a word: look again now and then."""
        if self.choice is not None and self._since.isValid() and self._since.elapsed() > 4 * REFRESH_MS:
            self._ask()

    def _ask(self) -> None:
        self._dirty = True
        if not self._timer.isActive() and not self._working:
            passed = self._since.elapsed() if self._since.isValid() else REFRESH_MS
            self._timer.start(max(0, REFRESH_MS - int(passed)))

    # -- computing -------------------------------------------------------------------------------------------

    def _compute(self) -> None:
        if self.choice is None or self._working or not self._dirty:
            return
        self._dirty = False
        self._since.restart()
        stations, count = stations_of(self.choice, self._panel.rows, self._panel.session.mirror)
        self._span = span_of(self.choice, stations.value, self._span) if len(stations.value) else self._span
        if not len(stations.value):
            self._show(None, stations, count, 0.0)
            return
        if self._workers is None:
            self._workers = ThreadPoolExecutor(1, thread_name_prefix="map-field")
        self._working = True
        self._workers.submit(self._work, self._asked, stations, count)

    def _work(self, asked: int, stations: Stations, count: int) -> None:
        """In the worker's thread."""
        grid: Grid | None = None
        reach = 0.0
        try:
            reach = reach_of(stations)
            grid = grid_of(stations, reach)
        except Exception:  # noqa: BLE001  a field that fails must not end the map
            _log.exception("a field could not be computed")
        self._computed.emit((asked, grid, stations, count, reach))

    def _take(self, found: tuple[int, Grid | None, Stations, int, float]) -> None:
        self._working = False
        asked, grid, stations, count, reach = found
        if asked == self._asked and self.choice is not None:
            self._show(grid, stations, count, reach)
        if self._dirty:
            self._timer.start(0 if asked != self._asked else REFRESH_MS)

    def _show(self, grid: Grid | None, stations: Stations, count: int, reach: float) -> None:
        assert self.choice is not None
        attribute, language = self.choice.attribute, self._panel.session.language
        self._picture = FieldPicture(grid, *self._span) if grid is not None and self._span is not None else None
        name, unit = in_language(attribute.label, language), unit_text(attribute)
        figures: list[str] = []
        if self._picture is not None:
            low, high = self._picture.low, self._picture.high
            step = step_of(low, high)
            shown = step * attribute.shown_factor
            decimals = next(many for many in range(6) if many == 5 or abs(shown - round(shown, many)) < 1e-9 * shown)
            count_of = round((high - low) / step)
            figures = [format_number(low * attribute.shown_factor + shown * at, decimals) for at in range(count_of + 1)]
        self.legend.say(f"{name}, {unit}" if unit else name, figures, self._sentence(stations, count, reach))
        self._panel.overlays.place()
        self._panel.bulk.repaint(soon=True)

    def _sentence(self, stations: Stations, count: int, reach: float) -> str:
        told = len(stations.value)
        if not count:
            return self.tr("No station tells this figure. Nothing is known anywhere.")
        if not told:
            return self.tr("All %n station(s) are silent or bad: nothing is known now.", "", count)
        far = format_number(reach / 1_000.0, 1)
        return self.tr(
            "Between {told} of {count} stations, up to {far} km from one (inverse distance). Blank: not known."
        ).format(told=told, count=count, far=far)

    # -- on the map ------------------------------------------------------------------------------------------

    def _add(self, request: Request) -> Request:
        return replace(request, fields=(*request.fields, self._picture)) if self._picture is not None else request

    def _on_paper(self, theme: Theme) -> Card | None:
        if self.choice is None:
            return None
        card = FieldLegend(theme, self._panel.session.language, self._panel)
        card.say(self.legend.title, self.legend.figures, self.legend.sentence)
        return card
