"""The menu on a place of the map: what is there, and what can be done with it or from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from opscenter.console.format import format_place
from opscenter.console.map import describe
from opscenter.console.map.feature import Feature
from opscenter.console.map.here import Here, Offer
from opscenter.console.map.picking import Hit
from opscenter.console.map.projection import place_of
from opscenter.console.map.tools.plotting import main_attribute
from opscenter.console.theme.icons import icon

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

_LONGEST = 60


class PlaceMenu(Feature):
    """Opens with a right click, the Menu key or a long press."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        panel.canvas.gestures.menu_asked.connect(self._open)

    def here(self, at: QPointF) -> Here:
        """What is at a point of the canvas."""
        panel = self._panel
        view = panel.canvas.camera.view
        hit = panel.pointing.picked(at)
        lon, lat = place_of(*view.to_world(at.x(), at.y()))
        entity = panel.session.mirror.ids[hit.row] if hit is not None and not hit.is_cluster else ""
        return Here(lon, lat, entity, hit)

    def menu(self, here: Here) -> QMenu:
        """The menu for a place; the caller pops it up."""
        menu = QMenu(self._panel)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = menu.addAction(self._title(here).replace("&", "&&"))
        title.setEnabled(False)
        self._add(menu, self._of_entity(here))
        menu.addSeparator()
        for offers in self._panel.pointing.offers:
            self._add(menu, offers(here))
        menu.addSeparator()
        text = format_place(here.lon, here.lat)
        copy = Offer(
            self.tr("Copy {coordinates}").format(coordinates=text),
            "copy",
            "",
            lambda: QGuiApplication.clipboard().setText(text),
        )
        self._add(menu, [copy])
        return menu

    def _open(self, at: QPointF) -> None:
        panel = self._panel
        panel.overlays.hover.hide()
        stepped = panel.pointing.stepped_to  # the keyboard's own mark, when it has one
        if stepped is not None:
            at = stepped
        self.menu(self.here(at)).popup(panel.canvas.mapToGlobal(at.toPoint()))

    def _title(self, here: Here) -> str:
        panel = self._panel
        if here.entity and here.hit is not None:
            return panel.session.name(here.hit.row)[:_LONGEST]
        if here.hit is not None:
            return self.tr("%n entities here", "", len(here.hit.rows))
        return self.tr("Here")

    def _of_entity(self, here: Here) -> list[Offer]:
        panel, entity = self._panel, here.entity
        if here.hit is not None and here.hit.is_cluster:
            return [self._of_cluster(here.hit)]
        if not entity:
            return []
        offers = [
            Offer(self.tr("Show in the inspector"), "info", "", lambda: panel.selection.select([entity])),
        ]
        attribute = main_attribute(panel.session, entity)
        if attribute:
            offers.append(Offer(self.tr("Plot"), "plot", "", lambda: panel.selection.plot.emit(entity, attribute)))
        ids = panel.selection.ids
        if ids and entity not in ids:
            text = self.tr("Add to the selection")
            offers.append(Offer(text, "plus", "", lambda: panel.selection.select([*ids, entity])))
        elif len(ids) > 1 and entity in ids:
            text = self.tr("Take out of the selection")
            rest = [one for one in ids if one != entity]
            offers.append(Offer(text, "minus", "", lambda: panel.selection.select(rest)))
        return offers

    def _of_cluster(self, hit: Hit) -> Offer:
        panel, ids = self._panel, self._panel.session.mirror.ids
        members = [ids[row] for row in describe.worst_first(panel.rows, hit.rows).tolist()]
        return Offer(self.tr("Select them all"), "check", "", lambda: panel.selection.select(members))

    def _add(self, menu: QMenu, offers: Any) -> None:
        for offer in offers:
            text = offer.text.replace("&", "&&") + (f"\t{offer.key}" if offer.key else "")
            action = menu.addAction(icon(offer.icon, self._panel.theme.tokens, 16), text)
            action.triggered.connect(lambda _=False, act=offer.act: act())
