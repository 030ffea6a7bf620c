"""Finds entities, alarms, systems and actions for the search palette."""

from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence

from opscenter.console.search.index import SearchIndex, normal
from opscenter.console.search.results import Result
from opscenter.console.session import Session
from opscenter.domain.alarm import Alarm
from opscenter.domain.changes import Changes
from opscenter.domain.texts import in_language

ENTITIES = 40
ALARMS = 6
ACTIONS = 8
AREAS = 3
PAGES = 4
MOST_PAGES = 20


class PlaceSource(Protocol):
    """What knows places: the map, which this room does not import."""

    changed: Any  # a signal: more is known than before

    def begin(self) -> None:
        """Somebody is about to look for something."""

    def state(self) -> str:
        """A sentence about what is known."""

    def coordinates(self, query: str) -> list[Result]:
        """What a query means as coordinates."""

    def places(self, query: str) -> list[Result]:
        """Places for a query."""


class Finder(QObject):
    """Keeps the index of a session's entities, chunk by chunk between events, and answers queries."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._index = SearchIndex(self._fields_of)
        self._actions: list[tuple[str, QAction]] = []
        self.place_source: PlaceSource | None = None
        self._working = QTimer(self)
        self._working.setInterval(0)
        self._working.timeout.connect(self._work)
        session.changed.connect(self._take)
        self._index.grow(len(session.mirror.ids))
        self._work_soon()

    @property
    def index(self) -> SearchIndex:
        """The index over rows of the mirror."""
        return self._index

    def set_actions(self, actions: list[tuple[str, QAction]]) -> None:
        """The actions that can be found and triggered."""
        self._actions = actions

    def _fields_of(self, row: int) -> list[str]:
        mirror = self._session.mirror
        kind = self._session.catalogue.kind(mirror.types[row])
        entity = mirror.ids[row]
        return [
            *mirror.every_name(row),
            entity.rsplit(":", 1)[-1],
            in_language(kind.name, self._session.language),
            entity,
        ]

    def _take(self, changes: Changes) -> None:
        rows = len(self._session.mirror.ids)
        if changes.everything:
            self._index.cut(rows if changes.same_entities else 0)
        self._index.grow(rows)
        if changes.renamed_rows:
            self._index.refresh(changes.renamed_rows)
        self._work_soon()

    def _work_soon(self) -> None:
        if not self._index.complete and not self._working.isActive():
            self._working.start()

    def _work(self) -> None:
        if not self._index.work():
            self._working.stop()

    # -- answers ---------------------------------------------------------------------------------------------

    def find(self, query: str) -> list[Result]:
        """Results for a query, best kinds first; for an empty query the systems and actions."""
        words = normal(query)
        if not words:
            return self._systems("") + self._commands("")
        entities = [self._entity(hit.row) for hit in self._index.search(query, ENTITIES)]
        pages, of_types, asked = self._pages(words)
        named = [
            *self._alarms(words),
            *entities[:1],
            *self._areas(query),
            *entities[1:4],
            *of_types,
            *entities[4:],
            *self._commands(words)[:ACTIONS],
        ]
        source = self.place_source
        if source is None:
            return (pages if asked else self._systems(words)[:4] + pages) + named
        systems = pages if asked else self._systems(words)[:4] + pages
        return source.coordinates(query) + systems + named + source.places(query)

    def find_places(self, query: str) -> list[Result]:
        """Where one could go: coordinates, kept places, names of the basemap, entities."""
        source = self.place_source
        coordinates = source.coordinates(query) if source is not None else []
        places = source.places(query) if source is not None else []
        return coordinates + places + [self._entity(hit.row) for hit in self._index.search(query, ENTITIES)]

    def _entity(self, row: int) -> Result:
        mirror = self._session.mirror
        kind = self._session.catalogue.kind(mirror.types[row])
        alarms = [one for one in mirror.alarms_of(mirror.ids[row]) if not one.state.is_laid_aside]
        worst = alarms[0] if alarms else None
        return Result(
            kind="entity",
            key=mirror.ids[row],
            title=self._session.name(row),
            detail=mirror.ids[row],
            label=in_language(kind.name, self._session.language),
            icon=f"entity-{kind.symbol}",
            priority=worst.priority if worst else None,
            acknowledged=worst is not None and not worst.state.needs_acknowledgement,
        )

    def _alarms(self, words: str) -> list[Result]:
        found: list[Alarm] = []
        parts = words.split(" ")
        for alarm in self._session.mirror.alarms.values():
            text = "\n".join(alarm.text.values()).lower()
            if all(part in text for part in parts):
                found.append(alarm)
                if len(found) >= 500:
                    break
        found.sort(key=lambda alarm: (alarm.priority, -alarm.since))
        return [self._alarm(alarm) for alarm in found[:ALARMS]]

    def _alarm(self, alarm: Alarm) -> Result:
        mirror = self._session.mirror
        row = mirror.row_of.get(alarm.entity)
        return Result(
            kind="alarm",
            key=alarm.occurrence,
            title=in_language(alarm.text, self._session.language),
            detail=self._session.name(row) if row is not None else alarm.entity,
            label=self.tr("Alarm"),
            priority=alarm.priority,
            acknowledged=not alarm.state.needs_acknowledgement,
        )

    def _systems(self, words: str) -> list[Result]:
        found = []
        for system in sorted(self._session.catalogue.systems.values(), key=lambda each: each.order):
            name = in_language(system.name, self._session.language)
            if words in normal(name) or words in normal(system.id):
                found.append(
                    Result(
                        kind="system",
                        key=system.id,
                        title=name,
                        detail=self.tr("Narrow everything to this system"),
                        label=self.tr("System"),
                        icon=system.icon or f"system-{system.id}",
                    )
                )
        return found

    def _pages(self, words: str) -> tuple[list[Result], list[Result], bool]:
        """(pages of systems, pages of types that there are, whether the word for pages was typed: then all of them)."""
        session = self._session
        word = normal(self.tr("page"))
        parts = words.split(" ")
        left = [part for part in parts if part not in (word, "page")]
        asked, wanted = len(left) < len(parts), " ".join(left)
        most = MOST_PAGES if asked else PAGES
        systems, of_types = [], []
        for system in sorted(session.catalogue.systems.values(), key=lambda each: each.order):
            name = in_language(system.name, session.language)
            if wanted in normal(name) or wanted in normal(system.id):
                systems.append(self._page(system.id, "", name, system.icon or f"system-{system.id}"))
        for entity_type in session.mirror.types_of()[0] if wanted else ():
            kind = session.catalogue.kind(entity_type)
            name = in_language(kind.name, session.language)
            if kind.system in session.catalogue.systems and (wanted in normal(name) or wanted in normal(entity_type)):
                of_types.append(self._page(kind.system, entity_type, name, f"entity-{kind.symbol}"))
        return systems[:most], of_types[:most], asked

    def _page(self, system: str, entity_type: str, name: str, icon: str) -> Result:
        return Result(
            kind="page",
            key=f"{system}\n{entity_type}",
            title=self.tr("Page {name}").format(name=name),
            detail=entity_type or self.tr("Figures against the usual, worst places, plots"),
            label=self.tr("Page"),
            icon=icon,
        )

    def _areas(self, query: str) -> list[Result]:
        """Areas everything can be narrowed to, after the entity itself in the order of the index."""
        found = []
        city, session = self._session.areas.city, self._session
        for hit in self._index.search(query, ENTITIES):
            entity = session.mirror.ids[hit.row]
            if city.is_area(entity):
                found.append(
                    Result(
                        kind="area",
                        key=entity,
                        title=self.tr("Only {area}").format(area=session.name(hit.row)),
                        detail=self.tr("Narrow everything to this area"),
                        label=self.tr("Area"),
                        icon="filter",
                    )
                )
                if len(found) == AREAS:
                    break
        return found

    def _commands(self, words: str) -> list[Result]:
        found = []
        for name, action in self._actions:
            title = action.text().replace("&", "")
            if action.isEnabled() and name != "search" and (words in normal(title) or words in normal(name)):
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                found.append(
                    Result(
                        kind="action",
                        key=name,
                        title=title,
                        detail="",
                        label=keys or self.tr("Action"),
                        icon="live",
                        action=action,
                    )
                )
        return found
