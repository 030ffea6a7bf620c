"""Makes a sheet of an order: paints the map, sets the texts around it, writes PNG or PDF. Runs in a worker thread."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPainterPath, QPdfWriter, QPen

from opscenter.console.map.footer import length_text, round_length
from opscenter.console.map.painting import in_force, paint
from opscenter.console.map.sheet.ground_picture import paint_ground
from opscenter.console.map.sheet.order import Order
from opscenter.console.map.sheet.paper import FOOT_MM, HEAD_MM, MARGIN_MM, MM_PER_INCH
from opscenter.console.theme.fonts import font
from opscenter.console.theme.tokens import LIGHT

_GROUND_SHARE, _CITY_SHARE = 0.7, 0.9
_BAR_MM = 45.0
_PT_MM = MM_PER_INCH / 72.0


def make_sheet(order: Order, out: Path, progress: Callable[[float], None]) -> None:
    """Write the sheet to `out`, whole or not at all: a PDF if its name ends so, else a PNG.

    `progress(share)` is told 0..1 and may raise CancelledError. Raises OSError or BasemapError with a sentence.
    """
    picture = paint_map(order, progress)
    progress(_CITY_SHARE)
    partial = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        if out.suffix.lower() == ".pdf":
            _write_pdf(order, picture, partial)
        else:
            _write_png(order, picture, partial)
        progress(1.0)
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def paint_map(order: Order, progress: Callable[[float], None]) -> QImage:
    """The map itself: basemap, names, city, legend; view size times ratio."""
    request, ratio = order.request, order.paper.ratio
    view = request.view
    image = QImage(round(view.width * ratio), round(view.height * ratio), QImage.Format.Format_RGB32)
    image.fill(QColor(request.tokens.land))
    names = None
    if order.grounds:
        names = paint_ground(
            image,
            view,
            ratio,
            order.grounds,
            request.tokens,
            order.language,
            lambda share: progress(share * _GROUND_SHARE),
        )
    progress(_GROUND_SHARE)
    picture = paint(in_force(replace(request, places=names)))
    painter = QPainter(image)
    painter.drawImage(QRectF(0, 0, image.width(), image.height()), picture.image)
    if order.legend is not None:
        edge = round(8 * ratio)
        wide, high = order.legend.width(), order.legend.height()
        painter.drawImage(QRectF(edge, image.height() - high - edge, wide, high), order.legend)
    bottom = image.height()
    for card in order.cards:
        edge = round(8 * ratio)
        bottom -= card.height() + edge
        painter.drawImage(QRectF(image.width() - card.width() - edge, bottom, card.width(), card.height()), card)
    painter.end()
    return image


def _write_png(order: Order, picture: QImage, out: Path) -> None:
    wide, high = (round(side / MM_PER_INCH * order.paper.dpi) for side in order.paper.size_mm)
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    if image.isNull():
        raise OSError(
            QCoreApplication.translate(
                "Sheet", "There is not enough memory for a picture of this size. Choose a smaller paper or resolution."
            )
        )
    image.fill(Qt.GlobalColor.white)
    dots_a_metre = round(order.paper.dpi / MM_PER_INCH * 1000)
    image.setDotsPerMeterX(dots_a_metre)
    image.setDotsPerMeterY(dots_a_metre)
    painter = QPainter(image)
    _set(painter, order, picture, order.paper.dpi / MM_PER_INCH)
    painter.end()
    if not image.save(str(out), "PNG"):  # type: ignore[call-overload]
        raise OSError(
            QCoreApplication.translate("Sheet", "{folder} cannot be written. Choose another folder.").format(
                folder=out.parent
            )
        )


def _write_pdf(order: Order, picture: QImage, out: Path) -> None:
    wide, high = order.paper.size_mm
    writer = QPdfWriter(str(out))
    writer.setTitle(order.title)
    writer.setCreator("opscenter")
    writer.setResolution(order.paper.dpi)
    size = QPageSize(QSizeF(wide, high), QPageSize.Unit.Millimeter, order.paper.name)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(
            QCoreApplication.translate("Sheet", "{folder} cannot be written. Choose another folder.").format(
                folder=out.parent
            )
        )
    _set(painter, order, picture, order.paper.dpi / MM_PER_INCH)
    painter.end()


def _set(painter: QPainter, order: Order, picture: QImage, dots: float) -> None:
    """Lay the sheet out; `dots` per millimetre. Black on white, whatever the theme of the map is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    paper = order.paper
    high = paper.size_mm[1]
    left, top, map_wide, map_high = paper.map_mm

    def box(x: float, y: float, w: float, h: float) -> QRectF:
        return QRectF(x * dots, y * dots, w * dots, h * dots)

    def write(place: QRectF, text: str, points: float, *, bold: bool = False, right: bool = False) -> None:
        face = font("normal", bold=bold, language=order.language)
        face.setPixelSize(max(1, round(points * _PT_MM * dots)))
        painter.setFont(face)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, short)

    frame = box(left, top, map_wide, map_high)
    painter.drawImage(frame, picture)
    painter.setPen(QPen(QColor("#1B232B"), 0.25 * dots))
    if order.past:  # as on the screen: nothing of the past without its frame
        painter.setPen(QPen(QColor(LIGHT.replay), 0.9 * dots, Qt.PenStyle.DashLine))
    painter.drawRect(frame)
    _draw_north(painter, box(left + map_wide - 14, top + 3, 11, 11), order.request.view.bearing, dots)
    painter.setPen(QColor("#1B232B"))
    write(box(left, MARGIN_MM, map_wide * 0.62, HEAD_MM - 4), order.title, 17, bold=True)
    write(box(left + map_wide * 0.62, MARGIN_MM, map_wide * 0.38, 5), order.time, 10, right=True)
    if order.mode:
        painter.setPen(QColor(LIGHT.replay if order.past else "#1B232B"))
        write(box(left + map_wide * 0.62, MARGIN_MM + 5, map_wide * 0.38, 5), order.mode, 9, bold=True, right=True)
        painter.setPen(QColor("#1B232B"))
    foot = high - MARGIN_MM - FOOT_MM + 3
    metres = order.request.view.metres_per_px() * order.request.view.width / map_wide  # a millimetre
    length = round_length(metres * _BAR_MM)
    _draw_bar(painter, QPointF(left * dots, (foot + 2.2) * dots), length / metres, dots)
    write(box(left + length / metres + 3, foot - 1, 24, 5), length_text(length), 9)
    write(box(left + _BAR_MM + 28, foot - 1, 40, 5), order.scale, 9)
    write(box(left, foot + 4.5, map_wide * 0.5, 4), order.maker, 7)
    write(box(left + map_wide * 0.45, foot - 1, map_wide * 0.55, 5), order.attribution, 8, right=True)


def _draw_bar(painter: QPainter, at: QPointF, length_mm: float, dots: float) -> None:
    """Four alternating parts, as maps have them."""
    part, high = length_mm * dots / 4.0, 1.4 * dots
    painter.setPen(QPen(QColor("#1B232B"), 0.2 * dots))
    for number in range(4):
        painter.setBrush(QColor("#1B232B") if number % 2 == 0 else QColor("#FFFFFF"))
        painter.drawRect(QRectF(at.x() + number * part, at.y() - high / 2, part, high))


def _draw_north(painter: QPainter, square: QRectF, bearing: float, dots: float) -> None:
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(255, 255, 255, 215))
    painter.drawEllipse(square)
    painter.translate(square.center())
    painter.rotate(-bearing)
    reach = square.height() * 0.36
    arrow = QPainterPath(QPointF(0, -reach))
    for x, y in ((0.55, 0.75), (0, 0.4), (-0.55, 0.75)):
        arrow.lineTo(x * reach, y * reach)
    arrow.closeSubpath()
    painter.setBrush(QColor("#1B232B"))
    painter.drawPath(arrow)
    painter.restore()
