"""What a plot says of the moment under the pointer or the cursor, in plain lines."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_age, format_date_time, format_time, format_value, unit_text
from opscenter.console.plain import one_line
from opscenter.console.plots.holes import Hole, Why
from opscenter.console.plots.lanes import Band, Mixture
from opscenter.console.plots.limit_item import Limit
from opscenter.console.plots.notes import Note
from opscenter.console.plots.picture import Picture
from opscenter.console.plots.series import Series
from opscenter.console.plots.spans import AlarmSpan
from opscenter.console.session import Session
from opscenter.domain.quality import Quality
from opscenter.domain.texts import in_language

MOST_LINES = 10


def headed(head: str, text: str) -> str:
    """What a text is of, and the text: "Speed: 12 km/h"."""
    return QCoreApplication.translate("Plots", "{head}: {text}").format(head=head, text=text)


def said_of_note(note: Note, session: Session) -> str:
    """Who noted what, when."""
    who = note.by or QCoreApplication.translate("Plots", "somebody")
    when = format_date_time(note.at, session.zone, seconds=False)
    if note.until is not None:
        when = f"{when} – {format_date_time(note.until, session.zone, seconds=False)}"
    return f"{when}  {headed(one_line(who, 60), one_line(note.text, 400))}"


def said_of_limit(limit: Limit, session: Session, number: str) -> str:
    """Which limit a line is."""
    return f"{limit.priority.letter}  {headed(one_line(limit.text, 200), f'{number} {limit.unit}')}".rstrip()


def said_of_alarm(span: AlarmSpan, session: Session) -> str:
    """Which alarm stood, from when to when."""
    text = one_line(in_language(span.text, session.language), 200) if span.text else ""
    since = format_date_time(span.since, session.zone)
    if span.until is None:
        when = QCoreApplication.translate("Plots", "since {time}").format(time=since)
    else:
        when = f"{since} – {format_time(span.until, session.zone)}"
    return "  ".join(part for part in (span.priority.letter, text, when) if part)


def said_of_hole(hole: Hole, session: Session, name: str) -> str:
    """Why there is nothing, how long."""
    since, until = format_date_time(int(hole.since), session.zone), format_date_time(int(hole.until), session.zone)
    lasted = format_age(int(hole.until - hole.since))
    if hole.why is Why.LOST:
        text = QCoreApplication.translate("Plots", "Messages were lost from {since} to {until} ({lasted}).")
    elif hole.why is Why.CROWDED:
        text = QCoreApplication.translate("Plots", "{name}: too many changes to show from here. Look closer.")
    elif hole.why is Why.SILENT:
        text = QCoreApplication.translate("Plots", "{name}: nothing has come since {since} ({lasted}).")
    else:
        text = QCoreApplication.translate("Plots", "{name}: nothing came from {since} to {until} ({lasted}).")
    return text.format(name=name, since=since, until=until, lasted=lasted)


def said_of_band(band: Band, session: Session, name: str) -> str:
    """Which state, from when to when."""
    since, until = int(band.since * 1000), int(band.until * 1000)
    when = f"{format_date_time(since, session.zone)} – {format_time(until, session.zone)}"
    doubt = f" ({QCoreApplication.translate('Plots', 'doubtful')})" if band.doubtful else ""
    return headed(name, f"{one_line(band.text, 120)}{doubt}  {when} ({format_age(until - since)})")


def said_of_mixture(mixture: Mixture, name: str) -> str:
    """Which states took turns, and for how much of the time."""
    parts = [
        f"{one_line(text, 60)} {share * 100:.0f} %"
        for text, (_, share) in zip(mixture.texts, mixture.shares, strict=True)
    ]
    changes = QCoreApplication.translate("Plots", "{count} changes").format(count=mixture.changes)
    return headed(name, f"{', '.join(parts)}  ({changes})")


def said_of_value(series: Series, session: Session, picture: Picture, number: int, at_ms: float) -> str:
    """The value at a time: of a bin its mean, low and high, of how many samples."""
    rows = picture.rows[number]
    at = int(np.searchsorted(rows.time, at_ms, "right")) - 1
    if at < 0 or not math.isfinite(float(rows.mean[at])):
        return ""
    described, factor = series.described(session), series.factor(session)
    unit = unit_text(described) if described is not None else series.unit(session)

    def written(value: float) -> str:
        return format_value(value / factor, described)[0]

    when = format_date_time(int(rows.time[at]), session.zone)
    text = headed(" ".join(series.names(session)), f"{written(float(rows.mean[at]))} {unit}").rstrip()
    if rows.width[at] > 0:
        spread = f"{written(float(rows.low[at]))} … {written(float(rows.high[at]))}"
        told = QCoreApplication.translate("Plots", "{spread} in {width} from {time}")
        text = f"{text}  ({told.format(spread=spread, width=format_age(int(rows.width[at])), time=when)})"
    else:
        text = f"{text}  {when}"
    words = {
        Quality.SUSPECT: QCoreApplication.translate("Plots", "suspect"),
        Quality.STALE: QCoreApplication.translate("Plots", "stale"),
        Quality.BAD: QCoreApplication.translate("Plots", "bad"),
    }
    doubt = words.get(Quality(min(int(rows.quality[at]), int(Quality.BAD))), "")
    return f"{text}  {doubt}" if doubt else text


def states_at(picture: Picture, series: Sequence[Series], session: Session, at_ms: float) -> list[str]:
    """The states at a time, of all lanes."""
    numbers = {lane: number for number, lane in picture.lane_of.items()}
    at = at_ms / 1000
    lines = []
    for band in picture.bands:
        if band.since <= at < band.until and band.lane in numbers:
            lines.append(said_of_band(band, session, " ".join(series[numbers[band.lane]].names(session))))
    for mixture in picture.mixtures:
        if mixture.since <= at < mixture.until and mixture.lane in numbers:
            lines.append(said_of_mixture(mixture, " ".join(series[numbers[mixture.lane]].names(session))))
    return lines


def holes_at(picture: Picture, series: Sequence[Series], session: Session, at_ms: float) -> list[str]:
    """Why nothing is known at a time, each reason once."""
    lines: list[str] = []
    for holes, each in zip(picture.holes, series, strict=False):
        for hole in holes:
            if hole.since <= at_ms < hole.until:
                line = said_of_hole(hole, session, " ".join(each.names(session)))
                if line not in lines:
                    lines.append(line)
    return lines
