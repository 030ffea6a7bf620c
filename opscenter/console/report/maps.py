"""Maps of a report: the console's own map, off screen, of moments of the past, with legend, scale and attribution."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from opscenter.console.map.footer import length_text, round_length
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.projection import View, robust_bounds
from opscenter.console.map.sheet.making import paint_map
from opscenter.console.map.sheet.order import take_order
from opscenter.console.map.sheet.paper import MM_PER_INCH, PX_PER_INCH, Paper
from opscenter.console.report.document import Picture
from opscenter.console.report.gathering import Asking
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, LinkState, OnAnswer, Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import DARK, LIGHT
from opscenter.desk.errors import RefusedError, StationUnreachableError
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.report import ReportFacts
from opscenter.wire.desk import Header

log = logging.getLogger("opscenter.console.report.maps")

LONGEST_MS = 30_000
"""So long at most a map may take until everything is drawn."""
LOOK_MS = 25
_DPI = 192
_TEXT_MM = 178.0
"""The width of the text: the map, and its legend beside it, where it hides nothing."""
_APART_MM, _FOOT_MM = 3.0, 6.0


class MapTroubleError(Exception):
    """A map could not be drawn; the text says why."""


@dataclass(slots=True, frozen=True)
class ReportPaper(Paper):
    """The room that a map has in a report, without margins."""

    wide_mm: float = 114.0
    high_mm: float = 92.0

    @property
    def size_mm(self) -> tuple[float, float]:
        """(width, height) in millimetres."""
        return self.wide_mm, self.high_mm

    @property
    def map_mm(self) -> tuple[float, float, float, float]:
        """All of it."""
        return 0.0, 0.0, self.wide_mm, self.high_mm


class DeskChannel:
    """Lets a session ask a desk that waits for its answers: in a process that has nothing else to do."""

    def __init__(self, desk: Asking) -> None:
        self._desk = desk

    def ask(self, kind: str, header: Header, on_answer: OnAnswer) -> None:
        """Answered at once; what would change anything is refused."""
        if kind != "query":
            on_answer(Answer({}, {}, "A report changes nothing."))
            return
        try:
            answer, columns = self._desk.query(header["what"], **header["args"])
        except (RefusedError, StationUnreachableError) as error:
            on_answer(Answer({}, {}, str(error)))
        else:
            on_answer(Answer(answer, columns))

    def close(self) -> None:
        """Nothing to let go of."""


class ReportMaps:
    """One map panel, shown nowhere, that looks at one moment after the other. `close` it."""

    def __init__(self, desk: Asking, catalogue: Catalogue, facts: ReportFacts) -> None:
        self._facts = facts
        order = facts.order
        self._session = Session(catalogue, order.by)
        self._session.language = order.language
        self._session.introduce(desk.welcome)
        self._session.zone, self._session.city = facts.zone, facts.city
        self._session.channel = DeskChannel(desk)
        snapshot = desk.present()
        self._session.mirror.take_over(snapshot)
        self._session.set_link(LinkState.LIVE)
        self._refused = ""
        self._session.review_refused.connect(self._take_refusal)
        self._panel = MapPanel(self._session, Selection(), Theme(order.theme), order.basemaps or None)
        self._panel.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        paper = ReportPaper(dpi=_DPI)
        self._paper = paper
        self._panel.resize(*paper.map_px)
        self._panel.show()
        self._wait(lambda: self._panel.settled)
        self._view = self._look()

    def picture(self, at: int, caption: str) -> Picture:
        """The map as the city stood at `at` (Unix ms). MapTroubleError when it cannot be had."""
        self._refused = ""
        self._session.review(at)
        self._wait(lambda: bool(self._refused) or (self._session.moment == at and self._panel.settled))
        if self._refused:
            raise MapTroubleError(self._refused)
        if self._view is not None:
            self._panel.look(self._view)
        self._wait(lambda: self._panel.settled)
        theme = self._facts.order.theme
        narrow = ReportPaper(dpi=_DPI, wide_mm=_TEXT_MM - self._paper.wide_mm)  # the legend in a single column
        legend = take_order(self._panel, narrow, caption, theme, legend=True).legend
        order = take_order(self._panel, self._paper, caption, theme, legend=False)
        if self._view is not None:
            order = replace(order, request=self._request(order.request.serial))
        image = paint_map(order, lambda _share: None)
        alarms = len([one for one in self._session.mirror.alarms.values() if not one.state.is_laid_aside])
        told = QCoreApplication.translate("Report", "Map: {caption}, %n alarm(s) in the list", "", alarms)
        sheet = MapSheet(
            *(image, legend, order.request.view, order.scale, order.attribution),
            *(self._facts.order.language, self._paper, theme == "dark"),
        )
        ratio = (self._paper.high_mm + _FOOT_MM) / _TEXT_MM
        return Picture(sheet.paint, ratio, caption, told.format(caption=caption))

    def close(self) -> None:
        """End the map's threads."""
        self._panel.stop()
        self._panel.close()
        self._panel.deleteLater()

    def _request(self, serial: int) -> Any:
        assert self._view is not None
        request = self._panel.make_request(self._view, serial)
        return replace(
            request, tokens=Theme(self._facts.order.theme).tokens, ratio=self._paper.ratio, selected=frozenset(),
            places=None, areas=[replace(area, selected=False) for area in request.areas],
        )  # fmt: skip

    def _look(self) -> View | None:
        """Where to look: at the whole city, or at what the report is about."""
        wide, high = self._paper.map_px
        own = replace(self._panel.canvas.camera.view, width=float(wide), height=float(high), bearing=0.0, tilt=0.0)
        order = self._facts.order
        if (order.area or order.situation) and (bounds := self._bounds()) is not None:
            return own.fitted(bounds, 60.0, closest=15.5)
        bounds = robust_bounds(self._panel.rows.x, self._panel.rows.y)
        return own.fitted(bounds, 14.0) if bounds is not None else None

    def _bounds(self) -> tuple[float, float, float, float] | None:
        """What surrounds the area, else the entities of the report's alarms, in the map's own units."""
        rows, row_of = self._panel.rows, self._session.mirror.row_of
        area = rows.shapes.get(row_of.get(self._facts.area, -1))
        if area is not None:
            return area.bounds()
        entities = {one.entity for one in self._facts.episodes}
        entities |= {member.entity for one in self._facts.situations for member in one.members.values()}
        mine = [row for entity in entities if 0 <= (row := row_of.get(entity, -1)) < len(rows)]
        x, y = rows.x[mine], rows.y[mine]
        known = np.isfinite(x) & np.isfinite(y)
        if not known.any():
            return None
        x, y = x[known], y[known]
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())

    def _take_refusal(self, sentence: str) -> None:
        self._refused = sentence

    def _wait(self, ready: Callable[[], bool]) -> None:
        """Let the map work until it is ready."""
        if not _Waiting(ready).wait():
            raise MapTroubleError(
                QCoreApplication.translate("Report", "The map was not drawn within {count} s.").format(
                    count=LONGEST_MS // 1000
                )
            )


class _Waiting(QObject):
    """Runs an event loop until something is so, or for too long."""

    def __init__(self, ready: Callable[[], bool]) -> None:
        super().__init__()
        self._ready = ready
        self._loop = QEventLoop(self)
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._look)

    def wait(self) -> bool:
        """Whether it became so."""
        self._looking.start()
        QTimer.singleShot(LONGEST_MS, self._loop, lambda: self._loop.exit(1))
        return self._loop.exec() == 0

    def _look(self) -> None:
        if self._ready():
            self._looking.stop()
            self._loop.exit(0)


@dataclass(slots=True, frozen=True)
class MapSheet:
    """A map with its frame, its legend beside it, and below it scale, north and whose map it is."""

    image: QImage
    legend: QImage | None
    view: View
    scale: str
    attribution: str
    language: str
    paper: ReportPaper
    dark: bool

    def paint(self, painter: QPainter, rect: QRectF, unit: float) -> None:
        """Draw into `rect`; `unit` is one point."""
        painter.save()
        mm = rect.width() / _TEXT_MM
        frame = QRectF(rect.left(), rect.top(), self.paper.wide_mm * mm, self.paper.high_mm * mm)
        self._paint_legend(
            painter, QRectF(frame.right() + _APART_MM * mm, frame.top(), 0, frame.height()), rect.right(), mm
        )
        painter.drawImage(frame, self.image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(LIGHT.muted), 0.5 * unit))
        painter.drawRect(frame)
        metres = self.view.metres_per_px() * PX_PER_INCH / MM_PER_INCH  # a millimetre on paper
        length = round_length(metres * 32.0)
        bar, y = length / metres * mm, frame.bottom() + 3.0 * mm
        for number in range(4):
            painter.setBrush(QColor(LIGHT.text) if number % 2 == 0 else QColor("#FFFFFF"))
            painter.setPen(QPen(QColor(LIGHT.text), 0.3 * unit))
            painter.drawRect(QRectF(rect.left() + number * bar / 4, y - 0.5 * mm, bar / 4, 1.0 * mm))
        face = font("small", language=self.language)
        face.setPixelSize(max(1, round(6.5 * unit)))
        painter.setFont(face)
        painter.setPen(QColor(LIGHT.muted))
        told = f"{length_text(length)}   {self.scale}   " + QCoreApplication.translate("Report", "North is up")
        metrics = painter.fontMetrics()
        line = QRectF(rect.left() + bar + 2 * mm, y - 2.5 * mm, metrics.horizontalAdvance(told) + 2 * mm, 5 * mm)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)
        line = QRectF(line.right() + 2 * mm, line.top(), frame.right() - line.right() - 2 * mm, line.height())
        short = metrics.elidedText(self.attribution, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, short)
        painter.restore()

    def _paint_legend(self, painter: QPainter, box: QRectF, right: float, mm: float) -> None:
        if self.legend is None or self.legend.isNull():
            return
        own = mm * MM_PER_INCH / PX_PER_INCH / self.legend.devicePixelRatio()  # as large as on the map
        wide, high = self.legend.width() * own, self.legend.height() * own
        share = min(0.86, (right - box.left()) / wide, box.height() / high)
        place = QRectF(box.left(), box.top(), wide * share, high * share)
        if self.dark:
            painter.fillRect(place, QColor(DARK.panel))
        painter.drawImage(place, self.legend)


def moments_to_show(facts: ReportFacts) -> list[tuple[str, int]]:
    """("begin" | "worst" | "end", Unix ms) of the maps a report has; not two of moments that are nearly the same."""
    first = max(facts.since, facts.known_since)
    near = max(30_000, (facts.until - first) // 50)
    found = [("begin", first), ("end", facts.until)]
    worst = facts.worst
    if worst is not None and worst.wall - first > near and facts.until - worst.wall > near:
        found.insert(1, ("worst", min(worst.wall, facts.until)))
    return [one for one in found if one[1] > 0]


def maps_of(
    desk: Asking,
    catalogue: Catalogue,
    facts: ReportFacts,
    captions: Callable[[str, int], str],
    progress: Callable[[float], None],
) -> Sequence[Picture]:
    """The maps of a report. What cannot be drawn is in the facts' `troubles`."""
    moments = moments_to_show(facts)
    found: list[Picture] = []
    maps: ReportMaps | None = None
    try:
        maps = ReportMaps(desk, catalogue, facts)
        for number, (name, at) in enumerate(moments):
            progress(number / len(moments))
            found.append(maps.picture(at, captions(name, at)))
    except MapTroubleError as error:
        facts.troubles.append(("maps", str(error)))
    finally:
        if maps is not None:
            maps.close()
    return found
