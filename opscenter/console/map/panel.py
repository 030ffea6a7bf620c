"""The map panel: wires the session, the selection and the theme to the map's layers."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from opscenter.console.map.basemap.reference import Basemaps
from opscenter.console.map.bulk import BulkLayer
from opscenter.console.map.canvas import MapCanvas
from opscenter.console.map.card import Card
from opscenter.console.map.feature import Feature
from opscenter.console.map.features import furnish
from opscenter.console.map.footer import MapFooter
from opscenter.console.map.ground import MapGround
from opscenter.console.map.layers import LayerPanel
from opscenter.console.map.legend import Legend
from opscenter.console.map.legend_content import legend_content
from opscenter.console.map.opening import Opening
from opscenter.console.map.overlays import Overlays
from opscenter.console.map.paint_selected import RINGED_LIVE
from opscenter.console.map.painting import Picture
from opscenter.console.map.pointing import Pointing
from opscenter.console.map.projection import View
from opscenter.console.map.request import MARGIN_PX, Fonts, Request
from opscenter.console.map.rings import rings_for
from opscenter.console.map.rows import MapRows
from opscenter.console.map.scene import Scene
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.domain.changes import Changes

SHAPES_A_SLICE = 250
MOST_SELECTED = 20_000
"""So many selected entities are marked on the map."""
_AGE_MS = 1_000
_FOCUS_ZOOM = 15.5
_VEIL = 0.42
_LEGEND_FITS = 3


class MapPanel(QWidget):
    """A map of the city. Several may exist; each has its own camera, layers and painting thread."""

    def __init__(
        self,
        session: Session,
        selection: Selection,
        theme: Theme,
        basemap: Basemaps = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.selection, self.theme = session, selection, theme
        self.rows = MapRows(session.catalogue)
        self.scene = Scene(self.rows, session.mirror, session.language)
        self.canvas = MapCanvas(self)
        self.canvas.setAccessibleName(self.tr("Map of the city"))
        self.bulk = BulkLayer(self.canvas, self.make_request, self)
        self.footer = MapFooter(theme, self)
        self.legend = Legend(theme, session.language, self.canvas)
        self.layers = LayerPanel(session.catalogue, session.language, theme, self.canvas)
        self.overlays = Overlays(theme, self.canvas, self.legend, self.layers, lambda: selection.narrow(""))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.footer)
        self.setMinimumSize(240, 180)
        self.setFocusProxy(self.canvas)

        self.ground = MapGround(self.canvas, self)
        self.pointing = Pointing(
            session, selection, self.scene, self.canvas, self.bulk, self.overlays.hover, self.footer, self
        )
        self.request_changes: list[Callable[[Request], Request]] = []
        """What features have to say to each picture of the bulk layer: left out of it, or added."""
        self.paper_cards: list[Callable[[Theme], Card | None]] = []
        """What features explain on a sheet of paper beside the legend, as a hidden widget in the theme of the paper."""
        self.opening = Opening(session, self.rows, self.canvas, self.overlays, self.ground)
        self._legend_fits = 0
        self._aim = False
        self._stopped = False
        self._fonts = self._make_fonts()
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._read_shapes)
        self._aged = 0
        self._connect()
        self.set_basemap(basemap)
        self._take_theme()
        self.features: dict[str, Feature] = {}
        self._follow(Changes(everything=True, now=session.now))
        self.features.update(furnish(self))  # they find the city as it is
        self._link_changed()

    def _connect(self) -> None:
        session, selection, canvas = self.session, self.selection, self.canvas
        session.changed.connect(self._follow)
        session.ticked.connect(self._ticked)
        session.link_changed.connect(self._link_changed)
        selection.changed.connect(self._selection_changed)
        selection.system_changed.connect(self._system_changed)
        selection.show_on_map.connect(self.show_entity)
        self.theme.changed.connect(self._take_theme)
        self.layers.changed.connect(self._layers_changed)
        self.bulk.shown.connect(self._picture_shown)
        canvas.camera.moved.connect(self._camera_moved)
        canvas.sized.connect(self._sized)
        canvas.ratio_changed.connect(lambda: self.bulk.repaint(soon=True))
        canvas.gestures.home.connect(self.show_city)
        canvas.gestures.escaped.connect(self._escaped)
        self.pointing.hit_changed.connect(self.show_rings)
        self.selection.plotted_changed.connect(self.show_rings)
        self.selection.pointed_changed.connect(self.show_rings)
        self.pointing.aimed.connect(self._set_aim)
        self.ground.changed.connect(self._ground_changed)
        self.ground.opened.connect(lambda: self.opening.take())
        self.ground.named.connect(lambda: self.bulk.repaint(soon=True))
        buttons = self.overlays.buttons
        buttons.nearer.clicked.connect(lambda: self._zoom_by(0.5))
        buttons.farther.clicked.connect(lambda: self._zoom_by(-0.5))
        buttons.home.clicked.connect(self.show_city)
        buttons.north.clicked.connect(self.north_up)
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)
        # A panel that is deleted without being closed ends its thread too; the layer outlives the panel's own slots.
        self.destroyed.connect(self.bulk.stop_thread)

    # -- what other parts may ask ----------------------------------------------------------------------------

    @property
    def settled(self) -> bool:
        """Everything that is known is on the screen: nothing is read, asked for or painted any more."""
        return not self._slices.isActive() and self.bulk.settled and self.bulk.painted_view is not None

    def show_entity(self, entity_id: str) -> None:
        """Bring an entity into view, near enough to stand alone."""
        row = self.session.mirror.row_of.get(entity_id, -1)
        if row < 0 or row >= len(self.rows) or not np.isfinite(self.rows.x[row]):
            return
        view = self.canvas.camera.view
        shape = self.rows.shapes.get(row)
        if shape is not None:
            view = view.fitted(shape.bounds(), 80.0, closest=max(view.zoom, _FOCUS_ZOOM))
        else:
            x, y = float(self.rows.x[row]), float(self.rows.y[row])
            view = view.fitted((x, y, x, y), 0.0, closest=max(view.zoom, _FOCUS_ZOOM))
        self.look(view)

    def look(self, view: View) -> None:
        """Look where somebody has said; from now on new entities move the map no more."""
        self.opening.end()
        self.canvas.gestures.stop()
        self.canvas.camera.look(view)

    def show_city(self) -> None:
        """Look at the whole city, north up; at the basemap while nothing of the city is known."""
        view = self.opening.city_view() or self.opening.ground_view()
        if view is not None:
            self.canvas.gestures.stop()
            self.canvas.camera.look(view)

    def look_at(self, view: View) -> None:
        """Look where another map looks, in a window of this one's size; it is not moved by itself afterwards."""
        self.opening.end()
        self.canvas.gestures.stop()
        own = self.canvas.camera.view
        self.canvas.camera.look(replace(view, width=own.width, height=own.height, eye=own.eye))

    def north_up(self) -> None:
        """Turn the map so that north is up, and look straight down."""
        view = self.canvas.camera.view
        self.canvas.camera.look(view.turned(0.0, view.width / 2.0, view.height / 2.0).tilted(0.0))

    def set_basemap(self, basemaps: Basemaps) -> None:
        """Draw another basemap, or none. Trouble with it is said on the map; the entities are drawn all the same."""
        self.ground.open(basemaps, self.theme.tokens, self.session.language)

    def use_ground_of(self, other: "MapPanel") -> None:
        """Draw the basemap that another map draws, whatever was chosen for this one."""
        self.ground.follow(other.ground, self.theme.tokens, self.session.language)

    def save_state(self) -> dict[str, Any]:
        """Views by city, layers and legend, to be put back by `restore_state`."""
        return {
            "views": self.opening.remembered(),
            "hidden": sorted(self.layers.hidden_kinds),
            "legend": self.overlays.legend_wish,
            "features": {name: kept for name, feature in self.features.items() if (kept := feature.save_state())},
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Put back what `save_state` gave; anything that is not as expected is left as it is.

        The map looks where it had looked at this city, as soon as the city is known, if any of it is there.
        """
        hidden, legend = state.get("hidden"), state.get("legend")
        if isinstance(hidden, list):
            self.layers.hide_kinds(str(kind) for kind in hidden)
        if isinstance(legend, bool):
            self.overlays.wish_legend(legend)
        kept = state.get("features")
        for name, feature in self.features.items():
            if isinstance(kept, dict) and isinstance(kept.get(name), dict):
                feature.restore_state(kept[name])
        self.opening.restore(state.get("views"))

    def keep_clear(self, height: int) -> None:
        """So many px at the top are covered by a notice of the window: buttons and chips move below it."""
        self.overlays.inset = height
        self._show_notice()
        self.overlays.place()
        self.opening.take(complete=True)

    def stop(self) -> None:
        """Let go of the session and end the threads; the panel shows nothing new afterwards."""
        if self._stopped:
            return
        self._stopped = True
        self._slices.stop()
        self.session.changed.disconnect(self._follow)
        self.session.ticked.disconnect(self._ticked)
        for feature in self.features.values():
            feature.stop()
        self.bulk.stop()
        self.ground.stop()

    # -- following the session -------------------------------------------------------------------------------

    def _follow(self, changes: Changes) -> None:
        rows, mirror = self.rows, self.session.mirror
        touched = rows.apply(mirror, changes, max(changes.now, self.session.now))
        if rows.pending:
            self._slices.start()
        if changes.everything or changes.new_rows:
            names, counts = np.unique(rows.kind, return_counts=True)
            self.layers.show_counts(
                {
                    rows.kinds[index].type: int(count)
                    for index, count in zip(names.tolist(), counts.tolist(), strict=True)
                }
            )
        if changes.alarms or changes.everything:
            self._show_chips()
        if changes.new_rows or (changes.everything and not changes.same_entities):
            self.opening.take()  # not for another moment: the map stays where it is
        self.bulk.take_news(changes, touched, rows.x, rows.y)
        self._show_notice()

    def city_view(self) -> View | None:
        """The view of the whole city in a window of this size, clear of what lies over the map; None without one."""
        return self.opening.city_view()

    def _read_shapes(self) -> None:
        self.rows.read_shapes(SHAPES_A_SLICE)
        if not self.rows.pending:
            self._slices.stop()
            self.opening.take(complete=True)
        self.bulk.repaint()

    def _ticked(self, now: int) -> None:
        if abs(now - self._aged) >= _AGE_MS:
            self._aged = now
            aged = self.rows.age(self.session.mirror, now)
            if len(aged) and self.bulk.touches_view(self.rows.x[aged], self.rows.y[aged]):
                self.bulk.repaint()
            if self.overlays.hover.isVisible():
                self.pointing.show_hover()

    def _link_changed(self) -> None:
        self._show_look()
        self._show_notice()
        self.bulk.repaint(soon=True)

    @property
    def _lost(self) -> bool:
        return self.session.link is not LinkState.LIVE and len(self.rows) > 0

    def _show_notice(self) -> None:
        session = self.session
        if session.moment is not None and not len(self.rows):
            text = ""  # of a moment before anything was heard the word over the map says why
        elif session.link is LinkState.LOST and self.overlays.inset:
            text = ""  # the window says it already, just above
        elif session.link is LinkState.LOST:
            text = self.tr("Not live: the station is not heard. What is shown is old until it is back.")
        elif session.link is LinkState.REFUSED:
            text = session.reason or self.tr("The station refused this console.")
        elif session.link is LinkState.CONNECTING:
            text = self.tr("Connecting to the station. The city appears here as soon as it answers.")
        elif not len(self.rows):
            text = self.tr("Nothing has been heard from the city yet. Entities appear here with their first message.")
            text += f" {self.ground.trouble}" if self.ground.trouble else ""
        else:
            text = self.ground.trouble
        self.overlays.show_notice(text, dismissable=text == self.ground.trouble)

    # -- pictures --------------------------------------------------------------------------------------------

    def make_request(self, view: View, serial: int) -> Request:
        """What a picture of `view` is painted from, as everything stands now."""
        mirror = self.session.mirror
        chosen = (mirror.row_of.get(entity, -1) for entity in self.selection.ids[:MOST_SELECTED])
        request = self.scene.request(
            view,
            self.canvas.devicePixelRatioF(),
            self.theme.tokens,
            self._fonts,
            lost=self._lost,
            selected=frozenset(row for row in chosen if 0 <= row < len(self.rows)),
            serial=serial,
            every_line=self.canvas.card.ready,
            named=self.bulk.marks.named if self.bulk.marks.zoom == view.zoom else frozenset(),
        )
        request = replace(request, places=self.ground.names)
        for change in self.request_changes:
            request = change(request)
        return request

    def _picture_shown(self, picture: Picture) -> None:
        self.show_rings()
        content = legend_content(
            self.rows,
            self.bulk.marks,  # the picture's, and those of the live vehicles
            picture.in_window,
            picture.view.grown(-MARGIN_PX),
            self.session.language,
            self.scene.choropleth,
        )
        if (
            self.scene.compared is not None or self.scene.page is not None
        ):  # what colours mean then is on a card of its own
            content = replace(content, ramps=(), figure=None, lines=())
        if content != self.legend.content or not self.legend.told:
            self.legend.show_content(content)
            self.overlays.place()
            if self._legend_fits < _LEGEND_FITS:  # what is in view decides how large it is, and the other way round
                self._legend_fits += 1
                self.opening.take(complete=True)

    def show_rings(self) -> None:
        """Put pulses, selection and pointer's ring where everything is drawn now."""
        row_of = self.session.mirror.row_of
        rings = rings_for(
            self.rows,
            self.bulk.marks,
            self.canvas.camera.view,
            self.theme.tokens,
            selected=[row_of.get(entity, -1) for entity in self._ringed()],
            hovered=self.pointing.hit,
            live=not self._lost,
            plotted={row_of.get(entity, -1): colour for entity, colour in self.selection.plotted.items()},
            pointed=row_of.get(self.selection.pointed, -1),
        )
        self.canvas.rings.show(rings)

    def _ringed(self) -> list[str]:
        ids = self.selection.ids
        return ids if len(ids) <= RINGED_LIVE else []  # the picture itself marks many

    def _show_look(self) -> None:
        tokens = self.theme.tokens
        self.canvas.set_ground(tokens.land)
        self.canvas.look.show(
            ground=tokens.land,
            accent=tokens.accent,
            veil=_VEIL if self._lost else 0.0,
            motion=not self._reduced_motion(),
            aim=self._aim,
        )
        self.canvas.gestures.glides = not self._reduced_motion()

    def _reduced_motion(self) -> bool:
        return bool(getattr(self.theme, "reduced_motion", False))

    def _make_fonts(self) -> Fonts:
        language = self.session.language
        return Fonts(
            small=font("small", language=language),
            number=font("normal", bold=True, language=language),
            count=font("small", language=language),
        )

    def _take_theme(self) -> None:
        self.ground.use_theme(self.theme.tokens, self.session.language)
        self._show_look()
        self.show_rings()
        self.bulk.repaint(soon=True)

    # -- camera ----------------------------------------------------------------------------------

    def _camera_moved(self) -> None:
        view = self.canvas.camera.view
        self.footer.show_view(view)
        self.overlays.buttons.show_bearing(view.bearing, view.tilt)
        if view.bearing or view.tilt:
            self.overlays.place()

    def _ground_changed(self) -> None:
        self.footer.show_attribution(self.ground.credit)
        self._show_notice()

    def _sized(self) -> None:
        self.overlays.place()
        self.opening.take(complete=True)
        self.bulk.repaint(soon=True)

    def _zoom_by(self, steps: float) -> None:
        view = self.canvas.camera.view
        self.canvas.camera.look(view.zoomed(view.zoom + steps, view.width / 2.0, view.height / 2.0))

    # -- selection and filters --------------------------------------------------------------------------------

    def _selection_changed(self) -> None:
        self.show_rings()
        self.bulk.repaint(soon=True)

    def _system_changed(self) -> None:
        self.scene.system = self.selection.system
        self._show_chips()
        self.bulk.repaint(soon=True)

    def _layers_changed(self) -> None:
        self.scene.hidden_kinds = set(self.layers.hidden_kinds)
        self._show_chips()
        self.bulk.repaint(soon=True)

    def _show_chips(self) -> None:
        by_system, by_kind = self.scene.hidden_alarms()
        text = ""
        if self.selection.system:
            text = self.tr("%n alarm(s) hidden by the filter", "", by_system) if by_system else self.tr("Filtered")
            text = self.tr("{text}  -  show every system").format(text=text)
        self.overlays.show_chip(self.overlays.system_chip, text)
        text = self.tr("%n alarm(s) on hidden layers", "", by_kind) if by_kind else ""
        self.overlays.show_chip(self.overlays.layer_chip, text)

    def _escaped(self) -> None:
        self._set_aim(False)
        if self.overlays.buttons.layers.isChecked():
            self.overlays.buttons.layers.setChecked(False)
        elif self.overlays.notice.dismissable:
            self.ground.dismiss()
        elif self.selection.ids:
            self.selection.select([])
        elif self.selection.system:
            self.selection.narrow("")

    def _set_aim(self, on: bool) -> None:
        if on != self._aim:
            self._aim = on
            self._show_look()

    # -- widget ----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.overlays.place()
        self.bulk.repaint(soon=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.overlays.hover.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange) and hasattr(self, "_fonts"):
            self._fonts = self._make_fonts()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isWindow():
            self.stop()
        super().closeEvent(event)
