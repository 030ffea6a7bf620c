"""The axes of the city index at this moment, as they were before, and what moves them. No widgets."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from opscenter.console.city.then import DAY_MS, HOUR_MS, Reading, Then, reading_at
from opscenter.console.pages.curves import Curve
from opscenter.console.pages.reading import Wish
from opscenter.console.plots.series import Series
from opscenter.console.plots.sheet import Plain
from opscenter.console.session import Session
from opscenter.domain.alarm import Alarm
from opscenter.domain.catalogue import Attribute, Catalogue, KeyFigure
from opscenter.domain.city_index import (
    DAYS_KNOWN,
    ENOUGH_STEPS,
    INDEX_ENTITY,
    SCORE_OF_SPREAD,
    STEPS_KNOWN,
    Axis,
    Indicator,
)
from opscenter.domain.quality import Quality
from opscenter.domain.system_entity import PREFIX, system_entity

OWN_ENTITIES = ("urn:ngsi-ld:{type}:city", "urn:ngsi-ld:{type}:room")
"""What the entity of an indicator that is no key figure may be called."""


def read(session: Session, entity: str, attribute: str) -> Reading:
    """What an attribute of an entity is now, as published."""
    mirror = session.mirror
    cell = mirror.cell(mirror.row_of.get(entity, -1), attribute)
    if cell < 0 or cell in mirror.texts or mirror.measured[cell] <= 0:
        return Reading()
    quality = Quality(int(mirror.quality[cell]))
    return Reading() if quality is Quality.BAD else Reading(float(mirror.value[cell]), quality)


def curve_of(entity: str, attribute: str) -> Curve:
    """The curve of one attribute of one entity."""
    return Curve(Plain(entity, attribute), Series(entity, attribute))


@dataclass(slots=True)
class Mover:
    """One indicator of an axis. `spreads`: standard deviations, more is better; `points`: what it adds to the 50 of an
    axis that is as ever, NaN where it is not known. `value` is as published; `described` says how it is shown."""

    indicator: Indicator
    system: str
    described: KeyFigure | Attribute | None
    curve: Curve
    spreads: Reading = field(default_factory=Reading)
    value: Reading = field(default_factory=Reading)
    points: float = float("nan")
    entity: str = ""


@dataclass(slots=True)
class AxisNow:
    """One axis: 0 to 100, 50 is as ever. `then`: what it was at the moment chosen."""

    axis: Axis
    curve: Curve
    movers: list[Mover]
    now: Reading = field(default_factory=Reading)
    then: Reading = field(default_factory=Reading)
    alarm: Alarm | None = None

    def ranked(self) -> list[Mover]:
        """Its indicators, those that move it most first."""
        return sorted(self.movers, key=lambda mover: -abs(mover.points) if math.isfinite(mover.points) else 0.0)


class AxesNow:
    """`reckon` takes the values of this moment. `current` is the axis chosen, `then` what it is held against."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.axes = [
            AxisNow(axis, curve_of(INDEX_ENTITY, axis.id), [_mover(catalogue, axis, one) for one in axis.indicators])
            for axis in catalogue.axes
        ]
        self.current = 0
        self.then: Then | None = Then.DAY
        self.index = Reading()
        self.days = self.steps = 0
        self.present = False
        self.at = 0

    @property
    def known(self) -> bool:
        """Whether any axis has a value."""
        return any(one.now.known for one in self.axes)

    @property
    def suspect(self) -> bool:
        """Whether what is shown rests on too little past."""
        return any(one.now.known and one.now.quality is Quality.SUSPECT for one in self.axes)

    @property
    def chosen(self) -> AxisNow | None:
        """The axis chosen."""
        return self.axes[self.current] if self.axes else None

    def go(self, number: int) -> None:
        """Choose an axis; round and round."""
        if self.axes:
            self.current = number % len(self.axes)

    def wishes(self) -> Iterable[Wish]:
        """What of the past is wanted: the axes, and the indicators of the one chosen."""
        for one in self.axes:
            yield Wish(one.curve, DAY_MS + HOUR_MS, usual=False)
        if self.then is Then.WEEK:
            for one in self.axes:
                yield Wish(one.curve, Then.WEEK.value + HOUR_MS, usual=False)
        chosen = self.chosen
        for mover in chosen.movers if chosen is not None else ():
            yield Wish(mover.curve, DAY_MS, usual=False)

    def reckon(self, session: Session) -> None:
        """Take the values of this moment."""
        mirror = session.mirror
        self.present = INDEX_ENTITY in mirror.row_of
        self.at = session.now
        self.index = read(session, INDEX_ENTITY, "index")
        days, steps = read(session, INDEX_ENTITY, DAYS_KNOWN), read(session, INDEX_ENTITY, STEPS_KNOWN)
        self.days = int(days.value) if days.known else 0
        self.steps = min(ENOUGH_STEPS, int(steps.value)) if steps.known else 0
        alarms = {alarm.attribute: alarm for alarm in mirror.alarms_of(INDEX_ENTITY) if not alarm.state.is_laid_aside}
        for one in self.axes:
            one.now = read(session, INDEX_ENTITY, one.axis.id)
            one.alarm = alarms.get(one.axis.id)
            one.then = reading_at(one.curve, session.now - self.then.value) if self.then is not None else Reading()
            self._movers(session, one)

    def _movers(self, session: Session, one: AxisNow) -> None:
        for mover in one.movers:
            mover.spreads = read(session, INDEX_ENTITY, f"{one.axis.id}.{mover.indicator.id}")
            mover.entity = _entity(session, mover.indicator)
            mover.value = read(session, mover.entity, mover.indicator.attribute)
        whole = sum(mover.indicator.weight for mover in one.movers if mover.spreads.known)
        for mover in one.movers:
            share = mover.indicator.weight / whole if whole > 0 else float("nan")
            mover.points = SCORE_OF_SPREAD * mover.spreads.value * share


def _mover(catalogue: Catalogue, axis: Axis, one: Indicator) -> Mover:
    curve = curve_of(INDEX_ENTITY, f"{axis.id}.{one.id}")
    if not one.type.startswith(PREFIX):
        kind = catalogue.kind(one.type)
        return Mover(one, kind.system, kind.attributes.get(one.attribute), curve)
    system = one.type.removeprefix(PREFIX)
    figures = catalogue.systems[system].figures if system in catalogue.systems else ()
    return Mover(one, system, next((figure for figure in figures if figure.id == one.attribute), None), curve)


def _entity(session: Session, one: Indicator) -> str:
    if one.type.startswith(PREFIX):
        return system_entity(one.type.removeprefix(PREFIX))
    names = [name.format(type=one.type) for name in OWN_ENTITIES]
    return next((name for name in names if name in session.mirror.row_of), names[0])
