"""What an alarm, a situation or a drafted alert would be as an alert: read from the session, for a person to change."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.console.training.case import Case, DraftedAlert
from opscenter.desk.alert_places import place_names, quality_of, shape_of
from opscenter.domain.alarm import Alarm
from opscenter.domain.alert import LONGEST_HEADLINE, LONGEST_TEXT, SEVERITIES, AlertShape, AlertText
from opscenter.domain.alert_of_alarm import (
    Grades,
    grades_of,
    grades_together,
    texts_of_alarm,
    texts_of_situation,
)
from opscenter.domain.alert_status import alert_status
from opscenter.domain.texts import Texts, in_language


@dataclass(slots=True, frozen=True)
class Proposal:
    """`subject` names what it is about, the same whenever it is proposed again; `entities` where it is. `public`: it
    was written for the public. `over`: what it is about is over; `situation`: the id of the
    one it is about, "" for another subject. `onset` Unix ms, 0: not known."""

    subject: str
    title: str
    status: str
    grades: Grades
    texts: tuple[AlertText, ...]
    entities: tuple[str, ...] = ()
    onset: int = 0
    incident: str = ""
    situation: str = ""
    note: str = ""
    public: bool = False
    over: bool = False
    parameters: tuple[tuple[str, str], ...] = ()
    shape: AlertShape = field(default_factory=AlertShape)


def of_alarm(session: Session, alarm: Alarm) -> Proposal:
    """Of one alarm that is in the list."""
    entities = (alarm.entity,)
    told = session.mirror.situation_of(alarm.occurrence)
    texts = texts_of_alarm(
        alarm, _system(session, alarm), place_names(session.mirror, session.areas.city, entities), sender_name(session)
    )
    return Proposal(
        subject=f"alarm:{alarm.occurrence}",
        title=one_line(in_language(alarm.text, session.language) or alarm.rule, 200),
        status=alert_status(session.mode),
        grades=grades_of(alarm, quality_of(session.mirror, alarm)),
        texts=texts,
        entities=entities,
        onset=alarm.since,
        incident=told.situation.id if told is not None else "",
        note=_note(session),
        over=not alarm.condition_stands,
        parameters=(("rule", alarm.rule), ("entity", alarm.entity)),
        shape=shape_of(session.mirror, entities),
    )


def of_situation(session: Session, situation_id: str) -> Proposal | None:
    """Of an open situation; None for one that is over or was never there."""
    told = session.mirror.situations.get(situation_id)
    if told is None:
        return None
    situation, alarms = told.situation, session.mirror.alarms
    members = sorted(situation.members.values(), key=lambda one: (one.priority, one.since, one.occurrence))
    listed = {one.occurrence: alarms[one.occurrence] for one in members if one.occurrence in alarms}
    first = listed.get(situation.cause)
    entities = tuple(dict.fromkeys((situation.first.entity, *(one.entity for one in members))))
    grades = {name: grades_of(alarm, quality_of(session.mirror, alarm)) for name, alarm in listed.items()}
    event: Texts = _system(session, first) if first is not None else {}
    return Proposal(
        subject=f"situation:{situation.id}",
        title=one_line(in_language(situation.first.text, session.language), 200),
        status=alert_status(session.mode),
        grades=grades_together(situation.cause, grades, situation.priority),
        texts=texts_of_situation(
            situation.first.text, [one.text for one in members], first, event,
            place_names(session.mirror, session.areas.city, entities), sender_name(session),
        ),
        entities=entities,
        onset=min((one.since for one in members), default=situation.opened),
        incident=situation.id,
        situation=situation.id,
        note=_note(session),
        over=not any(alarm.condition_stands for alarm in listed.values()),
        parameters=(("situation", situation.id),),
        shape=shape_of(session.mirror, entities),
    )  # fmt: skip


def of_draft(session: Session, alert: DraftedAlert, case: Case) -> Proposal:
    """Of an alert that somebody drafted within an exercise, in the language it was written in. Its area is looked for
    among the areas of the city by its name."""
    language = _language_of(f"{alert.headline}{alert.text}", session.language)
    entities = _areas_called(session, alert.area)
    text = AlertText(
        language,
        event=alert.headline[:LONGEST_HEADLINE],
        headline=alert.headline[:LONGEST_HEADLINE],
        description=alert.text[:LONGEST_TEXT],
        area=alert.area,
        sender_name=sender_name(session),
    )
    severity = alert.severity if alert.severity in SEVERITIES else "Unknown"
    return Proposal(
        subject=f"draft:{case.id}:{alert.at}:{alert.by}:{alert.headline}",
        title=one_line(alert.headline, 200),
        status=alert_status(session.mode),
        grades=Grades("Safety", "Immediate", severity, "Observed"),
        texts=(text,),
        entities=entities,
        onset=alert.at,
        incident=case.id,
        note=_note(session, in_language(case.title, "en") or case.id),
        public=True,
        shape=shape_of(session.mirror, entities),
    )


def sender_name(session: Session) -> str:
    """Who it is from, for people: the city and its station."""
    return ", ".join(one for one in (one_line(session.city, 80), one_line(session.station, 80)) if one)


def _note(session: Session, title: str = "") -> str:
    """What a status other than Actual is about ("for use with status Exercise", CAP 1.2, 3.2.1, note)."""
    if session.mode == "live":
        return ""
    told: Any = title or session.incident.get("title") or session.incident.get("file") or ""
    if isinstance(told, dict):
        told = in_language({str(key): str(text) for key, text in told.items()}, "en")
    what = "Exercise" if session.mode == "exercise" else "Replay of a recording"
    return f"{what}: {one_line(str(told), 200)}" if told else f"{what}."


def _system(session: Session, alarm: Alarm) -> Texts:
    system = session.catalogue.systems.get(alarm.system)
    return system.name if system is not None else {}


def _areas_called(session: Session, name: str) -> tuple[str, ...]:
    wanted, mirror = name.strip().casefold(), session.mirror
    keys: Sequence[str] = session.areas.city.index.keys if wanted else ()
    for key in keys:
        row = mirror.row_of.get(key, -1)
        if row >= 0 and wanted in {one.casefold() for one in mirror.every_name(row)}:
            return (key,)
    return ()


def _language_of(text: str, spoken: str) -> str:
    """English without a Chinese character; else the Chinese that is spoken here."""
    if not any("\u3400" <= sign <= "\u9fff" for sign in text):
        return "en"
    return spoken if spoken.startswith("zh") else "zh_Hant"
