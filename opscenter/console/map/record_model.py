"""Records in a list for QML: a role for each field of a frozen dataclass, delegates of what stays are kept."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

Record = TypeVar("Record")


class RecordModel(QAbstractListModel, Generic[Record]):
    """Up to `most` records of one dataclass; what is beyond is left out."""

    def __init__(self, record: type[Record], most: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roles = tuple(field.name for field in fields(record))  # type: ignore[arg-type]
        self._most = most
        self._records: list[Record] = []

    def replace(self, records: Sequence[Record]) -> bool:
        """Hold these from now on; False when they are the same, and nothing is announced then."""
        wanted = list(records[: self._most])
        mine = self._records
        if wanted == mine:
            return False
        common = min(len(wanted), len(mine))
        if len(wanted) < len(mine):
            self.beginRemoveRows(QModelIndex(), common, len(mine) - 1)
            del mine[common:]
            self.endRemoveRows()
        changed = [at for at in range(common) if wanted[at] != mine[at]]
        mine[:common] = wanted[:common]
        for at in changed:
            self.dataChanged.emit(self.index(at), self.index(at))
        if len(wanted) > common:
            self.beginInsertRows(QModelIndex(), common, len(wanted) - 1)
            mine.extend(wanted[common:])
            self.endInsertRows()
        return True

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._records)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        at = role - Qt.ItemDataRole.UserRole
        if not index.isValid() or not 0 <= at < len(self._roles):
            return None
        return getattr(self._records[index.row()], self._roles[at])

    def roleNames(self) -> dict[int, QByteArray]:
        return {Qt.ItemDataRole.UserRole + at: QByteArray(name.encode()) for at, name in enumerate(self._roles)}
