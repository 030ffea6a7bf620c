"""The tables of the trainer's console as rows of texts: injections, what is expected, people, the log. No widgets."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import NOTHING, format_time
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.console.training.case import Case, Injected, InjectionState
from opscenter.console.training.log import Entry, EntryKind, Log
from opscenter.console.training.score import Outcome, Score
from opscenter.console.training.wording import (
    Name,
    clock_span,
    entry_name,
    injection_kind_name,
    injection_state_name,
    listed,
    outcome_name,
    points_of,
    points_text,
    response_kind_name,
    said,
)

MOST_LOG_ROWS = 2_000
_ORDER = (
    InjectionState.STANDING,
    InjectionState.WAITING,
    InjectionState.BY_HAND,
    InjectionState.OVER,
    InjectionState.TAKEN_BACK,
)
_URGENT = (Outcome.OPEN, Outcome.MISSED)


@dataclass(slots=True)
class Rows:
    """Texts by row, which of them stand out, and what each is about."""

    texts: list[tuple[str, ...]]
    strong: list[bool]
    keys: list[str]


def name_of(session: Session) -> Name:
    """What an entity is called in this console, else the last part of its id."""

    def name(entity: str) -> str:
        row = session.mirror.row_of.get(entity, -1)
        return one_line(session.name(row) if row >= 0 else entity.rsplit(":", 1)[-1], 80)

    return name


def injection_rows(case: Case, language: str, name: Name) -> Rows:
    """Those that stand first, then those to come by their time, then those that are over."""
    made = Rows([], [], [])
    for one in sorted(case.injections, key=lambda one: (_ORDER.index(one.state), one.at or 1 << 60, one.id)):
        when = clock_span(one.at - case.since) if one.at else NOTHING
        made.texts.append(
            (
                injection_state_name(one.state),
                when,
                injection_kind_name(one.kind),
                said(one.title, language, 160) or said(one.text, language, 160) or one_line(one.id, 80),
                _about(one, name),
            )
        )
        made.strong.append(one.state is InjectionState.STANDING)
        made.keys.append(one.id)
    return made


def _about(one: Injected, name: Name) -> str:
    places = listed(name(entity) for entity in one.entities[:3])
    if len(one.entities) > 3:
        places += f" +{len(one.entities) - 3}"
    return " · ".join(part for part in (places, one_line(one.attribute, 60)) if part)


def expected_rows(score: Score, language: str, now: int, begun: bool = True) -> Rows:
    """What is open first, the shortest time first; then what is decided, the latest first. Before it has `begun` no
    outcome is known."""
    translate = QCoreApplication.translate
    made = Rows([], [], [])
    ordered = sorted(
        score.responses,
        key=lambda one: (0, one.limit or 1 << 60) if one.outcome is Outcome.OPEN else (1, -one.at),
    )
    for one in ordered:
        left = ""
        if one.outcome is Outcome.OPEN:
            left = clock_span(max(0, one.limit - now)) if one.limit else translate("Training", "no alarm yet")
        elif one.took_ms is not None:
            left = translate("Training", "took {took}").format(took=clock_span(one.took_ms))
        made.texts.append(
            (
                outcome_name(one.outcome) if begun else NOTHING,
                points_of(one.points, one.weight),
                left,
                clock_span(one.within_ms),
                response_kind_name(one.kind),
                said(one.text, language, 160) or one_line(one.id, 80),
                one_line(one.by, 60),
                said(one.reason, language, 200) if begun else "",
            )
        )
        made.strong.append(one.outcome in _URGENT and bool(one.raised))
        made.keys.append(one.id)
    for wrong in score.wrong:
        if wrong.times:
            made.texts.append(
                (
                    translate("Training", "wrong"),
                    f"\u2212{points_text(wrong.lost)}",
                    translate("Training", "%n time(s)", "", len(wrong.times)),
                    "",
                    "",
                    said(wrong.text, language, 160) or one_line(wrong.id, 80),
                    listed(dict.fromkeys(one_line(time.by, 60) for time in wrong.times)),
                    said(wrong.times[-1].reason, language, 200),
                )
            )
            made.strong.append(True)
            made.keys.append(wrong.id)
    return made


def people_rows(session: Session, case: Case, log: Log, score: Score) -> Rows:
    """Everybody who worked or is connected, by name."""
    translate = QCoreApplication.translate
    desks: dict[str, int] = {}
    told = session.live.health.get("desks")
    for desk in told if isinstance(told, list) else ():
        if isinstance(desk, dict) and desk.get("client") == "console" and isinstance(desk.get("name"), str):
            desks[desk["name"]] = desks.get(desk["name"], 0) + 1
    workers = {one.name: one for one in case.people}
    names = dict.fromkeys([*log.people(), *workers, *(name for name in desks if name and name != session.operator)])
    made = Rows([], [], [])
    for name in sorted(names, key=str.casefold):
        worker, person = workers.get(name), score.person(name)
        connected = translate("Training", "connected") if name in desks else translate("Training", "away")
        made.texts.append(
            (
                one_line(name, 60),
                connected,
                str(worker.acts if worker is not None else 0),
                str(worker.looks if worker is not None else 0),
                clock_span(worker.last - case.since) if worker is not None and worker.last else NOTHING,
                points_text(person.points) if person is not None else NOTHING,
                f"\u2212{points_text(person.lost)}" if person is not None and person.lost else "",
            )
        )
        made.strong.append(name not in desks)
        made.keys.append(name)
    return made


def connected_count(session: Session) -> int:
    """How many desks of trainees are connected."""
    told = session.live.health.get("desks")
    return sum(
        isinstance(desk, dict) and desk.get("client") == "console" and desk.get("name") != session.operator
        for desk in (told if isinstance(told, list) else ())
    )


def log_rows(session: Session, log: Log, name: Name, known: dict[int, tuple[str, ...]]) -> Rows:
    """The newest first. `known`: rows that were made before, by entry; an entry never changes."""
    made = Rows([], [], [])
    for one in reversed(log.entries[-MOST_LOG_ROWS:]):
        row = known.get(one.id)
        if row is None:
            row = known[one.id] = log_row(session, one, name)
        made.texts.append(row)
        made.strong.append(one.kind is EntryKind.ACT)
        made.keys.append(str(one.id))
    return made


def log_row(session: Session, one: Entry, name: Name) -> tuple[str, ...]:
    """Time, who, what was done, about what, what was said."""
    text = said(one.text, session.language, 200)
    place = name(one.entity) if one.entity else ""
    about = " · ".join(part for part in (place if place not in text else "", text) if part)
    return (
        format_time(one.at, session.zone),
        one_line(one.by, 60),
        entry_name(one),
        about or one_line(one.occurrence.removeprefix("injection:"), 80),
        one_line(one.comment, 200),
    )
