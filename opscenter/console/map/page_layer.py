"""The map of a system's page: what the page is about alone, coloured by its attribute, and what the colours mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from opscenter.console.format import format_number, unit_text
from opscenter.console.map.card import Card
from opscenter.console.map.colours import LEVELS, ramp_colour
from opscenter.console.map.feature import Feature
from opscenter.console.map.legend_content import of_kind
from opscenter.console.map.page_shade import NO_COLOUR, PageShade
from opscenter.console.map.projection import View
from opscenter.console.map.request import Request
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.domain.catalogue import Kind
from opscenter.domain.system_page import PageMap
from opscenter.domain.texts import in_language

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel
    from opscenter.console.pages.panel import Layer

_FIT_MS = 150
_WIDE, _PAD, _BAR = 216, 8, 8
_MOST_SCALES = 2


class PageKey(Card):
    """What the colours mean: a line and a bar for each scale; the pointer goes through."""

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._language = language
        self.scales: list[tuple[str, str, str]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, scales: list[tuple[str, str, str]]) -> bool:
        """(name, quiet end, bright end) of each scale; whether that is something else than before."""
        if scales == self.scales:
            return False
        self.scales = scales
        self.setAccessibleName(". ".join(f"{name}: {low} – {high}" for name, low, high in scales))
        self.resize(self.sizeHint())
        self.update()
        return True

    def _line(self) -> float:
        return QFontMetricsF(font("small", language=self._language)).height()

    def sizeHint(self) -> QSize:
        return QSize(_WIDE, round(2 * _PAD - 4 + len(self.scales) * (2 * self._line() + _BAR + 8)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        tokens, line, wide = self._theme.tokens, self._line(), _WIDE - 2 * _PAD
        top = float(_PAD - 2)
        for name, low, high in self.scales:
            painter.setFont(font("small", bold=True, language=self._language))
            painter.setPen(QColor(tokens.text))
            shown = QFontMetricsF(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(QRectF(_PAD, top, wide, line), Qt.AlignmentFlag.AlignLeft, shown)
            top += line + 3
            for level in range(LEVELS):
                left = _PAD + wide * level / LEVELS
                painter.fillRect(QRectF(left, top, wide / LEVELS - 1, _BAR), QColor(ramp_colour(tokens, level)))
            top += _BAR + 1
            painter.setFont(font("small", language=self._language))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(QRectF(_PAD, top, wide, line), Qt.AlignmentFlag.AlignLeft, low)
            painter.drawText(QRectF(_PAD, top, wide, line), Qt.AlignmentFlag.AlignRight, high)
            top += line + 4
        painter.end()


class PageLayer(Feature):
    """`show_layer` with what a page wants, None for the map as it is."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self.layer: Layer | None = None
        self._before: View | None = None
        self._put: View | None = None
        self.key = PageKey(panel.theme, panel.session.language, panel.canvas)
        panel.overlays.stand_right(self.key)
        panel.request_changes.append(self._change)
        panel.bulk.shown.connect(self._tell)
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(_FIT_MS)
        self._fit.timeout.connect(self._look_at_city)
        panel.canvas.sized.connect(self._sized)

    def show_layer(self, layer: Layer | None) -> None:
        """Show what a page wants; the first one, when the map has become narrower, brings the whole city into it."""
        panel, before = self._panel, self.layer
        self.layer = layer
        told = layer.told if layer is not None else PageMap()
        panel.scene.page = PageShade(layer.kinds, told.colour, told.low, told.high) if layer is not None else None
        if layer is not None and before is None:
            self._before = panel.canvas.camera.view
            self._fit.start()
        elif layer is None and before is not None:
            self._fit.stop()
            here = panel.canvas.camera.view
            if self._before is not None and self._put is not None and _same(here, self._put):
                panel.look_at(self._before)  # nobody has moved the map meanwhile
            self._before = self._put = None
        panel.bulk.repaint(soon=True)
        self._tell()

    def _sized(self) -> None:
        if self._fit.isActive():
            self._fit.start()  # the window is still laying itself out

    def _look_at_city(self) -> None:
        panel = self._panel
        if self._before is not None and panel.city_view() is not None:
            panel.show_city()
            self._put = panel.canvas.camera.view

    def _change(self, request: Request) -> Request:
        scene = self._panel.scene
        if scene.page is None or request.compared is not None or not len(request.points.row):
            return request
        mine, steps = scene.page.steps(request.points.row, scene.rows, scene.mirror)
        if not mine.any():
            return request
        steps = np.where(mine & (steps >= 0), steps, NO_COLOUR).astype(np.int8)
        return replace(request, compared=steps, compared_wholly=True)

    def _tell(self) -> None:
        """Say what the colours of the kinds that are there mean."""
        page, panel = self._panel.scene.page, self._panel
        scales: list[tuple[str, str, str]] = []
        if page is not None:
            there = {kind.type: kind for kind in panel.rows.kinds if page.colours(kind)}
            scales = [self._scale(kind, page) for kind in list(there.values())[:_MOST_SCALES]]
        if self.key.say(scales) or self.key.isVisible() != bool(scales):
            self.key.setVisible(bool(scales))
            panel.overlays.place()

    def _scale(self, kind: Kind, page: PageShade) -> tuple[str, str, str]:
        language, attribute = self._panel.session.language, kind.attributes[page.colour]
        low, high = (edge * attribute.shown_factor for edge in page.span(kind, self._panel.session.mirror))
        unit = unit_text(attribute)
        name = of_kind(in_language(kind.name, language), in_language(attribute.label, language) or page.colour)
        decimals = attribute.decimals
        return name, f"{format_number(low, decimals)} {unit}".strip(), f"{format_number(high, decimals)} {unit}".strip()


def _same(one: View, other: View) -> bool:
    return (one.x, one.y, one.zoom) == (other.x, other.y, other.zoom)
