"""A line in which a series is found by words of its entity and attribute, with completion by keyboard."""

from collections.abc import Iterator

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from opscenter.console.plain import one_line
from opscenter.console.plots.sheet import Plain
from opscenter.console.session import Session
from opscenter.domain.texts import in_language

MOST_FOUND = 24
MOST_LOOKED = 400


def series_name(session: Session, series: Plain) -> str:
    """A series as people call it."""
    row = session.mirror.row_of.get(series.entity)
    if row is None:
        return one_line(f"{series.entity.rsplit(':', 1)[-1]} {series.attribute}", 160)
    described = session.catalogue.kind(session.mirror.types[row]).attributes.get(series.attribute)
    label = in_language(described.label, session.language) if described is not None else ""
    return one_line(f"{session.name(row)} · {label or series.attribute}", 160)


def find_series(session: Session, text: str) -> Iterator[Plain]:
    """Series of numbers whose name has all words of a text, the shortest names first among the first found."""
    words = text.lower().replace("·", " ").split()
    mirror = session.mirror
    if not words:
        return
    found = 0
    known: dict[tuple[str, str, tuple[str, ...]], bool] = {}  # whether an attribute of a type has words: asked often
    told_of = _attribute_words(session)
    only_names = {word for word in words if word not in told_of}  # no attribute is called so: it must be in the name
    for row, entity in enumerate(mirror.ids):
        name = f"{mirror.names[row]} {entity}".lower()
        rest = tuple(word for word in words if word not in name)
        if len(rest) == len(words) > 1 or not only_names.isdisjoint(rest):
            continue
        kind = mirror.types[row]
        for attribute, cell in mirror.cells_of(row).items():
            key = (kind, attribute, rest)
            fits = known.get(key)
            if fits is None:
                described = session.catalogue.kind(kind).attributes.get(attribute)
                label = in_language(described.label, session.language) if described is not None else ""
                told = f"{attribute} {label}".lower()
                fits = known[key] = all(word in told for word in rest)
            if fits and cell not in mirror.texts and mirror.value[cell] == mirror.value[cell]:
                yield Plain(entity, attribute)
                found += 1
                if found >= MOST_LOOKED:
                    return


def _attribute_words(session: Session) -> str:
    """Everything that attributes are called, in one text."""
    names = set(session.mirror.cell_names)
    labels = {
        in_language(attribute.label, session.language)
        for kind in session.catalogue.kinds.values()
        for attribute in kind.attributes.values()
    }
    return "\n".join(names | labels).lower()


class SeriesField(QLineEdit):
    """`found(Plain)`: a series was chosen from what completion offers."""

    found = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._offered: list[Plain] = []
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(12)
        completer.activated.connect(self._activated)
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)
        self.returnPressed.connect(self._take_first)

    def _offer(self, text: str) -> None:
        listed = sorted(find_series(self._session, text), key=lambda one: len(series_name(self._session, one)))
        self._offered = listed[:MOST_FOUND]
        self._model.setStringList([series_name(self._session, one) for one in self._offered])

    def _activated(self, text: str) -> None:
        for one in self._offered:
            if series_name(self._session, one) == text:
                self._choose(one)
                return

    def _take_first(self) -> None:
        """Enter takes what is marked in the list, else the first that is offered."""
        popup = self.completer().popup()
        marked = popup.currentIndex().row() if popup is not None and popup.isVisible() else -1
        if marked < len(self._offered) and self._offered and self.text():
            self._choose(self._offered[max(0, marked)])

    def _choose(self, one: Plain) -> None:
        self._offered = []
        self.found.emit(one)
        QTimer.singleShot(0, self, self.clear)  # after completion has written what was chosen into the line
