"""Buttons, chips, notice and hover card over the map, and where each of them stands."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from opscenter.console.map.card import Card
from opscenter.console.map.focus_frame import FocusFrame
from opscenter.console.map.here import Offer
from opscenter.console.map.layers import LayerPanel
from opscenter.console.map.legend import Legend
from opscenter.console.map.map_notice import MapNotice
from opscenter.console.map.projection import Margins
from opscenter.console.theme.icons import icon, icon_pixmap
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

_BUTTON = 28
_EDGE = 10
_GAP = 6
_HOVER_GAP = 16
_WHOLE = "wholeText"
_MARK_PX = 40
"""How far a cluster with its badge, or a symbol with its name, reaches from its place."""
_SAID_MS = 8_000
_SAID_WIDE = 560
_LEGEND_FROM_WIDE = 900
_LEGEND_FROM_HIGH = 520
"""A smaller map keeps its room: the legend then waits behind its button."""


class MapButtons(Card):
    """A column of buttons; the arrow shows where north is while the map is turned."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        self._icons: dict[QToolButton, str] = {}
        self._bearing = 0.0
        self.nearer = self._button("plus", self.tr("Zoom in (+)"))
        self.farther = self._button("minus", self.tr("Zoom out (-)"))
        self.home = self._button("home", self.tr("Whole city (Home)"))
        self.north = self._button("north", self.tr("North up (N)"))
        self.layers = self._button("layers", self.tr("Choose layers"), checkable=True)
        self.legend = self._button("info", self.tr("Legend"), checkable=True)
        self.tools = self._button("tools", self.tr("Measure, select, keep places"))
        self.tools.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in self._icons:
            layout.addWidget(button)
        self.north.hide()
        theme.changed.connect(self._recolour)
        self._recolour()

    def show_bearing(self, bearing: float, tilt: float = 0.0) -> None:
        """Turn the arrow; it is only there while the map is turned or tilted."""
        turned = bearing != 0.0 or tilt != 0.0
        if bearing != self._bearing or turned == self.north.isHidden():
            self._bearing = bearing
            self.north.setVisible(turned)
            self._turn()
            self.adjustSize()

    def _button(self, name: str, tip: str, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setIconSize(QSize(18, 18))
        button.setAutoRaise(True)
        button.setStyleSheet("padding: 0; min-height: 0")
        button.setCheckable(checkable)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        self._icons[button] = name
        return button

    def _recolour(self) -> None:
        for button, name in self._icons.items():
            button.setIcon(icon(name, self._theme.tokens, 18))
        self._turn()

    def _turn(self) -> None:
        pixmap = icon_pixmap("north", self._theme.tokens.text, 18, 2.0)
        turned = pixmap.transformed(QTransform().rotate(-self._bearing), Qt.TransformationMode.SmoothTransformation)
        self.north.setIcon(turned)


class HoverCard(Card):
    """What is under the pointer; plain text that never takes the pointer away."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, GRID_PX)
        layout.addWidget(self.label)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_text(self, text: str, at: QPoint) -> None:
        """Show a text beside a point of the parent, always whole within it."""
        parent = self.parentWidget()
        assert parent is not None
        self.label.setText(text)
        self.adjustSize()
        x, y = at.x() + _HOVER_GAP, at.y() + _HOVER_GAP
        if x + self.width() > parent.width():
            x = max(0, at.x() - _HOVER_GAP - self.width())
        if y + self.height() > parent.height():
            y = max(0, at.y() - _HOVER_GAP - self.height())
        self.move(x, y)
        self.show()
        self.raise_()


class Overlays(QObject):
    """All that lies over the map. `place()` arranges it in the canvas's rectangle; `placed` when it has."""

    placed = Signal()

    def __init__(
        self, theme: Theme, canvas: QWidget, legend: Legend, layers: LayerPanel, leave_system: Callable[[], None]
    ) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.inset = 0  # px at the top that something else covers
        self.buttons = MapButtons(theme, canvas)
        self.legend = legend
        self.layers = layers
        self.hover = HoverCard(theme, canvas)
        self.focus_frame = FocusFrame(theme, canvas)
        self.system_chip = QPushButton(canvas)
        self.system_chip.setToolTip(self.tr("Leave the filter and show every system"))
        self.system_chip.clicked.connect(leave_system)
        self.layer_chip = QPushButton(canvas)
        self.layer_chip.setToolTip(self.tr("Show every layer again"))
        self.layer_chip.clicked.connect(layers.show_all)
        self.notice = MapNotice(theme, canvas)
        self.said = Card(theme, canvas)
        self.said_label = QLabel(self.said)
        self.said_label.setTextFormat(Qt.TextFormat.PlainText)
        self.said_label.setWordWrap(True)
        around = QVBoxLayout(self.said)
        around.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 3, GRID_PX)
        around.addWidget(self.said_label)
        self.said.hide()
        self._unsay = QTimer(self)
        self._unsay.setSingleShot(True)
        self._unsay.setInterval(_SAID_MS)
        self._unsay.timeout.connect(self.said.hide)
        self.offers: list[Callable[[], Sequence[Offer]]] = []  # of features, in the menu of the tools button
        self.chips = [self.system_chip, self.layer_chip]
        self._right: list[QWidget] = []
        self._lower: list[QWidget] = []
        for widget in (self.system_chip, self.layer_chip, layers):
            widget.hide()
        layers.left.connect(lambda: self.buttons.layers.setChecked(False))
        self.buttons.layers.toggled.connect(self._show_layers)
        self.legend_wish: bool | None = None  # None: the operator has not said; then it depends on the room
        self.buttons.legend.toggled.connect(self._show_legend)

    def show_tools(self, shown: bool) -> None:
        """Have the buttons over the map, or a picture without them for a wall."""
        self.buttons.setVisible(shown)
        if not shown:
            self.buttons.layers.setChecked(False)
            self.hover.hide()
        self.place()

    def show_notice(self, text: str, dismissable: bool = False) -> None:
        """A sentence at the top of the map, with a button if the operator may take it away; "" takes it away."""
        if self.notice.tell(text, dismissable and bool(text)):
            self.place()

    def say(self, text: str) -> None:
        """A sentence at the lower edge that goes by itself after some seconds, or with the next one."""
        self.said_label.setText(text)
        room = min(_SAID_WIDE, self._canvas.width() - 2 * _EDGE)
        wide = min(room, self.said_label.fontMetrics().horizontalAdvance(text) + 6 * GRID_PX + 4)
        high = self.said_label.heightForWidth(wide - 6 * GRID_PX - 2) + 3 * GRID_PX + 2
        self.said.setGeometry((self._canvas.width() - wide) // 2, self._canvas.height() - high - 6 * _EDGE, wide, high)
        self.said.setVisible(bool(text))
        self.said.raise_()
        self._unsay.start()

    def show_chip(self, chip: QPushButton, text: str) -> None:
        """A chip with a text; "" takes it away."""
        if text != chip.property(_WHOLE) or chip.isHidden() == bool(text):
            chip.setProperty(_WHOLE, text)
            chip.setVisible(bool(text))
            self.place()

    def add_chip(self, tip: str) -> QPushButton:
        """One more chip, hidden until it has a text (`show_chip`)."""
        chip = QPushButton(self._canvas)
        chip.setToolTip(tip)
        chip.hide()
        self.chips.append(chip)
        return chip

    def stand_right(self, card: QWidget) -> None:
        """Have a card stand in the lower right corner, above those that were told before. It sizes itself."""
        self._right.append(card)

    def stand_above(self, card: QWidget) -> None:
        """Have what stands in the lower right corner keep above a card that stands in the middle of the lower edge."""
        self._lower.append(card)

    @property
    def margins(self) -> Margins:
        """What a view of the whole city keeps free: room for marks, clear of buttons, chips and notice."""
        over = [widget for widget in (self.notice, *self.chips) if not widget.isHidden()]
        top = max((widget.geometry().bottom() + 1 for widget in over), default=self.inset)
        return Margins(_MARK_PX, top + _MARK_PX, self.buttons.width() + _EDGE + _MARK_PX, _MARK_PX)

    @property
    def corner(self) -> tuple[float, float]:
        """(width, height) in px of the lower left corner that the legend covers, marks beside it included."""
        if self.legend.isHidden():
            return 0.0, 0.0
        return self.legend.width() + _EDGE + _MARK_PX, self.legend.height() + _EDGE + _MARK_PX

    def place(self) -> None:
        """Put everything where it belongs."""
        wide, high = self._canvas.width(), self._canvas.height()
        self.buttons.adjustSize()
        upper = self.inset + _EDGE
        self.buttons.move(wide - self.buttons.width() - _EDGE, upper)
        if self.legend_wish is None:
            self._check_legend(wide >= _LEGEND_FROM_WIDE and high >= _LEGEND_FROM_HIGH)
        self.legend.use_room(wide - 2.0 * _EDGE)
        self.legend.resize(self.legend.sizeHint())
        wished = self.buttons.legend.isChecked() and self.legend.told
        self.legend.setVisible(wished and self.legend.height() < high - 2 * _EDGE)
        self.legend.move(_EDGE, high - self.legend.height() - _EDGE)
        room = min(300, wide - self.buttons.width() - 3 * _EDGE)
        free = max(120, min(620, high - upper - _EDGE))
        self.layers.setGeometry(self.buttons.x() - room - _EDGE // 2, upper, room, free)
        top = upper
        if not self.notice.isHidden():
            room = min(560, max(160, wide - 2 * (self.buttons.width() + 2 * _EDGE)))
            self.notice.fit(room)
            self.notice.move((wide - room) // 2, top)
            top += self.notice.height() + _GAP
        self._place_chips(top, wide - self.buttons.width() - 3 * _EDGE)
        self._place_right(upper)
        self.placed.emit()

    def _place_chips(self, top: int, room: int) -> None:
        """In the middle, in as many lines as they need: none may cover what another says of hidden alarms."""
        lines: list[list[QPushButton]] = []
        used = 0
        for chip in self.chips:
            if chip.isHidden():
                continue
            _fit_chip(chip, room)
            if not lines or used + _GAP + chip.width() > room:
                lines.append([])
                used = 0
            lines[-1].append(chip)
            used += chip.width() + (_GAP if used else 0)
        for line in lines:
            left = max(_EDGE, (self._canvas.width() - sum(chip.width() for chip in line) - _GAP * (len(line) - 1)) // 2)
            for chip in line:
                chip.move(left, top)
                left += chip.width() + _GAP
            top += max(chip.height() for chip in line) + _GAP

    def _place_right(self, upper: int) -> None:
        wide, low = self._canvas.width(), self._canvas.height() - _EDGE
        for card in self._right:
            if card.isHidden():
                continue
            left = max(_EDGE, wide - card.width() - _EDGE)
            for other in self._lower:
                if not other.isHidden() and other.geometry().right() + _GAP > left:
                    low = min(low, other.y() - _GAP)
            card.move(left, max(upper, low - card.height()))
            card.raise_()
            low = card.y() - _GAP

    @property
    def free_top(self) -> int:
        """Where something at the left may begin, below what lies at the top."""
        over = [widget for widget in (self.notice, *self.chips) if not widget.isHidden()]
        return max((widget.geometry().bottom() + _GAP for widget in over), default=self.inset + _EDGE)

    def _show_layers(self, on: bool) -> None:
        self.layers.setVisible(on)
        if on:
            self.layers.raise_()
            self.layers.tree.setFocus()
        else:
            self._canvas.setFocus()

    def wish_legend(self, on: bool | None) -> None:
        """Show the legend, do not, or (None) where there is room."""
        self.legend_wish = on
        if on is not None:
            self._check_legend(on)
        self.place()

    def _check_legend(self, on: bool) -> None:
        self.buttons.legend.blockSignals(True)
        self.buttons.legend.setChecked(on)
        self.buttons.legend.blockSignals(False)

    def _show_legend(self, on: bool) -> None:
        self.legend_wish = on
        self.place()


def _fit_chip(chip: QPushButton, room: int) -> None:
    """A chip as wide as its text; in two lines, cut at the blank nearest to the middle, where that is too wide."""
    text = str(chip.property(_WHOLE) or chip.text())
    chip.setText(text)
    chip.adjustSize()
    blanks = [at for at, letter in enumerate(text) if letter == " "]
    if chip.width() > room and blanks:
        cut = min(blanks, key=lambda at: abs(at - len(text) / 2))
        chip.setText(f"{text[:cut].rstrip(' -')}\n{text[cut:].lstrip(' -')}")
        chip.adjustSize()
