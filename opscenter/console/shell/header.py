"""The bar at the top: program, city, mode, time, search, bus, operator, theme, language."""

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from opscenter.console.format import NOTHING, format_date_time, format_offset, format_rate, format_time, format_weekday
from opscenter.console.plain import tip
from opscenter.console.replay.wording import mode_name, mode_sentence
from opscenter.console.session import LinkState, Session
from opscenter.console.shell.commands import Commands
from opscenter.console.shell.languages import locale_of
from opscenter.console.shell.mode_badge import ModeBadge
from opscenter.console.shell.replay_keys import REPLAY_COMMANDS
from opscenter.console.theme.fonts import font
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.role import Role

HEIGHT_PX = 44
CITY_PX = (320, 150)
OPERATOR_PX = (180, 110)
"""Widest a name may be written, px: in a wide window, in a narrow one."""


class HeaderBar(QFrame):
    """Reads the session on `refresh_clock` (ticks) and `refresh` (health, link, operator)."""

    bus_clicked = Signal()

    def __init__(self, session: Session, theme: Theme, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("HeaderBar")
        self.setFixedHeight(HEIGHT_PX)
        self._session = session
        self._theme = theme
        self._commands = commands
        self._icons: list[tuple[QToolButton | QPushButton, str]] = []
        self._shown_second = -1
        self._narrow = False

        self.menu_button = self._tool("menu", self.tr("Menu (Alt+M)"))
        self.menu_button.setShortcut("Alt+M")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self._menu())
        program = QLabel("opscenter")
        program.setObjectName("HeaderProgram")
        self._city = self._label("HeaderCity")
        self.badge = ModeBadge(session, theme)
        self._clock = self._label("HeaderClock")
        self._clock.setFont(font("large"))
        self._mode = self._label("HeaderMode")
        self._mode.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._mode.hide()
        self._utc = self._label("HeaderUtc")
        self._utc.setProperty("role", "muted")
        self.search_button = QPushButton()
        self.search_button.setProperty("role", "field")
        self.search_button.setToolTip(commands["search"].toolTip())
        self.search_button.clicked.connect(commands["search"].trigger)
        self._icons.append((self.search_button, "search"))
        self.bus_button = self._flat("health", self.tr("Bus: messages a second, gaps, set aside. Opens bus health."))
        self.bus_button.clicked.connect(self.bus_clicked)
        self.operator_button = self._flat("user", commands["operator"].toolTip())
        self.operator_button.clicked.connect(commands["operator"].trigger)
        self.language_button = self._tool("language", self.tr("Language"))
        self.language_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.language_button.setMenu(self._language_menu())
        self.theme_button = self._tool("theme", commands["theme"].toolTip())
        self.theme_button.clicked.connect(commands["theme"].trigger)
        self.help_button = self._tool("help", commands["help"].toolTip())
        self.help_button.clicked.connect(commands["help"].trigger)

        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX * 2, 0, GRID_PX * 2, 0)
        row.setSpacing(GRID_PX * 2)
        row.addWidget(self.menu_button)
        row.addWidget(program)
        row.addSpacing(GRID_PX)
        row.addWidget(self._rule())
        row.addSpacing(GRID_PX)
        row.addWidget(self._city)
        row.addSpacing(GRID_PX)
        row.addWidget(self.badge)
        row.addSpacing(GRID_PX * 2)
        row.addWidget(self._clock)
        row.addWidget(self._mode, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._utc)
        row.addStretch(1)
        row.addWidget(self.search_button)
        row.addStretch(1)
        row.addWidget(self.bus_button)
        row.addWidget(self.operator_button)
        row.addWidget(self._rule())
        for button in (self.language_button, self.theme_button, self.help_button):
            row.addWidget(button)

        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self.set_narrow(False)
        session.desk_changed.connect(self.refresh)
        self.refresh()

    # -- parts -----------------------------------------------------------------------------------------------

    def _label(self, name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _rule(self) -> QFrame:
        rule = QFrame()
        rule.setObjectName("HeaderRule")
        rule.setFixedSize(1, 20)
        return rule

    def _tool(self, icon_name: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setIconSize(QSize(20, 20))
        button.setFixedSize(32, 32)
        button.setProperty("role", "icon")
        self._icons.append((button, icon_name))
        return button

    def _flat(self, icon_name: str, tip: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "quiet")
        button.setToolTip(tip)
        button.setFont(font("normal"))
        self._icons.append((button, icon_name))
        return button

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for number, group in enumerate(self._commands.groups):
            if number:
                menu.addSeparator()
            own = [action for action in group.actions if action.objectName().startswith(REPLAY_COMMANDS)]
            menu.addActions([action for action in group.actions if action not in own])
            if own:  # many, and in a replay only
                self._submenu(menu, group.title, own)
        menu.setToolTipsVisible(True)  # why something cannot be done now
        return menu

    @staticmethod
    def _submenu(menu: QMenu, title: str, actions: list[QAction]) -> None:
        inner = menu.addMenu(title)
        inner.addActions(actions)
        menu.aboutToShow.connect(lambda: inner.menuAction().setVisible(any(one.isVisible() for one in actions)))

    def _language_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addActions([action for name, action in self._commands.all() if name.startswith("language-")])
        return menu

    def _paint_icons(self) -> None:
        for button, name in self._icons:
            button.setIcon(icon(name, self._theme.tokens, 16 if isinstance(button, QPushButton) else 20))

    # -- state -----------------------------------------------------------------------------------------------

    def set_past(self, past: bool) -> None:
        """The clock is that of a review or a recording, or of now."""
        self._mode.setText(mode_name(self._session))
        self._mode.setToolTip(tip(mode_sentence(self._session)))
        self._clock.setProperty("past", past)
        for label in (self._clock, self._mode):
            label.setProperty("mode", self._session.mode)
            label.style().unpolish(label)
            label.style().polish(label)
        self._shown_second = -1
        self.refresh_clock()

    def set_narrow(self, narrow: bool) -> None:
        """Shorter texts on a narrow window: nothing is cut, the rest is in the tooltips."""
        self._narrow = narrow
        self.search_button.setFixedWidth(128 if narrow else 280)
        self.search_button.setText(self.tr("Search") if narrow else self.tr("Search everything   Ctrl+K"))
        self._shown_second = -1
        self.refresh()

    def refresh(self) -> None:
        """City, bus and operator."""
        session = self._session
        self._write(self._city, session.city or self.tr("No city yet"), CITY_PX[self._narrow])
        health = session.live.health
        live = bool(health) and session.link is LinkState.LIVE
        rate = format_rate(float(health.get("message_rate") or 0.0)) if live else NOTHING
        gaps = int(health.get("gaps") or 0)
        rejected = int(health.get("rejected") or 0)
        bus = f"{rate}/s   " + self.tr("%n gap(s)", "", gaps)
        if not self._narrow:
            bus += "   " + self.tr("{rejected} set aside").format(rejected=rejected)
        self.bus_button.setText(bus)
        self._write(self.operator_button, self._operator(), OPERATOR_PX[self._narrow])
        # While the station is lost the badge says that: the word beside the clock keeps saying what the clock is of.
        self._mode.setVisible(session.recorded and session.link is not LinkState.LIVE)
        self.badge.refresh()
        self.refresh_clock()

    def _operator(self) -> str:
        """Who it is, and for how much they answer unless it is the whole city."""
        session, duty = self._session, self._session.duty
        name = session.operator or self.tr("Who are you?")
        if session.role is Role.SUPERVISOR:
            name += " · " + self.tr("supervisor")
        if duty.is_everything:
            return name
        parts = []
        if len(duty.areas) == 1:
            row = session.mirror.row_of.get(duty.areas[0], -1)
            parts.append(session.name(row) if row >= 0 else duty.areas[0].rsplit(":", 1)[-1])
        elif duty.areas:
            parts.append(self.tr("%n areas", "", len(duty.areas)))
        if duty.systems:
            parts.append(self.tr("%n systems", "", len(duty.systems)))
        return f"{name} · {', '.join(parts)}"

    @staticmethod
    def _write(where: QLabel | QPushButton, text: str, most: int) -> None:
        """A text of at most `most` px; what is cut is in the tooltip, and always in the accessible name."""
        where.ensurePolished()
        short = where.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, most)
        where.setText(short.replace("&", "&&") if isinstance(where, QPushButton) else short)
        where.setAccessibleName(text)
        if isinstance(where, QLabel):
            where.setToolTip(tip(text) if short != text else "")
        elif short != text:
            where.setToolTip(tip(text))

    def refresh_clock(self) -> None:
        """City time and UTC, once a second."""
        session = self._session
        second = session.now // 1000
        if second == self._shown_second:
            return
        self._shown_second = second
        self.badge.refresh()
        if session.now <= 0:
            self._clock.setText("–")
            self._utc.setText("")
            return
        date = QDate.fromString(format_date_time(session.now, session.zone)[:10], "yyyy-MM-dd")
        day = locale_of(session.language).toString(date, self.tr("d MMM", "date in the header, Qt format"))
        weekday = format_weekday(session.now, session.zone)
        clock = format_time(session.now, session.zone)
        self._clock.setText(f"{weekday} {day}  {clock}")
        offset = format_offset(session.now, session.zone)
        utc = self.tr("{time} UTC").format(time=format_time(session.now, "UTC", seconds=False))
        if offset == "+00:00":
            self._utc.setText(self.tr("UTC"))
        else:
            self._utc.setText(offset if self._narrow else f"{offset}   {utc}")
        self._clock.setToolTip(f"{session.zone} {offset}, {utc}")
        self._clock.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
