"""The inspector: everything about what is selected."""

import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from opscenter.console.alarms.comment_bar import CommentBar
from opscenter.console.alarms.intents import AlarmIntents
from opscenter.console.elided import ElidedLabel
from opscenter.console.format import format_length, format_place
from opscenter.console.inspector.area_card import AreaCard
from opscenter.console.inspector.attribute_view import AttributeDelegate, AttributeView
from opscenter.console.inspector.attributes import AttributeList
from opscenter.console.inspector.cards import MOST, AlarmCard
from opscenter.console.inspector.events import EntityEvents
from opscenter.console.inspector.facts import alarms_among, as_json, attribute_rows, kinds_of, nearby
from opscenter.console.inspector.lines import EntityLine, SummaryLine
from opscenter.console.inspector.trends import Trends
from opscenter.console.notes.occasion import Occasion
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.icons import icon
from opscenter.console.theme.shapes import priority_pixmap
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm, Priority
from opscenter.domain.changes import Changes
from opscenter.domain.texts import in_language

_LISTED = 40
_KINDS = 12


class InspectorPanel(QWidget):
    """Follows the selection; says what to do while nothing is selected. `named(str)` when an operator gave a name;
    `detail_wanted(occurrence)` when all of an alarm is wanted."""

    named = Signal(str)
    detail_wanted = Signal(str)

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._theme = theme
        self._entity = ""
        self._second = 0
        self._stale = True
        self._signature: object = None
        self._among: list[tuple[Priority, int]] = []
        self.trends = Trends(session, self)
        self.attributes = AttributeList(session, self)
        self.view = AttributeView(
            self.attributes, AttributeDelegate(self.attributes, self.trends, session, theme, self), self
        )
        self.comment_bar = CommentBar(self)
        self.intents = AlarmIntents(session, self.comment_bar, self)
        self._build()
        session.changed.connect(self._on_changed)
        session.ticked.connect(self._on_ticked)
        selection.changed.connect(self._show)
        theme.changed.connect(self._show)
        self.trends.changed.connect(self.view.viewport().update)
        self.view.plot.connect(self._plot)
        self.intents.changed.connect(self._on_under_way)
        self.intents.named.connect(self.named)
        self._show()

    # -- building --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.empty = QLabel(self)
        self.empty.setObjectName("EmptyState")
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        self._scroll.setWidget(body)
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 8, 0, 12)
        box.setSpacing(2)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 4)
        head.setSpacing(2)
        self.name = ElidedLabel("title", body)
        self.kind = ElidedLabel("muted", body)
        self.id = ElidedLabel("small", body)
        self.place = ElidedLabel("small", body)
        head.addWidget(self.name)
        head.addWidget(self.kind)
        self.copy_id = self._tool("copy", self.tr("Copy the id"), self._copy_id)
        self.copy_place = self._tool("copy", self.tr("Copy latitude and longitude"), self._copy_place)
        for label, button in ((self.id, self.copy_id), (self.place, self.copy_place)):
            line = QHBoxLayout()
            line.setSpacing(4)
            line.addWidget(label, 1)
            line.addWidget(button)
            head.addLayout(line)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        self.map_button = self._tool("pin", self.tr("Show on the map (Ctrl+M)"), self._show_on_map)  # the window's key
        self.follow_button = self._tool("goto", self.tr("Follow on the map (F on the map)"), self._follow_on_map)
        self.plot_button = self._tool(
            "plot", self.tr("Plot the selected attributes, or the most telling one"), self._plot
        )
        self.json_button = self._tool("export", self.tr("Copy everything as JSON"), self._copy_json)
        self.note_button = self._tool("edit", self.tr("Write a note about it (Ctrl+Shift+N)"), self._write_note)
        for button in (self.map_button, self.follow_button, self.plot_button, self.note_button, self.json_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        head.addLayout(buttons)
        box.addLayout(head)
        self.cards = self._section(box, "")
        self.area = AreaCard(self._session, self._selection, self._theme, body)
        box.addWidget(self.area)
        self._attributes_title = self._heading(box, self.tr("Attributes"))
        box.addWidget(self.view)
        self._near_title = self._heading(box, self.tr("Nearby"))
        self.near = self._section(box, "")
        title = self._heading(box, self.tr("Alarms and notes"))
        self.journal = self._section(box, "")
        self._events = EntityEvents(self._session, title, self.journal, self)
        box.addStretch(1)
        outer.addWidget(self.empty, 1)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self.comment_bar)

    def _heading(self, box: QVBoxLayout, text: str) -> QLabel:
        heading = QLabel(text)
        heading.setProperty("role", "heading")
        heading.setContentsMargins(12, 10, 12, 2)
        box.addWidget(heading)
        return heading

    def _section(self, box: QVBoxLayout, _title: str) -> QVBoxLayout:
        section = QVBoxLayout()
        section.setContentsMargins(0, 0, 0, 0)
        section.setSpacing(0)
        box.addLayout(section)
        return section

    def _tool(self, name: str, told: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "icon")
        button.setProperty("firm", True)  # the stylesheet has the last word on its least height
        button.setProperty("icon_name", name)
        button.setFixedSize(24, 24)
        button.setIconSize(QSize(16, 16))
        button.setToolTip(told)
        button.setAccessibleName(told)
        button.clicked.connect(act)
        return button

    def _clear(self, section: QVBoxLayout) -> None:
        while (item := section.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    # -- showing ---------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Write everything anew; while nobody sees it that waits (an alarm is in front, the dock is closed)."""
        self._stale = not self.isVisible()
        if self._stale:
            self._entity = ""
            self.attributes.show("", [])
            self.trends.show("")
            self.area.show_area("")
            return
        for button in (
            *(self.copy_id, self.copy_place, self.map_button, self.plot_button),
            *(self.note_button, self.json_button),
        ):
            button.setIcon(icon(str(button.property("icon_name")), self._theme.tokens, 16))
        self.follow_button.setIcon(icon("goto", self._theme.tokens, 16))
        mirror = self._session.mirror
        known = [one for one in self._selection.ids if one in mirror.row_of]
        self.empty.setVisible(not known)
        self._scroll.setVisible(bool(known))
        if not known:
            self.empty.setText(
                self.tr("Nothing is selected. Click a symbol on the map or an alarm, or press Ctrl+K to search.")
                if not self._selection.ids
                else self.tr("What is selected is not known to the station.")
            )
            self._entity = ""
            self.attributes.show("", [])
            self.trends.show("")
            self.area.show_area("")
            return
        if len(known) > 1:
            self._show_several(known)
        else:
            self._show_one(known[0])

    def _show_one(self, entity: str) -> None:
        session, mirror = self._session, self._session.mirror
        row = mirror.row_of[entity]
        kind = session.catalogue.kind(mirror.types[row])
        system = session.catalogue.systems.get(kind.system)
        system_name = in_language(system.name, session.language) if system is not None else kind.system
        self.name.put(session.name(row))
        kind_name = in_language(kind.name, session.language)
        self.kind.put(f"{kind_name} · {system_name}" if system_name != kind_name else kind_name, mirror.types[row])
        self.id.put(entity)
        for part in (self.id, self.place, self.copy_id):
            part.show()
        self._show_place(row)
        if entity != self._entity:
            self._entity = entity
            self.trends.show(entity)
            self._scroll.verticalScrollBar().setValue(0)
            self._events.show(entity)
        self.attributes.show(entity, attribute_rows(mirror, session.catalogue, row))
        self._attributes_title.setText(self.tr("Attributes"))
        self.view.show()
        for button in (self.map_button, self.plot_button, self.note_button, self.json_button):
            button.show()
        self.follow_button.setVisible(session.catalogue.kind(mirror.types[row]).moves)
        self._show_alarms(always=True)
        self.area.show_area(entity)
        self._show_near(row)
        self._events.ask()

    def _show_place(self, row: int) -> None:
        lon, lat = float(self._session.mirror.lon[row]), float(self._session.mirror.lat[row])
        known = math.isfinite(lon) and math.isfinite(lat)
        text = format_place(lon, lat) if known else self.tr("place unknown")
        if known and lat == 0.0 and lon == 0.0 and not nearby(self._session.mirror, row, 1):
            text = self.tr("place unknown: it says 0, 0")
        self.place.put(text)
        self.copy_place.setVisible(known)

    def _show_several(self, ids: list[str]) -> None:
        session, mirror = self._session, self._session.mirror
        self._entity = ""
        self._signature = None
        self.attributes.show("", [])
        self.trends.show("")
        self._clear(self.cards)
        self.area.show_area("")
        self._events.show("")
        self._clear(self.near)
        self.view.hide()
        self._attributes_title.setText("")
        self.name.put(self.tr("%n entities selected", "", len(ids)))
        self._among = alarms_among(mirror, ids)
        alarmed = sum(count for _, count in self._among)
        told = self.tr("%n of them with an alarm", "", alarmed) if alarmed else self.tr("None with an alarm")
        language = session.language
        counted = [
            f"{count} × {in_language(session.catalogue.kind(entity_type).name, language)}"
            for entity_type, count in kinds_of(mirror, ids)
        ]
        self.kind.put(told, ", ".join(counted))
        for priority, count in self._among:
            symbol = priority_pixmap(priority, self._theme.tokens, True, 16, self.devicePixelRatioF())
            self.cards.addWidget(SummaryLine(symbol, count, "", self))
        for entity_type, count in kinds_of(mirror, ids)[:_KINDS]:
            kind = session.catalogue.kind(entity_type)
            name = in_language(kind.name, session.language)
            symbol = icon(f"entity-{kind.symbol}", self._theme.tokens, 16).pixmap(QSize(16, 16))
            self.cards.addWidget(SummaryLine(symbol, count, name, self))
        for part in (self.id, self.place, self.copy_id, self.copy_place):
            part.hide()
        for button in (self.map_button, self.follow_button, self.plot_button, self.note_button, self.json_button):
            button.hide()
        self._near_title.setText(self.tr("Selected"))
        for entity in ids[:_LISTED]:
            self.near.addWidget(self._entity_line(mirror.row_of[entity], ""))
        if len(ids) > _LISTED:
            more = ElidedLabel("small", self)
            more.setContentsMargins(12, 4, 12, 4)
            more.put(self.tr("and %n more", "", len(ids) - _LISTED))
            self.near.addWidget(more)

    def _show_alarms(self, always: bool = False) -> None:
        """Build the cards anew, if an alarm of the entity changed or one is now under way."""
        alarms = self._session.mirror.alarms_of(self._entity)
        under_way = self.intents.under_way
        signature = [(alarm, alarm.occurrence in under_way) for alarm in alarms]
        if not always and signature == self._signature:
            return
        self._signature = signature
        self._clear(self.cards)
        for alarm, waiting in signature[:MOST]:
            card = AlarmCard(alarm, self._session, self._theme, waiting, self)
            card.acknowledge.connect(self._acknowledge)
            card.reset.connect(self._reset)
            card.detail.connect(self.detail_wanted)
            self.cards.addWidget(card)
        if len(alarms) > MOST:
            more = ElidedLabel("small", self)
            more.setContentsMargins(12, 0, 12, 4)
            more.put(self.tr("and %n more in the alarm list", "", len(alarms) - MOST))
            self.cards.addWidget(more)

    def _show_near(self, row: int) -> None:
        self._clear(self.near)
        found = nearby(self._session.mirror, row)
        self._near_title.setText(self.tr("Nearby"))
        self._near_title.setVisible(bool(found))
        for other, metres in found:
            self.near.addWidget(self._entity_line(other, format_length(metres)))

    def _entity_line(self, row: int, beside: str) -> EntityLine:
        line = EntityLine(self._session, self._theme, row, beside, self)
        entity = line.entity
        line.clicked.connect(lambda: self._selection.select([entity]))
        return line

    # -- news ------------------------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        mirror = self._session.mirror
        if changes.everything:
            self._show()
            return
        row = mirror.row_of.get(self._entity, -1)
        if row < 0:
            ids = self._selection.ids
            if (changes.new_rows and ids) or (
                changes.alarms and len(ids) > 1 and alarms_among(mirror, ids) != self._among
            ):
                self._show()
            return
        if len(mirror.cells_of(row)) != len(self.attributes.rows) or row in changes.renamed_rows:
            self._show()
            return
        if len(changes.cells) and bool((mirror.cell_row[changes.cells] == row).any()):
            for attribute in self.attributes.rows:
                if attribute.is_number(mirror):
                    cell = attribute.cell
                    self.trends.add(attribute.name, int(mirror.measured[cell]), float(mirror.value[cell]))
            self.view.fit()
            self.view.viewport().update()
        if len(changes.moved_rows) and bool((changes.moved_rows == row).any()):
            self._show_place(row)
        if changes.alarms:
            self.intents.settle()
            before = self._signature
            self._show_alarms()
            if before != self._signature:
                self._events.soon()

    def _on_ticked(self, now: int) -> None:
        second = int(now) // 1000
        if second == self._second:
            return
        self._second = second
        self.view.viewport().update()
        if self.intents.under_way:
            self.intents.settle()

    # -- intents ---------------------------------------------------------------------------------------------

    def _acknowledge(self, occurrence: str) -> None:
        self.intents.acknowledge(self._alarms_named(occurrence))

    def _reset(self, occurrence: str) -> None:
        self.intents.reset(self._alarms_named(occurrence))

    def _alarms_named(self, occurrence: str) -> list[Alarm]:
        alarm = self._session.mirror.alarms.get(occurrence)
        return [alarm] if alarm is not None else []

    def _on_under_way(self) -> None:
        if self._entity:
            self._show_alarms()

    def _show_on_map(self) -> None:
        if self._selection.current:
            self._selection.show_on_map.emit(self._selection.current)

    def _follow_on_map(self) -> None:
        if self._selection.current:
            self._selection.follow_on_map.emit(self._selection.current)

    def _plot(self) -> None:
        """Plot the selected attributes that are numbers; with none selected the headline of the kind."""
        mirror = self._session.mirror
        numbers = [row for row in self.attributes.rows if row.is_number(mirror)]
        if not self.plot_chosen() and numbers:
            headline = self._session.catalogue.kind(mirror.types[mirror.row_of[self._entity]]).headline
            wanted = next((row.name for row in numbers if row.name == headline), numbers[0].name)
            self._selection.plot.emit(self._entity, wanted)

    def plot_chosen(self) -> bool:
        """Plot the selected attributes that are numbers; False where there are none, or nobody sees them."""
        rows = self.attributes.rows
        chosen = [rows[index.row()] for index in sorted(self.view.selectedIndexes(), key=lambda one: one.row())]
        wanted = [row.name for row in chosen if self.isVisible() and row.is_number(self._session.mirror)]
        for name in wanted:
            self._selection.plot.emit(self._entity, name)
        return bool(wanted)

    def occasion(self) -> Occasion | None:
        """What a note begun here is about: the entity, or the one attribute of it that is chosen."""
        if not self._entity:
            return None
        chosen = [self.attributes.rows[index.row()].name for index in self.view.selectedIndexes()]
        return Occasion(entity=self._entity, attribute=chosen[0] if len(set(chosen)) == 1 else "")

    def _write_note(self) -> None:
        self._selection.note_wanted.emit(self.occasion() or Occasion())

    def _copy_id(self) -> None:
        QGuiApplication.clipboard().setText(self._entity)

    def _copy_place(self) -> None:
        row = self._session.mirror.row_of.get(self._entity, -1)
        if row >= 0:
            mirror = self._session.mirror
            QGuiApplication.clipboard().setText(format_place(float(mirror.lon[row]), float(mirror.lat[row]), 6))

    def _copy_json(self) -> None:
        row = self._session.mirror.row_of.get(self._entity, -1)
        if row >= 0:
            QGuiApplication.clipboard().setText(as_json(self._session.mirror, row))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)
