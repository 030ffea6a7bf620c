"""Gathers what is in a report by questions to a station. No Qt, no words: facts, and what could not be had."""

import time
from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from opscenter.console.report.courses import courses_of
from opscenter.console.report.key_figures import figures_of
from opscenter.desk.areas import CityAreas
from opscenter.desk.errors import RefusedError
from opscenter.desk.mirror import Mirror, OutOfStepError
from opscenter.desk.past_mirror import mirror_at
from opscenter.domain.alarm import Alarm
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.episodes import Happening, episodes_of, worst_moment
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.report import Note, ReportFacts, ReportKind, ReportOrder, span_trouble
from opscenter.domain.situation import Situation
from opscenter.domain.situation_journal import applied
from opscenter.wire.desk import Columns, Header
from opscenter.wire.measures_facts import measures_from_fact

PAGE = 2_000
MOST_EVENTS = 60_000
"""A report of more events than this tells of the newest so many, and says so."""
LATE_MS = 10 * 60_000
"""Events that happened before the span but were written down in it are looked for so far back."""
BESIDE_MS = 30 * 60_000
"""The report of a situation without a span begins and ends so long before and after it."""

Progress = Callable[[str, float], None]
"""(what is being done, share of it 0..1); may raise to end the work."""


class Asking(Protocol):
    """What gathering needs of a `desk.client.Desk`."""

    welcome: Header

    def query(self, what: str, **args: Any) -> tuple[Header, Columns]:
        """Ask one of the protocol's queries. RefusedError when the station says no."""

    def present(self) -> Mirror:
        """The city's present state, once."""


class CannotReportError(Exception):
    """There is nothing to report on: the area or situation is not known. `what` and `name` say which."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(f"{what} {name}")
        self.what, self.name = what, name


class Gathering:
    """One report's worth of questions. `facts` is filled as they are answered."""

    def __init__(self, desk: Asking, catalogue: Catalogue, order: ReportOrder, progress: Progress) -> None:
        self._desk, self._catalogue, self._progress = desk, catalogue, progress
        welcome = desk.welcome
        self._now = int(welcome.get("now") or 0)
        self.facts = ReportFacts(
            order=order,
            city=order.city or str(welcome.get("city") or ""),
            zone=order.zone or str(welcome.get("zone") or "UTC"),
            made=time.time_ns() // 1_000_000,
            since=order.since,
            until=order.until,
        )

    def gather(self) -> ReportFacts:
        """Everything that can be had; what cannot is in `troubles`. CannotReportError for an unknown area or situation;
        whatever `progress` raises."""
        facts = self.facts
        self._progress("city", 0.0)
        self._present = self._desk.present()
        self._now = max(self._now, self._present.now)
        self._wanted = self._narrowed()
        for row, entity in enumerate(self._present.ids):
            facts.names[entity] = self._present.name(row, facts.order.language)
            facts.types[entity] = self._present.types[row]
        trouble = span_trouble(facts.since, facts.until, self._now)
        if trouble:
            facts.troubles.append(("span-" + trouble, ""))
        if trouble == "long":
            facts.since = facts.until - 31 * 86_400_000
        facts.until = min(facts.until, self._now)
        if trouble in ("empty", "future"):
            facts.until = facts.since
            return facts
        for share, (name, part) in enumerate(
            (
                *(("span", self._span), ("alarms", self._alarms), ("measures", self._measures)),
                *(("notes", self._notes), ("figures", self._figures), ("courses", self._courses)),
            )
        ):
            self._progress(name, share / 6)
            try:
                part()
            except RefusedError as error:
                facts.troubles.append((name, str(error)))
        return facts

    # -- which part of the city ----------------------------------------------------------------------------------

    def _narrowed(self) -> set[str] | None:
        """The entities the report is about; None: the whole city."""
        order = self.facts.order
        if order.situation:
            return None  # known when the journal is
        if not order.area:
            return None
        city = CityAreas(self._present, self._catalogue)
        while city.work(1.0, time.perf_counter):
            self._progress("city", 0.5)
        wanted = order.area.casefold()
        keys = [order.area] if order.area in city.index.keys else []
        keys = keys or [
            key
            for key in city.index.keys
            if wanted in {name.casefold() for name in self._present.every_name(self._present.row_of[key])}
            or wanted == key.rsplit(":", 1)[-1].casefold()
        ]
        if len(keys) != 1:
            raise CannotReportError("areas" if keys else "area", order.area)
        self.facts.area = keys[0]
        self.facts.area_name = self._present.name(self._present.row_of[keys[0]], order.language)
        return {self._present.ids[row] for row in city.inside(keys[0]).nonzero()[0].tolist()}

    def _is_wanted(self, entity: str) -> bool:
        return self._wanted is None or entity in self._wanted

    # -- parts ---------------------------------------------------------------------------------------------------

    def _span(self) -> None:
        facts = self.facts
        answer, _ = self._desk.query("span", **{"from": facts.since, "to": facts.until})
        facts.known_since = int(answer.get("first") or 0)
        facts.gaps = [(int(a), int(b)) for a, b in answer.get("gaps", [])]
        facts.away = [(int(a), int(b)) for a, b in answer.get("away", [])]

    def _alarms(self) -> None:
        facts, order = self.facts, self.facts.order
        before = self._moment(facts.since)
        happenings, entries = self._journal(facts.since - LATE_MS, facts.until)
        happenings = [one for one in happenings if one.at >= facts.since or one.wall > facts.since]
        facts.situations = self._situations(before, entries)
        if order.situation:
            self._only_situation(order.situation)
        after = self._moment(facts.until)
        facts.standing_before = [one for one in _alarms(before) if self._is_wanted(one.entity)]
        facts.standing_after = [one for one in _alarms(after) if self._is_wanted(one.entity)]
        facts.happenings = [
            one for one in happenings if self._is_wanted(one.entity) or not (one.entity or one.of_alarm)
        ]
        facts.situations = [
            one
            for one in facts.situations
            if self._wanted is None or any(member.entity in self._wanted for member in one.members.values())
        ]
        responds = {rule.id: rule.respond_s for rule in self._catalogue.rules()}
        facts.episodes = episodes_of(facts.standing_before, facts.happenings, responds)
        asides = {alarm.occurrence: alarm.asides for alarm in facts.standing_after}
        for episode in facts.episodes:
            episode.asides = asides.get(episode.occurrence, episode.asides)
            if not episode.system:
                episode.system = self._catalogue.kind(facts.types.get(episode.entity, "")).system
        facts.worst = worst_moment(facts.standing_before, facts.happenings, facts.since)

    def _moment(self, at: int) -> Mirror | None:
        """The city as it stood, None when nobody knows."""
        try:
            answer, columns = self._desk.query("moment", at=min(at, self._now), registry=False)
            return mirror_at(self._present, answer, columns)
        except (RefusedError, OutOfStepError, KeyError, ValueError) as error:
            self.facts.troubles.append(("moment", str(error)))
            return None

    def _journal(self, since: int, until: int) -> tuple[list[Happening], list[JournalEntry]]:
        """Events oldest first: as happenings, and those of situations whole."""
        events: list[dict[str, Any]] = []
        before = 0
        while True:
            answer, _ = self._desk.query("journal", **{"from": since, "to": until}, before=before, limit=PAGE)
            events += answer["events"]
            before = int(answer["next"])
            total = max(1, int(answer.get("total") or 1))
            self._progress("alarms", min(1.0, 1 / 6 + len(events) / total / 6))
            if not before:
                break
            if len(events) >= MOST_EVENTS:
                self.facts.troubles.append(("many-events", str(MOST_EVENTS)))
                break
        events.sort(key=lambda one: int(one["id"]))
        entries = [_entry_of(one) for one in events if str(one["event"]).startswith("situation-")]
        return [happening_of(one) for one in events], entries

    def _situations(self, before: Mirror | None, entries: list[JournalEntry]) -> list[Situation]:
        found: dict[str, Situation] = {}
        if before is not None:
            found = {told.situation.id: told.situation for told in before.situations.values()}
        for entry in entries:
            try:
                after = applied(found.get(entry.occurrence), entry)
            except ValueError as error:
                self.facts.troubles.append(("situation", str(error)))
                continue
            if after is not None:
                found[entry.occurrence] = after
        return sorted(
            (one for one in found.values() if not one.into),
            key=lambda one: (one.priority, -len(one.members), one.opened),
        )

    def _only_situation(self, wanted: str) -> None:
        facts = self.facts
        found = [one for one in facts.situations if one.id == wanted or one.id.startswith(wanted)]
        if len(found) != 1:
            raise CannotReportError("situation", wanted)
        facts.situations = found
        self._wanted = {member.entity for member in found[0].members.values()}

    def _measures(self) -> None:
        facts = self.facts
        answer, _ = self._desk.query("measures", **{"from": facts.since, "to": facts.until})
        facts.measures = measures_from_fact(answer["measures"])
        facts.floods = [(int(a), int(b)) for a, b in facts.measures.floods]

    def _notes(self) -> None:
        facts = self.facts
        try:
            answer, _ = self._desk.query("notes", **{"from": facts.since, "to": facts.until})
        except RefusedError:
            return  # a station that keeps none
        told = [note_of(one) for one in answer.get("notes", [])]
        facts.notes = [one for one in told if not one.entity or self._is_wanted(one.entity)]
        facts.notes.sort(key=lambda one: one.at)

    def _figures(self) -> None:
        inside = None
        if self._wanted is not None:
            inside = np.array([entity in self._wanted for entity in self._present.ids], np.bool_)
        facts = self.facts
        facts.systems = figures_of(
            self._desk, self._catalogue, self._present, facts, self._now, inside,
            lambda share: self._progress("figures", 4 / 6 + share / 6),
        )  # fmt: skip

    def _courses(self) -> None:
        facts = self.facts
        most = 6 if facts.order.kind is ReportKind.INCIDENT else 8
        facts.courses = courses_of(
            self._desk, self._catalogue, facts, most, lambda share: self._progress("courses", 5 / 6 + share / 6)
        )


def situation_span(desk: Asking, wanted: str) -> tuple[int, int]:
    """(since, until) of a situation, with what was beside it. CannotReportError when nobody knows it."""
    answer, _ = desk.query("journal", event="situation-opened", limit=10_000)
    found = [one for one in answer["events"] if str(one["occurrence"]).startswith(wanted)]
    if not wanted or len({one["occurrence"] for one in found}) != 1:
        raise CannotReportError("situation", wanted)
    situation = str(found[0]["occurrence"])
    since = int(found[0]["at"])
    answer, _ = desk.query("journal", occurrence=situation, limit=10_000)
    for one in answer["events"]:
        for member in one.get("details", {}).get("members", []):
            since = min(since, int(member.get("since") or since))
    closed = [int(one["at"]) for one in answer["events"] if one["event"] == "situation-closed"]
    now = int(desk.welcome.get("now") or 0)
    return since - BESIDE_MS, min(now, closed[0] + BESIDE_MS) if closed else now


def gather(desk: Asking, catalogue: Catalogue, order: ReportOrder, progress: Progress) -> ReportFacts:
    """See `Gathering.gather`."""
    return Gathering(desk, catalogue, order, progress).gather()


def happening_of(event: dict[str, Any]) -> Happening:
    """An event of the journal as the station tells it."""
    return Happening(
        id=int(event["id"]),
        at=int(event["at"]),
        wall=int(event["wall"]),
        **{
            name: str(event.get(name) or "")
            for name in (
                *("occurrence", "event", "state", "entity", "attribute", "rule", "system", "unit", "by", "desk"),
                "comment",
            )
        },
        priority=int(event.get("priority") or 0),
        respond_s=int(event.get("respond_s") or 0),
        text={str(language): str(text) for language, text in (event.get("text") or {}).items()},
        value=event.get("value"),
        limit=event.get("limit"),
    )


def note_of(told: dict[str, Any]) -> Note:
    """A note as the station tells it."""
    return Note(
        at=int(told.get("at") or 0),
        until=int(told.get("until") or 0),
        **{name: str(told.get(name) or "") for name in ("entity", "attribute", "text", "by", "desk")},
    )


def _entry_of(event: dict[str, Any]) -> JournalEntry:
    return JournalEntry(
        **{
            name: event[name]
            for name in (
                "event",
                "occurrence",
                "at",
                "text",
                "by",
                "desk",
                "comment",
                "entity",
                "rule",
                "value",
                "limit",
            )
        },
        details=event.get("details") or {},
    )


def _alarms(mirror: Mirror | None) -> list[Alarm]:
    return list(mirror.alarms.values()) if mirror is not None else []
