"""The attributes of an entity as a Qt list whose rows can be dragged into plots."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from opscenter.console.format import format_date_time
from opscenter.console.inspector.facts import AttributeRow
from opscenter.console.plain import tip
from opscenter.console.plots.mime import MIME, write_mime
from opscenter.console.session import Session
from opscenter.domain.quality import Quality

Index = QModelIndex | QPersistentModelIndex


class AttributeList(QAbstractListModel):
    """Rows of one entity; `show` sets them."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.entity = ""
        self.rows: list[AttributeRow] = []

    def show(self, entity: str, rows: list[AttributeRow]) -> None:
        """Show an entity's attributes."""
        self.beginResetModel()
        self.entity = entity
        self.rows = rows
        self.endResetModel()

    def quality(self, row: int) -> Quality:
        """Quality of a row's value."""
        return Quality(min(int(self._session.mirror.quality[self.rows[row].cell]), int(Quality.BAD)))

    def quality_name(self, quality: Quality) -> str:
        """A quality in a word; good says nothing."""
        return {
            Quality.GOOD: "",
            Quality.SUSPECT: self.tr("suspect"),
            Quality.STALE: self.tr("stale"),
            Quality.BAD: self.tr("bad"),
        }[quality]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not 0 <= index.row() < len(self.rows):
            return None
        row, mirror = self.rows[index.row()], self._session.mirror
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            value, unit = row.texts(mirror, self._session.language)
            quality = self.quality_name(self.quality(index.row()))
            return f"{row.label(self._session.language)}: {value} {unit} {quality}".rstrip()
        if role == Qt.ItemDataRole.ToolTipRole:
            value, unit = row.texts(mirror, self._session.language)
            zone = self._session.zone
            return tip(
                f"{row.label(self._session.language)} ({row.name})",
                mirror.texts.get(row.cell) or f"{value} {unit}".strip(),
                self.quality_name(self.quality(index.row())),
                self.tr("measured {time}").format(time=format_date_time(int(mirror.measured[row.cell]), zone)),
                self.tr("received {time}").format(time=format_date_time(int(mirror.received[row.cell]), zone)),
                self.tr("Drag it into the trends, or double-click to plot it."),
            )
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else found

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        pairs = [(self.entity, self.rows[index.row()].name) for index in indexes]
        data = QMimeData()
        data.setData(MIME, write_mime(pairs))
        data.setText("\n".join(f"{entity}\t{attribute}" for entity, attribute in pairs))
        return data
