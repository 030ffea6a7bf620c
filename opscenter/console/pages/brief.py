"""A page in three lines: is it normal, if not where and since when, what will it do next. No Qt widgets."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.wording import place_name, text_beside_place
from opscenter.console.format import format_number, format_time
from opscenter.console.pages.alarms_now import AlarmsNow
from opscenter.console.pages.figure_now import FigureNow
from opscenter.console.pages.foreseen import Forecast, Foreseen
from opscenter.console.pages.wording import label_text, place_text, since_text, since_words, usual_text
from opscenter.console.session import Session

translate = QCoreApplication.translate
MOST_NAMED = 3
"""So many figures and places are named; of the others their number is told."""
SOON_H = {"min": 1 / 60.0, "h": 1.0, "d": 24.0, "s": 1 / 3600.0}
"""Hours in the units in which catalogues tell how long something takes."""
SOON_ENOUGH_H = 24.0
"""What takes longer than a day until it happens is not what comes next."""


@dataclass(slots=True, frozen=True)
class Line:
    """`label` and `text`; `about`: the entity, `occurrence`: the alarm, `figure`: the id of the key figure that it
    speaks of first, "" for none. `off`: it is not as it should be."""

    label: str
    text: str
    about: str = ""
    occurrence: str = ""
    figure: str = ""
    off: bool = False


def brief(
    alarms: AlarmsNow, figures: Sequence[FigureNow], remaining: Sequence[str], foreseen: Foreseen, session: Session
) -> list[Line]:
    """The three lines. `remaining`: ids of figures that tell how long it takes until something happens."""
    off = sorted((one for one in figures if _troubles(one, remaining)), key=lambda one: not one.standing.is_far)
    return [
        _now(alarms, figures, off, session),
        _where(alarms, off, session),
        _next(figures, remaining, foreseen, session),
    ]


def _troubles(figure: FigureNow, remaining: Sequence[str]) -> bool:
    """Whether a figure is off its usual; that something takes longer than usual to run out is none."""
    return figure.standing.is_off and not (figure.figure.id in remaining and figure.standing.is_above)


def _now(alarms: AlarmsNow, figures: Sequence[FigureNow], off: Sequence[FigureNow], session: Session) -> Line:
    label = translate("Pages", "Normal?")
    parts = []
    if alarms.worst is not None:
        told = translate("Pages", "{alarm}, since {time}")
        time = since_text(alarms.worst.since, session)
        parts.append(told.format(alarm=text_beside_place(session, alarms.worst), time=time))
    else:
        parts.append(translate("Pages", "No alarm"))
    known = [one for one in figures if one.usual.known and not math.isnan(one.value)]
    for one in off[:MOST_NAMED]:
        words = f"{label_text(one, session)} {_number(one)} ({usual_text(one)})"
        parts.append(" ".join(word for word in (words, since_words(one, session)) if word))
    more = len(off) - MOST_NAMED
    if more > 0:
        parts.append(translate("Pages", "and {count} more off the usual").format(count=more))
    if not off and known:
        told = translate("Pages", "key figures as usual for this hour ({count} of {all})")
        parts.append(told.format(count=len(known), all=len(figures)))
    elif not off and figures:
        parts.append(translate("Pages", "what is usual is not known yet: it takes three days like this one"))
    occurrence = alarms.worst.occurrence if alarms.worst is not None else ""
    figure = off[0].figure.id if off and not occurrence else ""
    return Line(label, " · ".join(parts), occurrence=occurrence, figure=figure, off=bool(off or occurrence))


def _where(alarms: AlarmsNow, off: Sequence[FigureNow], session: Session) -> Line:
    label = translate("Pages", "Where?")
    names: dict[str, str] = {}
    for alarm in alarms.places[:MOST_NAMED]:
        names[alarm.entity] = place_name(session, alarm)
    for one in off:
        if one.whose and one.whose not in names and len(names) < MOST_NAMED:
            names[one.whose] = place_text(one, session)
    if not names:
        told = translate("Pages", "all over the city") if off else translate("Pages", "nothing stands out")
        return Line(label, told)
    parts = list(names.values())
    more = len(alarms.places) - MOST_NAMED
    if more > 0:
        parts.append(translate("Pages", "and {count} more with alarms").format(count=more))
    return Line(label, " · ".join(parts), about=next(iter(names)))


def _next(figures: Sequence[FigureNow], remaining: Sequence[str], foreseen: Foreseen, session: Session) -> Line:
    label = translate("Pages", "Next?")
    parts, about, figure = [], "", ""
    soon = [one for one in figures if one.figure.id in remaining and math.isfinite(one.value) and not one.stale]
    soon.sort(key=lambda one: one.value * SOON_H.get(one.figure.unit_label, 1.0))
    soon = [one for one in soon if one.value * SOON_H.get(one.figure.unit_label, 1.0) <= SOON_ENOUGH_H]
    for one in soon[:1]:
        place = place_text(one, session)
        told = f"{label_text(one, session)} {_number(one)}"
        parts.append(translate("Pages", "{told} ({place})").format(told=told, place=place) if place else told)
        about, figure = one.whose, one.figure.id
    foretold = [(one, foreseen.of(one.curve)) for one in figures if one.figure.id not in remaining]
    ready = [(one, forecast) for one, forecast in foretold if forecast is not None and len(forecast.time)]
    ready.sort(key=lambda pair: -_leaves(*pair))
    for one, forecast in ready[: MOST_NAMED - len(parts)]:
        parts.append(_foretold(one, forecast, session))
        figure = figure or one.figure.id
    if not parts and (session.moment is not None or session.recorded):
        parts.append(translate("Pages", "what came next was recorded: no forecast of the past"))
    elif not parts:
        parts.append(_nothing({forecast.state if forecast is not None else "computing" for _, forecast in foretold}))
    return Line(label, " · ".join(parts), about=about, figure=figure)


def _number(figure: FigureNow) -> str:
    return f"{format_number(figure.value, figure.figure.decimals)} {figure.figure.unit_label}".strip()


def _leaves(figure: FigureNow, forecast: Forecast) -> float:
    """How many usual spreads of now the forecast goes from the value, at most: what moves is told first."""
    if not figure.usual.known or not math.isfinite(figure.value):
        return 0.0
    return float(abs(forecast.value - figure.value).max()) / figure.usual.spread


def _foretold(figure: FigureNow, forecast: Forecast, session: Session) -> str:
    """The end of a forecast with its interval: "Load 171 MW at 16:00 (165 to 176)"."""
    decimals, unit = figure.figure.decimals, figure.figure.unit_label
    value, low, high = (
        format_number(float(one[-1]), decimals) for one in (forecast.value, forecast.low, forecast.high)
    )
    return translate("Pages", "{figure} {value} at {time} ({low} to {high})").format(
        figure=label_text(figure, session),
        value=f"{value} {unit}".strip(),
        time=format_time(int(forecast.time[-1]), session.zone, seconds=False),
        low=low,
        high=high,
    )


def _nothing(states: set[str]) -> str:
    if "computing" in states:
        return translate("Pages", "forecasts are being made …")
    if states <= {"no-skill", "steady"}:
        return translate("Pages", "nothing that can be foretold better than by its last value")
    if states & {"short", "refused"}:
        return translate("Pages", "no forecast yet: it takes two days of history")
    return translate("Pages", "no forecast")
