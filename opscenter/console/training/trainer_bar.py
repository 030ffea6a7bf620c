"""The bar of the trainer's console: how the exercise stands, and the buttons that move it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from opscenter.console.format import format_offset, format_time, format_weekday
from opscenter.console.plain import tip
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.console.training.standing import Stage, Standing
from opscenter.console.training.wording import clock_span, said, stage_name

_WIDEST_TITLE_PX = 420


class TrainerBar(QFrame):
    """`refresh(standing, connected)` writes; its buttons trigger the actions that it is given by name."""

    def __init__(self, session: Session, theme: Theme, actions: dict[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("TrainerBar")
        self._session, self._theme, self._actions = session, theme, actions
        self._icons: list[tuple[QPushButton, str]] = []
        self.badge = QLabel(self.tr("EXERCISE · TRAINER"), self)
        self.badge.setObjectName("TrainerBadge")
        self.badge.setFont(font("normal", bold=True))
        self.title = self._label("title")
        self.clock = self._label("")
        self.clock.setObjectName("ExerciseClock")
        self.clock.setFont(font("figure", bold=True))
        self.zone = self._label("muted")
        self.address = QPushButton(self)
        self.address.setProperty("role", "quiet")
        self.address.hide()
        self.address.clicked.connect(self.copy_address)
        self._address = ""
        self.stage = self._label("title")
        self.gone = self._label("muted")
        self.connected = self._label("muted")
        first = QHBoxLayout()
        first.setSpacing(GRID_PX * 3)
        first.addWidget(self.badge)
        first.addWidget(self.title)
        first.addStretch(1)
        for label in (self.stage, self.gone, self.clock, self.zone):
            first.addWidget(label)
        second = QHBoxLayout()
        second.setSpacing(GRID_PX * 2)
        self.hold = self._button("hold", "play")
        self.slower = self._button("slower", "minus")
        self.speed = self._label("")
        self.speed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.speed.setMinimumWidth(48)
        self.speed.setToolTip(self.tr("Exercise seconds in a second"))
        self.faster = self._button("faster", "plus")
        self.inject = self._button("inject", "edit")
        self.inject_chosen = self._button("inject-chosen", "check")
        self.take_back = self._button("take-back", "undo")
        self.say = self._button("say", "bell")
        self.end = self._button("end", "close")
        self.debrief = self._button("debrief", "replay")
        self.debrief.hide()
        pace: tuple[QWidget, ...] = (self.hold, self.slower, self.speed, self.faster)
        events: tuple[QWidget, ...] = (self.inject, self.inject_chosen, self.take_back, self.say)
        self._moving = (*pace, *events)
        for widget in pace:
            second.addWidget(widget)
        second.addSpacing(GRID_PX * 4)
        for button in events:
            second.addWidget(button)
        second.addStretch(1)
        second.addWidget(self.address)
        second.addWidget(self.connected)
        second.addSpacing(GRID_PX * 2)
        second.addWidget(self.debrief)
        second.addWidget(self.end)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 3, GRID_PX * 2)
        lines.setSpacing(GRID_PX * 2)
        lines.addLayout(first)
        lines.addLayout(second)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            label.setProperty("role", role)
        return label

    def _button(self, name: str, icon_name: str) -> QPushButton:
        action = self._actions[name]
        button = QPushButton(action.text(), self)
        button.setObjectName(f"trainer-{name}")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(tip(action.toolTip(), keys))
        button.clicked.connect(action.trigger)
        self._icons.append((button, icon_name))
        return button

    def _paint_icons(self) -> None:
        for button, name in self._icons:
            button.setIcon(icon(name, self._theme.tokens, 16))

    def refresh(self, standing: Standing | None, connected: int, chosen: tuple[bool, bool]) -> None:
        """As the exercise stands; `chosen`: the injection that is chosen can be done now, can be taken back."""
        session = self._session
        live = session.link is LinkState.LIVE
        self._write_title(said(standing.title, session.language, 120) if standing is not None else "")
        stage = standing.stage if standing is not None else None
        if not live:
            connecting = session.link is LinkState.CONNECTING
            self.stage.setText(self.tr("not connected yet") if connecting else self.tr("station not heard"))
        elif standing is not None and stage is Stage.PREPARING:
            name = stage_name(Stage.PREPARING)
            self.stage.setText(f"{name} {round(100 * standing.progress)} %")
        else:
            self.stage.setText(stage_name(stage) if stage is not None else "")
        if standing is not None:
            told = self.tr("{gone} gone, {left} left")
            self.gone.setText(told.format(gone=clock_span(standing.gone_ms), left=clock_span(standing.left_ms)))
        self.connected.setText(self.tr("%n desk(s) connected", "", connected))
        self.speed.setText(f"×{standing.speed:g}" if standing is not None else "")
        self._write_hold(stage)
        over = stage is Stage.OVER and standing is not None and bool(standing.file)
        self._actions["debrief"].setEnabled(over)
        self.debrief.setVisible(over)
        self.end.setVisible(not over)
        for widget in self._moving:  # nothing of it can be moved any more, and the window may be a narrow one
            widget.setVisible(stage is not Stage.OVER)
        going = live and stage in (Stage.RUNNING, Stage.FROZEN)
        early = live and stage in (Stage.BRIEFING, Stage.RUNNING, Stage.FROZEN)
        for name, enabled in (
            ("hold", early), ("slower", early), ("faster", early), ("inject", going), ("say", early), ("end", early),
            ("inject-chosen", going and chosen[0]), ("take-back", going and chosen[1]),
        ):  # fmt: skip
            self._actions[name].setEnabled(enabled)
        for button, name in (
            (self.hold, "hold"), (self.slower, "slower"), (self.faster, "faster"), (self.inject, "inject"),
            (self.say, "say"), (self.end, "end"), (self.inject_chosen, "inject-chosen"),
            (self.take_back, "take-back"),
        ):  # fmt: skip
            button.setEnabled(self._actions[name].isEnabled())
        self.refresh_clock()

    def show_address(self, address: str) -> None:
        """How trainees attach."""
        self._address = address
        self.address.setText(address)
        self.address.setVisible(bool(address))
        told = self.tr("Trainees attach with this. Click copies it.")
        self.address.setToolTip(tip(f"opscenter console --station {address}", told))
        self.address.setAccessibleName(f"{address}. {told}")

    def copy_address(self) -> None:
        """The command by which a trainee attaches, to the clipboard."""
        QGuiApplication.clipboard().setText(f"opscenter console --station {self._address}")

    def _write_title(self, title: str) -> None:
        short = self.title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, _WIDEST_TITLE_PX)
        self.title.setText(short)
        self.title.setToolTip(tip(title) if short != title else "")

    def _write_hold(self, stage: Stage | None) -> None:
        text, icon_name = {
            Stage.RUNNING: (self.tr("Freeze"), "pause"),
            Stage.FROZEN: (self.tr("Go on"), "play"),
        }.get(stage or Stage.BRIEFING, (self.tr("Begin"), "play"))
        if self.hold.text() != text:
            self.hold.setText(text)
            self._actions["hold"].setText(text)
            self._icons[0] = (self.hold, icon_name)
            self.hold.setIcon(icon(icon_name, self._theme.tokens, 16))

    def refresh_clock(self) -> None:
        """The exercise's clock."""
        session = self._session
        if session.now > 0:
            text = f"{format_weekday(session.now, session.zone)} {format_time(session.now, session.zone)}"
            if self.clock.text() != text:
                self.clock.setText(text)
                self.zone.setText(format_offset(session.now, session.zone))
                self.clock.setToolTip(session.zone)
