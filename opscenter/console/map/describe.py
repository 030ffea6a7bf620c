"""What the map says of an entity or a cluster under the pointer, as plain text."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_age, format_number, format_value, state_text
from opscenter.console.map.rows import MapRows
from opscenter.console.session import LinkState, Session
from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Kind
from opscenter.domain.quality import Quality
from opscenter.domain.texts import in_language

_MOST_KINDS = 4


def describe_entity(session: Session, rows: MapRows, row: int) -> str:
    """Name, kind, headline value with unit and age, quality, worst alarm; a line each."""
    mirror, kind, language = session.mirror, rows.kind_of(row), session.language
    lines = [session.name(row), in_language(kind.name, language)]
    value = headline(session, kind, row)
    if value:
        lines.append(value)
    age = format_age(session.now - int(mirror.seen[row])) if mirror.seen[row] else ""
    if age:
        lines.append(QCoreApplication.translate("Map", "heard of {age} ago").format(age=age))
    quality = Quality(int(rows.quality[row]))
    if session.link is not LinkState.LIVE:
        lines.append(QCoreApplication.translate("Map", "Not live: the station is not connected."))
    elif quality is not Quality.GOOD:
        lines.append(quality_text(quality))
    alarms = [alarm for alarm in mirror.alarms_of(mirror.ids[row]) if not alarm.state.is_laid_aside]
    if alarms:
        worst = alarms[0]
        lines.append(f"{worst.priority.letter}  {in_language(worst.text, language)}")
        if len(alarms) > 1:
            lines.append(QCoreApplication.translate("Map", "and %n more alarm(s)", "", len(alarms) - 1))
    return "\n".join(lines)


def menu_line(session: Session, rows: MapRows, row: int) -> str:
    """One line for a list: the worst alarm's letter if any, name and kind."""
    priority = int(rows.priority[row])
    mark = f"{Priority(priority).letter}  " if priority else ""
    return f"{mark}{session.name(row)}  ({in_language(rows.kind_of(row).name, session.language)})"


def worst_first(rows: MapRows, members: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rows with the worst alarms first, otherwise in their order."""
    priority = np.where(rows.priority[members] > 0, rows.priority[members], 9)
    return members[np.argsort(priority, kind="stable")]


def headline(session: Session, kind: Kind, row: int) -> str:
    """The headline attribute with its label, value and unit; "" without one."""
    if not kind.headline:
        return ""
    cell = session.mirror.cell(row, kind.headline)
    if cell < 0:
        return ""
    attribute = kind.attributes.get(kind.headline)
    label = in_language(attribute.label, session.language) if attribute is not None else kind.headline
    text = session.mirror.texts.get(cell)
    if text is None:
        number, unit = format_value(float(session.mirror.value[cell]), attribute)
        text = f"{number} {unit}".rstrip()
    else:
        text = state_text(text, attribute, session.language)
    return QCoreApplication.translate("Map", "{label}: {value}").format(label=label, value=text)


def quality_text(quality: Quality) -> str:
    """A sentence about a value that is not good."""
    if quality is Quality.SUSPECT:
        return QCoreApplication.translate("Map", "The value is suspect.")
    if quality is Quality.STALE:
        return QCoreApplication.translate("Map", "Stale: nothing new for longer than usual.")
    return QCoreApplication.translate("Map", "The value is bad.")


def describe_cluster(session: Session, rows: MapRows, members: NDArray[np.int64]) -> str:
    """How many of what, and how many have an alarm."""
    kinds, counts = np.unique(rows.kind[members], return_counts=True)
    order = np.argsort(-counts, kind="stable")
    lines = [QCoreApplication.translate("Map", "%n entities", "", len(members))]
    for at in order[:_MOST_KINDS].tolist():
        name = in_language(rows.kinds[int(kinds[at])].name, session.language)
        lines.append(f"{format_number(float(counts[at]), 0)}  {name}")
    if len(order) > _MOST_KINDS:
        lines.append(QCoreApplication.translate("Map", "and %n more kind(s)", "", len(order) - _MOST_KINDS))
    priority = rows.priority[members]
    for level in Priority:
        count = int((priority == level).sum())
        if count:
            lines.append(
                QCoreApplication.translate("Map", "{letter}  %n with an alarm", "", count).format(letter=level.letter)
            )
    return "\n".join(lines)
