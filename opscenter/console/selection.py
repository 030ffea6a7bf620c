"""What is selected and what everything is narrowed to: one place, all panels."""

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """Selected entities (ids, the first is the *current* one), the selected alarm, and what everything is narrowed to:
    a system, an area (the id of the entity that it is), or both. And what is plotted, for the map to mark: `plotted`

    gives each entity the colour of its curve, `pointed` is the one that is pointed at in the plots, or "".

    A panel that the user clicks in calls `select` and repaints only when `changed` comes back.
    """

    changed = Signal()  # ids or occurrence
    system_changed = Signal()  # system filter
    area_changed = Signal()  # area filter
    plotted_changed = Signal()
    pointed_changed = Signal()
    show_on_map = Signal(str)  # bring an entity into view
    follow_on_map = Signal(str)  # keep an entity that moves in the middle of the map
    plot = Signal(str, str)  # entity id, attribute: add to the plots
    note_wanted = Signal(object)  # notes.occasion.Occasion: write a note about it
    show_rule = Signal(str)  # rule id: show the rule itself, where something does

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ids: list[str] = []
        self.occurrence = ""
        self.system = ""
        self.area = ""
        self.plotted: dict[str, str] = {}
        self.pointed = ""

    @property
    def current(self) -> str:
        """The id the inspector shows, or ""."""
        return self.ids[0] if self.ids else ""

    def select(self, ids: list[str], occurrence: str = "") -> None:
        """Select entities, and an alarm occurrence if one was clicked."""
        if ids != self.ids or occurrence != self.occurrence:
            self.ids = list(ids)
            self.occurrence = occurrence
            self.changed.emit()

    def narrow(self, system: str) -> None:
        """Filter everything to a system; the same again, or "", leaves the filter."""
        wanted = "" if system == self.system else system
        if wanted != self.system:
            self.system = wanted
            self.system_changed.emit()

    def narrow_to(self, area: str) -> None:
        """Filter everything to an area; the same again, or "", leaves the filter."""
        wanted = "" if area == self.area else area
        if wanted != self.area:
            self.area = wanted
            self.area_changed.emit()

    def show_plotted(self, colours: dict[str, str]) -> None:
        """The entities that are plotted now, and the colours of their curves."""
        if colours != self.plotted:
            self.plotted = colours
            self.plotted_changed.emit()

    def point(self, entity: str) -> None:
        """An entity is pointed at in the plots; "" for none."""
        if entity != self.pointed:
            self.pointed = entity
            self.pointed_changed.emit()
