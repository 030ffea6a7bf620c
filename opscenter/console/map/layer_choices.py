"""What the layer panel chooses beyond kinds: names of the basemap, areas by a figure, and what has no place."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from opscenter.console.map.choropleth import REDUCTIONS, Figure
from opscenter.console.map.feature import Feature
from opscenter.console.map.request import Request
from opscenter.domain.changes import Changes

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

_MOST_LISTED = 200


class LayerChoices(Feature):
    """Wires these choices to the scene and the requests, and remembers them."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        layers = panel.layers
        layers.names.toggled.connect(lambda: panel.bulk.repaint(soon=True))
        layers.figure.changed.connect(self._take_figure)
        layers.unplaced_asked.connect(self._select_unplaced)
        panel.request_changes.append(self._without_names)
        panel.scene.choropleth.city = panel.session.areas.city
        panel.session.areas.changed.connect(self._members_changed)
        panel.session.changed.connect(self._follow)
        self._count(True)

    def save_state(self) -> dict[str, Any]:
        figure = self._panel.scene.choropleth.figure
        kept: dict[str, Any] = {"figure": asdict(figure)} if figure is not None else {}
        return kept if self._panel.layers.names.isChecked() else {**kept, "names": False}

    def restore_state(self, state: dict[str, Any]) -> None:
        if isinstance(state.get("names"), bool):
            self._panel.layers.names.setChecked(state["names"])
        told = state.get("figure")
        fields = ("over", "kind", "attribute", "reduce")
        if isinstance(told, dict) and all(isinstance(told.get(name), str) for name in fields):
            figure = Figure(*(told[name] for name in fields))
            if figure.reduce in REDUCTIONS and figure.over:
                self._panel.layers.figure.choose(figure)
                self._panel.scene.choropleth.figure = figure
                self._panel.bulk.repaint(soon=True)

    def stop(self) -> None:
        self._panel.session.changed.disconnect(self._follow)
        self._panel.session.areas.changed.disconnect(self._members_changed)

    def _without_names(self, request: Request) -> Request:
        return request if self._panel.layers.names.isChecked() else replace(request, places=None)

    def _take_figure(self) -> None:
        self._panel.scene.choropleth.figure = self._panel.layers.figure.figure
        self._panel.bulk.repaint(soon=True)

    def _members_changed(self) -> None:
        if self._panel.scene.choropleth.figure is not None:
            self._panel.bulk.repaint()

    def _follow(self, changes: Changes) -> None:
        self._count(changes.everything or bool(changes.new_rows) or bool(len(changes.moved_rows)))

    def _count(self, placed: bool) -> None:
        if placed:
            rows = self._panel.rows
            self._panel.layers.show_unplaced(len(rows.without_place), len(rows.at_nowhere))

    def _select_unplaced(self) -> None:
        """List what is not on the map: selecting it shows it in every other panel."""
        rows, ids = self._panel.rows, self._panel.session.mirror.ids
        found = np.concatenate((rows.at_nowhere, rows.without_place))[:_MOST_LISTED]
        self._panel.selection.select([ids[row] for row in found.tolist()])
