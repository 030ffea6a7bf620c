"""What the pointer and the keyboard's aim do with what is drawn: hover, select, open a cluster."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from opscenter.console.map import describe
from opscenter.console.map.bulk import BulkLayer
from opscenter.console.map.canvas import MapCanvas
from opscenter.console.map.footer import MapFooter
from opscenter.console.map.here import Offers
from opscenter.console.map.overlays import HoverCard
from opscenter.console.map.picking import Hit, nearest, pick
from opscenter.console.map.scene import Scene
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.domain.changes import Changes

_HOVER_MS = 30
_LIST_MOST = 30
_SAME_PLACE_PX = 60.0
_CLOSEST = 18.0


class Pointing(QObject):
    """`hit`: what is under the pointer. `hit_changed` when that is something else; `aimed(bool)`: keys move the map
    (True) or the pointer is back (False). `offers`: what features offer in the menu on a place. `stepped_to`: where
    the keyboard has stepped to, until the map or the pointer moves."""

    hit_changed = Signal()
    aimed = Signal(bool)

    def __init__(
        self,
        session: Session,
        selection: Selection,
        scene: Scene,
        canvas: MapCanvas,
        bulk: BulkLayer,
        hover: HoverCard,
        footer: MapFooter,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._selection, self._scene = session, selection, scene
        self._canvas, self._bulk, self._hover, self._footer = canvas, bulk, hover, footer
        self._window = parent
        self.hit: Hit | None = None
        self.spread: Callable[[Hit], bool] | None = None  # shows what stands in one place; False: list it instead
        self.offers: list[Offers] = []
        self.stepped_to: QPointF | None = None
        self._at = QPointF()
        self._inside = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_HOVER_MS)
        self._timer.timeout.connect(self.show_hover)
        gestures = canvas.gestures
        gestures.clicked.connect(self._clicked)
        gestures.hovered.connect(self._hovered)
        gestures.chosen.connect(self._choose_nearest)
        gestures.aimed.connect(lambda: self.aimed.emit(True))
        canvas.left.connect(self._left)
        session.changed.connect(self._follow)
        canvas.focus_lost.connect(lambda: self.aimed.emit(False))
        canvas.camera.moved.connect(self._map_moved)

    @property
    def pointer(self) -> QPointF | None:
        """Where the pointer is on the map, None while it is elsewhere."""
        return self._at if self._inside else None

    # -- hovering --------------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Nothing is under the pointer, or not what was."""
        self.stepped_to = None
        self._hover.hide()
        self._take(None)

    def _follow(self, changes: Changes) -> None:
        if changes.everything:
            self.forget()  # rows are others now

    def picked(self, at: QPointF) -> Hit | None:
        """What is drawn at a point of the canvas and still known, or None."""
        hit = pick(self._scene, self._bulk.marks, self._canvas.camera.view, at.x(), at.y())
        # The picture may be a moment older than the city: after a snapshot its rows can be gone.
        return hit if hit is not None and int(hit.rows.max(initial=0)) < len(self._scene.rows) else None

    def _map_moved(self) -> None:
        self.forget()
        if self._inside:
            # The map moved under the pointer, or with it.
            at = self._canvas.gestures.at
            self._footer.show_place(self._canvas.camera.view, at.x(), at.y())

    def show_hover(self) -> None:
        """Say what is under the pointer now; while a tool is chosen the pointer is the tool's."""
        if self._canvas.gestures.tool is not None:
            return
        if self.stepped_to is not None and self.hit is not None:
            self._hover.show_text(self.describe(self.hit), self.stepped_to.toPoint())
            return
        hit = self.picked(self._at)
        self._take(hit)
        if hit is None:
            self._hover.hide()
            self._canvas.unsetCursor()
            return
        self._canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        self._hover.show_text(self.describe(hit), self._at.toPoint())

    def describe(self, hit: Hit) -> str:
        """What the hover card says of a hit."""
        if hit.is_cluster:
            return describe.describe_cluster(self._session, self._scene.rows, hit.rows)
        return describe.describe_entity(self._session, self._scene.rows, hit.row)

    def step_to(self, hit: Hit, at: QPointF) -> str:
        """The keyboard is on a mark: as if the pointer were; returns what is said of it."""
        text = self.describe(hit)
        self.stepped_to = at
        self._take(hit)
        self._hover.show_text(text, at.toPoint())
        return text

    def _take(self, hit: Hit | None) -> None:
        same = (hit is None and self.hit is None) or (
            hit is not None and self.hit is not None and np.array_equal(hit.rows, self.hit.rows)
        )
        self.hit = hit
        if not same:
            self.hit_changed.emit()

    def _hovered(self, at: QPointF) -> None:
        self.stepped_to = None
        self._at = at
        self._inside = True
        self._footer.show_place(self._canvas.camera.view, at.x(), at.y())
        if not self._timer.isActive():
            self._timer.start()

    def _left(self) -> None:
        self._timer.stop()
        self._inside = False
        self._footer.clear_place()
        self.forget()

    # -- selecting -------------------------------------------------------------------------------------------

    def _clicked(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        self.aimed.emit(False)
        hit = self.picked(at)
        self._choose(hit, at.toPoint(), bool(modifiers & Qt.KeyboardModifier.ControlModifier))

    def _choose_nearest(self) -> None:
        if self.stepped_to is not None and self.hit is not None:
            self._choose(self.hit, self.stepped_to.toPoint(), False)
            return
        self.aimed.emit(True)
        view = self._canvas.camera.view
        hit = nearest(self._scene, self._bulk.marks, view, view.width / 2.0, view.height / 2.0)
        self._choose(hit, QPoint(self._canvas.width() // 2, self._canvas.height() // 2), False)

    def _choose(self, hit: Hit | None, at: QPoint, add: bool) -> None:
        if hit is None:
            if not add:
                self._selection.select([])
            return
        if hit.is_cluster:
            self._open_cluster(hit, at)
            return
        entity = self._session.mirror.ids[hit.row]
        ids = self._selection.ids
        if not add:
            self._selection.select([entity])
        elif entity in ids:
            self._selection.select([other for other in ids if other != entity])
        else:
            self._selection.select([entity, *ids])

    def _open_cluster(self, hit: Hit, at: QPoint) -> None:
        """Go nearer until it falls apart; entities in one place are spread out or listed instead."""
        rows, view = self._scene.rows, self._canvas.camera.view
        x, y = rows.x[hit.rows], rows.y[hit.rows]
        spread = max(float(np.ptp(x)), float(np.ptp(y)))
        if spread * view.scale * 2.0 ** (_CLOSEST - view.zoom) < _SAME_PLACE_PX or view.zoom >= _CLOSEST:
            if self.spread is None or not self.spread(hit):
                self.cluster_menu(hit).popup(self._canvas.mapToGlobal(at))
            return
        bounds = (float(x.min()), float(y.min()), float(x.max()), float(y.max()))
        fitted = view.fitted(bounds, 90.0, closest=_CLOSEST)
        nearer = view.zoomed(max(view.zoom + 1.0, fitted.zoom), view.width / 2.0, view.height / 2.0)
        dx, dy = nearer.place_on_screen(fitted.x, fitted.y)
        self._canvas.camera.look(nearer.panned(view.width / 2.0 - float(dx), view.height / 2.0 - float(dy)))

    def cluster_menu(self, hit: Hit) -> QMenu:
        """A list of what stands in one place, worst first."""
        rows, mirror = self._scene.rows, self._session.mirror
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        order = describe.worst_first(rows, hit.rows)
        for row in order[:_LIST_MOST].tolist():
            text = describe.menu_line(self._session, rows, row)
            action = menu.addAction(text.replace("&", "&&"))
            action.triggered.connect(lambda _=False, entity=mirror.ids[row]: self._selection.select([entity]))
        if len(order) > _LIST_MOST:
            menu.addAction(self.tr("and %n more", "", len(order) - _LIST_MOST)).setEnabled(False)
        return menu
