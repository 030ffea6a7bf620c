"""Everything that a sheet is made from, taken from a map in the UI thread; made elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from opscenter.console.format import format_date_time, format_offset
from opscenter.console.map.legend import Legend
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.request import Request
from opscenter.console.map.sheet.paper import Paper, scale_text, view_on
from opscenter.console.replay.wording import past_word
from opscenter.console.session import LinkState
from opscenter.console.theme.theme import Theme


@dataclass(slots=True, frozen=True)
class Order:
    """One sheet: the request of its map, the basemaps under it, the legend as a picture, the texts around."""

    paper: Paper
    request: Request
    grounds: tuple[str, ...]
    legend: QImage | None
    cards: tuple[QImage, ...]  # what else explains colours, from the lower right corner up
    language: str
    title: str
    time: str
    mode: str  # "" when it is live; else what it is instead
    past: bool
    scale: str
    attribution: str
    maker: str


def take_order(panel: MapPanel, paper: Paper, title: str, theme: str, legend: bool) -> Order:
    """What the map shows now, as an order for `paper`. `theme` is "light" (for paper) or "dark" (as on a wall)."""
    session = panel.session
    shown = Theme(theme)
    view = view_on(paper, panel.canvas.camera.view)
    request = panel.make_request(view, 0)
    request = replace(request, tokens=shown.tokens, ratio=paper.ratio, selected=frozenset(), places=None)
    request = replace(request, areas=[replace(area, selected=False) for area in request.areas])
    translate = QCoreApplication.translate
    past = session.moment is not None or session.recorded
    mode = ""
    if session.recorded:
        mode = past_word(session)
    elif past:
        mode = translate("Sheet", "REVIEW: the city as it stood then")
    elif session.link is not LinkState.LIVE:
        mode = translate("Sheet", "Not live: the station was not heard.")
    return Order(
        paper=paper,
        request=request,
        grounds=panel.ground.files,
        legend=_legend(panel, shown, paper) if legend else None,
        cards=tuple(_cards(panel, shown, paper)) if legend else (),
        language=session.language,
        title=title or session.city or translate("Sheet", "Map of the city"),
        time=f"{format_date_time(session.now, session.zone)} {format_offset(session.now, session.zone)}"
        if session.now > 0
        else "",
        mode=mode,
        past=past,
        scale=scale_text(view),
        attribution=panel.ground.credit if panel.ground.basemaps else "",  # without a map, a hint for the screen
        maker=translate("Sheet", "Made by {name} with opscenter").format(name=session.operator)
        if session.operator
        else translate("Sheet", "Made with opscenter"),
    )


def _legend(panel: MapPanel, theme: Theme, paper: Paper) -> QImage:
    """The legend of the map as a picture at the paper's resolution."""
    made = Legend(theme, panel.session.language, panel)
    made.hide()
    made.use_room(paper.map_px[0] * 0.8)
    made.show_content(replace(panel.legend.content, on_paper=True))
    made.resize(made.sizeHint())
    image = QImage(made.size() * paper.ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(paper.ratio)
    image.fill(0)
    painter = QPainter(image)
    made.paint_card(painter)
    painter.drawPixmap(0, 0, made.picture(paper.ratio))
    painter.end()
    made.deleteLater()
    return image


def _cards(panel: MapPanel, theme: Theme, paper: Paper) -> Iterator[QImage]:
    """What features explain, as pictures at the paper's resolution."""
    for make in panel.paper_cards:
        card = make(theme)
        if card is not None:
            card.hide()
            image = QImage(card.size() * paper.ratio, QImage.Format.Format_ARGB32_Premultiplied)
            image.setDevicePixelRatio(paper.ratio)
            image.fill(0)
            card.render(image, renderFlags=QWidget.RenderFlag.DrawChildren)
            card.deleteLater()
            yield image


def default_title(panel: MapPanel) -> str:
    """The city's name."""
    return panel.session.city
