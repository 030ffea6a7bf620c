"""One area at a time: the map shows what is in it, a chip counts the alarms outside; the menu on a place offers it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from opscenter.console.map.feature import Feature
from opscenter.console.map.here import Here, Offer
from opscenter.console.plain import one_line
from opscenter.domain.changes import Changes

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

OFFERED = 3
_LONGEST = 40


class AreaFilter(Feature):
    """Follows `Selection.area`."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self._alarms = False
        self.chip = panel.overlays.add_chip(self.tr("Show the whole city again (Ctrl+Shift+D)"))
        self.chip.clicked.connect(lambda: panel.selection.narrow_to(""))
        panel.selection.area_changed.connect(self._narrowed)
        panel.session.areas.changed.connect(self._again)
        panel.session.changed.connect(self._follow)
        panel.pointing.offers.append(self.offers)
        self._again()

    def stop(self) -> None:
        panel = self._panel
        panel.selection.area_changed.disconnect(self._narrowed)
        panel.session.areas.changed.disconnect(self._again)
        panel.session.changed.disconnect(self._follow)

    def offers(self, here: Here) -> Sequence[Offer]:
        """What can be done with the areas at a place: the smallest first."""
        panel, city = self._panel, self._panel.session.areas.city
        found = city.index.areas_at(here.lon, here.lat)
        if city.is_area(here.entity):
            found = [here.entity, *(one for one in found if one != here.entity)]
        return [self._offer(area) for area in found[:OFFERED] if area != panel.selection.area] + self._leaving()

    def _offer(self, area: str) -> Offer:
        text = self.tr("Only {area}").format(area=self._name(area))
        return Offer(text, "filter", "", lambda: self._panel.selection.narrow_to(area))

    def _leaving(self) -> list[Offer]:
        selection = self._panel.selection
        if not selection.area:
            return []
        return [Offer(self.tr("The whole city again"), "close", "Ctrl+Shift+D", lambda: selection.narrow_to(""))]

    def _name(self, area: str) -> str:
        session = self._panel.session
        row = session.mirror.row_of.get(area, -1)
        return one_line(session.name(row) if row >= 0 else area, _LONGEST)

    def _narrowed(self) -> None:
        self._again()
        if self._panel.selection.area:
            self._panel.selection.show_on_map.emit(self._panel.selection.area)

    def _again(self) -> None:
        panel, area = self._panel, self._panel.selection.area
        before = panel.scene.area
        panel.scene.inside = panel.session.areas.city.inside(area) if area else None
        panel.scene.area = panel.session.mirror.row_of.get(area, -1) if area else -1
        self._show_chip()
        if area or before >= 0:
            panel.bulk.repaint(soon=True)

    def _follow(self, changes: Changes) -> None:
        if self._panel.selection.area and (changes.everything or changes.new_rows or changes.alarms):
            if changes.everything:
                self._again()
            else:
                self._show_chip()

    def _show_chip(self) -> None:
        panel, area = self._panel, self._panel.selection.area
        text = ""
        if area:
            text = self.tr("Only {area}").format(area=self._name(area))
            outside = panel.scene.alarms_outside()
            if outside:
                text += "  -  " + self.tr("%n alarm(s) outside", "", outside)
            text += "  -  " + self.tr("show the city")
        panel.overlays.show_chip(self.chip, text.replace("&", "&&"))
