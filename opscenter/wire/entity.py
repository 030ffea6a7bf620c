"""One entity -> columns of a batch. The busiest code of a station.

Numbers in their usual spellings are read in one loop, with one dictionary per entity from attribute to cell, one
remembered instant and no intermediate objects; every other spelling goes through `spelling.spell`. Both ways yield
the same.
"""

import sys
from typing import Any

from msgspec import UNSET

from opscenter.domain.batch import Batch, Registry
from opscenter.domain.languages import by_language
from opscenter.domain.quality import Quality
from opscenter.wire import reasons
from opscenter.wire.columns import add_place, add_text
from opscenter.wire.geometry import NO_SHAPE, read_place
from opscenter.wire.instants import Instants
from opscenter.wire.payload import Attr
from opscenter.wire.plan import Plan, Plans
from opscenter.wire.reasons import SetAside
from opscenter.wire.spelling import (
    LD_NULL,
    MAX_NAME,
    MAX_TEXT,
    TIME_KEYS,
    Fact,
    check_depth,
    entity_quality,
    from_feature,
    plain,
    short_name,
    spell,
)

FUTURE_MS = 60_000
_BIG = 2**53
_NAN = float("nan")
_UNKNOWN = -(2**62)
_NO_UNIT = object()
_GOOD = int(Quality.GOOD)
_SUSPECT = int(Quality.SUSPECT)

# Keys of an entity that are not attributes of it. The times are the time of its values, first that exists.
_TIMES = ("dateObserved", "observedAt", "dateModified", "modifiedAt", "TimeInstant", "timestamp")
_NOT_ATTRIBUTES = frozenset({"id", "type", "@id", "@type", "@context", "location", "name", "scope", "createdAt"})
_SPECIAL = _NOT_ATTRIBUTES | frozenset(_TIMES)
_QUALITIES = ("quality", "dataQuality", "status")

Marks = list[tuple[int, int]]
"""Numbers that are not good: index in `batch.cells`, quality."""


class EntityReader:
    """Reads entities, typed (`payload.Attr`) or untyped. `naive` is set when a time without offset was met."""

    def __init__(self, registry: Registry) -> None:
        self.naive = False
        self.plans = Plans(registry)
        self.instants = Instants()
        self._last_text = ""
        self._last_instant = 0

    def read(self, entity: dict[str, Any], sent: int, arrived: int, batch: Batch) -> SetAside | None:
        """Append one entity's values. Returns what was set aside of it, if anything was; raises SetAside if all of
        it must be (the caller then cuts back what was appended). `sent` is 0 if unknown; Unix ms."""
        kind = entity.get("type")
        if kind == "Feature":
            entity = from_feature(entity)
            kind = entity.get("type")
        problem: SetAside | None = None
        lon = lat = _NAN
        shape: dict[str, Any] | None = None
        location = entity.get("location")
        if location is not None:
            try:
                inner = location.value if location.__class__ is Attr else location["value"]
                lon, lat = inner["coordinates"]
                if not (
                    lon.__class__ is float
                    and lat.__class__ is float
                    and -180.0 <= lon <= 180.0
                    and -90.0 <= lat <= 90.0
                    and inner["type"] == "Point"
                ):
                    raise ValueError
            except (KeyError, TypeError, ValueError):
                location = _untyped(location)
                lon = lat = _NAN
                if plain(location) is not None:
                    try:
                        check_depth(location, 2)
                        lon, lat, shape = read_place(location)
                    except SetAside as why:
                        if why.reason != reasons.PLACE_UNREADABLE:
                            raise
                        location = None
                        problem = why
                else:
                    shape = NO_SHAPE
        entity_id = entity.get("id")
        plan = self.plans.known.get(entity_id) if entity_id.__class__ is str else None
        if plan is None or plan.type != kind:
            plan = self.plans.make(entity)

        numbers = plan.numbers
        cells = batch.cells
        values = batch.values
        times = batch.times
        first = len(cells)
        texts = plan.texts
        text_cells = batch.text_cells
        text_times = batch.text_times
        first_text = len(text_cells)
        units = self.plans.units
        known = self.instants.known
        last_text = self._last_text
        last_instant = self._last_instant
        horizon = arrived + FUTURE_MS
        base = base_quality = -1  # of values without a time of their own; not looked up yet
        marks: Marks = []

        for key, raw in entity.items():
            kind = raw.__class__
            if kind is Attr:
                value = raw.value
                kind = value.__class__
                if kind is float or (kind is int and -_BIG <= value <= _BIG):
                    cell = numbers.get(key)
                elif kind is str and len(value) <= MAX_TEXT and value != LD_NULL:
                    cell = texts.get(key)
                else:
                    cell = None
                if cell is not None:
                    unit = raw.unitCode
                    when = raw.observedAt
                    if raw.metadata is not UNSET:
                        when, unit = _usual_metadata(raw.metadata, when, unit)
                    if unit is UNSET or unit == units[cell]:
                        if when is UNSET:
                            if base_quality < 0:
                                base, base_quality = self._base_time(entity, sent, arrived)
                            moment = base
                            quality = base_quality
                        else:
                            if when != last_text:
                                instant = known.get(when)
                                if instant is not None:
                                    last_text = when
                                    last_instant = instant
                            moment = last_instant if when == last_text else _UNKNOWN
                            quality = _SUSPECT if moment > horizon else _GOOD
                        if moment != _UNKNOWN:
                            if kind is str:
                                text_cells.append(cell)
                                text_times.append(moment)
                                batch.texts.append(value)
                                batch.text_qualities.append(quality)
                                batch.text_arrived.append(arrived)
                            else:
                                if quality:
                                    marks.append((len(cells), quality))
                                cells.append(cell)
                                values.append(value)
                                times.append(moment)
                            continue
            elif kind is float or (kind is int and -_BIG <= raw <= _BIG):
                cell = numbers.get(key)
                if cell is not None:
                    if base_quality < 0:
                        base, base_quality = self._base_time(entity, sent, arrived)
                    if base_quality:
                        marks.append((len(cells), base_quality))
                    cells.append(cell)
                    values.append(raw)
                    times.append(base)
                    continue
            elif kind is str and len(raw) <= MAX_TEXT and raw != LD_NULL:
                cell = texts.get(key)
                if cell is not None:
                    if base_quality < 0:
                        base, base_quality = self._base_time(entity, sent, arrived)
                    text_cells.append(cell)
                    text_times.append(base)
                    batch.texts.append(raw)
                    batch.text_qualities.append(base_quality)
                    batch.text_arrived.append(arrived)
                    continue
            if key in _SPECIAL:
                if key == "name":
                    self._name(plan, raw, batch)
                elif key == "location":
                    if raw is None:
                        self._move(plan, None, _NAN, _NAN, NO_SHAPE, entity, sent, arrived, batch)
                elif kind is list or kind is dict:  # for an Attr, the class of its value
                    check_depth(_untyped(raw), 2)
                continue
            if base_quality < 0:
                base, base_quality = self._base_time(entity, sent, arrived)
            try:
                self._attribute(plan, key, raw, base, base_quality, horizon, marks, batch, arrived)
            except SetAside as why:
                if why.reason in (reasons.TOO_DEEP, reasons.NOT_FINITE):
                    raise
                problem = problem or SetAside(why.reason, f"{why.detail} ({key[:80]} of {entity_id!s:.120})")

        self._last_text = last_text
        self._last_instant = last_instant
        added = len(cells) - first
        if added:
            batch.qualities.extend([_GOOD] * added)
            batch.arrived.extend([arrived] * added)
            for index, quality in marks:
                batch.qualities[index] = quality
        if "quality" in entity or "dataQuality" in entity or "status" in entity:
            _judge_all(entity, first, first_text, batch)
        if location is not None and (lon != plan.lon or lat != plan.lat or shape != plan.shape):
            self._move(plan, location, lon, lat, shape, entity, sent, arrived, batch)
        if not plan.name and "alternateName" in entity:
            self._name(plan, entity["alternateName"], batch)
        batch.touched[plan.row] = arrived
        return problem

    # ---- one attribute, thoroughly ----------------------------------------------------------------------------

    def _attribute(
        self,
        plan: Plan,
        key: str,
        raw: Any,
        base: int,
        base_quality: int,
        horizon: int,
        marks: Marks,
        batch: Batch,
        arrived: int,
    ) -> None:
        """Append an attribute in any spelling; SetAside if it cannot be read."""
        for fact in spell(short_name(key), _untyped(raw)):
            moment, quality = base, base_quality
            if fact.when is not None:
                read = self.instants.read(fact.when)
                if read is None:
                    quality = _SUSPECT  # it says when, but nobody can read it
                else:
                    moment = read[0]
                    self.naive = self.naive or read[1]
                    quality = _SUSPECT if moment > horizon else _GOOD
            self._fact(plan, fact, moment, max(quality, int(fact.quality)), marks, batch, arrived)

    def _fact(
        self, plan: Plan, fact: Fact, moment: int, quality: int, marks: Marks, batch: Batch, arrived: int
    ) -> None:
        value = fact.value
        if value is None:
            self._clear(plan, fact.name, moment, quality, marks, batch, arrived)
            return
        if not isinstance(value, str):
            cell = plan.numbers.get(fact.name)
            if cell is None:
                cell = self.plans.cell(plan, plan.numbers, fact.name)
            if quality:
                marks.append((len(batch.cells), quality))
            batch.cells.append(cell)
            batch.values.append(float(value))
            batch.times.append(moment)
            if fact.unit is not None and self.plans.units[cell] != fact.unit:
                self.plans.units[cell] = batch.units[cell] = sys.intern(fact.unit)
                plan.quick = None  # it does not always name the same unit
        if isinstance(value, (str, bool)):
            cell = plan.texts.get(fact.name)
            if cell is None:
                cell = self.plans.cell(plan, plan.texts, fact.name)
            text = value if isinstance(value, str) else ("true" if value else "false")
            add_text(batch, cell, moment, text, quality, arrived)

    def _clear(
        self, plan: Plan, name: str, moment: int, quality: int, marks: Marks, batch: Batch, arrived: int
    ) -> None:
        """An attribute was cleared: no number (NaN), no text (None), and so for what was nested under its name."""
        inside = name + "."
        number_names = [known for known in plan.numbers if known == name or known.startswith(inside)]
        text_names = [known for known in plan.texts if known == name or known.startswith(inside)]
        if not number_names and not text_names:
            number_names = text_names = [name]
        for known in number_names:
            cell = plan.numbers.get(known)
            if quality:
                marks.append((len(batch.cells), quality))
            batch.cells.append(self.plans.cell(plan, plan.numbers, known) if cell is None else cell)
            batch.values.append(_NAN)
            batch.times.append(moment)
        for known in text_names:
            cell = plan.texts.get(known)
            if cell is None:
                cell = self.plans.cell(plan, plan.texts, known)
            add_text(batch, cell, moment, None, quality, arrived)

    # ---- time, name, place ------------------------------------------------------------------------------------

    def _base_time(self, entity: dict[str, Any], sent: int, arrived: int) -> tuple[int, int]:
        """The time of attributes that have none of their own, and the quality it leaves them with."""
        quality = _GOOD
        for key in _TIMES:
            raw = entity.get(key)
            if raw is not None:
                if raw.__class__ is Attr:
                    raw = raw.value
                read = self.instants.read(raw if raw.__class__ is str else plain(raw))
                if read is not None:
                    self.naive = self.naive or read[1]
                    return read[0], _SUSPECT if read[0] > arrived + FUTURE_MS else quality
                quality = _SUSPECT
        moment = sent or arrived
        return moment, _SUSPECT if moment > arrived + FUTURE_MS else quality

    def _name(self, plan: Plan, raw: Any, batch: Batch) -> None:
        """Take over the display name, if it is one and new; that of a LanguageProperty in each language."""
        local: dict[str, str] = {}
        if raw.__class__ is Attr:
            raw = raw.as_dict() if raw.value is UNSET or raw.value.__class__ is dict else raw.value
        if raw.__class__ is not str:
            check_depth(raw, 2)
        if raw.__class__ is dict:
            languages = raw.get("languageMap")
            if languages is None and raw.get("type") == "LanguageProperty":
                languages = raw.get("value")
            if languages.__class__ is dict and languages:
                local = by_language(languages, MAX_NAME)
                raw = local.get("en") or next(iter(languages.values()))
            raw = plain(raw)
        if raw.__class__ is list and raw and raw[0].__class__ is str:
            raw = raw[0]
        if raw.__class__ is str and raw and raw != LD_NULL:
            if raw != plan.name and raw[:MAX_NAME] != plan.name:
                plan.name = batch.names[plan.row] = raw[:MAX_NAME]
            if local != plan.local_names:
                plan.local_names = local
                batch.local_names[plan.row] = local

    def _move(
        self,
        plan: Plan,
        location: Any,
        lon: float,
        lat: float,
        shape: dict[str, Any] | None,
        entity: dict[str, Any],
        sent: int,
        arrived: int,
        batch: Batch,
    ) -> None:
        """Append a place that is not the one known. A late one goes out too, but is not taken for the present."""
        location = _untyped(location)
        moment: int | None = None
        if location.__class__ is dict and ("observedAt" in location or "metadata" in location):
            read = self.instants.read(spell("location", {**location, "value": 0.0})[0].when)
            moment = read[0] if read is not None else None
        if moment is None:
            moment = self._base_time(entity, sent, arrived)[0]
        add_place(batch, plan.row, moment, lon, lat)
        if moment >= plan.place_time:
            if shape != plan.shape:
                if shape is not NO_SHAPE or plan.shape is not None:
                    batch.shapes[plan.row] = NO_SHAPE if shape is None else shape
                plan.shape = shape
            plan.lon, plan.lat, plan.place_time = lon, lat, moment


def _untyped(raw: Any) -> Any:
    return raw.as_dict() if raw.__class__ is Attr else raw


def _usual_metadata(metadata: Any, when: Any, unit: Any) -> tuple[Any, Any]:
    """Time and unit in NGSI-v2 metadata that holds nothing else; a unit that no cell has if it does."""
    if metadata.__class__ is not dict or when is not UNSET or unit is not UNSET:
        return UNSET, _NO_UNIT
    for key, member in metadata.items():
        if member.__class__ is not dict:
            return UNSET, _NO_UNIT
        value = member.get("value")
        if value.__class__ is not str or not value or len(member) != (2 if member.get("type").__class__ is str else 1):
            return UNSET, _NO_UNIT
        if key == "unitCode":
            unit = value
        elif key in TIME_KEYS and when is UNSET:
            when = value
        else:
            return UNSET, _NO_UNIT
    return when, unit


def _judge_all(entity: dict[str, Any], first: int, first_text: int, batch: Batch) -> None:
    """Lower the quality of what was appended to what the entity says of itself."""
    quality = Quality.GOOD
    for key in _QUALITIES:
        raw = entity.get(key)
        if raw is not None:
            if raw.__class__ is Attr and raw.value.__class__ is str:
                raw = raw.value
            quality = max(quality, entity_quality(key, _untyped(raw)))
    if quality:
        for column, start in ((batch.qualities, first), (batch.text_qualities, first_text)):
            for index in range(start, len(column)):
                column[index] = max(int(quality), column[index])
